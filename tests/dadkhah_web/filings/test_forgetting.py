"""What is forgotten does not live on in a filing that nobody has sealed."""

from datetime import UTC, date, datetime

from dadkhah.exchange.filing import FilingKind
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.filings.drafting import draft_filing
from dadkhah_web.filings.models import Filing, FilingFile
from dadkhah_web.filings.selectors import emptied, filings_of
from dadkhah_web.filings.services import comment
from people import access, closed

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def forget(who, site, key):
    forget_records(who.case, [key], reason="asked", vault=site.vault, actor=who.user.code, at=AT)


def test_a_version_that_is_not_sealed_is_emptied_and_its_number_stays_taken(letter, lawyer, site):
    comment(lawyer, letter, text="Words about it.", place="", at=AT)
    forget(lawyer, site, "finding/N-0002")

    assert list(filings_of(lawyer)) == []
    assert not FilingFile.objects.exists()
    assert not letter.comments.exists()
    assert emptied(lawyer) == 1
    again = draft_filing(lawyer, FilingKind.LETTER, date(2026, 11, 24), at=AT)
    assert again.number == letter.number + 1


def test_what_two_people_answered_for_stays(letter, sealed, lawyer, site):
    sealed(letter)
    forget(lawyer, site, "finding/N-0002")

    assert Filing.objects.get().state == Filing.SEALED
    assert FilingFile.objects.count() == 4


def test_whoever_does_not_see_all_is_not_told_how_many_there_were(letter, lawyer, site):
    forget(lawyer, site, "finding/N-0002")
    closed("a part", "item/I-0002")

    assert emptied(access(lawyer.user)) == 0
