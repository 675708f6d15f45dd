"""Elements are numbered as the Court numbers them, and context comes last."""

from collections.abc import Iterator

from dadkhah.law.check.finding import LawFinding
from dadkhah.law.model import Crime, ElementKind, Law, ModeOfLiability


def check_numbering(law: Law) -> Iterator[LawFinding]:
    """Yield each crime or mode whose elements are miscounted or out of order."""
    for mode in law.modes.values():
        yield from _numbers(mode)
    for crime in law.crimes.values():
        yield from _numbers(crime)
        count = len(crime.elements)
        if count != crime.element_count:
            message = f"has {count} elements, but element_count says {crime.element_count}"
            yield LawFinding("element-count", crime.place, f"{crime.id} {message}")
        contextual = [e.kind is ElementKind.CONTEXTUAL for e in crime.elements]
        if contextual != sorted(contextual):
            message = "has a contextual element before one of another kind"
            yield LawFinding("context-not-last", crime.place, f"{crime.id} {message}")


def _numbers(owner: Crime | ModeOfLiability) -> Iterator[LawFinding]:
    numbers = [element.number for element in owner.elements]
    wanted = list(range(1, len(numbers) + 1))
    if numbers != wanted or not numbers:
        message = f"numbers its elements {numbers}, not from 1 upwards without a gap"
        yield LawFinding("element-numbers", owner.place, f"{owner.id} {message}")
