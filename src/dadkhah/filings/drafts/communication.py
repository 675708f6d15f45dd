"""The draft of an Article 15 communication, `filings/communication.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass

from dadkhah.filings.drafts.entries import (
    Entries,
    entries_of,
    known_keys,
    map_of,
    read_draft,
    text_of,
)
from dadkhah.records.case import CaseRecords
from dadkhah.text.strict_yaml import StrictMap

_TEXTS = ("title", "subtitle", "marking", "contact", "relation")
_SECTIONS = (
    "method",
    "jurisdiction",
    "context",
    "admissibility",
    "victims",
    "contrary",
    "requests",
)
LANGUAGES = ("en", "fa", "ps")


@dataclass(frozen=True, slots=True)
class CommunicationDraft:
    """What a person wrote; `sections` by key, `crimes` and `persons` by identifier."""

    texts: Mapping[str, str]
    summary: Mapping[str, Entries]
    sections: Mapping[str, Entries]
    crimes: Mapping[str, Entries]
    persons: Mapping[str, Entries]


def read_communication_draft(case: CaseRecords) -> CommunicationDraft:
    """Read the draft of a case; raises `DraftInvalid` naming file and line."""
    draft = read_draft(case, "communication")
    known_keys(draft, (*_TEXTS, "summary", *_SECTIONS, "crimes", "persons"))
    summary = map_of(draft, "summary")
    known_keys(summary, LANGUAGES)
    return CommunicationDraft(
        texts={key: text_of(draft, key) for key in _TEXTS},
        summary=_by_key(summary),
        sections={key: entries_of(draft, key) for key in _SECTIONS},
        crimes=_by_key(map_of(draft, "crimes")),
        persons=_by_key(map_of(draft, "persons")),
    )


def _by_key(drafts: StrictMap) -> dict[str, Entries]:
    return {key: entries_of(drafts, key, level=3) for key in drafts}
