"""A question means exactly the records for which all its filters hold."""

from datetime import date

import pytest

from dadkhah.pictures.names import names_in
from dadkhah.pictures.question import Question, chosen
from dadkhah.records.events import Involvement
from dadkhah.records.persons import PersonName


@pytest.fixture
def case(an_act, a_restriction, a_case):
    return a_case(
        an_act("A-0001", "2022-02-09", ("AF-KAB",)),
        an_act("A-0002", "2023", ("national",), type="kil.summary"),
        an_act("A-0003", "2024", ("AF-HER",), type="gone.type"),
        a_restriction("afg-r-001", "2021-09", ("work",), ("AF-KAB", "national")),
        a_restriction("afg-r-002", "2022-02", ("dress", "work"), ("AF-HER",)),
        involvements=(Involvement("IN-1", "P-one", "A-0001", "inv.order"),),
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["afg-r-001", "afg-r-002", "A-0001", "A-0002", "A-0003"]),
        ({"kinds": ("act",)}, ["A-0001", "A-0002", "A-0003"]),
        ({"area": "work"}, ["afg-r-001", "afg-r-002"]),
        ({"area": "dress"}, ["afg-r-002"]),
        ({"family": "killing"}, ["A-0002"]),
        ({"type": "lib.hijab"}, ["A-0001"]),
        ({"type": "lib.hijab", "family": "killing"}, []),
        ({"type": "lib.hijab", "area": "work"}, []),
        ({"place": "AF-KAB"}, ["afg-r-001", "A-0001"]),
        ({"place": "national"}, ["afg-r-001", "A-0002"]),
        ({"person": "P-one"}, ["A-0001"]),
        ({"person": "P-two"}, []),
        ({"first": date(2022, 2, 20)}, ["afg-r-002", "A-0002", "A-0003"]),
        ({"last": date(2022, 2, 9)}, ["afg-r-001", "afg-r-002", "A-0001"]),
        ({"found": frozenset({"act/A-0001", "item/I-0001"})}, ["A-0001"]),
        ({"found": frozenset()}, []),
    ],
)
def test_all_filters_hold(case, law, asked, found):
    assert [record.id for record in chosen(case, law, Question(**asked))] == found


def test_a_name_is_in_the_language_of_the_reader_or_else_in_english():
    names = [
        PersonName("P-one", "A Variant", "en"),
        PersonName("P-one", "The Main", "en", "main"),
        PersonName("P-one", "نام", "fa", "main"),
        PersonName("P-two", "نوم", "ps", "main"),
    ]

    assert names_in(names, "fa") == {"P-one": "نام", "P-two": "نوم"}
    assert names_in(names, "en")["P-one"] == "The Main"
