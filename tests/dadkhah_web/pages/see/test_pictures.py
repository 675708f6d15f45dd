"""Pictures of a case: what they count, what they lead to, and what they never show."""

import re
from dataclasses import replace
from html import unescape

import pytest

from dadkhah_web.cases.models import Reading
from people import closed

PAGES = ("", "map/", "map/?marks=circles", "command/", "count/", "counted/")
COUNTS = (
    "count/?rows=place",
    "count/?rows=area&columns=kind",
    "count/?rows=month&columns=place",
    "count/?rows=source&columns=year",
    "count/?rows=institution&columns=status",
    "count/?rows=type&columns=victims",
    "count/?rows=family&columns=quarter",
)
BASE = "/c/sample/see/"
LINK = re.compile(r'<a href="([^"]*/counted/[^"]*)">([^<]*)</a>')
FOUND = re.compile(r"<strong>(\d+) records?</strong>")


@pytest.fixture
def analyst(signed_in):
    return signed_in("analyst")


def read(client, address="", status=200):
    response = client.get(BASE + address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


@pytest.mark.parametrize("role", ["analyst", "reader"])
def test_every_picture_is_there_with_few_questions_to_the_database(
    signed_in, role, django_assert_max_num_queries
):
    client = signed_in(role)
    read(client)

    for address in (*PAGES, *COUNTS):
        with django_assert_max_num_queries(20):
            read(client, address)


def test_for_a_stranger_there_is_no_picture(signed_in):
    client = signed_in()

    for address in (*PAGES, "count.csv"):
        read(client, address, status=404)


def test_a_picture_has_no_style_and_no_script_of_its_own(analyst):
    for address in (*PAGES, *COUNTS):
        page = read(analyst, address)
        assert " style=" not in page, address
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), address
        assert not re.search(r"\son[a-z]+=", page), address


def test_every_picture_says_that_it_counts_what_is_documented(analyst):
    for address in ("", "map/", "count/", "counted/"):
        assert "This counts what is documented here, not what happened." in read(analyst, address)


def test_every_number_leads_to_exactly_so_many_records(analyst):
    for address in ("", "map/", *COUNTS):
        links = LINK.findall(read(analyst, address))
        assert links, address
        for url, words in links:
            number = re.search(r"\d+", words)
            if number:
                behind = analyst.get(unescape(url)).content.decode()
                assert FOUND.search(behind).group(1) == number.group(), url


def test_an_act_in_two_provinces_is_in_both_and_once_in_the_total(analyst):
    page = read(analyst, "count/?rows=place")

    assert "3 records." in page
    assert "1 record stands in several rows" in page
    assert page.count(">Kabul<") >= 1
    assert page.count(">Herat<") >= 1


def test_what_is_known_to_the_year_is_in_no_month(analyst):
    page = read(analyst, "counted/?rows=month&row=-")

    assert "Not dated to one month" in page
    assert "A-0002" in page
    assert "A-0001" not in page


@pytest.mark.parametrize("since", ["2021-08-01", "1400-05-10", "10 Asad 1400", "۱۴۰۰/۵/۱۰"])
def test_a_time_is_asked_for_in_the_calendar_one_thinks_in(analyst, since):
    page = analyst.get(BASE + "counted/", {"since": since, "until": "2021-08-31"}).content.decode()

    assert FOUND.search(page).group(1) == "2"  # one on a day in August, one some day in 2021


def test_a_date_that_is_not_understood_is_said_beside_its_field(analyst):
    assert "This date is not understood." in read(analyst, "?since=soon", status=422)


def test_a_command_chart_is_of_one_day(analyst):
    assert "Give one whole day" in read(analyst, "command/?day=2021", status=422)


def test_the_command_chart_of_a_day_names_who_commands_and_why(analyst):
    page = read(analyst, "command/?day=2022-01-01")

    assert "Decree 1" in page
    assert "Minister" in page
    assert "documented for this day" in page


def test_before_anything_is_documented_the_chart_says_so(analyst):
    page = read(analyst, "command/?day=1990-01-01")

    assert "Nothing is documented for this day." in page
    assert "2 more are first documented after this day." in page


def test_what_a_search_finds_can_be_drawn(analyst):
    assert "1 record." in read(analyst, "?q=another")
    assert "No act or restriction that you may see answers this." in read(analyst, "?q=nowhere")


def test_a_closed_person_is_in_no_picture_no_list_and_no_choice(signed_in):
    client = signed_in("analyst")
    assert "P-minister" in read(client)  # among the choices, while it is open
    closed("Sources in danger", "person/P-minister")

    for address in (*PAGES, *COUNTS, "command/?day=2022-01-01"):
        page = read(client, address)
        for trace in ("P-minister", "وزیر", ">Minister<", "K-01", "H-01", "Decree 1"):
            assert trace not in page, address
    assert "No chain of command yet" in read(client, "command/")


def test_to_ask_for_a_closed_person_is_to_ask_for_nobody(signed_in):
    client = signed_in("analyst")
    closed("Sources in danger", "person/P-minister")
    hidden, unknown = (
        re.sub(r'"X-CSRFToken": "\w+"|value="\w{64}"', "", read(client, f"?person={code}", 422))
        for code in ("P-minister", "P-nobody")
    )

    assert hidden.replace("P-minister", "P-nobody") == unknown


def test_a_closed_act_is_counted_nowhere(signed_in):
    client = signed_in("analyst")
    closed("Not yet", "act/A-0001")

    for address in (*PAGES, *COUNTS):
        page = read(client, address)
        assert "A-0001" not in page, address
        assert "A school was closed." not in page, address
    assert "2 records." in read(client)
    assert "Kabul: no records here" in read(client, "map/")
    assert 'value="AF-KAB"' not in read(client)


def test_a_closed_source_is_not_counted_as_a_source(signed_in):
    client = signed_in("analyst")
    before = read(client, "count/?rows=source")
    closed("Not yet", "source/S-001")
    after = read(client, "count/?rows=source")

    assert "src.ngo" in before or "NGO" in before or "organisation" in before
    assert after != before


def test_who_may_not_open_originals_is_not_told_where_exactly(signed_in):
    reader, analyst = signed_in("reader"), signed_in("analyst")

    assert "Known more exactly" in read(analyst, "map/")
    assert "Known more exactly" not in read(reader, "map/")
    assert "You see provinces only" in read(reader, "map/")


def test_a_count_can_be_taken_as_a_table_and_that_is_logged(analyst):
    response = analyst.get(BASE + "count.csv?rows=place&columns=kind")
    lines = response.content.decode().splitlines()

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert lines[0] == "Place,Acts,Restrictions,Total"
    assert "Whole country,1,1,2" in lines
    assert "Total,2,1,3" in lines
    taken = Reading.objects.get(action="export")
    assert taken.subject.startswith("see:count-csv rows=place")


def test_a_cell_that_a_spreadsheet_would_run_is_shielded(house, case, signed_in):
    client = signed_in("analyst")
    ban = replace(case.restrictions[0], scope=("=cmd()",))
    house.import_case(replace(case, restrictions=(ban,)), update=True)
    content = client.get(BASE + "count.csv?rows=place").content.decode()

    assert "\n=cmd()" not in content
    assert "=cmd()" in content


def test_in_dari_years_are_solar_hijri_in_their_own_digits(analyst):
    analyst.cookies["django_language"] = "fa"
    page = read(analyst)

    assert 'dir="rtl"' in page
    assert ">۱۴۰۰<" in page
    assert "کابل" in page
    assert not re.search(r'x="[^"]*[۰-۹]', page), "positions stay numbers that a browser reads"


def test_too_many_records_are_counted_and_not_drawn(analyst, monkeypatch):
    monkeypatch.setattr("dadkhah_web.pages.see.views.MOST_DRAWN", 2)

    assert "These are too many to draw one by one." in read(analyst)
