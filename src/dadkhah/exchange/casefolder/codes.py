"""Codes and forms that hold in every case: grades, kinds, moments, digests."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from dadkhah.derivation.findings import Relation
from dadkhah.derivation.fragments import read_region, read_time
from dadkhah.errors import SelectorNotUnderstood
from dadkhah.exchange.tables.problems import Problem
from dadkhah.exchange.tables.table import TableRead

_CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "sources": {"reliability": tuple("ABCDEF")},
    "items": {
        "credibility": tuple("123456"),
        "sensitivity": ("public", "restricted", "sealed"),
        "relation": ("", *Relation),
    },
    "persons": {"kind": ("individual", "institution", "group")},
    "person_names": {"kind": ("main", "variant")},
    "command_links": {"kind": ("de-jure", "de-facto")},
    "charges": {"status": ("warrant-issued", "proposed")},
}
_MOMENTS = {"items": ("captured_at",), "receptions": ("received_at",)}
_DAYS = {"findings": ("on",)}
_DIGESTS = {"items": ("sha256", "object_name")}
_FRAGMENTS: dict[str, dict[str, Callable[[str], object]]] = {
    "passages": {"time": read_time, "region": read_region},
}

_MOMENT_FORMS = ("%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def code_problems(tables: Mapping[str, TableRead]) -> Iterable[Problem]:
    """Yield a problem for each cell with an unknown code or a form that nobody can read."""
    for name, read in tables.items():
        for row in read.rows:
            for field, known in _CODES.get(name, {}).items():
                code = getattr(row.record, field)
                if code not in known:
                    reason = f"'{code}' is not known; write one of {', '.join(known)}."
                    yield read.problem(row, field, reason)
            for field, reason in _form_reasons(name, row.record):
                yield read.problem(row, field, reason)


def _form_reasons(name: str, record: object) -> Iterable[tuple[str, str]]:
    for field in _MOMENTS.get(name, ()):
        text = getattr(record, field)
        if text and not _is_moment(text):
            yield field, f"'{text}' is no moment in UTC; write it like 2026-11-24T09:30:00Z."
    for field in _DAYS.get(name, ()):
        text = getattr(record, field)
        if text and not _is_day(text):
            yield field, f"'{text}' is no day; write it like 2026-11-24."
    for field in _DIGESTS.get(name, ()):
        text = getattr(record, field)
        if text and not _DIGEST.fullmatch(text):
            yield field, f"'{text}' is no SHA-256; it has 64 of the digits 0-9 and a-f."
    for field, read in _FRAGMENTS.get(name, {}).items():
        try:
            if text := getattr(record, field):
                read(text)
        except SelectorNotUnderstood as refused:
            yield field, str(refused)


def _is_moment(text: str) -> bool:
    return any(_fits(text, form) for form in _MOMENT_FORMS)


def _fits(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)  # noqa: DTZ007  # the forms end in Z; only their fit counts
    except ValueError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
