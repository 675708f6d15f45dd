"""Entries of a draft: headings, paragraphs and lists of sentences."""

from typing import NoReturn

from dadkhah.errors import DraftInvalid
from dadkhah.filings.document import (
    Bearing,
    Block,
    Citation,
    Fact,
    Heading,
    Items,
    Paragraph,
    Sentence,
    Statement,
    StatementKind,
)
from dadkhah.records.case import CaseRecords
from dadkhah.text.strict_yaml import StrictList, StrictMap, StrictValue, read_strict_yaml

Entries = tuple[Block[Sentence], ...]

_CITING = {
    "cite": Bearing.SUPPORTS,
    "against": Bearing.CONTRADICTS,
    "context": Bearing.CONTEXT,
}
_KINDS = ("fact", *(kind.value for kind in StatementKind))


def read_draft(case: CaseRecords, name: str) -> StrictMap:
    """Return the draft `filings/<name>.yaml` of a case, or raise `DraftInvalid`."""
    file = f"filings/{name}.yaml"
    if file not in case.drafts:
        raise DraftInvalid(
            f"The case {case.info.slug} has no {file}."
            " Write it as docs/formats/filing-drafts.md says."
        )
    value = read_strict_yaml(case.drafts[file], file)
    if not isinstance(value, StrictMap):
        raise DraftInvalid(f"{file}:1: the draft must be a map of sections. Begin with `title:`.")
    return value


def known_keys(draft: StrictMap, keys: tuple[str, ...]) -> None:
    """Raise `DraftInvalid` for a key that is not in the format, or one that is missing."""
    for key in draft:
        if key not in keys:
            refuse(draft.place(key), f"`{key}` is not a key here; use {', '.join(keys)}")
    for key in keys:
        if key not in draft:
            refuse(draft.place(), f"`{key}:` is missing")


def text_of(draft: StrictMap, key: str) -> str:
    """Return the text under a key."""
    value = draft[key]
    if not isinstance(value, str):
        refuse(draft.place(key), f"`{key}` must be text")
    return value


def map_of(draft: StrictMap, key: str) -> StrictMap:
    """Return the map under a key."""
    value = draft[key]
    if not isinstance(value, StrictMap):
        refuse(draft.place(key), f"`{key}` must be a map")
    return value


def entries_of(draft: StrictMap, key: str, *, level: int = 2) -> Entries:
    """Return the entries under a key; their headings get `level`."""
    value = draft[key]
    if not isinstance(value, StrictList):
        refuse(draft.place(key), f"`{key}` must be a list of entries")
    return tuple(_entry(each, value.place(at), level) for at, each in enumerate(value))


def _entry(value: StrictValue, place: str, level: int) -> Block[Sentence]:
    if not isinstance(value, StrictMap) or len(value) != 1:
        refuse(place, "an entry is one of `heading:`, `paragraph:` or `list:`")
    ((key, content),) = value.items()
    if key == "heading" and isinstance(content, str):
        return Heading(content, level)
    if key in {"paragraph", "list"} and isinstance(content, StrictList):
        sentences = tuple(_sentence(each, content.place(at)) for at, each in enumerate(content))
        if key == "paragraph":
            return Paragraph(sentences)
        return Items(tuple((sentence,) for sentence in sentences))
    return refuse(place, "an entry is `heading:` with text, `paragraph:` or `list:` with sentences")


def _sentence(value: StrictValue, place: str) -> Sentence:
    if not isinstance(value, StrictMap):
        refuse(place, f"a sentence begins with its kind: {', '.join(_KINDS)}")
    kinds = [key for key in value if key in _KINDS]
    if len(kinds) != 1:
        refuse(place, f"a sentence has exactly one kind of {', '.join(_KINDS)}")
    kind = kinds[0]
    text = " ".join(text_of(value, kind).split())
    allowed = (kind, *_CITING) if kind == "fact" else (kind,)
    for key in value:
        if key not in allowed:
            refuse(value.place(key), f"`{key}` does not belong to a sentence of kind `{kind}`")
    if kind == "fact":
        return Fact(text, _citations(value))
    return Statement(text, StatementKind(kind))


def _citations(value: StrictMap) -> tuple[Citation, ...]:
    cited: list[Citation] = []
    for key, bearing in _CITING.items():
        passages = value.get(key, StrictList("", 0))
        if not isinstance(passages, StrictList):
            refuse(value.place(key), f"`{key}` must be a list of passages, such as [X-0001]")
        for passage in passages:
            if not isinstance(passage, str):
                refuse(value.place(key), "a passage is an identifier, such as X-0001")
            cited.append(Citation(passage, bearing))
    return tuple(cited)


def refuse(place: str, why: str) -> NoReturn:
    """Raise `DraftInvalid` at a place of a draft."""
    raise DraftInvalid(f"{place}: {why}. docs/formats/filing-drafts.md has the format.")
