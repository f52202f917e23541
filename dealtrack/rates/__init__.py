"""Recorded exchange rates: the table, its one look-up, the check of printed conversions, readers of published files."""
