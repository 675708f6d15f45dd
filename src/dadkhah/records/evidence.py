"""Where a statement comes from: sources, items, receptions, passages."""

from dataclasses import dataclass, field

from dadkhah.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Source:
    """Who told us, as a code (`S-014`); a person's name is never here."""

    id: str
    kind: str  # vocabulary source_types, e.g. "src.media"
    description: str
    reliability: str = "F"  # Admiralty A-F
    independence_group: str = ""  # sources with the same group count as one


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A sealed file and how it came. `sha256` and `size` are of the bytes as received."""

    id: str  # "I-0001"
    source: str
    file: str  # path inside the case folder, "evidence/..."
    title: str
    media_type: str
    sha256: str = ""
    size: int = 0
    object_name: str = ""  # SHA-256 of the stored bytes; empty until received
    language: str = "en"
    address: str = ""  # where it was published, if it was
    published_by: str = ""
    published_on: PartialDate | None = None
    captured_at: str = ""  # UTC, ISO 8601; when we took the copy
    role: str = "ev.specific"  # vocabulary evidence_roles
    credibility: str = "6"  # Admiralty 1-6
    sensitivity: str = "public"  # public | restricted | sealed
    note: str = ""
    parent: str = ""  # the item it was taken out of, or is a redacted copy of
    relation: str = ""  # member | attachment | embedded | resource | redaction


@dataclass(frozen=True, slots=True)
class Reception:
    """One arrival of an item: the position of its entry in a device's custody log."""

    item: str
    source: str
    received_at: str  # UTC, ISO 8601
    device: str
    entry: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A pinpoint in an item (W3C Web Annotation selectors): a quote, page, time or region."""

    id: str  # "X-0001"
    item: str
    quote: str = ""  # TextQuoteSelector.exact
    prefix: str = ""
    suffix: str = ""
    page: str = ""  # page label
    time: str = ""  # media fragment "t=10,20"
    region: str = ""  # media fragment "xywh=..."
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citations:
    """Passages that support, contradict or give context to one statement."""

    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    context: tuple[str, ...] = field(default=())
