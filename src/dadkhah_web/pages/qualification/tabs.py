"""The parts of these pages, as tabs with counts of what the reader may see."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from dadkhah_web.cases.access import Access
from dadkhah_web.pages.qualification.links import page
from dadkhah_web.pages.qualification.proof import Proof

WORDS: Mapping[str, Promise] = {
    "charges": gettext_lazy("Charges"),
    "matrix": gettext_lazy("Proof matrix"),
    "gaps": gettext_lazy("What is missing"),
    "checks": gettext_lazy("Checks"),
    "propositions": gettext_lazy("Propositions"),
}


def tabs(access: Access, proof: Proof, current: str) -> list[dict[str, object]]:
    """Return the tabs, with `current` marked."""
    counts = {"charges": len(proof.case.charges), "propositions": len(proof.case.propositions)}
    keeps_standard = {"standard": proof.asked_standard}
    return [
        {
            "words": words,
            "url": page(access.case.slug, name, **keeps_standard),
            "current": name == current,
            "count": counts.get(name),
        }
        for name, words in WORDS.items()
    ]
