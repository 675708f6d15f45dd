"""The packet of metadata in a PDF (XMP, ISO 16684-1): names and values, flat."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MOST = 500
_LISTS = frozenset({f"{_RDF}Seq", f"{_RDF}Bag", f"{_RDF}Alt"})


def xmp_facts(packet: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and value, at most 500; nothing from a packet that is damaged or hostile."""
    try:
        root: Element = fromstring(packet.strip(b"\0 \t\r\n"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    count = 0
    for description in root.iter(f"{_RDF}Description"):
        for name, value in _of(description):
            count += 1
            if count > _MOST:
                return
            yield name, value


def _of(description: Element) -> Iterator[tuple[str, str]]:
    for key, value in description.items():
        if not key.startswith(_RDF):
            yield _plain(key), value
    for one in description:
        entries = [entry for part in one if part.tag in _LISTS for entry in part]
        if not entries and one.text and one.text.strip():
            yield _plain(one.tag), one.text.strip()
        for entry in entries:
            said = [f"{_plain(key)} {value}" for key, value in entry.items() if _RDF in key[:60]]
            own = [
                f"{_plain(key)} {value}" for key, value in entry.items() if "xml" not in key[:40]
            ]
            text = (entry.text or "").strip() or ", ".join(own or said)
            if text:
                yield _plain(one.tag), text


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]
