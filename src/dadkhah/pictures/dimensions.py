"""What records can be counted by: each dimension gives a record its values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dadkhah.dates.display import ShownCalendar
from dadkhah.law.model import Law
from dadkhah.pictures.counting import Values
from dadkhah.pictures.periods import Period, Unit, periods_between, the_period
from dadkhah.pictures.question import Happening, family_of, kind_of, places_of
from dadkhah.records.case import CaseRecords
from dadkhah.records.events import Act


class Dimension(StrEnum):
    """What can stand in the rows or columns of a count."""

    KIND = "kind"
    AREA = "area"
    FAMILY = "family"
    TYPE = "type"
    PLACE = "place"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    STATUS = "status"
    SOURCE = "source"
    VICTIMS = "victims"
    INSTITUTION = "institution"

    @property
    def unit(self) -> Unit | None:
        """The length of its periods, if it is one of time."""
        return Unit(self.value) if self.value in set(Unit) else None


@dataclass(frozen=True, slots=True)
class Counter:
    """Gives records their values in each dimension; built once for a case."""

    law: Law
    calendar: ShownCalendar
    source_kinds: Mapping[str, str]  # by passage
    statuses: Mapping[str, str]  # of restrictions, the last known
    institutions: Mapping[str, tuple[str, ...]]  # involved in a record

    def values(self, dimension: Dimension) -> Values:
        """Return what gives a record its values in `dimension`."""
        unit = dimension.unit
        if unit is not None:
            return lambda record: self._period(record, unit)
        found: dict[Dimension, Values] = {
            Dimension.KIND: lambda record: (kind_of(record),),
            Dimension.AREA: lambda record: () if isinstance(record, Act) else record.areas,
            Dimension.FAMILY: self._family,
            Dimension.TYPE: lambda record: (record.type,) if isinstance(record, Act) else (),
            Dimension.PLACE: places_of,
            Dimension.STATUS: self._status,
            Dimension.SOURCE: self._sources,
            Dimension.VICTIMS: lambda record: record.victims if isinstance(record, Act) else (),
            Dimension.INSTITUTION: self._institutions,
        }
        return found[dimension]

    def _period(self, record: Happening, unit: Unit) -> tuple[str, ...]:
        period = the_period(record.date, unit, self.calendar)
        return (period.code,) if period else ()

    def _family(self, record: Happening) -> tuple[str, ...]:
        family = family_of(record, self.law) if isinstance(record, Act) else ""
        return (family,) if family else ()

    def _status(self, record: Happening) -> tuple[str, ...]:
        status = record.reported if isinstance(record, Act) else self.statuses.get(record.id, "")
        return (status,) if status else ()

    def _sources(self, record: Happening) -> tuple[str, ...]:
        cited = (self.source_kinds.get(passage, "") for passage in record.citations.supports)
        return tuple(kind for kind in cited if kind)

    def _institutions(self, record: Happening) -> tuple[str, ...]:
        involved = self.institutions.get(record.id, ())
        return involved if isinstance(record, Act) else (*record.issuers, *involved)


def counter(case: CaseRecords, law: Law, calendar: ShownCalendar) -> Counter:
    """Index `case` for counting. Periods are those of `calendar`."""
    kinds = {source.id: source.kind for source in case.sources}
    items = {item.id: kinds.get(item.source, "") for item in case.items}
    statuses = {}
    for step in case.restriction_statuses:
        statuses[step.restriction] = step.status
    involved: dict[str, list[str]] = defaultdict(list)
    known = {person.id for person in case.persons if person.kind == "institution"}
    for involvement in case.involvements:
        if involvement.person in known:
            involved[involvement.subject].append(_code(involvement.person, law))
    return Counter(
        law,
        calendar,
        {passage.id: items.get(passage.item, "") for passage in case.passages},
        statuses,
        {subject: tuple(codes) for subject, codes in involved.items()},
    )


def _code(institution: str, law: Law) -> str:
    """Return the code of the register where the institution `O-pvpv` is its `pvpv`.

    A ministry that issued a restriction and one involved in an act then stand in one row.
    """
    code = institution.removeprefix("O-")
    return code if code in law.vocabularies["taliban_institutions"].terms else institution


def every_period(
    records: Sequence[Happening], unit: Unit, calendar: ShownCalendar
) -> tuple[Period, ...]:
    """Return every period from the first to the last that a record is in, empty ones too."""
    found = [the_period(record.date, unit, calendar) for record in records]
    dated = sorted(period for period in found if period is not None)
    return tuple(periods_between(dated[0], dated[-1])) if dated else ()
