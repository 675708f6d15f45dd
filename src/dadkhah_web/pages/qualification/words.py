"""What the law, persons and refusals are called on these pages, in the language of the reader."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah.errors import DadkhahError
from dadkhah.law.model import Element, Law
from dadkhah.records.conclusion import Conclusion
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.templatetags.dadkhah import digits, label

STATUSES: Mapping[str, Promise] = {
    "warrant-issued": pgettext_lazy("status of a charge", "warrant issued"),
    "proposed": pgettext_lazy("status of a charge", "proposed"),
}
CONCLUSIONS: Mapping[Conclusion, Promise] = {
    Conclusion.MET: _("The propositions carry the element under the standard named."),
    Conclusion.DISPUTED: _("There is material on both sides, and it cannot be decided now."),
    Conclusion.OPEN: _("There is not enough yet. Having no evidence is open, never not met."),
    Conclusion.NOT_MET: _("Passages show that this is not so."),
}
KINDS: Mapping[str, Promise] = {
    "conduct": _("what was done"),
    "consequence": _("what followed"),
    "circumstance": _("the circumstances"),
    "mental": _("what the person knew or meant"),
    "contextual": _("the wider attack"),
}
# Said before the sentence of the program, which is in English only.
_REFUSALS: Mapping[str, Promise] = {
    "not-chargeable": _("This cannot be charged. It belongs in a request for recognition."),
    "charged-through-another-crime": _("This is charged under another crime of the Statute."),
    "ground-not-listed": _("This ground is not one of this crime or element."),
    "mode-not-available": _("One cannot answer for this crime in this way."),
    "respondent-not-a-person": _("The Court tries persons only, no institutions or groups."),
    "outside-jurisdiction": _("This is from before the Court’s jurisdiction began, 1 May 2003."),
    "finding-without-evidence": _(
        "This rests on no proposition with a passage. Choose one, or leave the element open."
    ),
    "finding-against-its-evidence": _("Every passage it rests on says otherwise."),
    "unknown-record": _("It names a record that is not in the case."),
    "unknown-law-reference": _("The law of this program does not have this."),
    "standard-of-the-court": _("Only a court concludes under this standard of proof."),
}


def conclusion_state(conclusion: Conclusion) -> str:
    """Return the name of the state of a conclusion: `not-met`."""
    return conclusion.name.lower().replace("_", "-")


def element_label(element: Element) -> str:
    """Return the number of an element, or the name of one of the context."""
    return digits(element.number) if element.number else label(element.id)


def owner_name(element: Element, law: Law) -> str:
    """Return what crime or mode an element belongs to; of the context, that it is."""
    owner, slash, _number = element.id.partition("/")
    known = owner in law.crimes or owner in law.modes
    return label(owner) if slash and known else str(_("Context of the attack"))


def refusal_words(error: DadkhahError) -> str | SafeString:
    """Return why something was refused: in the reader's language, then in full in English."""
    if reader_language() == "en":
        return str(error)
    sentence = _REFUSALS.get(error.code, _("This was refused."))
    return format_html('{} <span lang="en" dir="ltr">{}</span>', sentence, str(error))
