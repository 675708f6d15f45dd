"""Evidence through the API: received, read, pinned, compared; and never opened."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from dadkhah_web.cases.models import Reading

HEARD = b"They closed the school in the morning.\nNobody said why.\n"


def received(program, content=HEARD, **about):
    data = {
        "files": [SimpleUploadedFile("statement.txt", content)],
        "source": "S-001",
        **about,
    }
    return program("POST", "cases/sample/evidence", data, multipart=True)


def test_a_file_is_sealed_becomes_an_item_and_its_text_can_be_read(program, site):
    investigator = program("investigator")
    (arrived,) = received(investigator, title="A statement").json()

    item = investigator("GET", f"cases/sample/evidence/{arrived['code']}").json()
    page = investigator("GET", f"cases/sample/evidence/{arrived['code']}/pages/1").json()

    assert (arrived["name"], arrived["problem"]) == ("statement.txt", "")
    assert item["item"]["cells"]["title"] == "A statement"
    assert [one["source"] for one in item["receptions"]] == ["S-001"]
    assert (item["text_pages"], item["verification"]) == (1, None)
    assert page["text"].startswith("They closed the school")
    assert list((site.vault.home / "incoming-web").glob("*.part")) == []


def test_the_same_bytes_make_no_second_item(program):
    investigator = program("investigator")
    (first,) = received(investigator).json()
    (again,) = received(investigator).json()

    assert (again["code"], again["was_here"]) == (first["code"], True)


def test_a_source_that_is_not_there_is_refused(program):
    answer = received(program("investigator"), source="S-999")

    assert answer.status_code in (404, 422)


def test_who_may_not_receive_is_refused(program):
    assert received(program("analyst")).status_code == 403


def test_words_are_kept_as_a_passage_once(program):
    person = program("investigator")
    (arrived,) = received(person).json()
    path = f"cases/sample/evidence/{arrived['code']}/passages"

    new = person("POST", path, {"quote": "closed the school"})
    again = person("POST", path, {"quote": "closed the school"})
    absent = person("POST", path, {"quote": "opened the school"})
    (kept,) = person("GET", path).json()

    assert (new.status_code, again.status_code) == (201, 200)
    assert new.json() == again.json() == {"saved": [kept["record"]]}
    assert kept["cells"]["quote"] == "closed the school"
    assert (absent.status_code, absent.json()["code"]) == (422, "passage-refused")


def test_an_item_is_compared_with_what_was_sealed_as_a_job(program):
    analyst = program("analyst")
    job = analyst("POST", "cases/sample/evidence/I-0001/verify")
    item = analyst("GET", "cases/sample/evidence/I-0001").json()

    assert (job.status_code, job.json()["state"]) == (202, "done")
    assert item["verification"]["state"] == "verified"
    assert item["verification"]["with_key"] is False
    assert [one["number"] for one in analyst("GET", "cases/sample/jobs").json()] == [
        job.json()["number"]
    ]


def test_the_text_of_a_restricted_item_is_for_who_may_read_it(program):
    (arrived,) = received(program("investigator"), sensitivity="restricted").json()
    path = f"cases/sample/evidence/{arrived['code']}"
    reader = program("reader")

    assert reader("GET", path).json()["may_read"] is False
    assert reader("GET", f"{path}/pages/1").status_code == 403
    assert reader("GET", f"{path}/pages/9").status_code == 403


def test_a_page_that_is_not_there_is_not_found(program):
    assert program("analyst")("GET", "cases/sample/evidence/I-0001/pages/9").status_code == 404


def test_no_address_gives_out_an_original(program):
    names = [one.name for one in get_resolver("dadkhah_web.api.urls").url_patterns[0].url_patterns]

    assert "show_item" in names
    assert [name for name in names if "original" in name] == []


def test_each_reading_of_an_item_is_logged(program):
    analyst = program("analyst")
    analyst("GET", "cases/sample/evidence/I-0001")

    assert Reading.objects.get(actor="U-analyst").subject == "item/I-0001"
