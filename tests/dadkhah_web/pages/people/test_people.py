"""Custodians decide who works on a case; it holds from the next request on."""

import pytest
from django.test import Client
from django.utils import timezone

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Compartment, Invitation, Membership, Reading
from people import PASSPHRASE, access, person

PEOPLE = "/c/sample/people/"
NEW = "gravel teapot mirror autumn"


@pytest.fixture
def custodian(signed_in) -> Client:
    return signed_in("custodian")


def invite(custodian: Client, *roles: str, **more: str) -> str:
    """Return the path of a new link."""
    page = custodian.post(f"{PEOPLE}invite/", {"roles": list(roles), **more})
    return page.context["link"].removeprefix("http://testserver")


def join(client: Client, link: str, handle: str = "new-one"):
    return client.post(link, {"handle": handle, "passphrase": NEW, "again": NEW})


def test_who_has_the_link_chooses_a_name_and_is_in_the_case(custodian, client):
    link = invite(custodian, "analyst", "reviewer")
    page = client.get(link)
    assert "A sample case" in page.content.decode()

    answer = join(client, link)
    joined = User.objects.get(handle="new-one")
    assert answer.url == "/c/sample/"
    assert access(joined).roles == {"analyst", "reviewer"}
    assert Invitation.objects.get().used_by == joined.code
    assert Reading.objects.filter(actor=joined.code, action="people").exists()


def test_a_link_works_once(custodian):
    link = invite(custodian, "reader")
    join(Client(), link)
    again = join(Client(), link, "another")

    assert again.status_code == 404
    assert not User.objects.filter(handle="another").exists()


def test_an_old_or_withdrawn_link_opens_nothing(custodian, client):
    link = invite(custodian, "reader")
    Invitation.objects.update(expires_at=timezone.now())
    assert client.get(link).status_code == 404

    withdrawn = invite(custodian, "reader")
    newest = Invitation.objects.order_by("-pk")[0]
    custodian.post(f"{PEOPLE}invitations/{newest.pk}/withdraw/")
    assert client.get(withdrawn).status_code == 404


def test_the_word_of_a_link_is_kept_nowhere(custodian):
    link = invite(custodian, "reader")
    word = link.strip("/").rpartition("/")[2]
    row = Invitation.objects.values().get()

    assert word not in str(row)
    assert not Reading.objects.filter(subject__contains=word).exists()


def test_who_has_an_account_joins_with_it(custodian, client, site):
    known = person("known")
    client.force_login(known)
    link = invite(custodian, "lawyer")

    assert client.post(link, {"passphrase": "not these words"}).status_code == 422
    assert client.post(link, {"passphrase": PASSPHRASE}).url == "/c/sample/"
    assert access(known).roles == {"lawyer"}


def test_a_key_comes_with_a_link_only_from_an_open_vault(custodian):
    answer = custodian.post(f"{PEOPLE}invite/", {"roles": ["analyst"], "with_key": "on"})

    assert answer.status_code == 422
    assert "Open the vault with your passphrase first" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.slow
def test_a_key_that_comes_with_a_link_is_wrapped_to_the_new_passphrase(custodian, client, site):
    vault, owner = site.vault, User.objects.get(handle="custodian")
    identity = vault.unlock(passphrase=PASSPHRASE)
    vault.keys.add(owner.code, identity, passphrase=PASSPHRASE)
    custodian.post("/vault/open/", {"passphrase": PASSPHRASE})
    link = invite(custodian, "analyst", with_key="on")
    assert any(key.custodian.startswith("link-") for key in vault.keys.list())

    join(client, link)
    joined = User.objects.get(handle="new-one")
    assert vault.unlock(passphrase=NEW, custodian=joined.code).text == identity.text
    assert not any(key.custodian.startswith("link-") for key in vault.keys.list())
    assert "is open" in client.get("/vault/open/").content.decode()

    custodian.post(f"{PEOPLE}{joined.code}/remove/")
    assert joined.code not in {key.custodian for key in vault.keys.list()}


def test_roles_change_and_hold_at_once(custodian, signed_in):
    analyst = signed_in("analyst")
    assert analyst.get(PEOPLE).status_code == 403

    custodian.post(f"{PEOPLE}U-analyst/", {"roles": ["custodian"]})
    assert analyst.get(PEOPLE).status_code == 200
    assert custodian.post(f"{PEOPLE}U-analyst/", {"roles": ["owner"]}).status_code == 422


def test_who_is_removed_sees_nothing_from_the_next_request_on(custodian, signed_in):
    lawyer = signed_in("custodian", "lawyer", handle="lawyer")
    assert lawyer.get(PEOPLE).status_code == 200

    custodian.post(f"{PEOPLE}U-lawyer/remove/")
    assert lawyer.get(PEOPLE).status_code == 404
    assert lawyer.get("/drafts/?key=x&case=sample").status_code == 404


def test_the_last_custodian_stays(custodian):
    kept = custodian.post(f"{PEOPLE}U-custodian/remove/")
    changed = custodian.post(f"{PEOPLE}U-custodian/", {"roles": ["reader"]})

    assert kept.status_code == changed.status_code == 422
    assert "only custodian" in kept.content.decode()
    assert Membership.objects.filter(user__code="U-custodian", role="custodian").exists()


def test_nobody_of_another_case_is_shown_or_changed(custodian):
    person("outside")

    assert custodian.get(f"{PEOPLE}U-outside/").status_code == 404
    assert custodian.post(f"{PEOPLE}U-outside/", {"roles": ["reader"]}).status_code == 404


def test_the_people_are_listed_with_their_roles(
    custodian, signed_in, django_assert_max_num_queries
):
    signed_in("analyst", "reviewer", handle="two-roles")
    invite(custodian, "reader")
    with django_assert_max_num_queries(20):
        page = custodian.get(PEOPLE).content.decode()

    assert "two-roles" in page
    assert page.count("reviewer") == 1


def test_a_compartment_is_there_for_its_people_only(custodian, signed_in):
    answer = custodian.post("/c/sample/compartments/new/", {"title": "Witness W-1"})
    assert "Witness W-1" in custodian.get(answer.url).content.decode()

    other = signed_in("custodian", handle="second")
    assert other.get(answer.url).status_code == 404
    assert "Witness W-1" not in other.get(PEOPLE).content.decode()
    refused = other.post("/c/sample/compartments/new/", {"title": "Witness W-1"})
    assert "Witness" not in str(refused.context["form"].errors)


def test_what_is_put_into_a_compartment_is_there_for_its_people_only(custodian, signed_in):
    reader = signed_in("custodian", handle="second")
    place = custodian.post("/c/sample/compartments/new/", {"title": "closed"}).url
    key = str(Compartment.objects.get().pk)
    of_item = "/c/sample/compartments/of/item/I-0001/"
    assert reader.get(of_item).status_code == 200

    answer = custodian.post(of_item, {"compartments": [key], "next": place})
    assert answer.url == place
    assert "I-0001" in custodian.get(place).content.decode()
    assert reader.get(of_item).status_code == 404

    custodian.post(place, {"people": ["U-second"]})
    assert reader.get(of_item).status_code == 200
    assert custodian.get(place).status_code == 200
    custodian.post(of_item, {"compartments": []})
    assert "I-0001" not in custodian.get(place).content.decode()


def test_what_hangs_on_a_record_says_why_it_is_closed(custodian):
    custodian.post("/c/sample/compartments/new/", {"title": "the closed one"})
    key = str(Compartment.objects.get().pk)
    custodian.post("/c/sample/compartments/of/source/S-001/", {"compartments": [key]})

    page = custodian.get("/c/sample/compartments/of/item/I-0001/").content.decode()
    assert "because of what it hangs on" in page


def test_a_compartment_whose_last_custodian_leaves_is_taken_over_and_that_is_logged(
    custodian, signed_in
):
    second = signed_in("custodian", handle="second")
    place = second.post("/c/sample/compartments/new/", {"title": "theirs"}).url
    assert custodian.get(place).status_code == 404

    custodian.post(f"{PEOPLE}U-second/remove/")
    assert custodian.get(place).status_code == 200
    assert Reading.objects.filter(subject__startswith="took over").count() == 1
