"""What is missing before an element is met, and what would close the gap, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from dadkhah.law.model import Law
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.element import ElementConclusion, is_personal
from dadkhah.qualification.weighing import WeighedFinding, weigh
from dadkhah.records.conclusion import Conclusion
from dadkhah_web.pages.qualification.words import conclusion_state, element_label, owner_name
from dadkhah_web.pages.states import look_of
from dadkhah_web.pages.templatetags.dadkhah import digits, label


class Step(StrEnum):
    """What somebody can do about a gap from where it is told."""

    PROPOSE = "propose"
    CONCLUDE = "conclude"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing."""

    words: str
    step: Step = Step.NONE
    quoted: str = ""
    """Somebody's own words on it."""
    ground: str = ""
    """Of an answer that depends on the ground."""
    part: str = ""
    """The contextual element it lies in."""


def missing(chart: ProofChart, concluded: ElementConclusion, respondent: str = "") -> list[Gap]:
    """Return what is missing before the element is met; nothing when it is."""
    if concluded.conclusion is Conclusion.MET:
        return []
    found = [_of_part(part) for part in concluded.parts if part.conclusion is not Conclusion.MET]
    several = len(concluded.by_ground) > 1
    for one in concluded.by_ground if several else (concluded,):
        if one.conclusion is not Conclusion.MET:
            ground = label(one.ground) if several else ""
            found += _own(chart, one, respondent, ground)
    return found


def weighed_findings(chart: ProofChart, concluded: ElementConclusion) -> list[WeighedFinding]:
    """Return what each finding on the element counts for."""
    return [weigh(chart, finding, concluded.element) for finding in concluded.findings]


def because_words(chart: ProofChart, weighed: WeighedFinding) -> str:
    """Return why a finding counts for less than it says; nothing when it does not."""
    if not weighed.because:
        return ""
    finding = weighed.finding
    standard = label(finding.standard)
    asked, used = chart.rank(chart.standard), chart.rank(finding.standard)
    if used < asked:
        return _("It was drawn under a weaker standard of proof: %(standard)s.") % {
            "standard": standard
        }
    if finding.conclusion is Conclusion.NOT_MET and used > asked:
        return _("It was drawn under a stricter standard of proof: %(standard)s.") % {
            "standard": standard
        }
    return _(
        "None of its propositions rests on an act of another crime, such as imprisonment, "
        "torture or murder. Restrictions alone leave this open."
    )


def element_words(law: Law, element: str) -> str:
    """Return an element in few words: `Persecution 4`."""
    found = law.element(element)
    owner = owner_name(found, law)
    return f"{owner} {element_label(found)}" if found.number else element_label(found)


def _of_part(part: ElementConclusion) -> Gap:
    words = _("%(part)s is %(state)s.") % {
        "part": element_label(part.element),
        "state": look_of(conclusion_state(part.conclusion)).word,
    }
    return Gap(words, part=part.element.id)


def _own(
    chart: ProofChart, concluded: ElementConclusion, respondent: str, ground: str
) -> Iterator[Gap]:
    weighed = weighed_findings(chart, concluded)
    if not weighed:
        yield _nobody(concluded, ground)
        yield from _for_nobody(chart, concluded, respondent, ground)
        return
    for one in weighed:
        if because := because_words(chart, one):
            words = _("What %(analyst)s found counts as open.") % {"analyst": one.finding.analyst}
            yield Gap(f"{words} {because}", ground=ground)
    if len({one.counts_as for one in weighed}) > 1:
        words = _("Analysts differ. Read both reasons; agree, or find what decides between them.")
        yield Gap(words, Step.CONCLUDE, ground=ground)
    else:
        yield from (_left(one, ground) for one in weighed if not one.because)


def _nobody(concluded: ElementConclusion, ground: str) -> Gap:
    if not concluded.propositions:
        words = _("Nothing is charted here. Write what happened as a proposition, and cite it.")
        return Gap(words, Step.PROPOSE, ground=ground)
    count = digits(len(concluded.propositions))
    words = _("Propositions are here (%(count)s), and nobody has concluded on them yet.")
    return Gap(words % {"count": count}, Step.CONCLUDE, ground=ground)


def _for_nobody(
    chart: ProofChart, concluded: ElementConclusion, respondent: str, ground: str
) -> Iterator[Gap]:
    if not (respondent and is_personal(concluded.element)):
        return
    for finding in chart.findings_on((concluded.element.id,), ""):
        words = _(
            "The finding of %(analyst)s names no person and does not count: what was in "
            "somebody’s mind is concluded on for each person."
        )
        yield Gap(words % {"analyst": finding.analyst}, ground=ground)


def _left(weighed: WeighedFinding, ground: str) -> Gap:
    state = look_of(conclusion_state(weighed.counts_as)).word
    words = _("%(analyst)s found it %(state)s.") % {
        "analyst": weighed.finding.analyst,
        "state": state,
    }
    return Gap(words, Step.CONCLUDE, quoted=weighed.finding.reasoning, ground=ground)
