"""A filing and a bundle of the small case, for tests of who may call what."""

import hashlib
from datetime import UTC, date, datetime

from dadkhah_web.cases.models import Case
from dadkhah_web.disclosures.models import DisclosureSet
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.filings.models import Filing, FilingFile, Handover

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HTML = b"<!doctype html><html><head><style>p{}</style></head><body><p>A letter.</p></body></html>"


def a_filing() -> int:
    """Keep a letter that tells of item I-0002, and return its number."""
    return _filing().number


def a_disclosure() -> int:
    """Keep a set of items, the closed one among them, as given; return its number."""
    case = Case.objects.get(slug="sample")
    given = DisclosureSet.objects.create(
        case=case,
        number=DisclosureSet.objects.filter(case=case).count() + 1,
        recipient="ICC-OTP",
        tier="confidential",
        purpose="Article 15",
        made_by="U-7f3a",
        made_at=AT,
    )
    given.items.set(EvidenceItem.objects.filter(record__code="I-0002"))
    return given.number


def a_bundle() -> int:
    """Keep that letter as handed over, and return the key of the bundle."""
    filing = _filing()
    bundle = Handover.objects.create(
        case=filing.case,
        recipient="ICC-OTP",
        made_by="U-7f3a",
        made_at=AT,
        object_name="0" * 64,
        sha256="0" * 64,
        size=1,
    )
    bundle.filings.add(filing)
    return bundle.pk


def _filing() -> Filing:
    filing = Filing.objects.create(
        case=Case.objects.get(slug="sample"),
        kind="letter",
        number=1,
        title="An open letter",
        on=date(2026, 11, 24),
        is_public=True,
        drafted_by="U-7f3a",
        drafted_at=AT,
        law_version="1",
        revision=0,
        listing={"facts": [], "exhibits": [{"number": "L-001", "item": "I-0002", "passages": []}]},
        items=["I-0002"],
    )
    digest = hashlib.sha256(HTML).hexdigest()
    file = FilingFile(filing=filing, name="letter.html", sha256=digest, content=HTML)
    file.media_type = "text/html"
    file.save()
    return filing
