"""What is missing, as plain values for JSON."""

from dataclasses import asdict

from dadkhah.qualification.gaps.missing import CaseGaps, Missing, SuspectGaps
from dadkhah.qualification.matrix import Json, element_json
from dadkhah.qualification.qualify import Qualification


def gaps_json(found: CaseGaps) -> dict[str, Json]:
    """Return `found` as dictionaries, lists and text; conclusions by name."""
    return {
        "case": found.case,
        "law_version": found.law_version,
        "standard": found.standard,
        "on": found.on.isoformat() if found.on else None,
        "context": [element_json(part) for part in found.context],
        "charges": [_charge(qualification) for qualification in found.charges],
        "suspects": [_suspect(suspect) for suspect in found.suspects],
        "crimes": [
            {**_missing(crime.crime), "acts": [*crime.acts], "forms": [*crime.forms]}
            for crime in found.crimes
        ],
    }


def _charge(qualification: Qualification) -> dict[str, Json]:
    return {
        "id": qualification.charge.id,
        "respondent": qualification.charge.respondent,
        "crime": qualification.charge.crime,
        "mode": qualification.charge.mode,
        "conclusion": qualification.conclusion.name,
        "by_ground": {ground: alone.name for ground, alone in qualification.by_ground},
        "gaps": [element_json(element) for element in qualification.gaps],
    }


def _suspect(suspect: SuspectGaps) -> dict[str, Json]:
    leads = asdict(suspect.leads)
    return {
        "person": suspect.person,
        "name": suspect.name,
        **{name: [*found] for name, found in leads.items() if name != "person"},
        "crimes": [_missing(crime) for crime in suspect.crimes],
        "modes": [_missing(mode) for mode in suspect.modes],
    }


def _missing(missing: Missing) -> dict[str, Json]:
    return {
        "id": missing.id,
        "name": missing.name,
        "provision": missing.provision,
        "elements": missing.elements,
        "gaps": [element_json(element) for element in missing.gaps],
    }
