"""Who did what to whom, when and where, on whose order (HURIDOCS events standard)."""

from dataclasses import dataclass

from dadkhah.dates import PartialDate
from dadkhah.records.evidence import Citations


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, made of acts."""

    id: str  # "E-0001"
    title: str
    date: PartialDate
    places: tuple[str, ...]  # ISO 3166-2 codes, or "national"
    summary: str = ""
    citations: Citations = Citations()


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done or omitted, inside an event."""

    id: str  # "A-0001"
    event: str
    type: str  # vocabulary act_types, e.g. "lib.hijab"
    date: PartialDate
    places: tuple[str, ...]
    summary: str
    place_precision: str = "province"
    location_type: str = "loc.unknown"
    methods: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()  # vocabulary victim_types: groups, never names
    victim_count: str = ""  # as reported, e.g. "at least 5"; a report's number, not ours
    restriction: str = ""  # the measure it enforces, "afg-r-012"
    reported: str = "alleged"
    citations: Citations = Citations()


@dataclass(frozen=True, slots=True)
class Involvement:
    """A person's or institution's role in an act or restriction; alleged, never found."""

    id: str
    person: str
    subject: str  # act id or restriction id
    degree: str  # vocabulary degrees_of_involvement, e.g. "inv.order"
    note: str = ""
    citations: Citations = Citations()
