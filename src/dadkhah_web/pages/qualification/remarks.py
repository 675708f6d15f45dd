"""The completeness checks in plain words: what each means, what to do, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah.qualification.completeness import Check, Severity
from dadkhah_web.pages.qualification.links import address, cell_url
from dadkhah_web.pages.qualification.missing import element_words
from dadkhah_web.pages.qualification.proof import Proof


class _Known(NamedTuple):
    title: Promise
    do: Promise


_SAID: Mapping[str, _Known] = {
    "finding-without-evidence": _Known(
        _("A finding rests on nothing"),
        _("Name propositions with passages, or conclude that it is open."),
    ),
    "finding-against-its-evidence": _Known(
        _("A finding says met, and every passage says otherwise"),
        _("Cite a passage that supports it, or conclude otherwise."),
    ),
    "outside-jurisdiction": _Known(
        _("A fact or a period is from before the Court’s jurisdiction"),
        _("Leave it out of what is charged; tell it as context."),
    ),
    "fact-after-date": _Known(
        _("A fact is later than the day of the conclusions"), _("Correct the date, or the day.")
    ),
    "ground-not-listed": _Known(
        _("A ground is named that the crime or the element does not know"),
        _("Choose a ground listed for the crime, or none."),
    ),
    "unknown-record": _Known(
        _("A record is named that the case does not have"),
        _("Correct the name, or add the record."),
    ),
    "not-chargeable": _Known(
        _("This cannot be charged"), _("Ask for its recognition in a letter; charge what can be.")
    ),
    "charged-through-another-crime": _Known(
        _("This is charged under another crime"), _("Choose the crime that the message names.")
    ),
    "mode-not-available": _Known(
        _("Nobody can answer for this crime in this way"),
        _("Choose another way; the message names those that come near."),
    ),
    "respondent-not-a-person": _Known(
        _("A charge is brought against an institution or a group"),
        _("Charge an individual who held office there."),
    ),
    "element-without-proposition": _Known(
        _("Nothing is charted under an element of a charge"),
        _("Write a proposition under it, and cite a passage."),
    ),
    "context-not-charted": _Known(
        _("Nothing is charted under a part of the context"),
        _("Chart it once; it serves every crime against humanity."),
    ),
    "proposition-without-passage": _Known(
        _("A proposition cites no passage"), _("Cite the passage that says it.")
    ),
    "proposition-without-support": _Known(
        _("A proposition has no passage that supports it"),
        _("Cite one, or take the proposition out of the findings."),
    ),
    "single-source": _Known(
        _("A proposition rests on one source alone"),
        _("Look for a second source that does not repeat the first."),
    ),
    "copies-of-one-source": _Known(
        _("Several sources repeat one report"),
        _("They count as one. Look for a source of its own."),
    ),
    "low-credibility-only": _Known(
        _("Every supporting passage is from doubtful material"),
        _("Look for better material, or say so where it is used."),
    ),
    "date-uncertain": _Known(
        _("A date may lie before the Court’s jurisdiction"), _("Narrow the date.")
    ),
    "fact-outside-period": _Known(
        _("A fact lies outside the charged period"),
        _("Check the date, or the period of the charge."),
    ),
    "ground-missing": _Known(
        _("A charge of persecution names no ground"), _("Name the grounds in the charge.")
    ),
    "ground-not-named": _Known(
        _("A finding counts for several grounds and names none"),
        _("Write one finding for each ground."),
    ),
    "finding-for-nobody": _Known(
        _("A finding on what was in a mind names no person"),
        _("It does not count. Write it for the person it is about."),
    ),
    "context-for-one-respondent": _Known(
        _("A finding on the attack is written for one person"),
        _("It does not count. Write it for the case."),
    ),
    "context-for-one-charge": _Known(
        _("A finding on the attack is written for some charges"),
        _("It does not count. Write it for the case."),
    ),
    "charge-without-element": _Known(
        _("A finding names a charge that does not have its element"),
        _("Take the charge out of the finding, or name the right one."),
    ),
    "proposition-of-another-element": _Known(
        _("A finding rests on a proposition of another element"),
        _("Chart the proposition under this element too, or name another."),
    ),
    "mode-shared-between-crimes": _Known(
        _("A finding counts for several crimes"),
        _("An order to close schools is no order to torture: name the charges it carries."),
    ),
    "contrary-passage": _Known(
        _("A passage says otherwise"), _("Show it wherever the proposition is used.")
    ),
    "not-graded": _Known(
        _("Nobody could grade the material"), _("Unknown is not doubtful. Say so.")
    ),
    "withheld-passage": _Known(
        _("A passage is sealed or restricted"), _("Keep it out of what becomes public.")
    ),
    "exonerating-item-uncited": _Known(
        _("An item that points the other way is cited nowhere"),
        _("Read it, and cite it where it says otherwise."),
    ),
}
SEVERITIES: Mapping[Severity, Promise] = {
    Severity.REFUSED: _("Cannot be used until it is put right"),
    Severity.WEAK: _("Stands, and a reader will attack it here"),
    Severity.SHOWN: _("Must be shown beside the fact, always"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One check on one thing."""

    words: str
    """The id of a record, or the charge and its element."""
    url: str
    message: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """All checks of one kind."""

    code: str
    title: str
    do: str
    each: tuple[Remark, ...]


def remarks_of(proof: Proof, slug: str) -> list[tuple[Severity, str, list[Remarks]]]:
    """Return the checks by what they ask, then by kind."""
    found = []
    for severity, words in SEVERITIES.items():
        checks = [one for one in proof.checks if one.severity is severity]
        kinds = dict.fromkeys(one.code for one in checks)
        listed = [_remarks(proof, slug, [c for c in checks if c.code == kind]) for kind in kinds]
        found.append((severity, str(words), listed))
    return found


def remarks_on(proof: Proof, slug: str, code: str) -> list[Remarks]:
    """Return the checks on one record."""
    return [_remarks(proof, slug, [one]) for one in proof.checks if one.subject == code]


def _remarks(proof: Proof, slug: str, checks: Iterable[Check]) -> Remarks:
    checks = list(checks)
    code = checks[0].code
    known = _SAID.get(code)
    return Remarks(
        code=code,
        title=str(known.title) if known else code,
        do=str(known.do) if known else "",
        each=tuple(Remark(*_where(proof, slug, one.subject), one.message) for one in checks),
    )


def _where(proof: Proof, slug: str, subject: str) -> tuple[str, str]:
    """Return what is meant and where to look: a record, or an element of a charge."""
    kinds = {
        "proposition": proof.whole.propositions,
        "finding": {one.id for one in proof.case.findings},
        "charge": proof.whole.charges,
        "act": proof.whole.acts,
        "restriction": proof.whole.restrictions,
        "item": proof.whole.items,
    }
    for kind, codes in kinds.items():
        if subject in codes:
            return subject, address(slug, kind, subject)
    named, _space, last = subject.rpartition(" ")
    charge = named if named in proof.whole.charges else ""
    element = last if charge else subject.partition(" or ")[0]
    if element not in proof.law.elements:
        return subject, ""
    words = f"{charge} {element_words(proof.law, element)}".strip()
    return words, cell_url(slug, element, charge=charge)
