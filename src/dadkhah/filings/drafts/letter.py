"""The draft of an open letter in three languages, `filings/letter.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dadkhah.filings.drafts.entries import (
    Entries,
    entries_of,
    known_keys,
    map_of,
    read_draft,
    refuse,
    text_of,
)
from dadkhah.records.case import CaseRecords
from dadkhah.text.strict_yaml import StrictList, StrictMap

LANGUAGES = ("fa", "ps", "en")  # in the order they stand in the letter
_TEXTS = ("marking", "title", "addressee", "sender", "salutation", "closing")
_SECTIONS = ("body", "law")


class RequestKind(StrEnum):
    """What a letter may ask for."""

    PROSECUTE = "prosecute"
    QUALIFY = "qualify"
    RECOGNISE = "recognise"  # asks for law to change; never a charge
    PRESSURE = "pressure"
    PROTECT = "protect"
    SAFE_EXIT = "safe-exit"


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """One request, the same in each language."""

    kind: RequestKind
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What a person wrote: texts and sections by key, then by language."""

    texts: Mapping[str, Mapping[str, str]]
    sections: Mapping[str, Mapping[str, Entries]]
    requests: tuple[LetterRequest, ...]


def read_letter_draft(case: CaseRecords) -> LetterDraft:
    """Read the draft of a case; raises `DraftInvalid` naming file and line."""
    draft = read_draft(case, "letter")
    known_keys(draft, (*_TEXTS, *_SECTIONS, "requests"))
    return LetterDraft(
        texts={key: _texts(map_of(draft, key)) for key in _TEXTS},
        sections={key: _entries(map_of(draft, key)) for key in _SECTIONS},
        requests=_requests(draft),
    )


def _texts(texts: StrictMap) -> dict[str, str]:
    known_keys(texts, LANGUAGES)
    return {language: text_of(texts, language) for language in LANGUAGES}


def _entries(sections: StrictMap) -> dict[str, Entries]:
    known_keys(sections, LANGUAGES)
    return {language: entries_of(sections, language) for language in LANGUAGES}


def _requests(draft: StrictMap) -> tuple[LetterRequest, ...]:
    listed = draft["requests"]
    if not isinstance(listed, StrictList):
        refuse(draft.place("requests"), "`requests` must be a list")
    requests = []
    for at, each in enumerate(listed):
        if not isinstance(each, StrictMap):
            refuse(listed.place(at), "a request has `kind:` and `text:`")
        known_keys(each, ("kind", "text"))
        kind = text_of(each, "kind")
        if kind not in {known.value for known in RequestKind}:
            known_kinds = ", ".join(known.value for known in RequestKind)
            refuse(each.place("kind"), f"`{kind}` is no kind of request; use {known_kinds}")
        requests.append(LetterRequest(RequestKind(kind), _texts(map_of(each, "text"))))
    return tuple(requests)
