"""Propositions: one sentence of fact with passages for and against; found, written, changed."""

import pytest

from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.qualification.models import Proposition
from people import access, person

CHARGES = "/c/sample/charges/"
NEW = f"{CHARGES}propositions/new/"


def listed(client, **query):
    page = client.get(f"{CHARGES}propositions/", query)
    assert page.status_code == 200
    return [row[0].id for row in page.context["rows"]]


def test_propositions_are_found_by_words_element_person_and_contrary_passages(signed_in):
    client = signed_in("reader")

    assert listed(client) == ["F-0001", "F-0002", "F-0003"]
    assert listed(client, q="SCHOOL closed") == ["F-0002"]
    assert listed(client, element="cah-policy") == ["F-0001"]
    assert listed(client, respondent="P-deputy") == ["F-0003"]
    assert listed(client, contrary="with") == []
    assert listed(client, contrary="without", element="rs-7-1-h/4") == ["F-0002"]
    assert listed(client, contrary="uncited") == []


def test_a_proposition_shows_what_rests_on_it_and_what_it_goes_under(signed_in):
    page = signed_in("reader").get(f"{CHARGES}propositions/F-0002/").content.decode()

    assert "A school was closed." in page
    assert f"{CHARGES}findings/N-0005/" in page
    assert "elements/rs-7-1-h/4/?charge=C-01" in page
    assert "A proposition rests on one source alone" in page


def test_a_proposition_is_begun_from_a_passage_and_an_element(signed_in):
    answer = signed_in("analyst").get(NEW, {"supports": "X-0001", "element": "rs-7-1-h/1"})
    form = answer.context["form"]

    assert form.chosen.citations.supports == ("X-0001",)
    assert form["elements"].value() == ["rs-7-1-h/1"]
    assert "The school was closed" in answer.content.decode()


@pytest.mark.parametrize(("kind", "code"), [("act", "A-0001"), ("restriction", "R-0001")])
def test_a_proposition_is_begun_from_an_act_or_a_restriction(signed_in, kind, code):
    form = signed_in("analyst").get(NEW, {kind: code}).context["form"]

    assert getattr(form.chosen, f"{kind}s") == (code,)


def test_what_is_not_there_is_not_begun_from(signed_in):
    query = {"supports": "X-9999", "act": "A-9999", "element": "rs-9/9", "respondent": ""}
    form = signed_in("analyst").get(NEW, query).context["form"]

    assert form.chosen.citations.supports == ()
    assert form.chosen.acts == ()
    assert form["elements"].value() == []


def test_a_proposition_is_kept_with_its_passages(signed_in):
    client = signed_in("analyst")
    given = {
        "text": "A woman was held over dress.",
        "elements": ["rs-7-1-h/4", "cah-policy"],
        "respondent": "",
        "supports": "X-0001",
        "contradicts": "X-0002",
        "acts": "A-0003",
    }
    answer = client.post(f"{NEW}?element=rs-7-1-h/4&charge=C-01", given)

    assert answer.url == f"{CHARGES}elements/rs-7-1-h/4/?charge=C-01"
    kept = snapshot(access(person("eyes", "reader"))).propositions[-1]
    assert kept.id == "F-0004"
    assert kept.citations.supports == ("X-0001",)
    assert kept.citations.contradicts == ("X-0002",)
    assert kept.acts == ("A-0003",)


def test_looking_for_passages_keeps_what_is_typed_and_ticked(signed_in):
    client = signed_in("analyst")
    given = {"look": "1", "find": "girls", "text": "Half a sent", "contradicts": "X-0001"}
    answer = client.post(NEW, given)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Half a sent" in page
    assert 'name="contradicts" value="X-0001" checked' in page
    assert 'name="supports" value="X-0002"' in page
    assert "1 found." in page
    assert "Not saved yet" not in page


def test_htmx_gets_the_list_alone(signed_in):
    answer = signed_in("analyst").post(
        NEW, {"look": "1", "find": "X-0002"}, headers={"hx-request": "true"}
    )

    assert answer.content.decode().startswith("\n") or "<html" not in answer.content.decode()
    assert "X-0002" in answer.content.decode()


def test_more_than_the_first_finds_are_told(signed_in, monkeypatch):
    monkeypatch.setattr("dadkhah_web.pages.qualification.forms.picking.MOST_FOUND", 1)
    page = signed_in("analyst").post(NEW, {"look": "1", "find": "school"}).content.decode()

    assert "Give one word more to narrow it." in page


def test_a_fact_from_before_jurisdiction_is_refused(signed_in):
    given = {"text": "Long before.", "elements": "rs-7-1-h/1", "acts": "A-0004"}
    answer = signed_in("analyst").post(NEW, given)

    assert answer.status_code == 422
    assert "is before 1 May 2003" in str(answer.context["form"].errors["text"])


def test_a_proposition_without_words_or_element_is_not_kept(signed_in):
    answer = signed_in("analyst").post(NEW, {"text": ""})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "elements"}


def test_a_proposition_is_changed_and_what_was_cited_stays(signed_in):
    client = signed_in("analyst")
    page = client.get(f"{CHARGES}propositions/F-0002/edit/")
    form = page.context["form"]
    given = {
        **form.initial,
        "text": "The school in Kabul was closed.",
        "supports": list(form.chosen.citations.supports),
        "acts": list(form.chosen.acts),
    }
    answer = client.post(f"{CHARGES}propositions/F-0002/edit/", given)

    assert answer.url == f"{CHARGES}propositions/F-0002/"
    assert Proposition.objects.get(record__code="F-0002").text == "The school in Kabul was closed."
    kept = {one.id: one for one in snapshot(access(person("eyes", "reader"))).propositions}
    assert kept["F-0002"].citations.supports == ("X-0001",)
    assert kept["F-0002"].acts == ("A-0001",)


def test_a_reader_writes_none(signed_in):
    assert signed_in("reader").get(NEW).status_code == 403
