"""What is missing, as plain text in three parts: charges, further suspects, further crimes."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.gaps.missing import CaseGaps, CrimeGaps, Missing, SuspectGaps
from dadkhah.qualification.qualify import Qualification
from dadkhah.qualification.weighing import words

NARROWEST = 40


def print_gaps(found: CaseGaps, *, width: int) -> str:
    """Return `found` in lines of at most `width` columns (40 at least)."""
    width = max(width, NARROWEST)
    return "\n".join(_lines(found, width)) + "\n"


def _lines(found: CaseGaps, width: int) -> Iterator[str]:
    day = f", on {found.on.isoformat()}" if found.on else ""
    yield from wrap(
        f"{found.case}: law {found.law_version}, standard {found.standard}{day}. What is missing "
        "before each element is met. Candidates are questions for an analyst, not accusations.",
        width,
    )
    if found.context:
        yield from _title("CONTEXT OF THE ATTACK, for every crime against humanity", width)
        yield from _elements(found.context, width)
    for qualification in found.charges:
        yield from _charge(qualification, width)
    for suspect in found.suspects:
        yield from _suspect(suspect, width)
    for crime in found.crimes:
        yield from _crime(crime, width)


def _charge(qualification: Qualification, width: int) -> Iterator[str]:
    charge = qualification.charge
    yield from _title(
        f"CHARGE {charge.id} ({charge.status}), {charge.respondent}: {qualification.crime.name} "
        f"by {qualification.mode.name.lower()}: {words(qualification.conclusion).upper()}",
        width,
    )
    if alone := qualification.by_ground_in_words:
        yield from _indented(f"By ground: {alone}", width)
    yield from _elements(qualification.gaps, width)


def _suspect(suspect: SuspectGaps, width: int) -> Iterator[str]:
    leads = suspect.leads
    yield from _title(f"FURTHER SUSPECT {suspect.person}, {suspect.name}: not charged", width)
    recorded = (
        ("Offices", leads.offices),
        ("Involvements", leads.involvements),
        ("Under them", leads.through),
        ("Acts", leads.acts),
        ("Restrictions", leads.restrictions),
        ("Take care", leads.cautions),
    )
    for name, values in recorded:
        yield from _indented(f"{name}: {'; '.join(values)}", width) if values else ()
    for crime in suspect.crimes:
        yield from _missing("Candidate crime", crime, width)
    for mode in suspect.modes:
        yield from _missing("Candidate mode", mode, width)


def _crime(found: CrimeGaps, width: int) -> Iterator[str]:
    forms = f"; its named forms: {', '.join(found.forms).lower()}" if found.forms else ""
    yield from _title(f"FURTHER CRIME {found.crime.id}, {found.crime.name}: not charged", width)
    yield from _indented(f"Acts: {'; '.join(found.acts)}{forms}", width)
    yield from _missing("Candidate crime", found.crime, width)


def _missing(what: str, missing: Missing, width: int) -> Iterator[str]:
    count = f"{len(missing.gaps)} of {missing.elements} elements not met"
    yield from _indented(f"{what} {missing.id}, {missing.name.lower()}: {count}", width)
    yield from _elements(missing.gaps, width)


def _elements(elements: Iterable[ElementConclusion], width: int) -> Iterator[str]:
    """Elements that lack the same thing are listed under it."""
    lacking: dict[str, list[ElementConclusion]] = {}
    for concluded in elements:
        said = f"{words(concluded.conclusion).upper()}. {' '.join(concluded.gaps)}"
        lacking.setdefault(said, []).append(concluded)
    for said, alike in lacking.items():
        yield from wrap(said, width, initial_indent="  - ", subsequent_indent="    ")
        for concluded in alike:
            text = f"{concluded.element.id} {concluded.element.text}"
            yield from wrap(text, width, initial_indent=" " * 6, subsequent_indent=" " * 10)


def _indented(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="  ", subsequent_indent="    ")


def _title(text: str, width: int) -> Iterator[str]:
    yield ""
    yield from wrap(text, width)
    yield "-" * width
