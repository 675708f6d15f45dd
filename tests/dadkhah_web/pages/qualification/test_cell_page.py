"""One element for one charge: what it asks, what is for and against it, and what is missing."""

import re

import pytest

CHARGES = "/c/sample/charges/"


def read(client, path, status=200, **query):
    answer = client.get(f"{CHARGES}{path}", query)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_element_stands_with_its_official_reference(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/4/", charge="C-01")

    assert "Elements of Crimes, Article 7(1)(h), element 4" in page
    assert "the official text governs" in page


def test_a_person_is_alleged_and_never_found(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/4/", charge="C-01")

    assert "who is alleged, not found" in page
    assert "guilty" not in page


def test_findings_stand_side_by_side_with_their_reasons_and_that_they_differ(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/1/", charge="C-01")

    assert page.count('class="card opinion') == 3
    assert "The school stayed closed." in page
    assert "One school alone is thin." in page
    assert "they differ" in page
    assert "20 November 2026" in page


def test_passages_for_and_against_are_quoted_and_lead_to_the_evidence(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/1/", charge="C-01")

    assert "For it (1)" in page
    assert "Against it (0)" in page
    assert "The school was closed" in page
    assert re.search(r'href="/c/sample/[^"]*X-0001[^"]*"', page)


def test_bans_alone_leave_the_connection_open_and_the_page_says_why(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/4/", charge="C-01")

    assert "Counts here as:" in page
    assert "None of its propositions rests on an act of another crime" in page
    assert "A-0003" in page, "an act of another crime may close the gap"


def test_an_act_from_before_jurisdiction_is_no_lead(signed_in):
    assert "A-0004" not in read(signed_in("reader"), "elements/rs-7-1-h/4/", charge="C-01")


def test_an_element_that_nobody_has_looked_at_is_open_and_says_how_to_begin(signed_in):
    page = read(signed_in("analyst"), "elements/25-3-b-ordering/2/", charge="C-01")

    assert "Nothing is charted here" in page
    assert "propositions/new/?element=25-3-b-ordering%2F2&amp;charge=C-01" in page
    assert "respondent=P-minister" in page


def test_a_weaker_standard_counts_as_open_and_is_said(signed_in):
    page = read(signed_in("reader"), "elements/25-3-b-ordering/1/", charge="C-02")

    assert "It was drawn under a weaker standard of proof: Reasonable basis." in page


def test_what_depends_on_the_ground_is_said_ground_by_ground(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/2/", charge="C-01")

    assert "The answer depends on the ground; the weakest counts." in page
    assert "<strong>Political:</strong>" in page


def test_the_nexus_leads_to_the_parts_of_the_context(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/5/", charge="C-01")

    assert 'href="/c/sample/charges/elements/cah-policy/"' in page
    assert "is open." in page


def test_a_refused_finding_is_told_where_it_was_meant_to_count(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/3/", charge="C-01")

    assert "The finding N-0002 cannot be used:" in page


def test_a_finding_for_another_charge_is_named_and_does_not_count(signed_in):
    page = read(signed_in("reader"), "elements/25-3-b-ordering/1/", respondent="P-deputy")

    assert "Found for other charges alone, and not counted here:" in page
    assert "N-0006" in page


@pytest.mark.parametrize(
    "element", ["cah-policy", "cah-nexus", "cah-knowledge", "rs-7-1-e/1", "28-b-civilian/1"]
)
def test_every_kind_of_element_can_be_looked_at_without_a_charge(signed_in, element):
    page = read(signed_in("reader"), f"elements/{element}/", respondent="P-deputy")

    assert "What the records say" in page


@pytest.mark.parametrize(
    ("element", "query"),
    [
        ("rs-9-9-z/1", {}),
        ("cah-nothing", {}),
        ("rs-7-1-h/1", {"charge": "C-99"}),
        ("rs-7-1-e/1", {"charge": "C-01"}),
        ("rs-7-1-h/6", {"respondent": "P-nobody"}),
    ],
)
def test_what_is_not_there_is_not_found(signed_in, element, query):
    read(signed_in("reader"), f"elements/{element}/", status=404, **query)


def test_a_reader_is_not_offered_what_a_reader_may_not_do(signed_in):
    page = read(signed_in("reader"), "elements/rs-7-1-h/1/", charge="C-01")

    assert "findings/new/" not in page
    assert "/edit/" not in page


def test_a_finding_leads_to_its_cell(signed_in):
    client = signed_in("reader")

    to_charge = client.get(f"{CHARGES}findings/N-0006/")
    of_case = client.get(f"{CHARGES}findings/N-0003/")

    assert to_charge.url == f"{CHARGES}elements/25-3-b-ordering/1/?charge=C-02#N-0006"
    assert of_case.url == f"{CHARGES}elements/rs-7-1-h/1/?charge=C-01#N-0003"
    assert client.get(f"{CHARGES}findings/N-9999/").status_code == 404
