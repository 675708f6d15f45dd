"""Two different people approve exactly the files, and say what only people can say."""

from datetime import UTC, datetime

import pytest

from dadkhah.errors import FilingNotReady, NotAllowed
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah_web.filings.gates import asked_of_people, gates_now
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import digest_of, is_approved
from dadkhah_web.filings.services import approve, seal
from people import closed

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def asked(filing):
    return asked_of_people(gates_now(filing))


def test_one_person_is_not_enough(letter, lawyer, custodian):
    approve(lawyer, letter, confirmed=asked(letter), at=AT)

    assert not is_approved(letter)
    with pytest.raises(FilingNotReady, match="2 different people"):
        seal(custodian, letter, at=AT)


def test_the_same_person_twice_is_one_person(letter, lawyer):
    approve(lawyer, letter, confirmed=asked(letter), at=AT)

    with pytest.raises(NotAllowed, match="second person"):
        approve(lawyer, letter, confirmed=asked(letter), at=AT)


def test_who_does_not_confirm_everything_does_not_approve(letter, lawyer):
    with pytest.raises(FilingNotReady, match="risk note"):
        approve(lawyer, letter, confirmed=asked(letter)[:1], at=AT)


def test_an_approval_stands_in_the_custody_log_with_the_files_it_is_of(letter, lawyer, site):
    row = approve(lawyer, letter, confirmed=asked(letter), at=AT)

    fields = disclosed_fields(site.vault.log(row.device).entry(row.entry), row.disclosures)
    assert fields["files"] == digest_of(letter)
    assert fields["actor"] == "U-lawyer"
    assert fields["confirmed"].split("\n") == asked(letter)


def test_what_two_approved_is_sealed_into_the_vault(letter, sealed, site, identity):
    sealed(letter)

    assert letter.state == Filing.SEALED
    for file in letter.files.all():
        with site.vault.open_object(file.object_name, identity) as plain:
            assert plain.read() == bytes(file.content)
    assert not any((site.vault.home / "leaving").iterdir())


def test_sealing_again_changes_nothing(letter, sealed, custodian, site):
    sealed(letter)
    size = site.vault.head().size

    seal(custodian, letter, at=AT)

    assert site.vault.head().size == size


def test_files_that_are_not_those_drafted_are_not_sealed(letter, approved, custodian):
    approved(letter)
    file = letter.files.get(name="letter.html")
    file.content = b"something else"
    file.save()

    with pytest.raises(FilingNotReady, match="not the file that was drafted"):
        seal(custodian, letter, at=AT)


def test_an_approval_counts_no_longer_when_more_is_asked_than_it_confirmed(
    letter, approved, lawyer, reviewer, custodian
):
    approved(letter)
    closed("a part", "item/I-0001", members=(lawyer.user, reviewer.user, custodian.user))

    assert not is_approved(letter)
    with pytest.raises(FilingNotReady):
        seal(custodian, letter, at=AT)

    approved(letter)
    assert is_approved(letter)
