"""The fields of a record decide its columns."""

import pytest

from dadkhah.dates import read_date
from dadkhah.exchange.tables import TABLES
from dadkhah.exchange.tables.columns import RowRefused, record_fields, record_from_fields
from dadkhah.records.analysis import ElementFinding
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.events import Event
from dadkhah.records.evidence import Citations, EvidenceItem, Reception

EVENT = Event(
    id="E-0001",
    title="Closing",
    date=read_date("24 Asad 1400"),
    places=("AF-KAB", "AF-HER"),
    citations=Citations(supports=("X-1", "X-2"), context=("X-3",)),
)


def test_a_date_is_two_columns_and_citations_are_three():
    assert record_fields(EVENT) == {
        "id": "E-0001",
        "title": "Closing",
        "date": "24 Asad 1400",
        "date_calendar": "solar-hijri",
        "places": "AF-KAB; AF-HER",
        "summary": "",
        "supports": "X-1; X-2",
        "contradicts": "",
        "context": "X-3",
    }
    assert record_from_fields(Event, record_fields(EVENT)) == EVENT


def test_an_absent_or_empty_cell_is_the_default():
    needed = {"id": "I-1", "source": "S", "file": "evidence/a", "title": "t", "media_type": "m"}
    item = record_from_fields(EvidenceItem, {**needed, "language": " ", "size": ""})
    assert item == EvidenceItem("I-1", "S", "evidence/a", "t", "m")


def test_a_conclusion_is_written_by_its_name():
    finding = ElementFinding("N-1", "rs-7-1-h/1", Conclusion.NOT_MET, "A-01")
    assert record_fields(finding)["conclusion"] == "NOT_MET"
    assert record_from_fields(ElementFinding, record_fields(finding)) == finding


@pytest.mark.parametrize(
    ("kind", "change", "column", "reason"),
    [
        (Event, {"title": " "}, "title", "is empty; it is needed"),
        (Event, {"date": ""}, "date", "a date is needed"),
        (Event, {"date": "soon"}, "date", "'soon' is not understood"),
        (Event, {"date": "1400-05-24", "date_calendar": ""}, "date", "outside 1700-2100"),
        (Event, {"date_calendar": "persian"}, "date_calendar", "'persian' is not known"),
        (Event, {"places": "AF-KAB;;AF-HER"}, "places", "has an empty entry"),
        (Event, {"context": "X-1;"}, "context", "has an empty entry"),
        (Reception, {"entry": "-1"}, "entry", "'-1' is no whole number"),
        (Reception, {"entry": "۳"}, "entry", "is no whole number"),
        (Reception, {"entry": ""}, "entry", "is no whole number"),
        (ElementFinding, {"conclusion": "maybe"}, "conclusion", "write one of NOT_MET, OPEN"),
    ],
)
def test_a_cell_that_gives_no_value_is_refused_with_its_column(kind, change, column, reason):
    cells = {
        Event: record_fields(EVENT),
        Reception: {
            "item": "I",
            "source": "S",
            "received_at": "2026-11-24T09:30Z",
            "device": "d",
            "entry": "0",
        },
        ElementFinding: {"id": "N", "element": "e", "conclusion": "MET", "analyst": "a"},
    }[kind]
    with pytest.raises(RowRefused) as refused:
        record_from_fields(kind, {**cells, **change})
    ((found, why),) = refused.value.reasons
    assert found == column
    assert reason in why


def test_every_wrong_cell_of_a_row_is_told():
    with pytest.raises(RowRefused) as refused:
        record_from_fields(Event, {})
    assert [column for column, _ in refused.value.reasons] == ["id", "title", "date"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_no_two_fields_of_a_record_share_a_column(table):
    assert len(set(table.columns)) == len(table.columns)


def test_a_date_that_is_refused_says_why_in_one_line_of_a_long_list():
    with pytest.raises(RowRefused) as refused:
        record_from_fields(
            Event, record_fields(EVENT) | {"date": "1400-11-20", "date_calendar": ""}
        )

    reasons = str(refused.value)
    assert "is it another calendar?" in reasons
    assert "documenter's guide" in reasons
    assert "2021-08-15/.." not in reasons
