"""What a person or institution is called, for a reader of a language."""

from collections.abc import Iterable

from dadkhah.records.persons import PersonName


def names_in(names: Iterable[PersonName], language: str) -> dict[str, str]:
    """Return one name for each person: in `language` if there is one, else English, else any.

    A main name is taken before a variant.
    """
    best: dict[str, tuple[tuple[bool, bool, bool], str]] = {}
    for name in names:
        rank = (name.language != language, name.language != "en", name.kind != "main")
        held = best.get(name.person)
        if held is None or rank < held[0]:
            best[name.person] = (rank, name.text)
    return {person: text for person, (_, text) in best.items()}
