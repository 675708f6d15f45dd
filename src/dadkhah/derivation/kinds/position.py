"""A place on the earth as cameras and telephones write it into their files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LARGEST = {"latitude": 90.0, "longitude": 180.0}
# ISO 6709, annex H: +34.5284+069.1717+1790/ in degrees, or with minutes, or with seconds too.
_WRITTEN = re.compile(
    r"([+-])(\d{2})(\d{2})?(\d{2})?(\.\d+)?([+-])(\d{3})(\d{2})?(\d{2})?(\.\d+)?([+-]\d+(?:\.\d+)?)?"
)


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees, north and east positive; metres above the sea where they are known."""

    latitude: float
    longitude: float
    altitude: float | None = None

    def __str__(self) -> str:
        """Degrees with six decimals, about a hand's breadth: "34.528400, 69.171700"."""
        return f"{self.latitude:.6f}, {self.longitude:.6f}"


def position_of(written: str) -> Position | None:
    """Read a place as ISO 6709 has it in films; None for anything else, or off the earth."""
    found = _WRITTEN.match(written.strip())
    if found is None:
        return None
    groups = found.groups()
    latitude, longitude = _degrees(groups[:5]), _degrees(groups[5:10])
    return on_earth(latitude, longitude, float(groups[10]) if groups[10] else None)


def on_earth(latitude: float, longitude: float, altitude: float | None = None) -> Position | None:
    """Return the place, or None where there is none; 0, 0 is what cameras write without a fix."""
    inside = abs(latitude) <= _LARGEST["latitude"] and abs(longitude) <= _LARGEST["longitude"]
    if not inside or (latitude == 0 and longitude == 0):  # also false for what is no number
        return None
    return Position(latitude, longitude, altitude)


def _degrees(groups: Sequence[str | None]) -> float:
    """Add up sign, degrees, minutes, seconds; the decimals belong to the last that is there."""
    sign, *parts = groups
    fraction = parts.pop() or ""
    written = [part for part in parts if part]
    written[-1] += fraction
    total: float = sum(float(part) / 60**n for n, part in enumerate(written))
    return -total if sign == "-" else total
