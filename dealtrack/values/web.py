"""Addresses of pages, as a browser can follow them."""

# A regular expression that Python and the JSON Schema both read: http or https in whatever case, a host with a dot in
# it, no blank.
ADDRESS = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?"
