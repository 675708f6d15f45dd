"""Load the law from its folder into one value."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from dadkhah.errors import LawFileRefused
from dadkhah.law.files import LawFiles
from dadkhah.law.model import Law
from dadkhah.law.registers.about import read_about
from dadkhah.law.registers.proceedings import read_proceeding
from dadkhah.law.registers.respondents import read_respondent
from dadkhah.law.registers.restrictions import read_year
from dadkhah.law.registers.venues import read_venue
from dadkhah.law.registers.vocabularies import read_vocabulary
from dadkhah.law.statute.concepts import read_concept
from dadkhah.law.statute.crimes import read_crime
from dadkhah.law.statute.elements import read_context
from dadkhah.law.statute.general import read_general_rules, read_penalties, read_standards
from dadkhah.law.statute.instruments import read_instrument, read_other_treaties
from dadkhah.law.statute.liability import read_mode
from dadkhah.resources import shipped


def load_law(folder: Path | None = None) -> Law:
    """Load the law in `folder`, by default the law that ships with this program.

    Raises `LawFileRefused` naming file and line.
    """
    files = LawFiles(folder or shipped("law"))
    contexts = [read_context(file) for file in files.under("contextual")]
    shared = _by_id(chain.from_iterable(repeated for _, repeated in contexts))
    jurisdiction, rules = read_general_rules(files.one("general-rules.yaml"))
    law = Law(
        version=files.version(),
        jurisdiction=jurisdiction,
        crimes=_by_id(read_crime(file, shared) for file in files.under("crimes")),
        contextual=_by_id(chain.from_iterable(elements for elements, _ in contexts)),
        shared=shared,
        modes=_by_id(map(read_mode, files.under("liability"))),
        standards=_by_id(read_standards(files.one("standards-of-proof.yaml"))),
        concepts=_by_id(map(read_concept, files.under("concepts"))),
        instruments=_by_id(map(read_instrument, files.under("instruments"))),
        other_treaties=read_other_treaties(files.one("other-treaties.yaml")),
        rules=_by_id(rules),
        penalties=read_penalties(files.one("penalties.yaml")),
        vocabularies=_by_id(map(read_vocabulary, files.under("vocabularies"))),
        restrictions=_by_id(chain.from_iterable(map(read_year, files.under("restrictions")))),
        proceedings=_by_id(map(read_proceeding, files.under("proceedings"))),
        respondents=_by_id(map(read_respondent, files.under("respondents"))),
        venues=_by_id(map(read_venue, files.under("venues"))),
        about=_by_id(map(read_about, files.under("about"))),
    )
    files.close()
    return law


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def place(self) -> str: ...


_Kind = TypeVar("_Kind", bound=_Identified)


def _by_id(things: Iterable[_Kind]) -> Mapping[str, _Kind]:
    found: dict[str, _Kind] = {}
    for thing in things:
        if first := found.get(thing.id):
            raise LawFileRefused(
                f"{thing.place}: the id `{thing.id}` is already at {first.place}. Rename one."
            )
        found[thing.id] = thing
    return MappingProxyType(found)
