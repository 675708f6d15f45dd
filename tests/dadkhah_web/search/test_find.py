"""What is found, by which words, and what is not there for somebody."""

from datetime import UTC, date, datetime

import pytest

from dadkhah.dates import Calendar, read_date
from dadkhah.records.evidence import EvidenceItem
from dadkhah.records.persons import PersonName
from dadkhah.text.search_terms import read_query
from dadkhah_web.cases.models import Case, Record
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import Derivative, DerivedPage
from dadkhah_web.evidence.models import EvidenceItem as ItemRow
from dadkhah_web.exchange.compartments import set_compartments
from dadkhah_web.exchange.findable import check_search, find, rebuild_search, refresh_item
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.selectors import SearchQuery
from people import access, closed, person

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def reader(imported):
    return access(person("rr", Role.READER))


@pytest.fixture
def editor(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return access(person("ee", Role.INVESTIGATOR))


def found(who, written, **asked):
    hits = find(who, SearchQuery(read_query(written), **asked))
    keys = [str(entry.record) for entry in hits.entries]
    assert hits.total == len(keys)
    return keys


def test_every_record_of_an_import_can_be_found(imported):
    assert check_search(Case.objects.get(slug="sample")) == ()


@pytest.mark.parametrize(
    "written",
    ["school closed", "CLOSED school", '"school was closed"', "scho* was", "A-0001", "(closed)"],
)
def test_an_act_is_found_by_its_words_however_they_are_written(reader, written):
    assert "act/A-0001" in found(reader, written)


@pytest.mark.parametrize("written", ["کابل", "كابل", "Kabul", "هرات", "1400", "۱۴۰۰", "اسد"])
def test_an_act_is_found_by_its_place_and_date_in_any_script(reader, written):
    assert "act/A-0001" in found(reader, written, kinds=("act",))


def test_words_are_joined_as_the_query_says(reader):
    one, other = found(reader, "closed", kinds=("act",)), found(reader, "another", kinds=("act",))

    assert set(found(reader, "closed OR another", kinds=("act",))) == {*one, *other}
    assert found(reader, "closed another", kinds=("act",)) == []
    assert found(reader, "school -was", kinds=("act",)) == ["act/A-0002"]
    assert found(reader, '"closed was"', kinds=("act",)) == []


def test_a_word_in_the_title_counts_more_than_one_in_the_text(reader):
    assert found(reader, "school")[0] in ("event/E-0001", "act/A-0001", "restriction/R-0001")


def test_a_person_is_found_by_every_name(reader):
    assert "person/P-minister" in found(reader, "وزیر")
    assert "person/P-minister" in found(reader, "وزير")
    assert "person/P-minister" in found(reader, "Minister")


def test_what_says_a_name_is_found_by_the_new_one_once_it_is_changed(editor):
    name = PersonName("P-minister", "Zalmai", "en", "main")
    save_records(editor, [Entry(name, code="P-minister.2")], at=AT)
    save_records(
        editor, [Entry(PersonName("P-minister", "ذلمی", "fa"), code="P-minister.1")], at=AT
    )

    assert {"position/H-01", "charge/C-01", "involvement/V-02"} <= {*found(editor, "Zalmai")}


def test_what_is_saved_is_found_at_once_and_no_longer_by_its_old_words(editor):
    item = EvidenceItem("I-0001", "S-001", "evidence/report.txt", "A letter", "text/plain")
    save_records(editor, [Entry(item)], at=AT)

    assert "item/I-0001" in found(editor, "letter")
    assert "item/I-0001" not in found(editor, "report", kinds=("item",))


def test_what_was_not_saved_after_all_is_not_found(editor, monkeypatch):
    def fails(*_args, **_names):
        raise OSError("the disk is full")

    monkeypatch.setattr("dadkhah_web.exchange.saving.save_revisions", fails)
    item = EvidenceItem("I-0001", "S-001", "evidence/report.txt", "Unheard", "text/plain")
    with pytest.raises(OSError, match="full"):
        save_records(editor, [Entry(item)], at=AT)

    assert found(editor, "unheard") == []
    assert "item/I-0001" in found(editor, "report")


def test_a_forgotten_record_is_not_found_and_leaves_no_words(imported, reader):
    case = Case.objects.get(slug="sample")
    forget_records(
        case, ["person_name/P-minister.1"], reason="asked", vault=imported.vault, actor="U-7f3a",
        at=AT,
    )  # fmt: skip

    assert found(reader, "وزیر") == []
    assert "person/P-minister" in found(reader, "Minister")
    assert not SearchEntry.objects.filter(folded_text__contains="وزیر").exists()
    assert check_search(case) == ()


class TestSomebodyOutsideOfACompartment:
    @pytest.fixture
    def outsider(self, imported):
        closed("names", "person/P-minister", "item/I-0002")
        return access(person("oo", *Role))

    def test_finds_nothing_that_is_closed_or_hangs_on_it(self, outsider):
        hits = find(outsider, SearchQuery(read_query("minister OR وزیر OR decree OR grade")))

        assert [str(entry.record) for entry in hits.entries] == []
        assert (hits.total, dict(hits.by_kind)) == (0, {})

    def test_does_not_learn_its_name_from_what_is_open(self, outsider):
        for entry in SearchEntry.objects.exclude(record__in=outsider.hidden()):
            assert "وزیر" not in entry.folded_text
            assert "minister" not in entry.folded_text.split()

    def test_is_told_how_many_there_are_without_it(self, outsider, reader):
        outside = find(outsider, SearchQuery(read_query("")))
        inside = find(access(person("ii", *Role)), SearchQuery(read_query("")))

        assert outside.total == inside.total  # both are outside

    def test_who_is_inside_finds_it(self, imported):
        member = person("mm", Role.READER)
        closed("more", "person/P-minister", members=(member,))

        assert "person/P-minister" in found(access(member), "minister")


def test_a_name_in_a_compartment_of_its_own_is_not_found_with_its_person(reader):
    closed("alias", "person_name/P-minister.1")

    assert found(reader, "وزیر") == []

    name = Record.objects.get(kind="person_name", code="P-minister.1")
    set_compartments(name.case, name, [])
    assert "person/P-minister" in found(access(reader.user), "وزیر")


def test_a_page_of_text_leads_to_that_page(reader):
    case = Case.objects.get(slug="sample")
    item = ItemRow.objects.get(record__code="I-0001")
    for moment, words in (("old", "obsolete"), ("new", "girls")):
        made = Derivative.objects.create(
            item=item, kind="text", tool="t", made_at=AT.replace(year=2025 + (moment == "new"))
        )
        DerivedPage.objects.create(derivative=made, number=1, text="nothing")
        DerivedPage.objects.create(derivative=made, number=2, label="ii", text=f"two {words}")
    assert "the text of item/I-0001 cannot be found" in check_search(case)

    refresh_item(case, "I-0001")

    (entry,) = find(reader, SearchQuery(read_query("two girls"))).entries
    assert (str(entry.record), entry.kind, entry.page, entry.page_label) == (
        "item/I-0001", "page", 2, "ii",
    )  # fmt: skip
    assert found(reader, "obsolete") == []
    assert check_search(case) == ()


@pytest.mark.parametrize(
    ("sensitivity", "role", "may_read"),
    [
        ("public", Role.READER, True),
        ("restricted", Role.READER, False),
        ("restricted", Role.ANALYST, True),
        ("sealed", Role.ANALYST, False),
        ("sealed", Role.LAWYER, True),
    ],
)
def test_words_of_an_item_are_found_by_who_may_read_them(imported, sensitivity, role, may_read):
    item = ItemRow.objects.get(record__code="I-0001")
    ItemRow.objects.update(sensitivity=sensitivity)
    made = Derivative.objects.create(item=item, kind="text", tool="t", made_at=AT)
    DerivedPage.objects.create(derivative=made, number=1, text="on the page")
    refresh_item(item.record.case, "I-0001")
    who = access(person("who", role))

    assert (found(who, "page") == ["item/I-0001"]) is may_read
    assert ("passage/X-0001" in found(who, "school was closed")) is may_read
    assert "item/I-0001" in found(who, "report", kinds=("item",))


def test_the_title_of_a_page_is_that_of_its_item(editor):
    case = Case.objects.get(slug="sample")
    made = Derivative.objects.create(
        item=ItemRow.objects.get(record__code="I-0001"), kind="text", tool="t", made_at=AT
    )
    DerivedPage.objects.create(derivative=made, number=1, text="some words")
    refresh_item(case, "I-0001")
    item = EvidenceItem("I-0001", "S-001", "evidence/report.txt", "A letter", "text/plain")
    save_records(editor, [Entry(item)], at=AT)

    assert SearchEntry.objects.get(kind="page").title == "A letter"
    rebuild_search(case)
    assert SearchEntry.objects.get(kind="page").title == "A letter"


def test_what_cannot_be_found_is_told_and_put_right(reader):
    case = Case.objects.get(slug="sample")
    SearchEntry.objects.filter(record__code="A-0001").delete()
    assert check_search(case) == ("act/A-0001 cannot be found",)

    rebuild_search(case)

    assert check_search(case) == ()
    assert "act/A-0001" in found(reader, "closed")


def test_dates_of_any_calendar_narrow_it_down(reader):
    day = read_date("1400-05-24", Calendar.SOLAR_HIJRI)

    inside = found(reader, "", kinds=("act",), since=day.earliest, until=day.latest)
    assert "act/A-0001" in inside
    later = found(reader, "", kinds=("act",), since=date(2022, 1, 1))
    assert "act/A-0001" not in later
    assert found(reader, "", kinds=("person",), since=date(1900, 1, 1)) == []
    assert "position/H-01" in found(reader, "", since=date(2030, 1, 1))  # held until today


def test_the_order_is_as_asked(reader):
    oldest = found(reader, "", kinds=("act", "event", "restriction"), order="oldest")
    newest = found(reader, "", kinds=("act", "event", "restriction"), order="newest")

    assert oldest != newest
    assert set(oldest) == set(newest)


def test_pages_hold_each_hit_once_and_count_them_all(reader):
    whole = find(reader, SearchQuery(read_query(""), size=1000))
    pages = [find(reader, SearchQuery(read_query(""), size=7, page=n)) for n in range(1, 9)]

    assert {page.total for page in pages} == {whole.total}
    seen = [entry.pk for page in pages for entry in page.entries]
    assert sorted(seen) == sorted(entry.pk for entry in whole.entries)


def test_a_filter_that_leaves_nothing_finds_nothing(reader):
    nothing = Record.objects.filter(pk__in=[]).values("pk")

    assert found(reader, "school", within=(nothing,)) == []
