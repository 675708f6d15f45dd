"""What an Office document carries and reaches: files inside, macros, addresses outside."""

import posixpath

from dadkhah.derivation.kinds.documents.office.links import links_outside
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened

_FOLDERS = frozenset({"media", "embeddings", "activex"})
_MACROS = ("vbaproject.bin", "vbadata.xml")
_PARTS_OF_THE_FORMAT = (".xml", ".rels")
_ONLY_FOLLOWED = frozenset({"hyperlink"})
_TEMPLATE = "attachedTemplate"
_MOST_LINKS = 200


def tell_inside(package: Opened, report: Report) -> None:
    """Write the files inside as members; tell of macros, controls, signatures and odd names."""
    for oddity in package.oddities:
        report.notice("odd-names", oddity)
    for name in package.names:
        _tell_part(package, name, report)
    _tell_links(package, report)


def _tell_part(package: Opened, name: str, report: Report) -> None:
    folder, base = posixpath.split(name.lower())
    if not base:
        return
    if base == _MACROS[0]:
        report.notice("macros", f"It has macros ({name}). They were not run.")
    if posixpath.basename(folder) == "macrosheets":
        report.notice("macros", f"It has a sheet of macros ({name}). They were not run.")
    if base.startswith("activex") and base.endswith(".xml"):
        report.notice("control", f"It has an ActiveX control ({name}). It was not run.")
    if base.startswith("thumbnail."):
        sentence = "It has a picture of how its first page looked when it was saved; look at it"
        report.notice("thumbnail", f"{sentence}: it may show what is no longer there ({name}).")
        report.member(name, package.part(name))
    if folder.startswith("_xmlsignatures") and base.endswith(".xml"):
        report.notice("signature", f"It has a signature that is not checked here ({name}).")
    is_inside = posixpath.basename(folder) in _FOLDERS or base in _MACROS
    if is_inside and not base.endswith(_PARTS_OF_THE_FORMAT):
        report.member(name, package.part(name))


def _tell_links(package: Opened, report: Report) -> None:
    followed: list[str] = []
    for link in links_outside(package):
        if link.kind in _ONLY_FOLLOWED:
            followed.append(link.target)
        elif link.kind == _TEMPLATE:
            sentence = (
                "Its template lies elsewhere. A program that opens it may fetch it, and whoever"
                " keeps that address learns of it"
            )
            report.notice("remote-template", sentence, link.target)
        else:
            sentence = (
                f"It uses something from elsewhere ({link.kind}). A program that opens it may fetch"
                " it, and whoever keeps that address learns of it"
            )
            report.notice("fetches", sentence, link.target)
    for target in list(dict.fromkeys(followed))[:_MOST_LINKS]:
        report.fact("link", target)
