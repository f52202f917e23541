"""``dealtrack schema``: the JSON Schema of a file of the book, for editors."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dealtrack.cli.errors import exits
from dealtrack.cli.output import emit


class SchemaFile(StrEnum):
    """The files that have a schema; a test holds them to the schemas that there are."""

    COMPANY = "company"
    SOURCES = "sources"
    INVESTORS = "investors"


@exits
def schema(
    file: Annotated[SchemaFile, typer.Argument(help="The file that it describes.")] = SchemaFile.COMPANY,
) -> None:
    """Print the JSON Schema of a company's file, of the shared sources or of the investors, for editors."""
    from dealtrack.files.schema import schema_text

    # Elsewhere than in UTF-8, a pattern would lose its Chinese characters to question marks.
    is_utf_8 = (sys.stdout.encoding or "").replace("-", "").lower() == "utf8"
    emit(schema_text(file.value, ascii_only=not is_utf_8))
