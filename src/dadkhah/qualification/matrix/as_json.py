"""The proof matrix, qualifications and checks as plain values for JSON."""

from collections.abc import Iterable
from typing import TypeAlias

from dadkhah.qualification.completeness import Check
from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.matrix.layout import MatrixSection, ProofMatrix
from dadkhah.qualification.qualify import Qualification

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | None"


def matrix_json(matrix: ProofMatrix, checks: Iterable[Check] = ()) -> dict[str, Json]:
    """Return `matrix` and `checks` as dictionaries, lists and text; conclusions by name."""
    return {
        "case": matrix.case,
        "law_version": matrix.law_version,
        "standard": matrix.standard,
        "on": matrix.on.isoformat() if matrix.on else None,
        "columns": [
            {"respondent": c.respondent, "name": c.name, "charges": [*c.charges]}
            for c in matrix.columns
        ],
        "sections": [_section(section) for section in matrix.sections],
        "charges": [_charge(q) for q in matrix.qualifications],
        "checks": [check_json(check) for check in checks],
    }


def check_json(check: Check) -> dict[str, Json]:
    """Return one check as text values."""
    return {
        "code": check.code,
        "severity": check.severity.value,
        "subject": check.subject,
        "message": check.message,
    }


def element_json(concluded: ElementConclusion) -> dict[str, Json]:
    """Return the conclusion on one element with all that it rests on, by identifier."""
    return {
        "element": concluded.element.id,
        "conclusion": concluded.conclusion.name,
        "findings": [finding.id for finding in concluded.findings],
        "propositions": [proposition.id for proposition in concluded.propositions],
        "passages_for": [*concluded.passages_for],
        "passages_against": [*concluded.passages_against],
        "reasons": [*concluded.reasons],
        "gaps": [*concluded.gaps],
        "parts": {part.element.id: part.conclusion.name for part in concluded.parts},
        "by_ground": {part.ground: element_json(part) for part in concluded.by_ground},
    }


def _section(section: MatrixSection) -> dict[str, Json]:
    return {
        "id": section.id,
        "kind": section.kind,
        "title": section.title,
        "provision": section.provision,
        "rows": [
            {
                "element": row.element,
                "text": row.text,
                "cite": row.cite,
                "cells": [element_json(cell) if cell else None for cell in row.cells],
            }
            for row in section.rows
        ],
    }


def _charge(qualification: Qualification) -> dict[str, Json]:
    charge = qualification.charge
    return {
        "id": charge.id,
        "respondent": charge.respondent,
        "crime": charge.crime,
        "mode": charge.mode,
        "grounds": [*charge.grounds],
        "period": charge.period.written,
        "status": charge.status,
        "conclusion": qualification.conclusion.name,
        "by_ground": {ground: alone.name for ground, alone in qualification.by_ground},
        "gaps": [concluded.element.id for concluded in qualification.gaps],
    }
