"""Amounts, dates and vocabularies: immutable values without I/O, that know neither YAML nor the terminal."""
