"""The law as pages for the terminal, and as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from textwrap import fill
from typing import Any, TypeAlias

from dadkhah.errors import UnknownLawReference
from dadkhah.law.model import Concept, Element, Labels, Law, Provision, SharedContext

NOTICE = (
    "The wording is ours and unofficial; the official text governs.\n"
    "Cite it by article and element number, and let a lawyer check."
)
_Value: TypeAlias = Any  # any value of the law: pages are made from its fields
_WIDTH = 96
_SAID_ALREADY = {"id", "code", "names", "title", "case", "article", "element_count", "place"}


def contents(law: Law) -> dict[str, list[str]]:
    """Every identifier that can be shown, by kind; elements and codes stand with their owners."""
    owned = ("element", "code of ")
    return {k: list(things) for k, things in _kinds(law).items() if not k.startswith(owned)}


def found_under(law: Law, identifier: str) -> list[tuple[str, _Value]]:
    """Everything called `identifier`, with its kind; `7(1)(h)` finds the crime of that article.

    Raises `UnknownLawReference`.
    """
    articles = (identifier, f"rome-statute/{identifier}")
    found = [
        (kind, thing)
        for kind, things in _kinds(law).items()
        for id_, thing in things.items()
        if id_ == identifier or getattr(thing, "provision", "") in articles
    ]
    if not found:
        every = [id_ for things in _kinds(law).values() for id_ in things]
        near = get_close_matches(identifier, every, n=4)
        hint = f"Did you mean {', '.join(near)}?" if near else "`dadkhah law show` lists them."
        raise UnknownLawReference(f"The law has nothing called `{identifier}`. {hint}")
    return found


def page(kind: str, thing: _Value, law: Law) -> str:
    """Return `thing` as text to read."""
    lines = [f"{_heading(thing)} ({kind})"]
    if isinstance(thing, Concept):
        lines.append("  A concept, not a crime: nobody can be charged with it.")
    names: Labels | None = getattr(thing, "names", None)
    if names and names.fa and names.ps:
        official = "official" if names.official else "unofficial"
        lines.append(f"  {names.fa} · {names.ps} ({official} translations)")
    lines.extend(_body(thing, law, "  "))
    return "\n".join([*lines, f"  file: {thing.place}"])


def as_json(value: _Value) -> _Value:
    """Return `value` as what JSON can hold."""
    if is_dataclass(value):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _kinds(law: Law) -> dict[str, Mapping[str, _Value]]:
    return {
        "crime": law.crimes,
        "contextual element": law.contextual,
        "shared element": law.shared,
        "mode of liability": law.modes,
        "standard of proof": law.standards,
        "concept": law.concepts,
        "instrument": law.instruments,
        "general rule": law.rules,
        "general": {"jurisdiction": law.jurisdiction, "penalties": law.penalties},
        "venue": law.venues,
        "proceeding": law.proceedings,
        "respondent": law.respondents,
        "vocabulary": law.vocabularies,
        "restriction": law.restrictions,
        "about": law.about,
        "other treaty": {treaty.name: treaty for treaty in law.other_treaties},
        "article": {p.id: p for i in law.instruments.values() for p in i.provisions},
        "element": {id_: e for id_, e in law.elements.items() if id_ not in law.contextual},
        **{f"code of {id_}": vocabulary.terms for id_, vocabulary in law.vocabularies.items()},
    }


def _heading(thing: _Value) -> str:
    names = getattr(thing, "names", None)
    id_ = getattr(thing, "id", getattr(thing, "code", ""))
    title = names.en if names else getattr(thing, "title", getattr(thing, "case", ""))
    return ": ".join(part for part in (id_, title) if part) or type(thing).__name__


def _body(thing: _Value, law: Law, indent: str) -> Iterator[str]:
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in _SAID_ALREADY or value in ("", (), False, None):
            continue
        label = f"{field.name.replace('_', ' ')}:"
        entries = tuple(value.values()) if isinstance(value, Mapping) else value
        if isinstance(thing, SharedContext) and field.name == "needs":
            entries = tuple(" or ".join(group) for group in value)
        if is_dataclass(value):
            yield f"{indent}{label}"
            yield from _body(value, law, f"{indent}  ")
        elif not isinstance(entries, tuple):
            yield _wrapped(f"{label} {value}", indent)
        elif all(isinstance(one, str) and " " not in one and "/" not in one for one in entries):
            yield _wrapped(f"{label} {', '.join(entries)}", indent)
        else:
            yield f"{indent}{label}"
            for one in entries:
                yield from _entry(one, law, f"{indent}  ")
    if isinstance(thing, Element):
        yield from _shown_by(thing, law, indent)


def _entry(one: _Value, law: Law, indent: str) -> Iterator[str]:
    if isinstance(one, str):
        yield _wrapped(f"- {one}", indent)
    elif isinstance(one, tuple):
        yield _wrapped(f"- {': '.join(one)}", indent)
    elif isinstance(one, Provision):
        yield _wrapped(f"{one.article}. {one.right} ({one.label})", indent)
    elif isinstance(one, Element):
        kind = f"{one.kind}: {one.sub_kind}" if one.sub_kind else one.kind
        yield _wrapped(f"{one.number}. [{kind}] {one.text}", indent)
        for note in (one.cite, one.footnotes, *one.alternatives):
            yield from [_wrapped(note, f"{indent}   ")] if note else []
        if one.needs:
            yield f"{indent}   needs: {one.needs}"
        if one.by:
            yield f"{indent}   differs by: {one.by}"
        yield from _shown_by(one, law, f"{indent}   ")
    else:
        yield _wrapped(f"- {_heading(one)}", indent)
        yield from _body(one, law, f"{indent}  ")


def _shown_by(element: Element, law: Law, indent: str) -> Iterator[str]:
    if groups := law.contextual_needs(element):
        shown = ", ".join(" or ".join(group) for group in groups)
        yield _wrapped(f"shown by: {shown}", indent)


def _wrapped(text: str, indent: str) -> str:
    if text.startswith("- http"):
        return f"{indent}{text}"
    return fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
