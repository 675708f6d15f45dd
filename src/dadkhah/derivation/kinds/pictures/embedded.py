"""What lies in a picture beside EXIF: XMP (ISO 16684), IPTC, comments, PNG's texts, its colours."""

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageCms
from PIL.IptcImagePlugin import getiptcinfo

from dadkhah.derivation.findings import Fact
from dadkhah.derivation.kinds.pictures.exif import in_words, plain
from dadkhah.derivation.kinds.pictures.opening import BROKEN

_MOST = 400  # facts of one block
_LARGEST_XMP = 4 * 1024 * 1024
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP_IN_PNG = "XML:com.adobe.xmp"
_XMP_IN_TIFF = 700
# IPTC-IIM 4.2, record 2.
_IPTC = {
    5: "title", 25: "keywords", 40: "instructions", 55: "date created", 60: "time created",
    65: "program", 80: "author", 85: "title of author", 90: "city", 92: "part of city",
    95: "province", 100: "country code", 101: "country", 105: "headline", 110: "credit",
    115: "source", 116: "copyright", 118: "contact", 120: "caption", 122: "caption writer",
}  # fmt: skip
# What Pillow keeps for itself; every other text of a picture is one it carries.
_OWN = frozenset({"exif", "xmp", "icc_profile", "photoshop", _XMP_IN_PNG, "Raw profile type exif"})
_LOCAL_NAME = re.compile(r"\{[^}]*\}")


def xmp_of(image: Image.Image) -> tuple[Fact, ...]:
    """Return every value of its XMP; entities and external references are refused."""
    packet = image.info.get("xmp") or image.info.get(_XMP_IN_PNG)
    if packet is None and image.format == "TIFF":
        packet = image.tag_v2.get(_XMP_IN_TIFF)  # type: ignore[attr-defined]
    content = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(content, bytes) or len(content) > _LARGEST_XMP:
        return ()
    try:
        root = fromstring(content.strip(b"\0 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return (Fact("xmp", "packet", "cannot be read"),)
    return tuple(fact for fact, _ in zip(_values(root), range(_MOST), strict=False))


def iptc_of(image: Image.Image) -> tuple[Fact, ...]:
    """Return what an agency or an editor wrote by IPTC."""
    try:
        found = getiptcinfo(image) or {}  # type: ignore[arg-type]
    except BROKEN:
        return (Fact("iptc", "block", "cannot be read"),)
    facts = []
    for (record, number), value in list(found.items())[:_MOST]:
        if record == 2 and number in _IPTC:  # noqa: PLR2004 - the record for applications
            facts.append(Fact("iptc", _IPTC[number], plain(value)))
    return tuple(facts)


def texts_of(image: Image.Image) -> Iterator[Fact]:
    """Yield comments and PNG's text chunks, each under the name it has."""
    try:
        texts = getattr(image, "text", {})
    except BROKEN:  # those behind the pixels of a PNG that breaks off
        texts = {}
    for name, value in list({**image.info, **texts}.items())[:_MOST]:
        is_text = isinstance(value, str | bytes) and isinstance(name, str) and name not in _OWN
        if is_text and value and (name in texts or name == "comment"):
            yield Fact("picture", f"text: {name[:80]}" if name in texts else name, plain(value))


def profile_of(image: Image.Image) -> str:
    """Return the name of its colour profile, which may name a device; empty without one."""
    content = image.info.get("icc_profile")
    if not content:
        return ""
    try:
        return ImageCms.getProfileDescription(io.BytesIO(content)).strip()
    except (ImageCms.PyCMSError, *BROKEN):
        return "cannot be read"


def _values(element: Element, name: str = "") -> Iterator[Fact]:
    own = _LOCAL_NAME.sub("", element.tag)
    name = name if element.tag.startswith(_RDF) else own
    for attribute, value in element.attrib.items():
        local = _LOCAL_NAME.sub("", attribute)
        if value.strip() and not attribute.startswith(_RDF) and local not in ("xmptk", "lang"):
            yield Fact("xmp", in_words(local), plain(value))
    text = (element.text or "").strip()
    if text and name:
        yield Fact("xmp", in_words(name), plain(text))
    for child in element:
        yield from _values(child, name)
