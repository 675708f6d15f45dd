"""What a PDF would do by itself: scripts, programs, addresses. Every object is looked at."""

import pikepdf

from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.pdf_parts.values import (
    content_of,
    dictionaries,
    get,
    text_of,
)
from dadkhah.derivation.outcome import MIB

_MOST_LINKS = 200
_SCRIPT = 4 * MIB
_TOLD = {
    "Launch": ("launch", "It asks to start a program or open a file. Nothing was started"),
    "SubmitForm": ("submit", "It can send what is filled in to an address"),
    "ImportData": ("import", "It can take in data from another file"),
    "GoToR": ("other-file", "It leads to another file"),
    "GoToE": ("other-file", "It leads to a file embedded in it"),
    "Rendition": ("media", "It plays a film or sound"),
    "Movie": ("media", "It plays a film"),
    "Sound": ("media", "It plays a sound"),
    "RichMediaExecute": ("media", "It runs a medium with commands of its own"),
}


def tell_actions(pdf: pikepdf.Pdf, report: Report) -> None:
    """Tell of every action in the file, wherever it hangs; addresses to follow are facts."""
    followed: dict[str, None] = {}
    for action in dictionaries(pdf):
        kind = text_of(get(action, "/S"))
        if kind == "JavaScript" or "/JS" in action:
            report.notice("javascript", "It has a script. It was not run", _script(action))
        elif kind == "URI":
            followed[text_of(get(action, "/URI"))] = None
        elif kind in _TOLD and text_of(get(action, "/Type")) in ("", "Action"):
            code, sentence = _TOLD[kind]
            report.notice(code, sentence, _target(action))
    for address in list(followed)[:_MOST_LINKS]:
        report.fact("link", address)
    _tell_opening(pdf, report)


def _tell_opening(pdf: pikepdf.Pdf, report: Report) -> None:
    action = get(pdf.Root, "/OpenAction")
    kind = text_of(get(action, "/S")) if isinstance(action, pikepdf.Dictionary) else ""
    if kind and kind != "GoTo":
        report.notice("open-action", f"When it is opened, it wants to do something ({kind}).")
    if get(pdf.Root, "/AA") is not None:
        report.notice("open-action", "It wants to do something when it is closed or printed.")


def _script(action: pikepdf.Dictionary) -> str:
    code = get(action, "/JS")
    if isinstance(code, pikepdf.Stream):
        content = content_of(code, _SCRIPT)
        return "(too large)" if content is None else content.decode("utf-8", "replace")
    return text_of(code)


def _target(action: pikepdf.Dictionary) -> str:
    parts = [
        text_of(get(action, *path))
        for path in (("/F",), ("/F", "/F"), ("/F", "/UF"), ("/Win", "/F"), ("/Win", "/P"))
    ]
    return " ".join(part for part in parts if part)
