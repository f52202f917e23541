"""Documents and diagnostics as text: one module a format, none of which computes a figure."""
