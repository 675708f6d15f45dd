"""A bundle of sealed filings is proven by anybody, and nothing of it stays outside the vault."""

import io
import zipfile
from collections import Counter
from datetime import UTC, datetime

import pytest

from dadkhah.errors import FilingNotReady, NotVisible, WithheldValueFound
from dadkhah.exchange import verify
from dadkhah_web.evidence.consents import Agreement, record_consent, withdraw_consent
from dadkhah_web.filings.handing_over import HandingOver, hand_over, open_bundle
from people import access, closed

AT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def over(who, filing, identity, *withhold):
    asked = HandingOver([filing], "ICC-OTP", withhold, "job-1")
    return hand_over(who, asked, identity=identity, at=AT)


def unpacked(handover, identity, folder):
    with open_bundle(handover, identity) as plain:
        content = plain.read()
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    return folder / "bundle"


def verdicts(root):
    """How often each word was said; the note that the program came along does not count."""
    bundle = verify.Bundle(str(root))
    verify.verify(bundle, set(), [])
    return Counter(status for status, _, _ in bundle.said)


def test_everything_in_it_is_proven(letter, sealed, custodian, identity, out):
    handover = over(custodian, sealed(letter), identity)

    root = unpacked(handover, identity, out)
    said = verdicts(root)
    assert said["PROVEN"] > 20
    assert not said["WRONG"] + said["MISSING"] + said["WITHHELD"]
    assert list(handover.filings.all()) == [letter]


def test_nothing_of_it_lies_outside_the_vault(letter, sealed, custodian, identity, site):
    over(custodian, sealed(letter), identity)

    assert not any((site.vault.home / "leaving").iterdir())
    assert not list(site.vault.home.rglob("bundle*"))


def test_each_link_of_a_letter_leads_to_its_exhibit(letter, sealed, custodian, identity, out):
    root = unpacked(over(custodian, sealed(letter), identity), identity, out)

    html = (root / "data/filing/letter.html").read_text(encoding="utf-8")
    for folder in letter.folders.values():
        assert f'href="../exhibits/{folder}/' in html
        assert (root / "data/exhibits" / folder).is_dir()


def test_what_is_withheld_shows_as_withheld_and_nothing_is_wrong(
    drafted, sealed, custodian, identity, out
):
    handover = over(custodian, sealed(drafted("X-0001")), identity, "act/A-0002:victim_count")

    said = verdicts(unpacked(handover, identity, out))
    assert not said["WRONG"] + said["MISSING"]
    assert handover.withheld


@pytest.fixture
def with_closed_part(drafted, sealed, team):
    """A sealed letter of a case of which a part is closed to others than the team."""
    closed("a part", "item/I-0002", members=team)
    return sealed(drafted("X-0001"))


def test_a_closed_part_can_stay_behind(with_closed_part, custodian, identity, out):
    handover = over(
        *(custodian, with_closed_part, identity, "item/I-0002"),
        *("passage/X-0002", "proposition/F-0001", "finding/N-0001"),
    )

    root = unpacked(handover, identity, out)
    said = verdicts(root)
    assert said["WITHHELD"]
    assert not said["WRONG"] + said["MISSING"]
    assert not list(root.rglob("*decree*"))


def test_what_is_left_out_and_still_said_elsewhere_stops_the_bundle(
    letter, sealed, custodian, identity, site
):
    with pytest.raises(WithheldValueFound):
        over(custodian, sealed(letter), identity, "passage/X-0001")
    assert not any((site.vault.home / "leaving").iterdir())


def test_only_a_sealed_filing_leaves(letter, approved, custodian, identity):
    with pytest.raises(FilingNotReady, match="not sealed yet"):
        over(custodian, approved(letter), identity)


def test_withdrawn_consent_stops_a_sealed_filing(letter, sealed, custodian, identity):
    agreement = Agreement(("publication",), "", "in words", "fa", None)
    given = record_consent(custodian, "S-001", agreement, at=AT)
    sealed(letter)
    withdraw_consent(custodian, given.pk, at=AT)

    with pytest.raises(FilingNotReady, match="S-001"):
        over(custodian, letter, identity)


def test_who_does_not_see_the_whole_case_hands_nothing_over(letter, sealed, custodian, identity):
    sealed(letter)
    closed("a part", "item/I-0002")

    with pytest.raises(NotVisible):
        over(access(custodian.user), letter, identity)


def test_one_version_of_each_kind_is_handed_over(letter, drafted, sealed, custodian, identity):
    for filings in ([], [sealed(letter), sealed(drafted("X-0002"))]):
        asked = HandingOver(filings, "ICC-OTP", (), "job-1")
        with pytest.raises(FilingNotReady, match="one version of each kind"):
            hand_over(custodian, asked, identity=identity, at=AT)


def test_filings_that_number_an_exhibit_differently_do_not_go_together(
    letter, drafted, sealed, custodian, identity
):
    second = drafted("X-0002")
    second.kind, second.number, second.folders = "communication", 1, {"I-0002": "E-009"}
    second.save()

    asked = HandingOver([sealed(letter), sealed(second)], "ICC-OTP", (), "job-1")
    with pytest.raises(FilingNotReady, match="differently"):
        hand_over(custodian, asked, identity=identity, at=AT)
