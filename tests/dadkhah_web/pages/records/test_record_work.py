"""One codes and another reviews: never the same person, and nothing is returned without words."""

import pytest

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Record
from dadkhah_web.records.models import Comment, Review
from people import closed

RECORDS = "/c/sample/records/"
ACT = f"{RECORDS}act/A-0002/"
SOURCE = {"base": "1", "kind": "src.media", "description": "Another", "reliability": "B"}


@pytest.fixture
def people(signed_in):
    return signed_in("analyst"), signed_in("reviewer")


def review_of(kind: str, code: str) -> Review:
    return Review.objects.get(record__kind=kind, record__code=code)


def code(analyst) -> None:
    assert analyst.post(f"{RECORDS}source/S-001/edit/", SOURCE).status_code == 302


def test_what_one_coded_another_reviews_and_a_change_asks_for_review_again(people):
    analyst, reviewer = people
    code(analyst)
    assert "S-001" in reviewer.get(f"{RECORDS}waiting/").content.decode()

    reviewer.post(f"{RECORDS}source/S-001/review/", {"do": "review"})
    assert review_of("source", "S-001").state == Review.REVIEWED
    assert review_of("source", "S-001").reviewed_by == "U-reviewer"

    analyst.post(f"{RECORDS}source/S-001/edit/", SOURCE | {"base": "2", "reliability": "C"})
    assert review_of("source", "S-001").state == Review.CODED


def test_nobody_reviews_what_they_coded_themselves(signed_in):
    both = signed_in("analyst", "reviewer")
    code(both)

    assert both.post(f"{RECORDS}source/S-001/review/", {"do": "review"}).status_code == 403
    assert review_of("source", "S-001").state == Review.CODED
    assert "S-001" not in both.get(f"{RECORDS}waiting/").content.decode()


def test_what_is_returned_waits_for_the_coder_with_the_words_that_say_why(people):
    analyst, reviewer = people
    code(analyst)

    reviewer.post(f"{RECORDS}source/S-001/review/", {"do": "return", "words": " "})
    assert review_of("source", "S-001").state == Review.CODED
    reviewer.post(f"{RECORDS}source/S-001/review/", {"do": "return", "words": "Which agency?"})

    assert review_of("source", "S-001").state == Review.RETURNED
    assert "Returned to you" in analyst.get(f"{RECORDS}waiting/").content.decode()
    assert "Which agency?" in analyst.get(f"{RECORDS}source/S-001/").content.decode()


def test_work_is_given_to_a_member_who_may_see_it_and_to_nobody_else(people, signed_in):
    analyst, _ = people
    signed_in("lawyer")
    signed_in()  # a stranger

    analyst.post(f"{ACT}review/", {"do": "assign", "to": "U-lawyer"})
    assert review_of("act", "A-0002").assigned_to == "U-lawyer"
    assert analyst.post(f"{ACT}review/", {"do": "assign", "to": "U-stranger"}).status_code == 404
    member = _user("U-analyst")
    closed("an act", "act/A-0002", members=(member,))
    assert analyst.post(f"{ACT}review/", {"do": "assign", "to": "U-lawyer"}).status_code == 404


def test_several_are_assigned_and_reviewed_from_a_list_and_closed_ones_are_passed_over(people):
    analyst, reviewer = people
    closed("the minister", "person/P-minister")
    chosen = {"code": ["P-minister", "O-ministry"], "next": f"{RECORDS}person/?sort=code"}

    answer = analyst.post(f"{RECORDS}person/bulk/", chosen | {"do": "assign", "to": "U-reviewer"})
    assert answer.headers["location"] == chosen["next"]
    assert list(Review.objects.values_list("record__code", flat=True)) == ["O-ministry"]
    assert "Assigned to you" in reviewer.get(f"{RECORDS}waiting/").content.decode()

    reviewer.post(f"{RECORDS}person/bulk/", chosen | {"do": "review", "next": "//elsewhere/"})
    assert review_of("person", "O-ministry").state == Review.REVIEWED
    assert reviewer.post(f"{RECORDS}person/bulk/", {"do": "review"}).status_code == 302


def test_reviewing_an_act_reviews_its_involvements_with_it(people):
    _, reviewer = people
    reviewer.post(f"{RECORDS}act/A-0001/review/", {"do": "review"})

    assert review_of("involvement", "V-01").state == Review.REVIEWED


def test_a_row_waits_by_itself_only_when_the_record_it_stands_on_does_not(people):
    analyst, reviewer = people
    name = {"base": "1", "kind": "institution", "description": "", "name-0-code": "O-ministry.1"}
    name |= {"name-0-base": "1", "name-0-text": "The Ministry", "name-0-language": "en"}
    name |= {"name-0-kind": "main"}
    saved = analyst.post(f"{RECORDS}person/O-ministry/edit/", name)
    assert saved.status_code == 302
    assert "O-ministry.1" in reviewer.get(f"{RECORDS}waiting/").content.decode()

    described = name | {"description": "of education", "name-0-base": "2"}
    assert analyst.post(f"{RECORDS}person/O-ministry/edit/", described).status_code == 302
    page = reviewer.get(f"{RECORDS}waiting/").content.decode()
    assert "O-ministry.1" not in page
    assert "O-ministry" in page


def test_a_comment_is_seen_settled_and_never_said_by_a_reader(people, signed_in):
    analyst, reviewer = people
    analyst.post(f"{ACT}comment/", {"words": "Look at the date."})
    comment = Comment.objects.get()
    assert "Look at the date." in reviewer.get(ACT).content.decode()

    reviewer.post(f"{ACT}comment/{comment.pk}/settle/")
    comment.refresh_from_db()
    assert comment.settled_by == "U-reviewer"
    assert signed_in("reader").post(f"{ACT}comment/", {"words": "x"}).status_code == 403


def test_a_comment_of_another_record_cannot_be_settled_from_here(people):
    analyst, _ = people
    analyst.post(f"{ACT}comment/", {"words": "Look at the date."})
    comment = Comment.objects.get()

    analyst.post(f"{RECORDS}act/A-0001/comment/{comment.pk}/settle/")
    comment.refresh_from_db()
    assert comment.settled_by == ""
    assert Record.objects.get(code="A-0002").comments.count() == 1


def test_when_nothing_waits_the_page_says_so(people):
    analyst, _ = people
    assert "Nothing waits for you" in analyst.get(f"{RECORDS}waiting/").content.decode()


def _user(code: str):
    return User.objects.get(code=code)
