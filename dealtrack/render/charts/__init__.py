"""Charts as text and as SVG."""
