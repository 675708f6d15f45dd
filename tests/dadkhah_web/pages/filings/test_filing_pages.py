"""From the words to the bundle, on pages: each step says what it did or why it did not."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Reading
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import Consent, Source
from dadkhah_web.filings.models import Filing, FilingComment, Handover
from dadkhah_web.jobs.models import Job
from people import PASSPHRASE, closed, person

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def said(answer) -> str:
    """Return the words of a page, on one line."""
    return " ".join(answer.content.decode().split())


@pytest.fixture
def approve(at) -> Callable[[Client, dict], str]:
    """Approve a filing as somebody who confirms all that is asked; return what the page says."""

    def send(client: Client, filing: dict) -> str:
        form = client.get(at("show", **filing)).context["approve_form"]
        confirmed = [reason for reason, _ in form.fields["confirmed"].choices]
        client.post(at("approve", **filing), {"confirmed": confirmed})
        return said(client.get(at("show", **filing)))

    return send


@pytest.fixture
def custodian(site) -> Client:
    """Somebody who may seal and holds the key of the vault."""
    user = person("keeper", Role.CUSTODIAN)
    User.objects.filter(pk=user.pk).update(code="ours")  # as the vault of the tests names it
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


@pytest.fixture
def sealed(letter, lawyer, custodian, approve, at) -> dict:
    for client in (lawyer, custodian):
        approve(client, letter)
    custodian.post(at("seal", **letter))
    return letter


def test_a_case_without_filings_says_what_to_do(lawyer, at):
    assert "Write its words first" in said(lawyer.get(at("list")))


def test_a_letter_is_written_and_drafted_and_stands_in_the_list(lawyer, letter, at):
    words = said(lawyer.get(at("list")))

    assert Job.objects.get().state == Job.DONE
    assert "Version 1" in words
    assert "drafted" in words


def test_half_a_letter_is_kept_and_the_page_says_in_which_line_it_stops(lawyer, at):
    held = lawyer.get(at("words", kind="letter")).context["form"].initial["based_on"]
    sent = {"text": "marking: x\ntitle: y\n", "based_on": held, "do": "save"}
    lawyer.post(at("words", kind="letter"), sent)

    page = lawyer.get(at("words", kind="letter"))
    assert page.context["form"].initial["text"] == "marking: x\ntitle: y\n"
    checked = lawyer.get(at("words", kind="letter"), headers={"HX-Request": "true"})
    assert "No filing can be drafted from these words yet." in said(checked)
    assert checked.context["problem"].line > 0


def test_checking_works_without_a_script_and_keeps_what_was_typed(lawyer, words, at):
    answer = lawyer.post(at("words", kind="letter"), {"text": words, "do": "check"})

    assert "A filing can be drafted from these words." in said(answer)
    assert answer.context["form"]["text"].value() == words


def test_who_saves_words_later_sees_both(lawyer, signed_in, words, at):
    other, page = signed_in("lawyer", handle="other"), at("words", kind="letter")
    held = lawyer.get(page).context["form"].initial["based_on"]
    other.post(page, {"text": words, "based_on": held, "do": "save"})

    answer = lawyer.post(page, {"text": "title: mine\n", "based_on": held, "do": "save"})

    assert answer.status_code == 409
    assert answer.context["theirs"] == words
    again = answer.context["form"]["based_on"].value()
    lawyer.post(page, {"text": "title: mine\n", "based_on": again, "do": "save"})
    assert lawyer.get(page).context["form"].initial["text"] == "title: mine\n"


def test_no_words_at_all_are_refused_beside_their_field(lawyer, at):
    answer = lawyer.post(at("words", kind="letter"), {"text": "", "do": "save"})

    assert answer.status_code == 422


def test_a_filing_without_a_day_is_not_drafted(lawyer, at):
    lawyer.post(at("draft", kind="letter"), {"on": "soon"})

    assert "Give the day" in said(lawyer.get(at("list")))
    assert not Job.objects.exists()


def test_there_is_no_third_kind_of_filing(lawyer, at):
    assert lawyer.get(at("words", kind="poem")).status_code == 404


def test_the_preview_runs_nothing_and_loads_nothing(lawyer, letter, at):
    answer = lawyer.get(at("preview", **letter))

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert "sandbox" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert reverse("evidence:show", kwargs={"slug": "sample", "code": "I-0001"}) in said(answer)
    assert Reading.objects.filter(action="read", subject="letter-1").exists()


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "json"])
def test_a_file_is_taken_along_byte_for_byte_and_that_is_noted(lawyer, letter, at, form):
    name = f"letter.{form}"
    answer = lawyer.get(at("file", **letter, file=name))

    kept = Filing.objects.get().files.get(name=name)
    assert hashlib.sha256(answer.content).hexdigest() == kept.sha256
    assert answer.headers["Content-Disposition"] == f'attachment; filename="sample-letter-1.{form}"'
    assert Reading.objects.filter(action="export", subject=f"letter-1 {name}").exists()


def test_comments_are_made_at_a_place_and_settled(lawyer, letter, at):
    lawyer.post(at("comment", **letter), {"place": "paragraph 2", "text": "Too strong."})
    assert "Too strong." in said(lawyer.get(at("show", **letter)))

    pk = FilingComment.objects.get().pk
    lawyer.post(at("settle", **letter, pk=pk))
    assert "settled by" in said(lawyer.get(at("show", **letter)))


def test_an_empty_comment_is_refused_on_the_page(lawyer, letter, at):
    assert lawyer.post(at("comment", **letter), {"text": ""}).status_code == 422


def test_two_approve_and_a_custodian_seals(lawyer, custodian, letter, approve, at):
    assert "Your approval is in the log." in approve(lawyer, letter)
    assert "approved by one" in said(lawyer.get(at("list")))
    custodian.post(at("seal", **letter))
    assert "2 different people" in said(custodian.get(at("show", **letter)))
    approve(custodian, letter)
    assert "approved by two" in said(lawyer.get(at("list")))
    custodian.post(at("seal", **letter))

    assert "sealed" in said(lawyer.get(at("list")))
    assert Filing.objects.get().state == Filing.SEALED


def test_who_confirms_nothing_is_told_what_is_missing(lawyer, letter, at):
    lawyer.post(at("approve", **letter))

    assert "Confirm each of these" in said(lawyer.get(at("show", **letter)))


def test_consent_that_is_taken_back_shows_in_the_list_and_stops_the_approval(lawyer, letter, at):
    source = Source.objects.get(record__code="S-001")
    Consent.objects.create(source=source, uses=[], recorded_by="U-1", recorded_at=AT)

    assert "took its consent back" in said(lawyer.get(at("list")))
    lawyer.post(at("approve", **letter))
    assert "S-001" in said(lawyer.get(at("show", **letter)))


def test_whoever_does_not_see_all_is_told_so_and_nothing_else(signed_in, letter, at):
    other = signed_in("lawyer", "custodian", handle="other")
    closed("a part", "item/I-0002")

    words = said(other.get(at("list")))
    assert "Version 1" not in words
    assert "those who may see the whole case" in words
    assert other.get(at("show", **letter)).status_code == 404


def test_a_bundle_is_not_made_while_the_vault_is_locked(custodian, sealed, at):
    sent = {"filings": ["letter-1"], "recipient": "ICC-OTP"}
    answer = custodian.post(at("hand-over"), sent)

    assert "The vault is locked" in said(custodian.get(at("hand-over")))
    assert answer.status_code == 403
    assert not Handover.objects.exists()


def test_a_bundle_is_made_and_fetched_with_the_vault_open(custodian, sealed, at):
    custodian.post(reverse("accounts:open-vault"), {"passphrase": PASSPHRASE})
    sent = {"filings": ["letter-1"], "recipient": "ICC-OTP", "withhold": "\n"}
    custodian.post(at("hand-over"), sent)

    made = Handover.objects.get()
    assert "handed over to ICC-OTP" in said(custodian.get(at("list")))
    page = said(custodian.get(at("bundle", number=made.pk)))
    assert made.sha256 in page
    assert "verify.py" in page
    fetched = custodian.get(at("bundle-file", number=made.pk))
    assert hashlib.sha256(fetched.getvalue()).hexdigest() == made.sha256
    assert Reading.objects.filter(action="export", subject__startswith="bundle").exists()


def test_what_must_stay_behind_and_stands_elsewhere_is_told_in_the_list(custodian, sealed, at):
    custodian.post(reverse("accounts:open-vault"), {"passphrase": PASSPHRASE})
    sent = {"filings": ["letter-1"], "recipient": "ICC-OTP", "withhold": "passage/X-0001"}
    custodian.post(at("hand-over"), sent)

    assert "passage/X-0001" in said(custodian.get(at("list")))
    assert not Handover.objects.exists()


def test_a_closed_part_can_be_left_out_by_its_name(custodian, sealed, at):
    user = User.objects.get(code="ours")
    closed("About a witness", "item/I-0002", members=(user, User.objects.get(handle="lawyer")))

    page = custodian.get(at("hand-over"))
    assert "About a witness" in said(page)
    (key,) = (key for key, _ in page.context["form"].fields["closed"].choices)
    custodian.post(reverse("accounts:open-vault"), {"passphrase": PASSPHRASE})
    sent = {"filings": ["letter-1"], "recipient": "ICC-OTP", "closed": [key]}
    custodian.post(at("hand-over"), sent)

    asked = Job.objects.get(kind="write-bundle").arguments["withhold"]
    assert {"item/I-0002", "passage/X-0002", "proposition/F-0001"} <= set(asked)


def test_there_is_nothing_to_hand_over_before_something_is_sealed(custodian, letter, at):
    assert "No filing is sealed yet" in said(custodian.get(at("hand-over")))


@pytest.mark.parametrize("page", ["list", "show", "words"])
def test_a_page_asks_the_database_little(lawyer, letter, at, page, django_assert_max_num_queries):
    names = {"list": {}, "show": letter, "words": {"kind": "letter"}}[page]
    with django_assert_max_num_queries(20):
        assert lawyer.get(at(page, **names)).status_code == 200
