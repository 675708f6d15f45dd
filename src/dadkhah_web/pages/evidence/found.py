"""What was found in the file of an item: claims, notices, credentials, what is inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah.derivation.findings import Fact, Notice, Provenance, Relation, Verdict
from dadkhah.derivation.tasks import Makes
from dadkhah.errors import FileNotDerivable
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import findings_of
from dadkhah_web.evidence.lineage import children_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.pages.redaction.words import REASONS

MOST_FACTS = 200
VERDICT_WORDS: Mapping[str, Promise] = {
    Verdict.GOOD: _("It fits these bytes, and this house trusts its signer."),
    Verdict.UNTRUSTED: _("It fits these bytes; who signed is not known here."),
    Verdict.BROKEN: _("It does not fit these bytes, or cannot be read."),
    Verdict.NONE: _("There is none."),
}
VERDICT_STATES: Mapping[str, str] = {
    Verdict.GOOD: "verified",
    Verdict.UNTRUSTED: "unchecked",
    Verdict.BROKEN: "changed",
    Verdict.NONE: "unchecked",
}
VERDICT_SHORT: Mapping[str, Promise] = {
    Verdict.GOOD: pgettext_lazy("credential", "good"),
    Verdict.UNTRUSTED: pgettext_lazy("credential", "untrusted signer"),
    Verdict.BROKEN: pgettext_lazy("credential", "broken"),
    Verdict.NONE: pgettext_lazy("credential", "none"),
}
RELATION_WORDS: Mapping[str, Promise] = {
    Relation.MEMBER: _("out of the archive"),
    Relation.ATTACHMENT: _("attached to"),
    Relation.EMBEDDED: _("embedded in"),
    Relation.RESOURCE: _("out of the web archive"),
    Relation.REDACTION: _("a redacted copy of"),
}
LANGUAGE_WORDS: Mapping[str, Promise] = {
    "fa": _("Dari or Persian"),
    "ps": _("Pashto"),
    "en": _("English"),
    "ur": _("Urdu"),
    "ar": _("Arabic"),
}


@dataclass(frozen=True, slots=True)
class Credential:
    """One credential and what its check came to, in words."""

    said: Provenance
    state: str
    short: Promise
    words: Promise


@dataclass(frozen=True, slots=True)
class Found:
    """What the tasks found in a file; `facts` by group, in the order in which tasks ran."""

    facts: Sequence[tuple[str, Sequence[Fact]]]
    notices: Sequence[Notice]
    credentials: Sequence[Credential]
    fingerprints: int
    language: Promise | None
    left_out: int
    """Facts that are not shown because there are so many."""


def found_in(item: EvidenceItem) -> Found:
    """Return what was found in an item. What cannot be read any more is as if it had not been."""
    try:
        made = findings_of(item)
    except FileNotDerivable:
        made = []
    facts = [fact for one in made for fact in one.findings.facts]
    groups: dict[str, list[Fact]] = {}
    for fact in facts[:MOST_FACTS]:
        groups.setdefault(fact.group, []).append(fact)
    languages = [one.derivative.about.get("language", "") for one in made]
    return Found(
        tuple(groups.items()),
        [notice for one in made for notice in one.findings.notices],
        [_credential(said) for one in made for said in one.findings.provenance],
        sum(len(one.findings.fingerprints) for one in made),
        next((LANGUAGE_WORDS[one] for one in languages if one in LANGUAGE_WORDS), None),
        max(0, len(facts) - MOST_FACTS),
    )


def relatives(access: Access, item: EvidenceItem) -> dict[str, object]:
    """Return what an item was taken out of, and what was taken out of it, as far as one may see."""
    parent = item.parent
    if parent is not None and not access.records("item").filter(pk=parent.pk).exists():
        parent = None
    children = list(children_of(access, item)[: MOST_FACTS + 1])
    return {
        "parent": parent,
        "hidden_for": _hidden_for(item),
        "relation": RELATION_WORDS.get(item.relation, item.relation),
        "copies": [one for one in children if one.relation == Relation.REDACTION],
        "inside": [one for one in children if one.relation != Relation.REDACTION],
    }


def _hidden_for(item: EvidenceItem) -> list[Promise | str]:
    """Return why something is hidden in a redacted copy."""
    if item.relation != Relation.REDACTION:
        return []
    made = item.derivatives.filter(kind=Makes.COPY).order_by("-pk").first()
    reasons = made.about.get("reasons", ()) if made else ()
    return [REASONS.get(str(one), str(one)) for one in reasons]


def _credential(said: Provenance) -> Credential:
    verdict = said.verdict
    return Credential(said, VERDICT_STATES[verdict], VERDICT_SHORT[verdict], VERDICT_WORDS[verdict])
