"""A timeline: lanes of marks, none over another, uncertain dates as the intervals they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dadkhah.dates import PartialDate
from dadkhah.dates.display import Language, ShownCalendar
from dadkhah.pictures.axis import TimeAxis, time_axis
from dadkhah.pictures.ends import Span, span_of

# In per cent of the width; at the narrowest drawing (720 px) a mark of one day is 14 px wide.
MARK = 2.0
ABOUT = 3.8  # with its whiskers
BEYOND = 0.9  # how far a bar runs over the edge when its days go on there
GAP = 0.2


@dataclass(frozen=True, slots=True)
class Dated:
    """What is to be drawn: a record, when, and the lanes it belongs to."""

    kind: str
    code: str
    title: str
    date: PartialDate
    lanes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The kind and the code, as records are named everywhere: `act/A-0001`."""
        return f"{self.kind}/{self.code}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One record in one lane. `start`..`end` are per cent of the width; `row` counts from 0."""

    dated: Dated
    span: Span
    start: float
    end: float
    row: int

    @property
    def is_point(self) -> bool:
        """Whether one day is meant: a dot. Anything else is a bar over the days it may mean."""
        return self.span.is_one_day

    @property
    def middle(self) -> float:
        """Where a dot stands."""
        return round((self.start + self.end) / 2, 3)

    @property
    def width(self) -> float:
        """How long a bar is."""
        return round(self.end - self.start, 3)


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one area or family, in `rows` rows."""

    key: str
    marks: tuple[Mark, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every record that may fall between the ends of the axis, in each of its lanes."""

    axis: TimeAxis
    lanes: tuple[Lane, ...]
    drawn: tuple[Dated, ...]  # each record once, in order of time


def may_fall_between(value: PartialDate, first: date | None, last: date | None) -> bool:
    """Whether a day that `value` may mean lies from `first` to `last`; None is no limit."""
    starts_too_late = last is not None and (value.earliest or date.min) > last
    ends_too_early = first is not None and (value.latest or date.max) < first
    return not (starts_too_late or ends_too_early)


def timeline(
    records: Iterable[Dated],
    *,
    first: date | None = None,
    last: date | None = None,
    calendar: ShownCalendar,
    language: Language,
) -> Timeline | None:
    """Lay out the records that may fall from `first` to `last`; None when there are none.

    Without limits the axis takes in every day the records name. A record of several lanes has a
    mark in each. The fullest lanes come first.
    """
    kept = sorted(
        (r for r in records if may_fall_between(r.date, first, last)),
        key=lambda r: (*r.date.sort_key, r.code),
    )
    days = [day for r in kept for day in (r.date.earliest, r.date.latest) if day is not None]
    if not days:
        return None
    axis = time_axis(first or min(days), last or max(days), calendar=calendar, language=language)
    keys = dict.fromkeys(lane for r in kept for lane in r.lanes)
    lanes = [_lane(key, [r for r in kept if key in r.lanes], axis) for key in keys]
    lanes.sort(key=lambda lane: (-len(lane.marks), lane.key))
    return Timeline(axis, tuple(lanes), tuple(kept))


def _lane(key: str, records: Sequence[Dated], axis: TimeAxis) -> Lane:
    """Put each mark in the first row where it touches no other."""
    ends: list[float] = []
    marks: list[Mark] = []
    placed = sorted(((_extent(r.date, axis), r) for r in records), key=lambda each: each[0])
    for (start, end), record in placed:
        free = (row for row, taken in enumerate(ends) if taken + GAP <= start)
        row = next(free, len(ends))
        ends[row : row + 1] = [end]
        marks.append(Mark(record, span_of(record.date), start, end, row))
    return Lane(key, tuple(marks), len(ends))


def _extent(value: PartialDate, axis: TimeAxis) -> tuple[float, float]:
    """Return where a mark begins and ends; short ones are widened to be seen and pressed.

    Widened on both sides, so that a dot stays on its day; at the ends it may reach over the axis.
    """
    start = axis.start_of(value.earliest) if value.earliest else 0.0
    end = axis.end_of(value.latest) if value.latest else 100.0
    if value.earliest and value.earliest < axis.first:
        start = -BEYOND
    if value.latest and value.latest > axis.last:
        end = 100 + BEYOND
    is_day = value.earliest == value.latest
    least = ABOUT if is_day and (value.is_approximate or value.is_uncertain) else MARK
    if end - start >= least:
        return start, end
    middle = (start + end) / 2
    return round(middle - least / 2, 3), round(middle + least / 2, 3)
