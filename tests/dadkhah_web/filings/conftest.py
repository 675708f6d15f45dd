"""Words of a letter that cites the small case, and people who may draft, approve and seal."""

from datetime import UTC, date, datetime

import pytest

from dadkhah.exchange.filing import FilingKind
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Case, Draft
from dadkhah_web.cases.roles import Role
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.first_words import first_words
from dadkhah_web.filings.models import Filing
from people import access, person

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ON = date(2026, 11, 24)
FACT = "    - fact: A school was closed.\n      cite: [X-0001, X-0002]\n"


@pytest.fixture
def site(imported, settings):
    """The house of the imported case, as the home of the site."""
    settings.DADKHAH_HOME = imported.vault.home
    return imported


@pytest.fixture
def lawyer(site) -> Access:
    return access(person("lawyer", Role.LAWYER))


@pytest.fixture
def reviewer(site) -> Access:
    return access(person("reviewer", Role.REVIEWER))


@pytest.fixture
def custodian(site) -> Access:
    return access(person("custodian", Role.CUSTODIAN))


@pytest.fixture
def letter_words() -> str:
    """The words a letter begins with, and one sentence of fact in English."""
    start, english, rest = first_words(FilingKind.LETTER).rpartition(
        "    - argument: To be written.\n"
    )
    return start + english + FACT + rest


@pytest.fixture
def letter(lawyer, letter_words) -> Filing:
    """The first letter of the small case, drafted by the lawyer."""
    row = Case.objects.get(slug="sample")
    Draft.objects.update_or_create(
        case=row, path=FilingKind.LETTER.draft_path, defaults={"text": letter_words}
    )
    return draft_filing(lawyer, FilingKind.LETTER, ON, at=AT)
