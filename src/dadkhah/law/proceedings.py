"""What courts, the United Nations and States have done, step by step."""

from dataclasses import dataclass, field

from dadkhah.law.case_law import CaseLaw


@dataclass(frozen=True, slots=True)
class ProceedingStep:
    """One dated step; without a source only when it says what was searched."""

    date: str
    event: str
    confidence: str
    sources: tuple[str, ...]
    note: str = ""
    search_note: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ListedOfficial:
    """An official named in sanctions lists."""

    name: str
    position: str
    listed_by: tuple[str, ...]
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Proceeding:
    """A line of proceedings or accountability, in order of date."""

    id: str
    title: str
    notes: tuple[tuple[str, str], ...]
    steps: tuple[ProceedingStep, ...]
    case_law: tuple[CaseLaw, ...] = ()
    listed_officials: tuple[ListedOfficial, ...] = ()
    place: str = field(default="", compare=False)
