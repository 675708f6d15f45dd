"""Passages as they stand beside a proposition: the words, where they are, how they are graded."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.completeness import independent_sources
from dadkhah.records.analysis import Proposition
from dadkhah.records.evidence import Passage
from dadkhah_web.pages.qualification.links import address
from dadkhah_web.pages.templatetags.dadkhah import digits

SHOWN_FOR = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage with its item."""

    code: str
    words: str
    url: str
    item: str
    where: str
    language: str
    grade: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """An act or a restriction that a proposition rests on."""

    kind: str
    code: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A proposition with everything for it and against it."""

    proposition: Proposition
    url: str
    supports: tuple[Quotation, ...]
    contradicts: tuple[Quotation, ...]
    context: tuple[Quotation, ...]
    rests: tuple[Rest, ...]
    sources: int
    """How many independent sources support it."""

    @property
    def more_supports(self) -> int:
        """How many supporting passages are folded away. Those against it never are."""
        return max(0, len(self.supports) - SHOWN_FOR)


def stated(chart: ProofChart, proposition: Proposition, slug: str) -> Stated:
    """Return a proposition as it is shown."""
    cited = proposition.citations
    return Stated(
        proposition=proposition,
        url=address(slug, "proposition", proposition.id),
        supports=quotations(chart, cited.supports, slug),
        contradicts=quotations(chart, cited.contradicts, slug),
        context=quotations(chart, cited.context, slug),
        rests=rests(chart, proposition, slug),
        sources=len(independent_sources(chart, proposition)),
    )


def quotations(chart: ProofChart, codes: Iterable[str], slug: str) -> tuple[Quotation, ...]:
    """Return passages as they are shown; each of them is one the reader may see."""
    return tuple(quotation(chart, chart.passages[code], slug) for code in codes)


def quotation(chart: ProofChart, passage: Passage, slug: str) -> Quotation:
    """Return one passage as it is shown."""
    item = chart.items[passage.item]
    source = chart.source_of(item)
    return Quotation(
        code=passage.id,
        words=passage.quote or passage.note,
        url=address(slug, "passage", passage.id),
        item=item.title,
        where=where_words(passage),
        language=item.language if passage.quote else "",
        grade=f"{source.reliability}{item.credibility}",
        is_public=item.sensitivity == "public",
    )


def where_words(passage: Passage) -> str:
    """Return where in its item a passage is: a page, a time, a part of a picture."""
    if passage.page:
        return _("page %(page)s") % {"page": digits(passage.page)}
    if passage.time:
        return _("time %(time)s") % {"time": digits(passage.time.removeprefix("t="))}
    return _("a part of the picture") if passage.region else ""


def rests(chart: ProofChart, proposition: Proposition, slug: str) -> tuple[Rest, ...]:
    """Return the acts and restrictions that a proposition rests on."""
    acts = [
        Rest("event", act.id, address(slug, "act", act.id), act.summary)
        for act in chart.acts_of(proposition)
    ]
    restrictions = [
        Rest("restriction", one.id, address(slug, "restriction", one.id), one.title)
        for one in chart.restrictions_of(proposition)
    ]
    return (*acts, *restrictions)
