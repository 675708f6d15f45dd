"""Records through the API: what the forms do, with the same refusals."""

import pytest

from dadkhah_web.cases.models import Compartment, Reading, Record
from dadkhah_web.exchange.checking.record_check import check_records
from people import closed, person

ACT = {
    "event": "E-0001",
    "type": "res.education",
    "date": "۲۴ اسد ۱۴۰۰",
    "places": "AF-KAB",
    "summary": "Another school was closed.",
    "supports": "X-0001",
}


def test_a_record_has_its_cells_its_revision_and_its_state(program):
    found = program("reader")("GET", "cases/sample/records/act/A-0001").json()

    assert (found["record"], found["revision"], found["state"]) == ("act/A-0001", 1, "imported")
    assert found["cells"]["places"] == "AF-KAB; AF-HER"
    assert found["cells"]["supports"] == "X-0001; X-0002"
    assert found["withheld"] == []


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["A-0001", "A-0002"]),
        ("?places=AF-KAB", ["A-0001"]),
        ("?type=res.education&event=E-0001", ["A-0001", "A-0002"]),
        ("?restriction=R-0001", ["A-0001"]),
        ("?supports=X-0001", ["A-0001"]),
        ("?supports=X-9999", []),
        ("?state=coded", []),
        ("?state=imported", ["A-0001", "A-0002"]),
        ("?size=1&page=2", ["A-0002"]),
        ("?page=7", []),
    ],
)
def test_a_list_is_filtered_by_any_column_and_paged(program, query, codes):
    found = program("reader")("GET", f"cases/sample/records/act{query}").json()

    assert [one["code"] for one in found["records"]] == codes
    assert found["total"] == (2 if "page" in query else len(codes))


def test_a_list_cannot_be_filtered_by_what_is_no_column(program):
    answer = program("reader")("GET", "cases/sample/records/act?colour=red")

    assert answer.status_code == 422
    assert answer.json()["reasons"][0]["field"] == "colour"


def test_a_kind_nobody_knows_is_not_there(program):
    assert program("reader")("GET", "cases/sample/records/rumour").status_code == 404


def test_a_record_is_made_with_the_next_id_and_changed_from_its_revision(program, site):
    analyst = program("analyst")
    made = analyst("POST", "cases/sample/records/act", {"cells": ACT})

    assert made.status_code == 201
    assert (made.json()["code"], made.json()["revision"]) == ("A-0003", 1)
    assert (made.json()["state"], made.json()["cells"]["reported"]) == ("coded", "alleged")

    change = {"cells": {"summary": "Two schools were closed."}, "based_on": 1}
    changed = analyst("PATCH", "cases/sample/records/act/A-0003", change)

    assert changed.json()["revision"] == 2
    assert changed.json()["cells"] == made.json()["cells"] | change["cells"]
    stale = analyst(
        "PATCH", "cases/sample/records/act/A-0003", change | {"cells": {"summary": "?"}}
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "record-changed")
    assert check_records("sample", open_log=site.vault.log).problems == ()


def test_a_refusal_names_each_field_and_why(program):
    analyst = program("analyst")
    unread = analyst("POST", "cases/sample/records/act", {"cells": ACT | {"date": "soon"}})
    unknown = analyst("POST", "cases/sample/records/act", {"cells": ACT | {"event": "E-9999"}})
    stray = analyst("POST", "cases/sample/records/act", {"cells": ACT | {"colour": "red"}})

    assert (unread.status_code, unread.json()["code"]) == (422, "cells-refused")
    assert [one["field"] for one in unread.json()["reasons"]] == ["date"]
    assert unknown.json()["code"] == "records-refused"
    assert unknown.json()["reasons"][0]["record"] == "act/A-0003"
    assert stray.json()["reasons"][0]["field"] == "colour"
    assert Record.objects.filter(kind="act").count() == 2


def test_a_person_with_names_and_an_office_is_one_request(program):
    analyst = program("analyst")
    person = [
        {"kind": "person_name", "cells": {"person": "P-new", "text": "نو", "language": "ps"}},
        {"kind": "person_name", "cells": {"person": "P-new", "text": "New", "language": "en"}},
        {"kind": "person", "code": "P-new", "cells": {"kind": "individual"}},
    ]
    saved = analyst("POST", "cases/sample/records", {"records": person})

    assert saved.status_code == 200, saved.json()
    assert saved.json()["saved"] == ["person/P-new", "person_name/P-new.1", "person_name/P-new.2"]


def test_each_new_record_of_a_request_gets_an_id_of_its_own(program):
    body = [{"kind": "act", "cells": ACT | {"summary": f"School {n}."}} for n in range(3)]

    saved = program("analyst")("POST", "cases/sample/records", {"records": body}).json()["saved"]

    assert saved == ["act/A-0003", "act/A-0004", "act/A-0005"]


def test_several_records_are_all_saved_or_none(program):
    body = [{"kind": "act", "cells": ACT}, {"kind": "act", "cells": ACT | {"event": "E-9999"}}]

    assert program("analyst")("POST", "cases/sample/records", {"records": body}).status_code == 422
    assert Record.objects.filter(kind="act").count() == 2


def test_what_only_the_program_knows_cannot_be_set(program):
    analyst = program("analyst")
    item = {"cells": {"sha256": "0" * 64}, "based_on": 1}
    passage = {"cells": {"quote": "Other words"}, "based_on": 1}

    for path, body in (("item/I-0001", item), ("passage/X-0001", passage)):
        answer = analyst("PATCH", f"cases/sample/records/{path}", body)
        assert answer.status_code == 422, path
    for kind in ("item", "passage"):
        answer = analyst("POST", f"cases/sample/records/{kind}", {"cells": {}})
        assert "evidence" in answer.json()["message"]


def test_a_finding_is_of_the_one_who_sends_it_and_of_nobody_else(program):
    lawyer = program("lawyer")
    cells = {"element": "rs-7-1-h/1", "conclusion": "MET", "propositions": "F-0001"}

    made = lawyer("POST", "cases/sample/records/finding", {"cells": cells})
    other = lawyer(
        "PATCH", "cases/sample/records/finding/N-0001", {"cells": {"reasoning": "x"}, "based_on": 1}
    )

    assert made.json()["cells"]["analyst"] == "U-lawyer"
    assert other.status_code == 403
    assert (
        program("investigator")(
            "POST", "cases/sample/records/finding", {"cells": cells}
        ).status_code
        == 403
    )


def test_history_is_proven_by_the_log(program):
    analyst = program("analyst")
    change = {"cells": {"summary": "Changed."}, "based_on": 1}
    analyst("PATCH", "cases/sample/records/act/A-0002", change)

    first, second = analyst("GET", "cases/sample/records/act/A-0002/history").json()

    assert (first["action"], second["action"], second["actor"]) == ("create", "change", "U-analyst")
    assert (second["changed"], second["problem"]) == (["summary"], "")


def test_two_people_code_and_review(program):
    analyst, reviewer = program("analyst"), program("reviewer")
    analyst("POST", "cases/sample/records/act", {"cells": ACT})
    path = "cases/sample/records/act/A-0003"

    returned = reviewer("POST", f"{path}/review", {"state": "returned", "words": "Which school?"})
    comments = analyst("GET", f"{path}/comments").json()
    said = analyst("POST", f"{path}/comments", {"text": "The one in Kabul."})
    reviewed = reviewer("POST", f"{path}/review", {"state": "reviewed"})

    assert returned.json()["state"] == "returned"
    assert [one["text"] for one in comments] == ["Which school?"]
    assert len(said.json()) == 2
    assert reviewed.json()["state"] == "reviewed"
    assert analyst("POST", f"{path}/review", {"state": "reviewed"}).status_code == 403


def test_a_record_is_forgotten_unless_others_rest_on_it(program, site):
    custodian = program("custodian")
    body = {"records": ["proposition/F-0001"], "reason": "asked for"}
    cited = custodian("POST", "cases/sample/forget", body)
    body["records"] += ["finding/N-0001"]
    done = custodian("POST", "cases/sample/forget", body)

    assert (cited.status_code, cited.json()["code"]) == (422, "record-cited")
    assert "N-0001" in cited.json()["message"]
    assert done.json()["saved"] == body["records"]
    assert custodian("GET", "cases/sample/records/finding/N-0001").status_code == 404


class TestOfWhatIsClosed:
    """Somebody outside a compartment reads and writes around what is in it, and does not know."""

    @pytest.fixture
    def outsider(self, program):
        found = program("analyst", "custodian")
        closed("secret", "item/I-0002", members=(person("insider"),))
        return found

    def test_it_is_in_no_list_count_filter_history_or_search(self, outsider):
        act = outsider("GET", "cases/sample/records/act/A-0001").json()
        history = outsider("GET", "cases/sample/records/act/A-0001/history").json()
        case = outsider("GET", "cases/sample").json()
        found = outsider("GET", "cases/sample/search?q=girls").json()

        assert (act["cells"]["supports"], act["cells"]["contradicts"]) == ("X-0001", "")
        assert history[0]["cells"]["supports"] == "X-0001"
        assert case["records"]["item"] == 1
        assert "passage" not in found["by_kind"]
        assert outsider("GET", "cases/sample/records/act?supports=X-0002").json()["total"] == 0
        assert outsider("GET", "cases/sample/records/passage/X-0002").status_code == 404
        assert outsider("GET", "cases/sample/evidence/I-0002").status_code == 404
        assert outsider("GET", "cases/sample/records/passage?item=I-0002").json()["total"] == 0

    def test_saving_a_list_keeps_what_was_not_seen(self, outsider, program):
        cells = {"supports": "", "summary": "New.", "victims": "vic.girl"}
        body = {"cells": cells, "based_on": 1}
        saved = outsider("PATCH", "cases/sample/records/act/A-0001", body).json()
        insider = program("reviewer")
        Compartment.objects.get().members.add(insider.user)
        seen = insider("GET", "cases/sample/records/act/A-0001").json()

        assert saved["cells"]["supports"] == ""
        assert (seen["cells"]["supports"], seen["cells"]["contradicts"]) == ("X-0002", "X-0002")

    def test_to_forget_what_closed_records_rest_on_says_nothing_of_them(self, outsider):
        body = {"records": ["restriction/R-0001"], "reason": "asked for"}
        answer = outsider("POST", "cases/sample/forget", body)

        assert answer.json()["message"] == "Nothing was forgotten, because others rest on it."
        assert (
            outsider("POST", "cases/sample/forget", body | {"records": ["item/I-0002"]}).status_code
            == 404
        )
        assert not Reading.objects.filter(subject__contains="I-0002").exists()


def test_words_of_a_restricted_item_are_withheld_from_who_may_not_read_it(program):
    custodian = program("analyst")
    body = {"cells": {"sensitivity": "restricted"}, "based_on": 1}
    assert custodian("PATCH", "cases/sample/records/item/I-0001", body).status_code == 200

    passage = program("reader")("GET", "cases/sample/records/passage/X-0001").json()

    assert (passage["cells"]["quote"], passage["withheld"]) == ("", ["quote"])
