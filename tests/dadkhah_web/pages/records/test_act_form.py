"""One act is entered on one page, with its event, its persons and its passages, or not at all."""

import pytest
from django.utils import timezone

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.drafts import find_draft, keep_draft
from dadkhah_web.cases.models import Case, Record
from dadkhah_web.exchange.checking.record_check import check_records
from dadkhah_web.exchange.selectors import load_case
from dadkhah_web.records.models import Revision
from people import closed

NEW = "/c/sample/records/new/?kind=act"
TYPED = {
    "supports": ["X-0001"],
    "event": "new",
    "event.words": "Checkpoint in Kabul",
    "type": "res.education",
    "date": "20 Dalw 1400",
    "places": ["AF-KAB"],
    "summary": "Two teachers were sent home.",
    "location_type": "loc.unknown",
    "place_precision": "province",
    "involvement-0-person": "O-ministry",
    "involvement-0-degree": "inv.order",
    "involvement-1-person": "new",
    "involvement-1-person.words": "ملا نمونه",
    "involvement-1-degree": "inv.order",
}


def without(*names: str) -> dict[str, object]:
    return {name: typed for name, typed in TYPED.items() if name not in names}


@pytest.fixture
def analyst(signed_in):
    return signed_in("analyst")


def test_an_act_its_event_and_a_new_person_are_saved_at_once_and_proven(analyst, site):
    answer = analyst.post(NEW, TYPED)

    case = load_case("sample")
    act = next(one for one in case.acts if one.summary == "Two teachers were sent home.")
    event = next(one for one in case.events if one.id == act.event)
    made = [name for name in case.person_names if name.text == "ملا نمونه"]
    rows = {one.person: one for one in case.involvements if one.subject == act.id}
    assert answer.headers["location"] == f"/c/sample/records/act/{act.id}/"
    assert (event.title, event.date, event.places) == ("Checkpoint in Kabul", act.date, act.places)
    assert (act.date.edtf, act.reported) == ("2022-02-09", "alleged")
    assert [name.language for name in made] == ["fa"]
    assert set(rows) == {"O-ministry", made[0].person}
    assert all(one.citations.supports == ("X-0001",) for one in rows.values())
    assert check_records("sample", open_log=site.vault.log).problems == ()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_written(analyst):
    before = Revision.objects.count()
    answer = analyst.post(NEW, without("date") | {"summary": ""})

    assert answer.status_code == 422
    errors = answer.context["whole"].main.errors
    assert set(errors) == {"date", "summary"}
    assert "Checkpoint in Kabul" in answer.content.decode()
    assert Revision.objects.count() == before


def test_a_date_that_cannot_be_read_is_refused_in_plain_words(analyst):
    answer = analyst.post(NEW, TYPED | {"date": "30 Hut 1401"})

    assert answer.status_code == 422
    (reason,) = answer.context["whole"].main.errors["date"]
    assert "day 30" in reason


def test_an_error_in_what_is_made_on_the_way_stands_where_it_was_typed(analyst):
    answer = analyst.post(NEW, TYPED | {"involvement-1-degree": "inv.no-such"})

    assert answer.status_code == 422
    (row,) = [row for row in answer.context["whole"].all_rows if row.form.errors]
    assert row.number == 1
    assert "degree" in row.form.errors


def test_exact_words_are_enough_and_unclear_ones_are_asked_about(analyst):
    answer = analyst.post(
        NEW, TYPED | {"involvement-0-person": "", "involvement-0-person.words": "وزیر"}
    )
    assert answer.status_code == 302

    answer = analyst.post(
        NEW, TYPED | {"involvement-0-person": "", "involvement-0-person.words": "minis"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="P-minister"' in page
    assert 'value="O-ministry"' in page


def test_a_new_name_typed_in_two_rows_is_one_person(analyst):
    again = {
        f"involvement-2-{name}": TYPED[f"involvement-1-{name}"] for name in ("person", "degree")
    }
    again["involvement-2-person.words"] = TYPED["involvement-1-person.words"]
    again["involvement-2-degree"] = "inv.induce"
    analyst.post(NEW, TYPED | again)

    assert len([name for name in load_case("sample").person_names if name.text == "ملا نمونه"]) == 1


def test_a_row_is_added_without_a_script_and_what_was_typed_stays(analyst):
    answer = analyst.post(NEW, TYPED | {"add": "involvement", "summary": ""})

    whole = answer.context["whole"]
    assert answer.status_code == 200
    assert len(whole.rows["involvement"]) == 3
    assert not whole.has_errors
    assert "Checkpoint in Kabul" in answer.content.decode()


def test_what_words_may_mean_is_offered_without_a_script(analyst):
    answer = analyst.post(NEW, TYPED | {"find": "event", "event": "", "event.words": "closing"})

    assert answer.status_code == 200
    assert 'value="E-0001"' in answer.content.decode()


def test_what_was_chosen_from_found_words_counts_though_the_words_still_stand_there(analyst):
    words = {"involvement-0-person": "O-ministry", "involvement-0-person.words": "minis"}
    assert analyst.post(NEW, TYPED | words).status_code == 302


def test_several_codes_are_typed_at_once(analyst):
    answer = analyst.post(NEW, TYPED | {"places": [], "places.words": "Herat؛ کابل; AF-BAL"})

    assert answer.status_code == 302
    act = next(one for one in load_case("sample").acts if one.summary == TYPED["summary"])
    assert act.places == ("AF-HER", "AF-KAB", "AF-BAL")


def test_an_empty_row_is_asked_for_nothing(analyst):
    answer = analyst.post(NEW, TYPED | {"date": "", "involvement-2-code": ""})

    assert [list(form.errors) for form in answer.context["whole"].wrong] == [["date"]]
    assert answer.content.decode().count('class="field__errors"') == 1


def test_an_address_fills_fields_in_and_the_cursor_waits_in_the_next(analyst):
    page = analyst.get(f"{NEW}&supports=X-0001&event=E-0001").content.decode()

    assert 'name="supports" value="X-0001" checked' in page
    assert 'name="event" value="E-0001" checked' in page
    assert page.count("autofocus") == 2  # the other waits in the dialogue about the idle lock


def test_who_was_slower_sees_both_and_saves_again_on_purpose(analyst, signed_in):
    analyst.post(NEW, TYPED)
    code = Record.objects.filter(kind="act").latest("pk").code
    edit = f"/c/sample/records/act/{code}/edit/"
    opened = _sent(analyst.get(edit))
    analyst.post(edit, opened | {"summary": "Quicker."})

    answer = analyst.post(edit, opened | {"summary": "Slower."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Slower." in page
    assert "Quicker." in page
    assert analyst.post(edit, _sent(answer)).status_code == 302
    acts = {act.id: act for act in load_case("sample").acts}
    assert acts[code].summary == "Slower."


def test_an_act_that_is_opened_and_saved_unchanged_gets_no_revision(analyst):
    analyst.post(NEW, TYPED)
    before = Revision.objects.count()
    code = Record.objects.filter(kind="act").latest("pk").code
    edit = f"/c/sample/records/act/{code}/edit/"

    assert analyst.post(edit, _sent(analyst.get(edit))).status_code == 302
    assert Revision.objects.count() == before


def test_a_row_of_another_act_cannot_be_taken_over(analyst):
    analyst.post(NEW, TYPED)
    code = Record.objects.filter(kind="act").latest("pk").code
    edit = f"/c/sample/records/act/{code}/edit/"
    answer = analyst.post(edit, _sent(analyst.get(edit)) | {"involvement-0-code": "V-01"})

    assert answer.status_code == 404


def test_a_person_who_is_closed_is_neither_offered_nor_taken(signed_in):
    analyst = signed_in("analyst")
    closed("the minister", "person/P-minister")
    pick = "/c/sample/records/pick/?of=involvement&column=person&name=p&p.words="

    assert "P-minister" not in analyst.get(f"{pick}minis").content.decode()
    assert "O-ministry" in analyst.get(f"{pick}minis").content.decode()
    answer = analyst.post(NEW, TYPED | {"involvement-0-person": "P-minister"})
    assert answer.status_code == 422


def test_what_was_typed_and_not_saved_is_offered_again_and_dropped_when_saved(analyst, site):
    user, case = _user(analyst), Case.objects.get(slug="sample")
    kept = {name: typed for name, typed in TYPED.items() if name != "summary"}
    keep_draft(user, case, "act/new", kept | {"summary": "Half a sent"}, at=timezone.now())

    assert "draft=1" in analyst.get(NEW).content.decode()
    assert "Half a sent" in analyst.get(f"{NEW}&draft=1").content.decode()
    analyst.post(NEW, TYPED)
    assert find_draft(user, case, "act/new") is None


def test_saving_may_go_on_with_the_next_act_of_the_same_event(analyst):
    answer = analyst.post(
        NEW, without("event", "event.words") | {"event": "E-0001", "another": "1"}
    )

    assert answer.headers["location"] == f"{NEW}&event=E-0001"


def test_what_a_date_means_is_said_while_it_is_typed(analyst):
    date = "/c/sample/records/date/?name=d&d="

    assert "9 February 2022" in analyst.get(f"{date}20 Dalw 1400").content.decode()
    assert "day 30" in analyst.get(f"{date}30 Hut 1401").content.decode()
    lunar = analyst.get(f"{date}1446-01-25&d_calendar=lunar-hijri").content.decode()
    assert "2024" in lunar


def _sent(answer):
    """What a browser sends back of a form that nobody has touched."""
    whole = answer.context["whole"]
    sent: dict[str, object] = {"base": whole.base}
    for row in whole.all_rows:
        sent |= {f"{row.prefix}-code": row.code, f"{row.prefix}-base": row.base}
    for form in (whole.main, *(row.form for row in whole.all_rows)):
        for column in form.columns:
            value, name = form[column.name].value(), form.add_prefix(column.name)
            if hasattr(value, "codes"):
                sent[name] = list(value.codes)
            elif isinstance(value, tuple):
                sent |= {name: value[0], f"{name}_calendar": value[1]}
            else:
                sent[name] = value or ""
    return sent


def _user(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_passages_are_offered_newest_first_and_found_by_their_words(analyst):
    pick = "/c/sample/records/pick/?of=act&column=supports&name=s&s.words="
    newest = analyst.get(pick).content.decode()

    assert newest.index("X-0002") < newest.index("X-0001")
    assert "X-0002" not in analyst.get(f"{pick}school closed").content.decode()
    assert "X-0001" in analyst.get(f"{pick}school was").content.decode()


def test_a_passage_one_kept_today_comes_first_and_says_so(analyst):
    note = {"base": "1", "note": "Look here."}
    assert analyst.post("/c/sample/records/passage/X-0001/edit/", note).status_code == 302

    offered = analyst.get("/c/sample/records/pick/?of=act&column=supports&name=s&s.words=")
    page = offered.content.decode()
    assert page.index("X-0001") < page.index("X-0002")
    assert "kept by you today" in page


def test_a_row_is_added_by_the_script_after_those_that_are_there(analyst):
    row = "/c/sample/records/row/?kind=act&add=involvement&involvement-1-code=&involvement-4-code="

    assert 'name="involvement-5-person.words"' in analyst.get(row).content.decode()
    assert analyst.get("/c/sample/records/row/?kind=act&add=nothing").status_code == 404
