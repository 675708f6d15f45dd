"""What kinds, states, gates and refusals of filings are called, in the language of the reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dadkhah.errors import DadkhahError, NotVisible
from dadkhah.exchange.filing import FilingKind
from dadkhah.filings.gates import Gate
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.templatetags.dadkhah import digits

KIND_WORDS: Mapping[FilingKind, Promise] = {
    FilingKind.COMMUNICATION: _("Communication to the Prosecutor"),
    FilingKind.LETTER: _("Open letter"),
}
_TITLES: Mapping[str, Promise] = {
    "consent": _("Consent"),
    "risk note": _("Risk note"),
    "identities": _("Identities"),
    "hashes": _("Hashes"),
    "citations": _("Citations"),
    "contrary facts": _("What speaks against"),
    "sealed and restricted": _("Sealed and restricted"),
    "recognition apart": _("Recognition apart"),
    "nothing forgotten": _("Nothing forgotten"),
    "closed parts": _("Closed parts"),
    "grades": _("Grades"),
    "items": _("Items"),
    "redaction": _("Redacted copies"),
    "metadata": _("Inside the files"),
}
# The library says these in English; {} stands for codes, numbers and quotations.
_SENTENCES: Mapping[str, Promise] = {
    "Not in this tier: {}. Choose another tier, or a redacted copy.": _(
        "Not in this tier: %(what)s. Choose another tier, or a redacted copy."
    ),
    "Every item may be disclosed in this tier.": _("Every item may be disclosed in this tier."),
    "No item is chosen.": _("No item is chosen."),
    "Never received here: {}.": _("Never received here: %(what)s."),
    "Every item is in the vault.": _("Every item is in the vault."),
    "Of no item here was a redacted copy made.": _("Of no item here was a redacted copy made."),
    "The original leaves although a redacted copy was made of it: {}.": _(
        "The original leaves although a redacted copy was made of it: %(what)s."
    ),
    "No item was found to say where, or with which device, it was made.": _(
        "No item was found to say where, or with which device, it was made."
    ),
    "Places and devices inside the files go to this recipient only.": _(
        "Places and devices inside the files go to this recipient only."
    ),
    "Inside these stands where, or with which device, they were made: {}.": _(
        "Inside these stands where, or with which device, they were made: %(what)s."
    ),
    "Nothing of it is closed to anybody.": _("Nothing of it is closed to anybody."),
    "These are closed to some of the team: {}.": _(
        "These are closed to some of the team: %(what)s."
    ),
    "Consent covers this recipient and this purpose.": _(
        "Consent covers this recipient and this purpose."
    ),
    "Consent covers this recipient and this purpose. None is written down for: {}.": _(
        "Consent covers this recipient and this purpose. None is written down for: %(what)s."
    ),
    "These sources do not agree, or no longer: {}.": _(
        "These sources do not agree, or no longer: %(what)s."
    ),
    "A risk note is less than 90 days old.": _("A risk note is less than 90 days old."),
    "Identities, faces, voices and places are reduced as agreed.": _(
        "Identities, faces, voices and places are reduced as agreed."
    ),
    "All {} exhibits have a hash; `dadkhah vault verify` checks it.": _(
        "All %(what)s exhibits have a hash."
    ),
    "Not received, so without a hash: {}.": _("Not received, so without a hash: %(what)s."),
    "All {} sentences of fact are cited.": _("All %(what)s sentences of fact are cited."),
    "Uncited: {}.": _("Without a passage: %(what)s."),
    "The letter does not hide what speaks against its facts.": _(
        "The letter does not hide what speaks against its facts."
    ),
    "All {} passages that contradict a proposition are listed.": _(
        "All %(what)s passages that contradict a proposition are listed."
    ),
    "Contradicting passages not shown: {}.": _("Contradicting passages not shown: %(what)s."),
    "No exhibit is sealed.": _("No exhibit is sealed."),
    "No exhibit is sealed or restricted.": _("No exhibit is sealed or restricted."),
    "Take out: {}.": _("Take out: %(what)s."),
    "No charge and no request for prosecution rests on what the Statute does not know.": _(
        "No charge and no request for prosecution rests on what the Statute does not know."
    ),
    "Move to the request for recognition: {}.": _("Move to the request for recognition: %(what)s."),
    "All it cites is still here.": _("All it cites is still here."),
    "Forgotten since: {}.": _("Forgotten since, so draft it again: %(what)s."),
    "Nothing of the case is closed to anybody.": _("Nothing of the case is closed to anybody."),
    "It may tell of what is closed to some of the team: {}.": _(
        "It may tell of what is closed to some of the team: %(what)s."
    ),
}
_PATTERNS = [
    (re.compile(re.escape(english).replace(re.escape("{}"), "(.+)"), re.DOTALL), words)
    for english, words in _SENTENCES.items()
]
_REFUSALS: Mapping[str, Promise] = {
    "draft-invalid": _("The words are not written as the format says."),
    "yaml-refused": _("The words are not written as the format says."),
    "uncited-fact": _("A sentence of fact cites no passage, or one that is not in the case."),
    "not-for-public": _("A public letter may not cite what is restricted or sealed."),
    "filing-not-ready": _("This filing may not leave yet."),
    "not-allowed": _("You have approved this filing. A second person has to approve it too."),
    "record-changed": _(
        "Somebody else saved these words since you opened them. What you typed is still here; "
        "compare, then save again."
    ),
}
_PLACE = re.compile(r"filings/\S+?\.yaml:(\d+)(?::\d+)?: (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ShownGate:
    """A gate as its reader reads it."""

    title: str | Promise
    state: str
    words: str | SafeString
    reason: str
    """The sentence as it is kept: what one confirms."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why no filing can be drafted from some words, and where."""

    words: str | Promise
    detail: str
    """The reason in full, in English."""
    line: int = 0
    text: str = ""
    """What stands in that line."""


def kind_of(name: str) -> FilingKind:
    """Return the kind of this name; raises `NotVisible`."""
    if name not in set(FilingKind):
        raise NotVisible(f"There is no filing of the kind '{name}'.")
    return FilingKind(name)


def shown_gate(gate: Gate) -> ShownGate:
    """Return a gate in the language of the reader; what is not translated, in English."""
    title = _TITLES.get(gate.name, gate.name)
    return ShownGate(title, gate.state.value.replace(" ", "-"), said(gate.reason), gate.reason)


def said(reason: str) -> str | SafeString:
    """Return the sentence of a gate in the language of the reader."""
    for pattern, words in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return str(words) % {"what": _counted(found[1])} if found.groups() else str(words)
    return format_html('<span lang="en" dir="ltr">{}</span>', reason)


def _counted(what: str) -> str:
    """Return a number in the digits of the reader; codes stay as they are."""
    return digits(what) if what.isdigit() else what


def refusal(error: DadkhahError) -> str | SafeString:
    """Return why something was refused: in the reader's language, then in full in English."""
    if reader_language() == "en":
        return str(error)
    words = _REFUSALS.get(error.code, _("This was refused."))
    return format_html('{} <span lang="en" dir="ltr">{}</span>', words, str(error))


def problem_of(error: DadkhahError, text: str) -> Problem:
    """Return what is wrong with the words, with the line where it stands."""
    words = _REFUSALS.get(error.code, _("No filing can be drafted from this yet."))
    place = _PLACE.fullmatch(str(error))
    if place is None:
        return Problem(words, str(error))
    number, lines = int(place[1]), text.splitlines()
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    detail = place[2].replace(" docs/formats/filing-drafts.md has the format.", "")
    return Problem(words, detail, number, line)
