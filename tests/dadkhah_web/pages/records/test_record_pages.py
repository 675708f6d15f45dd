"""A record says everything in words; a list counts exactly; what is closed is nowhere."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dadkhah_web.cases.roles import Role
from dadkhah_web.exchange.selectors import load_case
from people import closed, person

RECORDS = "/c/sample/records/"


@pytest.fixture
def analyst(signed_in):
    return signed_in("analyst")


def text(client, place: str) -> str:
    answer = client.get(RECORDS + place)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


KINDS = (
    "event",
    "act",
    "person",
    "restriction",
    "involvement",
    "position",
    "command_link",
    "source",
)
PAGES = (
    *("event/E-0001/", "act/A-0001/", "person/P-minister/", "restriction/R-0001/"),
    *("involvement/V-01/", "position/H-01/", "command_link/K-01/", "source/S-001/"),
)


@pytest.mark.parametrize("place", [*(f"{kind}/" for kind in KINDS), *PAGES, "waiting/"])
def test_a_page_takes_few_questions_to_the_database(analyst, place):
    with CaptureQueriesContext(connection) as queries:
        text(analyst, place)

    assert len(queries) <= 20


def test_an_act_says_who_is_said_to_be_involved_what_it_rests_on_and_what_rests_on_it(analyst):
    page = text(analyst, "act/A-0001/")

    for said in ("alleged", "Ministry", "The school was closed", "1400-05-24", "15 August"):
        assert said in page
    assert 'href="/c/sample/records/proposition/F-0001/"' in page
    assert 'href="/c/sample/records/restriction/R-0001/"' in page


def test_a_person_goes_by_the_main_name_in_the_language_of_the_reader(signed_in):
    analyst = signed_in("analyst")
    assert "<bdi>Minister</bdi>" in text(analyst, "person/?q=minister")
    analyst.cookies["django_language"] = "fa"
    assert "<bdi>وزیر</bdi>" in text(analyst, "person/?q=minister")


def test_a_name_is_found_in_any_spelling_and_script(analyst):
    assert "P-minister" in text(analyst, "person/?q=وزير")  # Arabic yeh
    assert "Nothing fits these filters" in text(analyst, "person/?q=nobody")


def test_a_list_is_filtered_by_place_state_and_year_and_counts_exactly(analyst):
    assert "1–1 of 1" in text(analyst, "act/?places=AF-HER")
    assert "1–2 of 2" in text(analyst, "act/?state=imported&year=2021")
    assert "Nothing fits these filters" in text(analyst, "act/?year=1999")


def test_a_list_is_sorted_by_date_both_ways(analyst):
    rising, falling = text(analyst, "act/?sort=date"), text(analyst, "act/?sort=-date")

    assert rising.index("A-0002") < rising.index("A-0001")
    assert falling.index("A-0001") < falling.index("A-0002")


def test_records_shown_elsewhere_and_rows_without_a_page_lead_to_where_they_are(analyst):
    name = analyst.get(f"{RECORDS}person_name/P-minister.1/")
    item = analyst.get(f"{RECORDS}item/I-0001/")

    assert name.headers["location"] == f"{RECORDS}person/P-minister/"
    assert "/evidence/" in item.headers["location"]
    assert analyst.get(f"{RECORDS}nothing/X-1/").status_code == 404
    assert analyst.get(f"{RECORDS}act/A-9999/").status_code == 404


def test_what_is_closed_is_in_no_list_count_page_or_history(signed_in):
    analyst = signed_in("analyst")
    closed("the minister", "person/P-minister", "item/I-0002")

    people = text(analyst, "person/")
    act = text(analyst, "act/A-0001/")
    restriction = text(analyst, "restriction/R-0001/")
    history = text(analyst, "act/A-0001/history/")
    assert "P-minister" not in people
    assert "1–1 of 1" in people
    assert "X-0001" in act
    for page in (act, restriction, history):
        assert "X-0002" not in page
        assert "P-minister" not in page
    assert "X-0002" not in text(analyst, "act/A-0001/edit/")
    for place in ("person/P-minister/", "position/H-01/", "passage/X-0002/"):
        assert analyst.get(RECORDS + place).status_code == 404


def test_a_form_gives_closed_passages_back_as_it_found_them_without_showing_them(signed_in):
    analyst = signed_in("analyst")
    closed("a restriction", "restriction/R-0001")

    page = text(analyst, "act/A-0001/edit/")
    assert "R-0001" not in page


def test_a_history_says_what_changed_and_that_the_log_proves_it(analyst):
    edit = f"{RECORDS}source/S-001/edit/"
    typed = {"base": "1", "kind": "src.media", "description": "Another agency", "reliability": "B"}
    assert analyst.post(edit, typed).status_code == 302

    page = text(analyst, "source/S-001/history/")
    assert "Revision 2" in page
    assert page.count("proven by the log") == 2
    assert re.search(r"<del>[^/]*A news agency</span>\s*</del>", page)


def test_an_earlier_revision_is_saved_again_as_the_newest(analyst):
    typed = {"base": "1", "kind": "src.media", "description": "Another agency", "reliability": "B"}
    analyst.post(f"{RECORDS}source/S-001/edit/", typed)

    assert analyst.post(f"{RECORDS}source/S-001/restore/", {"number": "1"}).status_code == 302
    assert "A news agency" in text(analyst, "source/S-001/")
    assert "Revision 3" in text(analyst, "source/S-001/history/")
    missing = analyst.post(f"{RECORDS}source/S-001/restore/", {"number": "9"})
    assert missing.status_code == 404


def test_a_record_is_forgotten_with_a_reason_unless_others_rest_on_it(signed_in):
    custodian = signed_in("custodian")
    reason = {"reason": "made in error", "sure": "on"}

    assert "A-0001" in text(custodian, "event/E-0001/forget/")
    refused = custodian.post(f"{RECORDS}event/E-0001/forget/", reason)
    assert refused.status_code == 422
    assert custodian.post(f"{RECORDS}involvement/V-01/forget/", {}).status_code == 422
    assert custodian.post(f"{RECORDS}involvement/V-01/forget/", reason).status_code == 302
    assert custodian.get(f"{RECORDS}involvement/V-01/").status_code == 404


def test_a_person_is_entered_with_names_in_several_scripts_an_office_and_a_superior(analyst):
    typed = {
        "kind": "individual",
        "name-0-text": "Example Deputy",
        "name-0-kind": "main",
        "name-1-text": "معین نمونه",
        "name-1-kind": "main",
        "name-2-text": "د نمونې مرستیال",
        "name-2-kind": "variant",
        "position-0-title": "Deputy",
        "position-0-institution": "O-ministry",
        "position-0-held": "2022/..",
        "above-0-superior.words": "Minister",
        "above-0-held": "2022/..",
        "above-0-basis": "By office",
        "above-0-kind": "de-jure",
    }
    answer = analyst.post(f"{RECORDS}new/?kind=person", typed)
    assert answer.status_code == 302, [f.errors for f in answer.context["whole"].wrong]

    page = text(analyst, answer.headers["location"].removeprefix(RECORDS))
    for said in ("Example Deputy", "معین نمونه", "Pashto", "Deputy", "by law", "Minister"):
        assert said in page


def test_a_restriction_is_entered_with_its_status_over_time_and_words_of_the_source(analyst):
    typed = {
        "title": "No travel alone",
        "date": "2021-12-26",
        "issuer": "A spokesman",
        "issuers.words": "pvpv",
        "form": "statement",
        "form_class": "statement",
        "areas.words": "movement",
        "scope.words": "the north; national",
        "target": "women_and_girls",
        "confidence": "high",
        "status-0-status": "in_force",
        "status-0-since": "2021-12-26",
        "status-1-status": "modified",
        "status-1-since": "1401",
        "status-1-since_calendar": "solar-hijri",
    }
    answer = analyst.post(f"{RECORDS}new/?kind=restriction", typed)

    page = text(analyst, answer.headers["location"].removeprefix(RECORDS))
    for said in ("the north", "the whole country", "in force", "modified", "<bdi>1401</bdi>"):
        assert said in page


def test_a_reader_sees_records_and_no_way_to_change_them(signed_in, site):
    reader = signed_in("reader")
    person("another", Role.ANALYST)
    page = text(reader, "act/A-0001/")

    for way in ("/edit/", "/review/", "/comment/", "/forget/"):
        assert way not in page
    assert "new/?kind=act" not in text(reader, "act/")


def test_the_head_of_an_item_is_corrected_here_and_its_file_is_not(analyst):
    edit = f"{RECORDS}item/I-0001/edit/"
    whole = analyst.get(edit).context["whole"]
    typed = {name: whole.main[name].value() or "" for name in ("title", "role", "credibility")}
    typed |= {"base": whole.base, "source": "S-002", "sensitivity": "restricted"}
    typed |= {"published_on": "2022-02", "sha256": "0" * 64}

    answer = analyst.post(edit, typed)

    assert answer.headers["location"] == f"{RECORDS}item/I-0001/"
    item = load_case("sample").items[0]
    assert (item.source, item.published_on.edtf) == ("S-002", "2022-02")
    assert item.sha256 != "0" * 64
    assert analyst.get(f"{RECORDS}new/?kind=item").status_code == 404


@pytest.mark.parametrize(
    "key", ["proposition/F-0001", "charge/C-01", "finding/N-0001", "passage/X-0001", "item/I-0001"]
)
def test_the_history_of_a_record_that_is_shown_elsewhere_is_told_here(analyst, key):
    assert "Revision 1" in text(analyst, f"{key}/history/")
