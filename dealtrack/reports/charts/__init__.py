"""Charts: deals along an axis of time, each with a bar by its size, still without any format."""
