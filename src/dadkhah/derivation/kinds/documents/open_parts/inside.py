"""What an OpenDocument file carries and reaches: files inside, macros, addresses outside."""

from dadkhah.derivation.kinds.documents.office.markup import parsed
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened

_MACROS = ("basic/", "scripts/")
_PICTURES = ("pictures/", "media/", "thumbnails/")
_FETCHED = frozenset({"draw:image", "text:section-source", "draw:object", "draw:plugin"})
_LISTED = (".xml", ".xlb", ".xlc")
_MOST_LINKS = 200


def tell_inside(package: Opened, report: Report) -> None:
    """Write the files inside as members; tell of macros, signatures, objects, addresses."""
    for oddity in package.oddities:
        report.notice("odd-names", oddity)
    for name in package.names:
        _tell_part(package, name, report)
    for part in ("content.xml", "styles.xml", "meta.xml"):
        _tell_links(package, part, report)


def _tell_part(package: Opened, name: str, report: Report) -> None:
    low = name.lower()
    if name.endswith("/"):
        return
    if low.startswith(_MACROS) and not low.endswith(("script-lc.xml", "script-lb.xml")):
        report.notice("macros", f"It has macros ({name}). They were not run.")
    if low == "meta-inf/documentsignatures.xml":
        report.notice("signature", f"It has a signature that is not checked here ({name}).")
    if low.startswith("thumbnails/"):
        sentence = "It has a picture of how its first page looked when it was saved; look at it"
        report.notice("thumbnail", f"{sentence}: it may show what is no longer there ({name}).")
    if low.startswith("versions/"):
        report.notice("versions", f"It keeps an earlier version of itself ({name}).")
        report.member(name, package.part(name))
    if low.endswith("/content.xml"):
        sentence = f"Another document is embedded in it ({name}); its words are not read here."
        report.notice("object", sentence)
    is_object = low.startswith(("object", "objectreplacements/")) and not low.endswith(_LISTED)
    if low.startswith(_PICTURES) or is_object or low.startswith(_MACROS):
        report.member(name, package.part(name))


def _tell_links(package: Opened, part: str, report: Report) -> None:
    root = parsed(package, part)
    followed: list[str] = []
    for one in root.iter() if root is not None else ():
        address = one.get("xlink:href", "")
        if one.tag == "office:dde-source" or (one.tag in _FETCHED and "://" in address):
            sentence = (
                "It uses something from elsewhere. A program that opens it may fetch it, and"
                " whoever keeps that address learns of it"
            )
            told = address or " ".join(one.attrib.values())
            report.notice("fetches", sentence, told)
        elif one.tag == "meta:template" and "://" in address and not address.startswith("file:"):
            report.notice("remote-template", "Its template lies elsewhere", address)
        elif one.tag == "text:a" and address:
            followed.append(address)
        elif one.tag == "script:event-listener" and address:
            report.notice("macros", "Something in it runs a script on an event", address)
    for address in list(dict.fromkeys(followed))[:_MOST_LINKS]:
        report.fact("link", address)
