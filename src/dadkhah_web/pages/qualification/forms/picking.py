"""Find what a proposition may rest on: passages, acts and restrictions, by words or by lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dadkhah.qualification.chart import ProofChart
from dadkhah.records.evidence import Citations
from dadkhah.text.folding import fold
from dadkhah_web.pages.qualification.candidates import Candidates
from dadkhah_web.pages.qualification.quoted import Quotation, quotation

MOST_FOUND = 12
BEARINGS = ("supports", "contradicts", "context")


@dataclass(frozen=True, slots=True)
class PickedPassage:
    """A passage that may be chosen, and how it bears if it is."""

    quotation: Quotation
    bearings: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class PickedRecord:
    """An act or a restriction that may be chosen."""

    kind: str
    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen so far; the codes of records the reader cannot see are not among them."""

    citations: Citations
    acts: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picker:
    """What is chosen, then what was found or is suggested."""

    passages: tuple[PickedPassage, ...]
    records: tuple[PickedRecord, ...]
    asked: str
    found: int

    @property
    def is_cut(self) -> bool:
        """Whether more was found than is offered."""
        return self.found > MOST_FOUND


def picker(
    chart: ProofChart, chosen: Chosen, asked: str, suggested: Candidates, slug: str
) -> Picker:
    """Return what is chosen and what the words in `asked` find; without words, the leads."""
    cited = chosen.citations
    passages = list(dict.fromkeys((*cited.supports, *cited.contradicts, *cited.context)))
    acts, restrictions = list(chosen.acts), list(chosen.restrictions)
    words = fold(asked).split()
    if words:
        found = _found(chart, words)
    else:
        found = [("act", act.id) for act in suggested.acts]
        found += [("restriction", one.id) for one in suggested.restrictions]
    offered = {"passage": passages, "act": acts, "restriction": restrictions}
    fresh = [(kind, code) for kind, code in found if code not in offered[kind]]
    for kind, code in fresh[:MOST_FOUND]:
        offered[kind].append(code)
    return Picker(
        tuple(_passage(chart, code, chosen, slug) for code in passages),
        (
            *_records("act", acts, chosen.acts, {a.id: a.summary for a in chart.case.acts}),
            *_records(
                "restriction",
                restrictions,
                chosen.restrictions,
                {r.id: r.title for r in chart.case.restrictions},
            ),
        ),
        asked,
        len(fresh),
    )


def _passage(chart: ProofChart, code: str, chosen: Chosen, slug: str) -> PickedPassage:
    shown = quotation(chart, chart.passages[code], slug)
    bearings = tuple((one, code in getattr(chosen.citations, one)) for one in BEARINGS)
    return PickedPassage(shown, bearings)


def _records(
    kind: str, codes: Iterable[str], chosen: Iterable[str], words: Mapping[str, str]
) -> Iterable[PickedRecord]:
    chosen = set(chosen)
    return [PickedRecord(kind, code, words[code], code in chosen) for code in codes]


def _found(chart: ProofChart, words: list[str]) -> list[tuple[str, str]]:
    """Return what holds every word in its own words, or bears the id that was asked for."""
    texts = [
        ("passage", one.id, f"{one.id} {one.quote} {one.note} {chart.items[one.item].title}")
        for one in chart.case.passages
    ]
    texts += [("act", one.id, f"{one.id} {one.summary}") for one in chart.case.acts]
    texts += [("restriction", one.id, f"{one.id} {one.title}") for one in chart.case.restrictions]
    folded = ((kind, code, fold(text)) for kind, code, text in texts)
    return [(kind, code) for kind, code, text in folded if all(word in text for word in words)]
