"""The units of sums that a reader can ask for."""

from enum import StrEnum


class Units(StrEnum):
    """The units that a reader asks for: whatever suits each column, or always the same."""

    AUTO = "auto"
    MILLIONS = "m"
    BILLIONS = "bn"
    WAN = "万"
    YI = "亿"
    FULL = "full"
