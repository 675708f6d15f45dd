"""Words of a sealed item are for who may read it: on no page, in no choice, in no answer else."""

import pytest

from calling import caller_as, table
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import EvidenceItem
from people import person

WORDS = ("The school was closed", "Girls above grade six")
# Filings that quote it are hidden as a whole: tests/dadkhah_web/filings.
TELLING = ("records", "qualification", "see", "search", "evidence", "api")
MORE = (
    "/c/sample/records/passage/X-0001/history/",
    "/c/sample/records/passage/X-0001/edit/",
    "/c/sample/records/item/I-0001/history/",
    "/c/sample/records/pick/?of=act&column=supports&name=supports",
    "/c/sample/records/pick/?of=act&column=supports&name=supports&supports.words=school",
    "/c/sample/records/new/?kind=act&supports=X-0001",
    "/c/sample/records/act/A-0001/edit/",
    "/c/sample/charges/propositions/new/?supports=X-0001",
    "/c/sample/charges/propositions/F-0001/",
    "/c/sample/charges/elements/cah-policy/",
    "/c/sample/search/pick/?kind=passage&q=school",
    "/c/sample/evidence/I-0001/?passage=X-0001",
    "/c/sample/",
)


@pytest.fixture
def sealed(site):
    EvidenceItem.objects.update(sensitivity="sealed")


@pytest.mark.parametrize("role", [Role.READER, Role.ANALYST, Role.REVIEWER])
def test_who_may_not_read_a_sealed_item_finds_its_words_nowhere(site, sealed, role):
    # The same house serves a lawyer first: what is kept for one pair of eyes is not for others.
    lawyer = caller_as(person("lawyer", Role.LAWYER))
    assert WORDS[0] in lawyer.client.get("/c/sample/records/act/A-0001/").content.decode()
    lawyer.client.get("/c/sample/charges/propositions/F-0001/")
    caller = caller_as(person("somebody", role))
    found = []
    for row in table.ROWS:
        if row.method == "GET" and row.name.partition(":")[0] in TELLING:
            found += _leaks(str(row), caller.answer(row).read_content)
    for path in MORE:
        found += _leaks(path, caller.client.get(path).content)

    assert found == []


def test_words_that_may_not_be_read_cannot_be_guessed_by_looking_for_a_passage(site, sealed):
    client = caller_as(person("analyst", Role.ANALYST)).client
    asked = {"look": "1", "find": "girls above"}
    page = client.post("/c/sample/charges/propositions/new/", asked).content.decode()

    assert "X-0002" not in page


def test_who_changes_the_note_of_such_a_passage_does_not_change_its_words(site, sealed):
    client = caller_as(person("analyst", Role.ANALYST)).client
    page = client.get("/c/sample/records/passage/X-0001/edit/")
    sent = {"base": page.context["whole"].base, "note": "seen"}
    client.post("/c/sample/records/passage/X-0001/edit/", sent)
    EvidenceItem.objects.update(sensitivity="public")
    page = client.get("/c/sample/records/act/A-0001/").content.decode()

    assert "The school was closed" in page
    assert "seen" in page


def _leaks(where: str, content: bytes) -> list[str]:
    text = content.decode(errors="replace")
    return [f"{where}: {words}" for words in WORDS if words in text]
