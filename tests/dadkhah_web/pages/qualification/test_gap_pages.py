"""What is missing for the charges, and whom and what the records may point to."""

import pytest

CHARGES = "/c/sample/charges/"


def read(client, path):
    answer = client.get(f"{CHARGES}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_element_that_is_missing_is_told_once_for_a_person_with_its_charges(signed_in):
    answer = signed_in("reader").get(f"{CHARGES}gaps/")
    persons = dict(answer.context["persons"])

    assert list(persons) == ["Minister", "Deputy"]
    words = [one.words for one in persons["Deputy"]]
    assert len(words) == len(set(words))
    assert all(one.gaps for one in persons["Deputy"])


def test_the_context_that_is_missing_is_told_first(signed_in):
    page = read(signed_in("reader"), "gaps/")

    assert "Context of the attack, for every crime against humanity" in page


def test_further_crimes_are_leads_with_a_way_to_propose_a_charge(signed_in):
    page = read(signed_in("analyst"), "gaps/")

    assert "Imprisonment" in page
    assert f"{CHARGES}new/?crime=rs-7-1-e" in page
    assert "never accusations" in page
    assert "Counting documented acts is not counting acts." in page


def test_a_reader_is_not_asked_to_propose_a_charge(signed_in):
    assert f"{CHARGES}new/" not in read(signed_in("reader"), "gaps/")


def test_every_check_says_what_to_do_and_where(signed_in):
    page = read(signed_in("reader"), "checks/")

    assert "A finding rests on nothing" in page
    assert "Name propositions with passages, or conclude that it is open." in page
    assert f'href="{CHARGES}findings/N-0002/"' in page


@pytest.mark.parametrize("path", ["", "matrix/", "gaps/", "checks/", "propositions/"])
def test_a_page_asks_the_database_little(signed_in, path, django_assert_max_num_queries):
    client = signed_in("analyst")
    read(client, path)
    with django_assert_max_num_queries(20):
        read(client, path)
