"""What rows name in the law: codes of vocabularies, elements, crimes, modes, grounds, standards."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from dadkhah.errors import LawError, UnknownLawReference
from dadkhah.exchange.tables.problems import Problem
from dadkhah.exchange.tables.table import TableRead
from dadkhah.law.model import Law

# By table and field: forms and search ask here which list of the law a code is of.
VOCABULARIES: dict[str, dict[str, str]] = {
    "sources": {"kind": "source_types"},
    "items": {"role": "evidence_roles"},
    "events": {"places": "provinces"},
    "acts": {
        "type": "act_types",
        "places": "provinces",
        "place_precision": "place_precision",
        "location_type": "location_types",
        "methods": "methods",
        "victims": "victim_types",
    },
    "involvements": {"degree": "degrees_of_involvement"},
    "restrictions": {
        "issuers": "taliban_institutions",
        "form_class": "restriction_form_class",
        "areas": "restriction_areas",
        "target": "restriction_target",
        "confidence": "confidence",
    },
    "restriction_statuses": {"status": "restriction_status"},
}
_LookUp = Callable[[str], object]
_NATIONAL = "national"  # beside the provinces


def law_problems(tables: Mapping[str, TableRead], law: Law) -> Iterable[Problem]:
    """Yield a problem for each code or reference that this version of the law does not know."""
    lookups = _lookups(law)
    for name, read in tables.items():
        for row in read.rows:
            for field, look_up in lookups.get(name, {}).items():
                for code in _as_codes(getattr(row.record, field)):
                    if reason := _reason_against(look_up, code):
                        yield read.problem(row, field, reason)
    yield from _ground_problems(tables["charges"], law)
    yield from _finding_ground_problems(tables["findings"], law)


def _lookups(law: Law) -> dict[str, dict[str, _LookUp]]:
    """Return what looks up a code, by table and field; it raises `LawError` when unknown."""
    lookups: dict[str, dict[str, _LookUp]] = {
        name: {field: partial(_look_up_term, law, vocabulary) for field, vocabulary in own.items()}
        for name, own in VOCABULARIES.items()
    }
    lookups["propositions"] = {"elements": law.element}
    lookups["findings"] = {"element": law.element, "standard": partial(_look_up_standard, law)}
    lookups["charges"] = {"crime": law.crime, "mode": law.mode}
    return lookups


def _look_up_term(law: Law, vocabulary: str, code: str) -> object:
    if vocabulary == "provinces" and code == _NATIONAL:
        return code
    return law.label(code, "en", vocabulary)


def _look_up_standard(law: Law, code: str) -> object:
    if code not in law.standards:
        known = ", ".join(law.standards)
        raise UnknownLawReference(f"The law has no standard of proof `{code}`; it has {known}.")
    return law.standards[code]


def _as_codes(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _reason_against(look_up: _LookUp, code: str) -> str:
    try:
        look_up(code)
    except LawError as unknown:
        return str(unknown)
    return ""


def _ground_problems(charges: TableRead, law: Law) -> Iterable[Problem]:
    for row in charges.rows:
        crime = law.crimes.get(row.record.crime)
        known = [ground.id for ground in crime.grounds] if crime else row.record.grounds
        for ground in row.record.grounds:
            if ground not in known:
                listed = ", ".join(known) or "none"
                reason = f"'{ground}' is no ground of {row.record.crime}; it has {listed}."
                yield charges.problem(row, "grounds", reason)


def _finding_ground_problems(findings: TableRead, law: Law) -> Iterable[Problem]:
    for row in findings.rows:
        element, ground = law.elements.get(row.record.element), row.record.ground
        known = law.grounds_of(element) if element else (ground,)
        if ground and ground not in known:
            listed = f"it depends on {', '.join(known)}" if known else "it depends on none"
            reason = f"'{ground}' is no ground of {row.record.element}; {listed}."
            yield findings.problem(row, "ground", reason)
