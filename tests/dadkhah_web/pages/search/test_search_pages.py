"""The search page, saved searches, and choosing a record in a form."""

import re

import pytest
from django.utils import timezone

from dadkhah_web.cases.models import Case, Reading
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.exchange.findable import refresh_item
from dadkhah_web.search.models import SavedSearch
from people import closed, person

FIND = "/c/sample/search/"
PICK = "/c/sample/search/pick/"


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_what_was_found_is_marked_in_the_original_text(signed_in):
    page = signed_in("reader").get(FIND, {"q": "SCHOOL closed"})

    assert "<mark>school</mark>" in page.content.decode()
    assert "/c/sample/records/act/A-0001/" in page.content.decode()


def test_kinds_are_counted_and_lead_to_their_hits(signed_in):
    page = signed_in("reader").get(FIND, {"q": "school", "kind": "act"})
    tabs = {str(tab["words"]): tab["count"] for tab in page.context["tabs"]}

    assert page.context["found"].total == tabs["Acts"]
    assert tabs["Everything"] > tabs["Acts"]
    assert {hit.kind for hit in page.context["hits"]} == {"act"}


def test_a_search_that_was_asked_is_noted(signed_in):
    signed_in("reader").get(FIND, {"q": "school"})

    note = Reading.objects.latest("pk")
    assert (note.action, note.subject, note.actor) == ("search", "q=school", "U-reader")


def test_before_anything_is_asked_it_says_how(signed_in):
    page = signed_in("reader").get(FIND)

    assert "How to search" in words(page)
    assert "hits" not in page.context


def test_what_was_left_out_of_a_query_is_told(signed_in):
    page = signed_in("reader").get(FIND, {"q": "school OR"})

    assert "this word joins two others" in words(page)


def test_a_date_nobody_understands_is_told_and_the_rest_is_searched(signed_in):
    page = signed_in("reader").get(FIND, {"q": "school", "since": "yesterday"})

    assert "This date is not understood" in words(page)
    assert page.context["found"].total


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"place": "AF-HER"}, {"A-0001"}),
        ({"area": "education"}, {"R-0001"}),
        ({"source": "S-002"}, {"S-002", "I-0002", "X-0002"}),
        ({"since": "۱۴۰۰-۰۵", "until": "Asad 1400", "kind": "act"}, {"A-0001", "A-0002"}),
        ({"lacks": "place"}, {"A-0002"}),
        ({"lacks": "acts-passage"}, {"A-0002"}),
        ({"state": "new", "kind": "charge"}, {"C-01"}),
        ({"state": "reviewed"}, set()),
    ],
)
def test_filters_leave_what_they_say(signed_in, asked, codes):
    page = signed_in("reader").get(FIND, asked)

    assert codes <= {hit.code for hit in page.context["hits"]}
    assert page.context["found"].total == len(page.context["hits"])


def test_a_page_of_text_leads_to_where_it_is_read(signed_in):
    case = Case.objects.get(slug="sample")
    item = EvidenceItem.objects.get(record__code="I-0001")
    made = Derivative.objects.create(item=item, kind="text", tool="t", made_at=timezone.now())
    DerivedPage.objects.create(derivative=made, number=2, text="quite another\n\nline")
    refresh_item(case, "I-0001")
    client = signed_in("reader")

    (hit,) = client.get(FIND, {"q": "quite another"}).context["hits"]
    assert hit.url == "/c/sample/evidence/I-0001/?page=2&part=0"
    assert client.get(hit.url).status_code == 200
    assert "".join(piece.text for piece in hit.snippet) == "quite another · line"


def test_where_nothing_is_found_it_offers_words_that_begin_so(signed_in):
    client = signed_in("reader")
    page = client.get(FIND, {"q": "scho"})

    assert page.context["begun_url"] == "?q=scho%2A"
    assert client.get(FIND + page.context["begun_url"]).context["found"].total


def test_the_last_page_is_shown_for_one_after_it(signed_in):
    page = signed_in("reader").get(FIND, {"kind": "act", "page": "99"})

    assert page.context["page"].number == 1
    assert page.context["hits"]


def test_htmx_gets_what_was_found_alone(signed_in):
    part = signed_in("reader").get(FIND, {"q": "school"}, headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="found"')


class TestSavedSearches:
    def test_are_kept_under_a_name_and_asked_again(self, signed_in):
        client = signed_in("reader")
        kept = client.post(FIND + "saved/", {"name": "Schools", "query": "q=school"})

        assert kept.headers["Location"] == "/c/sample/search/?q=school"
        assert "Schools" in words(client.get(FIND))

    def test_of_the_same_name_replace_one_another(self, signed_in):
        client = signed_in("reader")
        for query in ("q=one", "q=two"):
            client.post(FIND + "saved/", {"name": "mine", "query": query})

        assert [one.query for one in SavedSearch.objects.all()] == ["q=two"]

    def test_without_a_name_are_not_kept(self, signed_in):
        signed_in("reader").post(FIND + "saved/", {"name": "", "query": "q=one"})

        assert not SavedSearch.objects.exists()

    def test_belong_to_who_saved_them(self, signed_in):
        signed_in("reader").post(FIND + "saved/", {"name": "mine", "query": "q=one"})
        number = SavedSearch.objects.get().pk
        other = signed_in("analyst")

        assert "mine" not in words(other.get(FIND))
        assert other.post(f"{FIND}saved/{number}/delete/").status_code == 404
        assert SavedSearch.objects.exists()

    def test_can_be_deleted(self, signed_in):
        client = signed_in("reader")
        client.post(FIND + "saved/", {"name": "mine", "query": "q=one"})
        client.post(f"{FIND}saved/{SavedSearch.objects.get().pk}/delete/")

        assert not SavedSearch.objects.exists()


class TestChoosing:
    def test_a_word_that_is_only_begun_is_enough(self, signed_in):
        page = signed_in("reader").get(PICK, {"kind": "person", "q": "minis"})

        assert 'data-code="P-minister"' in page.content.decode()
        assert 'data-title="Minister"' in page.content.decode()

    def test_without_words_it_offers_the_newest(self, signed_in):
        page = signed_in("reader").get(PICK, {"kind": "person"})

        assert {hit.code for hit in page.context["hits"]} == {"P-minister", "O-ministry"}

    def test_institutions_alone_can_be_asked_for(self, signed_in):
        page = signed_in("reader").get(PICK, {"kind": "person", "only": "institution"})

        assert [hit.code for hit in page.context["hits"]] == ["O-ministry"]

    def test_an_office_tells_persons_apart(self, signed_in):
        page = signed_in("reader").get(PICK, {"kind": "person", "q": "وزیر"})

        assert page.context["hits"][0].context == ["Minister"]

    def test_what_is_closed_is_not_offered(self, signed_in):
        closed("names", "person/P-minister", members=(person("inside"),))
        page = signed_in("analyst").get(PICK, {"kind": "person", "q": "وزیر"})

        assert "P-minister" not in page.content.decode()
        assert "Nothing you may see is called" in words(page)

    def test_an_office_that_is_closed_does_not_stand_beside_a_name(self, signed_in):
        closed("offices", "position/H-01", members=(person("inside"),))
        page = signed_in("analyst").get(PICK, {"kind": "person", "q": "وزیر"})

        assert page.context["hits"][0].context == []


@pytest.mark.parametrize("path", [f"{FIND}?q=school", f"{PICK}?kind=person", FIND])
def test_a_page_asks_the_database_few_questions(signed_in, django_assert_max_num_queries, path):
    client = signed_in("analyst")
    with django_assert_max_num_queries(20):
        assert client.get(path).status_code == 200
