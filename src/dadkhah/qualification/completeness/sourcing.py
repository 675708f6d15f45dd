"""What a proposition rests on: passages, and how many sources that are independent.

Copies of one report are one source: sources that share an `independence_group` count as one.
F and 6 in the Admiralty grades mean "cannot be judged", which is not "doubtful".
"""

from collections.abc import Iterable, Iterator

from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.completeness.check import Check, Severity
from dadkhah.records.analysis import Proposition
from dadkhah.records.evidence import EvidenceItem, Source

DOUBTFUL = frozenset({"4", "5"})  # credibility: doubtful, improbable
UNRELIABLE = frozenset({"D", "E"})  # reliability: not usually reliable, unreliable
UNGRADED = ("F", "6")


def independent_sources(
    chart: ProofChart, proposition: Proposition
) -> tuple[tuple[Source, ...], ...]:
    """Return the sources that support `proposition`; those that count as one are together."""
    groups: dict[str, dict[str, Source]] = {}
    for item in _items(chart, proposition.citations.supports, proposition.id):
        source = chart.source_of(item)
        groups.setdefault(source.independence_group or source.id, {})[source.id] = source
    return tuple(tuple(group.values()) for group in groups.values())


def check_sourcing(chart: ProofChart, proposition: Proposition) -> Iterator[Check]:
    """Yield what is weak in the passages of `proposition`, and what must be shown with it."""
    cited = proposition.citations
    if not (cited.supports or cited.contradicts or cited.context):
        yield _weak("proposition-without-passage", proposition, "cites no passage")
    elif not cited.supports:
        yield _weak("proposition-without-support", proposition, "has no passage that supports it")
    else:
        yield from _check_independence(chart, proposition)
        yield from _check_grades(chart, proposition)
    if cited.contradicts:
        yield Check(
            "contrary-passage",
            Severity.SHOWN,
            proposition.id,
            f"{', '.join(cited.contradicts)} {_say(cited.contradicts)} otherwise: show it "
            f"wherever {proposition.id} is used.",
        )
    yield from _check_sensitivity(chart, proposition)


def _check_independence(chart: ProofChart, proposition: Proposition) -> Iterator[Check]:
    groups = independent_sources(chart, proposition)
    if len(groups) > 1:
        return
    ids = [source.id for source in groups[0]]
    if len(ids) == 1:
        yield _weak("single-source", proposition, f"rests on one source alone, {ids[0]}")
    else:
        yield _weak(
            "copies-of-one-source",
            proposition,
            f"rests on {len(ids)} sources that count as one, {', '.join(ids)}: they repeat one "
            "report",
        )


def _check_grades(chart: ProofChart, proposition: Proposition) -> Iterator[Check]:
    items = _items(chart, proposition.citations.supports, proposition.id)
    grades = [(chart.source_of(item).reliability, item.credibility) for item in items]
    if all(source in UNRELIABLE or item in DOUBTFUL for source, item in grades):
        graded = ", ".join(source + item for source, item in dict.fromkeys(grades))
        yield _weak("low-credibility-only", proposition, f"rests on doubtful material ({graded})")
    elif all(grade == UNGRADED for grade in grades):
        yield Check(
            "not-graded",
            Severity.SHOWN,
            proposition.id,
            f"Proposition {proposition.id} rests on material nobody could grade (F6): unknown, "
            "which is not doubtful.",
        )


def _check_sensitivity(chart: ProofChart, proposition: Proposition) -> Iterator[Check]:
    cited = proposition.citations
    for passage in dict.fromkeys((*cited.supports, *cited.contradicts, *cited.context)):
        item = chart.item_of(passage, f"Proposition {proposition.id}")
        if item.sensitivity != "public":
            yield Check(
                "withheld-passage",
                Severity.SHOWN,
                proposition.id,
                f"Passage {passage} lies in {item.id}, which is {item.sensitivity}: it must not "
                "reach a public filing.",
            )


def _items(chart: ProofChart, passages: Iterable[str], by: str) -> list[EvidenceItem]:
    return [chart.item_of(passage, f"Proposition {by}") for passage in passages]


def _weak(code: str, proposition: Proposition, what: str) -> Check:
    message = f"Proposition {proposition.id} {what}."
    return Check(code, Severity.WEAK, proposition.id, message)


def _say(passages: tuple[str, ...]) -> str:
    return "says" if len(passages) == 1 else "say"
