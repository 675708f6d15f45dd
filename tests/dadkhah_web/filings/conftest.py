"""Words of a letter that cites the small case, and people who may draft, approve and seal."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from dadkhah.evidence.vault import VaultIdentity
from dadkhah.exchange.filing import FilingKind
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Case, Draft
from dadkhah_web.cases.roles import Role
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.first_words import first_words
from dadkhah_web.filings.gates import asked_of_people, gates_now
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.services import approve, seal
from people import PASSPHRASE, access, person

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ON = date(2026, 11, 24)
BLANK = "    - argument: To be written.\n"


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
def team(lawyer, reviewer, custodian) -> tuple[User, ...]:
    """Those three, as the members of a compartment."""
    return (lawyer.user, reviewer.user, custodian.user)


@pytest.fixture
def identity(site) -> VaultIdentity:
    return site.vault.unlock(passphrase=PASSPHRASE, custodian="ours")


def letter_words(*passages: str) -> str:
    """The words a letter begins with, and one sentence of fact in English that cites these."""
    fact = f"    - fact: A school was closed.\n      cite: [{', '.join(passages)}]\n"
    start, blank, rest = first_words(FilingKind.LETTER).rpartition(BLANK)
    return start + blank + fact + rest


def keep_words(text: str) -> None:
    """Let the case hold these words of a letter."""
    row = Case.objects.get(slug="sample")
    Draft.objects.update_or_create(
        case=row, path=FilingKind.LETTER.draft_path, defaults={"text": text}
    )


@pytest.fixture
def drafted(lawyer) -> Callable[..., Filing]:
    """Draft the next letter of the small case with a fact that cites these passages."""

    def make(*passages: str) -> Filing:
        keep_words(letter_words(*passages))
        return draft_filing(lawyer, FilingKind.LETTER, ON, at=AT)

    return make


@pytest.fixture
def letter(drafted) -> Filing:
    """The first letter of the small case, drafted by the lawyer."""
    return drafted("X-0001", "X-0002")


@pytest.fixture
def approved(lawyer, reviewer) -> Callable[[Filing], Filing]:
    """Approve a filing by two people who confirm all that is asked."""

    def make(filing: Filing) -> Filing:
        asked = asked_of_people(gates_now(filing))
        for one in (lawyer, reviewer):
            approve(one, filing, confirmed=asked, at=AT)
        return filing

    return make


@pytest.fixture
def sealed(approved, custodian) -> Callable[[Filing], Filing]:
    """Approve a filing by two and seal it."""

    def make(filing: Filing) -> Filing:
        seal(custodian, approved(filing), at=AT)
        return filing

    return make
