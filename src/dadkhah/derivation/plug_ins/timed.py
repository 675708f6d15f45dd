"""A text with times shown as lines: 0:01:23 and what is said then."""

from collections.abc import Sequence
from dataclasses import dataclass

_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line of text, when it is said (seconds), and that moment as one reads it."""

    text: str
    start: float
    clock: str


def timed_lines(text: str, times: Sequence[Sequence[float]]) -> tuple[TimedLine, ...]:
    """Return the lines with their times; nothing where the two do not belong together."""
    lines = text.split("\n")
    if len(lines) != len(times):
        return ()
    starts = [float(one[0]) for one in times]
    return tuple(
        TimedLine(line, start, clock(start)) for line, start in zip(lines, starts, strict=True)
    )


def clock(seconds: float) -> str:
    """Return a moment as hours, minutes and seconds: 0:01:23."""
    whole = int(seconds)
    return f"{whole // _HOUR}:{whole // _MINUTE % _MINUTE:02}:{whole % _MINUTE:02}"
