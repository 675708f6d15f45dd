"""The checks as plain text: by severity and kind, or each remark in full."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from dadkhah.qualification.completeness.check import Check, Severity

TITLES = {
    Severity.REFUSED: "REFUSED, until put right",
    Severity.WEAK: "WEAK, where a reader will attack",
    Severity.SHOWN: "TO BE SHOWN beside the fact",
}
NARROWEST = 40


def print_checks(checks: Iterable[Check], *, width: int, in_full: bool) -> str:
    """Return `checks` in lines of at most `width` columns (40 at least).

    What is refused is always told in full; of the rest, kinds and subjects, or each remark.
    """
    checks, width = tuple(checks), max(width, NARROWEST)
    return "\n".join(_lines(checks, width, in_full)) + "\n"


def _lines(checks: Sequence[Check], width: int, in_full: bool) -> Iterator[str]:
    if not checks:
        yield "CHECKS: nothing to remark."
    for severity, title in TITLES.items():
        found = [check for check in checks if check.severity is severity]
        if found:
            yield from wrap(f"CHECKS: {title}", width)
            yield "-" * width
        if in_full or severity is Severity.REFUSED:
            for check in found:
                yield from _entry(f"{check.code}: {check.message}", width)
        else:
            yield from _by_kind(found, width)


def _by_kind(checks: Iterable[Check], width: int) -> Iterator[str]:
    subjects: dict[str, list[str]] = {}
    for check in checks:
        subjects.setdefault(check.code, []).append(check.subject)
    for code, named in subjects.items():
        yield from _entry(f"{code} ({len(named)}): {', '.join(dict.fromkeys(named))}", width)


def _entry(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent="  - ", subsequent_indent="    ")
