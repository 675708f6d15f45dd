"""Items go to one recipient when two people approved exactly these, and it is written down."""

import io
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from django.utils import timezone

from dadkhah.errors import DisclosureNotReady, NotAllowed, NotVisible
from dadkhah.evidence.vault import Vault
from dadkhah.exchange.tiers import Tier
from dadkhah.filings.gates import GateState
from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah_web.cases.roles import Role
from dadkhah_web.disclosures import services
from dadkhah_web.disclosures.gates import gates_of
from dadkhah_web.disclosures.models import DisclosureSet
from dadkhah_web.disclosures.selectors import everything_given, find_set, sets_of
from dadkhah_web.disclosures.services import Wanted
from dadkhah_web.evidence.lineage import commitment_of
from dadkhah_web.evidence.models import Consent, Derivative, EvidenceItem
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.work.sealing import Incoming, Lineage, seal_files
from dadkhah_web.filings.gates import asked_of_people
from people import access, closed, person


@pytest.fixture(scope="session")
def identity(empty_home):
    return Vault.open(empty_home).unlock(passphrase="words for these tests")  # noqa: S106


@pytest.fixture
def custodian(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return access(person("custodian", *Role))


@pytest.fixture
def lawyer(custodian):
    return access(person("lawyer", Role.LAWYER))


def prepared(who, *codes, tier=Tier.CONFIDENTIAL, recipient="ICC-OTP"):
    wanted = Wanted(recipient, tier, "Article 15", codes or ("I-0001",))
    return services.prepare(who, wanted, at=timezone.now())


def approved(who, disclosure):
    asked = asked_of_people(gates_of(disclosure))
    services.approve(who, disclosure, confirmed=asked, at=timezone.now())


def gate(disclosure, name):
    return next(one for one in gates_of(disclosure) if one.name == name)


def given(custodian, lawyer, identity, *codes, tier=Tier.CONFIDENTIAL):
    disclosure = prepared(custodian, *codes, tier=tier)
    approved(custodian, disclosure)
    approved(lawyer, disclosure)
    services.give(custodian, disclosure, identity=identity, name="one", at=timezone.now())
    return disclosure


def unpacked(disclosure, identity, folder):
    with site_vault().open_object(disclosure.object_name, identity) as plain:
        zipfile.ZipFile(io.BytesIO(plain.read())).extractall(folder)
    return next(path.parent for path in folder.rglob("bagit.txt"))


def test_what_is_given_is_a_bundle_that_a_stranger_verifies(custodian, lawyer, identity, tmp_path):
    disclosure = given(custodian, lawyer, identity)
    bundle = unpacked(disclosure, identity, tmp_path)
    said = subprocess.run(
        [sys.executable, "-I", bundle / "verify.py"], capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout
    assert "WRONG: 0" in said.stdout
    exhibits = [path for path in (bundle / "data/exhibits").rglob("*") if path.is_file()]
    assert len(exhibits) == 1
    assert not (bundle / "data/records/persons.csv").exists()


def test_nothing_leaves_without_two_different_people(custodian, lawyer, identity):
    disclosure = prepared(custodian)
    approved(custodian, disclosure)

    with pytest.raises(NotAllowed):
        approved(custodian, disclosure)
    with pytest.raises(DisclosureNotReady, match="2 different people"):
        services.give(custodian, disclosure, identity=identity, name="one", at=timezone.now())


def test_an_approval_does_not_count_for_another_set_of_items(custodian, lawyer, identity):
    disclosure = prepared(custodian)
    approved(custodian, disclosure)
    approved(lawyer, disclosure)
    disclosure.items.add(EvidenceItem.objects.get(record__code="I-0002"))

    with pytest.raises(DisclosureNotReady):
        services.give(custodian, disclosure, identity=identity, name="one", at=timezone.now())


@pytest.mark.parametrize(
    ("tier", "sensitivity", "state"),
    [
        (Tier.PUBLIC, "public", GateState.PASSED),
        (Tier.PUBLIC, "restricted", GateState.FAILED),
        (Tier.CONFIDENTIAL, "restricted", GateState.PASSED),
        (Tier.CONFIDENTIAL, "sealed", GateState.FAILED),
        (Tier.EX_PARTE, "sealed", GateState.PASSED),
    ],
)
def test_each_tier_has_its_grades(custodian, tier, sensitivity, state):
    EvidenceItem.objects.filter(record__code="I-0001").update(sensitivity=sensitivity)

    assert gate(prepared(custodian, tier=tier), "grades").state is state


def test_a_withdrawn_consent_bars_it_also_after_it_was_approved(custodian, lawyer, identity):
    disclosure = prepared(custodian)
    approved(custodian, disclosure)
    approved(lawyer, disclosure)
    item = EvidenceItem.objects.get(record__code="I-0001")
    now = timezone.now()
    Consent.objects.create(
        source=item.source, uses=["filing"], recorded_by="U-1", recorded_at=now, withdrawn_at=now
    )

    with pytest.raises(DisclosureNotReady, match="consent"):
        services.give(custodian, disclosure, identity=identity, name="one", at=now)


def test_a_place_inside_a_file_is_asked_about_before_it_becomes_public(custodian):
    item = EvidenceItem.objects.get(record__code="I-0001")
    Derivative.objects.create(
        item=item,
        kind="about",
        task="picture-about",
        made_at=timezone.now(),
        about={"notices": [{"code": "location-inside", "text": "It says where."}]},
    )

    assert gate(prepared(custodian, tier=Tier.PUBLIC), "metadata").state is GateState.BY_HAND
    assert gate(prepared(custodian), "metadata").state is GateState.PASSED


def test_an_original_with_a_redacted_copy_is_asked_about(custodian):
    original = EvidenceItem.objects.get(record__code="I-0001")
    copy = EvidenceItem.objects.get(record__code="I-0002")
    EvidenceItem.objects.filter(pk=copy.pk).update(parent=original, relation="redaction")

    assert "I-0001" in gate(prepared(custodian), "redaction").reason
    assert gate(prepared(custodian, "I-0002"), "redaction").state is GateState.PASSED


def test_a_receipt_is_an_entry_of_the_log_and_only_of_what_was_given(custodian, lawyer, identity):
    early = prepared(custodian)
    with pytest.raises(DisclosureNotReady):
        _receipt(custodian, early)
    disclosure = given(custodian, lawyer, identity)
    size = site_vault().head().size
    receipt = _receipt(custodian, disclosure)

    assert receipt.entry == size
    assert site_vault().head().size == size + 1


def _receipt(who, disclosure):
    return services.keep_receipt(
        who, disclosure, on=date(2026, 11, 24), by="ICC-OTP", how="By letter", at=timezone.now()
    )


def test_all_that_was_ever_given_is_listed_and_what_was_given_cannot_be_given_again(
    custodian, lawyer, identity
):
    disclosure = given(custodian, lawyer, identity)
    (one,) = everything_given(custodian)

    assert (one.recipient, one.disclosure) == ("ICC-OTP", disclosure)
    assert disclosure.given_items == [["I-0001", disclosure.items.get().sha256]]
    with pytest.raises(DisclosureNotReady):
        approved(lawyer, disclosure)
    services.drop(disclosure)
    assert DisclosureSet.objects.get().state == DisclosureSet.GIVEN


def test_a_set_with_a_closed_item_is_not_there_for_who_may_not_see_it(custodian):
    disclosure = prepared(custodian)
    closed("One", "item/I-0001", members=(custodian.user,))
    outside = access(person("outside", *Role))

    assert not sets_of(outside).exists()
    assert everything_given(outside) == []
    with pytest.raises(NotVisible):
        find_set(outside, disclosure.number)
    with pytest.raises(NotVisible):
        prepared(outside)


def test_a_set_with_words_one_may_not_read_is_not_there(custodian):
    prepared(custodian)
    EvidenceItem.objects.filter(record__code="I-0001").update(sensitivity="restricted")

    assert not sets_of(access(person("reader", Role.READER))).exists()


def test_a_dropped_set_keeps_its_number(custodian):
    services.drop(prepared(custodian))

    assert prepared(custodian).number == 2


def test_where_a_given_copy_comes_from_is_proven_without_showing_the_original(
    custodian, lawyer, identity, tmp_path
):
    original = EvidenceItem.objects.get(record__code="I-0001")
    (tmp_path / "copy").write_bytes(b"what remains")
    value = ItemValue("", "S-001", "", "A copy", "", parent="I-0001", relation="redaction")
    lineage = Lineage(commitment_of(original), "redaction")
    (one,) = seal_files(
        custodian,
        [Incoming(tmp_path / "copy", "copy.txt")],
        value,
        lineage=lineage,
        at=timezone.now(),
    )
    disclosure = given(custodian, lawyer, identity, one.code)
    bundle = unpacked(disclosure, identity, tmp_path / "bundle")
    said = subprocess.run(
        [sys.executable, "-I", bundle / "verify.py"], capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout
    assert "PROVEN    origin of exhibit E-001: a redaction of what entry" in said.stdout
    assert original.sha256 not in said.stdout


def test_one_attempt_gives_a_set_and_nobody_drops_it_meanwhile(custodian, lawyer, identity):
    disclosure = prepared(custodian)
    approved(custodian, disclosure)
    approved(lawyer, disclosure)
    with services._alone(disclosure):
        with pytest.raises(DisclosureNotReady, match="given already"):
            services.give(custodian, disclosure, identity=identity, name="two", at=timezone.now())
        services.drop(disclosure)
        assert DisclosureSet.objects.get().state == DisclosureSet.GIVING
    assert DisclosureSet.objects.get().state == DisclosureSet.PREPARED


def test_an_approval_of_who_has_left_the_case_does_not_count(custodian, lawyer, identity):
    disclosure = prepared(custodian)
    approved(custodian, disclosure)
    approved(lawyer, disclosure)
    lawyer.user.memberships.all().delete()

    with pytest.raises(DisclosureNotReady, match="2 different people"):
        services.give(custodian, disclosure, identity=identity, name="one", at=timezone.now())
