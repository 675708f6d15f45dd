"""The proof matrix: every cell a word, a count and a link; what cannot be used hides nothing."""

import re
from dataclasses import replace

import pytest

CHARGES = "/c/sample/charges/"


def read(client, path="", status=200, **query):
    answer = client.get(f"{CHARGES}{path}", query)
    assert answer.status_code == status
    return answer.content.decode()


def test_each_cell_says_its_state_and_its_passages_in_words_and_leads_to_them(signed_in):
    page = read(signed_in("reader"), "matrix/")

    cell = re.search(r'<a class="cell cell--disputed" href="([^"]+)">(.*?)</a>', page, re.DOTALL)
    assert cell
    assert "elements/rs-7-1-h/1/?charge=C-01" in cell[1]
    assert "disputed" in cell[2]
    assert "2 for · 0 against" in cell[2]


def test_the_columns_are_the_persons_charged_by_name(signed_in):
    page = read(signed_in("reader"), "matrix/")

    assert "<bdi>Deputy</bdi>" in page
    assert "<bdi>Minister</bdi>" in page


def test_the_context_is_one_cell_for_everybody(signed_in):
    page = read(signed_in("reader"), "matrix/")

    assert "charted once, for everybody" in page
    assert (
        '<td colspan="2"><a class="cell cell--open" href="/c/sample/charges/elements/cah-' in page
    )


def test_the_matrix_is_also_there_as_a_list_for_each_person(signed_in):
    listed = read(signed_in("reader"), "matrix/").partition('<div class="matrix-list">')[2]

    assert listed.count("<bdi>Deputy</bdi>") == 1
    assert "elements/25-3-b-ordering/1/?charge=C-02" in listed


def test_the_law_and_the_standard_of_proof_are_named(signed_in):
    page = read(signed_in("reader"), "matrix/")

    assert "Reasonable grounds to believe" in page
    assert re.search(r"Law: <bdi dir=\"ltr\">\d+\.\d+\.\d+\+[0-9a-f]{12}</bdi>", page)


def test_another_standard_is_kept_in_the_links_and_changes_what_counts(signed_in):
    page = read(signed_in("reader"), "matrix/", standard="reasonable-basis")

    assert "charge=C-02&amp;standard=reasonable-basis" in page
    assert re.search(r'cell--met" href="[^"]*ordering/1/\?charge=C-02', page)


@pytest.mark.parametrize("standard", ["beyond-reasonable-doubt", "nonsense"])
def test_a_standard_of_a_court_or_of_nobody_is_not_worked_with(signed_in, standard):
    page = read(signed_in("reader"), "matrix/", standard=standard)

    assert "“Reasonable grounds to believe”" in page


def test_a_finding_that_nothing_carries_is_named_and_hides_no_other(signed_in):
    page = read(signed_in("reader"), "matrix/")

    assert "Not counted above, until it is put right" in page
    assert "Finding N-0002 (U-2b) says rs-7-1-h/3 is not met" in page


def test_elements_are_said_in_english_and_marked_as_such(signed_in):
    client = signed_in("reader")
    client.cookies["django_language"] = "fa"
    page = read(client, "matrix/")

    assert 'lang="fa" dir="rtl"' in page
    assert 'lang="en" dir="ltr">Contrary to international law' in page
    assert "آزار و تعقیب" in page


@pytest.mark.parametrize("case", ["without charges"], indirect=True)
def test_a_case_without_charges_says_what_to_do(signed_in):
    page = read(signed_in("analyst"), "matrix/")

    assert "No charge can be tested yet" in page
    assert f'href="{CHARGES}new/"' in page


@pytest.fixture
def case(case, request):
    if getattr(request, "param", "") == "without charges":
        findings = tuple(replace(one, charges=()) for one in case.findings)
        return replace(case, charges=(), findings=findings)
    return case
