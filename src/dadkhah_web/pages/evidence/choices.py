"""The words for what one chooses on these pages."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.reader import reader_language

Words = str | Promise
Choices = Iterable[tuple[str, Words]]

KIND_WORDS: Mapping[str, Words] = {
    "text": pgettext_lazy("kind of file", "Text"),
    "pdf": pgettext_lazy("kind of file", "PDF"),
    "image": pgettext_lazy("kind of file", "Image"),
    "video": pgettext_lazy("kind of file", "Video"),
    "audio": pgettext_lazy("kind of file", "Sound"),
    "document": pgettext_lazy("kind of file", "Document or message"),
    "other": pgettext_lazy("kind of file", "Other file"),
}
KIND_ICONS: Mapping[str, str] = {
    "text": "text",
    "pdf": "file",
    "image": "image",
    "video": "video",
    "audio": "audio",
    "document": "text",
    "other": "file",
}
SENSITIVITY: Mapping[str, Words] = {
    "public": _("Public: everybody in the case reads it"),
    "restricted": _("Restricted: only who may open originals"),
    "sealed": _("Sealed: only custodians, investigators and lawyers"),
}
SENSITIVITY_SHORT: Mapping[str, Words] = {
    "public": pgettext_lazy("sensitivity", "public"),
    "restricted": pgettext_lazy("sensitivity", "restricted"),
    "sealed": pgettext_lazy("sensitivity", "sealed"),
}
STATE_WORDS: Mapping[str, Words] = {
    "verified": _("unchanged when last checked"),
    "changed": _("changed"),
    "missing": _("missing"),
    "disposed": _("disposed of, as the log says"),
    "unchecked": _("not checked yet"),
}
RELIABILITY: Mapping[str, Words] = {
    "A": _("A: completely reliable"),
    "B": _("B: usually reliable"),
    "C": _("C: fairly reliable"),
    "D": _("D: not usually reliable"),
    "E": _("E: unreliable"),
    "F": _("F: cannot be judged"),
}
CREDIBILITY: Mapping[str, Words] = {
    "1": _("1: confirmed by others"),
    "2": _("2: probably true"),
    "3": _("3: possibly true"),
    "4": _("4: doubtful"),
    "5": _("5: improbable"),
    "6": _("6: cannot be judged"),
}
USE_WORDS: Mapping[str, Words] = {
    "analysis": _("work inside the house"),
    "filing": _("giving it to a court or prosecutor"),
    "publication": _("publishing it"),
}
LANGUAGES: Mapping[str, Words] = {
    "fa": _("Dari or Persian"),
    "ps": _("Pashto"),
    "en": _("English"),
    "ar": _("Arabic"),
    "ur": _("Urdu"),
    "uz": _("Uzbek"),
    "tk": _("Turkmen"),
    "und": _("another language, or none"),
}


_FAULTS: Mapping[str, Promise] = {
    "object-missing": _("A sealed file is missing. Restore it from a copy of the vault."),
    "object-changed": _("A sealed file was changed. Restore it from a copy of the vault."),
    "object-unreadable": _("A sealed file cannot be read. Check the disk; restore it from a copy."),
    "object-extra": _("Something lies in the vault that does not belong there."),
    "object-undestroyed": _("A disposal was cut off. The same command finishes it."),
    "object-unlogged": _("A sealed file is there that no entry of the log speaks of."),
    "entry-without-object": _("The log speaks of a file that is not in the vault."),
    "manifest-missing": _("A list of sealed files is missing. Restore it from a copy."),
    "manifest-changed": _("A list of sealed files was changed. Restore it from a copy."),
    "private-missing": _("What opens entries of the log is missing. Restore it from a copy."),
    "private-changed": _("What opens entries of the log was changed. Restore it from a copy."),
}


def fault_words(code: str) -> str:
    """Return what a fault means and what to do; codes of the log itself speak of the log."""
    return str(_FAULTS.get(code, _("The log of a device is not as it was signed.")))


def terms(vocabulary: str) -> list[tuple[str, str]]:
    """Return the codes of a vocabulary of the law with their words for this reader."""
    law, language = current_law(), reader_language()
    codes = law.vocabularies[vocabulary].terms
    return [(code, law.label(code, language, vocabulary)) for code in codes]


def with_empty(choices: Choices) -> list[tuple[str, Words]]:
    """Return the choices with "all" before them."""
    return [("", _("All")), *choices]
