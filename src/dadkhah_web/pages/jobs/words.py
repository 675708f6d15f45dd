"""What each kind of long work is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

JOB_WORDS: dict[str, Promise] = {
    "verify-vault": _("Verify all evidence"),
    "verify-item": _("Verify one item"),
    "derive-evidence": _("Look into the evidence"),
    "recognise": _("Read letters in pictures"),
    "redact-item": _("Make a redacted copy"),
    "translate": _("Translate a text"),
    "anchor": _("Prove the time"),
    "load-sample": _("Load the sample case"),
    "seal-filing": _("Seal a filing"),
    "draft-filing": _("Draft a filing"),
    "write-bundle": _("Make a bundle"),
    "give-disclosure": _("Make the bundle of a disclosure"),
}


def job_words(kind: str) -> str:
    """Return the words for a kind of work, or its code where none were written."""
    return str(JOB_WORDS.get(kind, kind))
