"""What is missing, as plain values for JSON."""

from dataclasses import asdict

from dadkhah.qualification.gaps.missing import CaseGaps, Missing
from dadkhah.qualification.matrix import Json, element_json


def gaps_json(found: CaseGaps) -> dict[str, Json]:
    """Return `found` as dictionaries, lists and text; conclusions by name."""
    return {
        "case": found.case,
        "law_version": found.law_version,
        "standard": found.standard,
        "on": found.on.isoformat() if found.on else None,
        "context": [element_json(part) for part in found.context],
        "charges": [
            {
                "id": q.charge.id,
                "respondent": q.charge.respondent,
                "crime": q.charge.crime,
                "mode": q.charge.mode,
                "conclusion": q.conclusion.name,
                "gaps": [element_json(element) for element in q.gaps],
            }
            for q in found.charges
        ],
        "suspects": [
            {
                "person": suspect.person,
                "name": suspect.name,
                **_lists(asdict(suspect.leads), leave_out="person"),
                "crimes": [_missing(crime) for crime in suspect.crimes],
                "modes": [_missing(mode) for mode in suspect.modes],
            }
            for suspect in found.suspects
        ],
        "crimes": [
            {**_missing(crime.crime), "acts": [*crime.acts], "forms": [*crime.forms]}
            for crime in found.crimes
        ],
    }


def _missing(missing: Missing) -> dict[str, Json]:
    return {
        "id": missing.id,
        "name": missing.name,
        "provision": missing.provision,
        "elements": missing.elements,
        "gaps": [element_json(element) for element in missing.gaps],
    }


def _lists(values: dict[str, tuple[str, ...]], *, leave_out: str) -> dict[str, Json]:
    return {name: [*value] for name, value in values.items() if name != leave_out}
