"""The JSON Schema of the files of a book, for editors: generated from the model, the vocabularies and the parsers."""

import json

from dealtrack.files.schema.build import FILES, json_schema

__all__ = ["FILES", "json_schema", "schema_text"]


def schema_text(file: str, *, ascii_only: bool = False) -> str:
    """The schema of one of FILES as it is printed; *ascii_only* with escapes for all other characters."""
    return json.dumps(json_schema(file), ensure_ascii=ascii_only, indent=1) + "\n"
