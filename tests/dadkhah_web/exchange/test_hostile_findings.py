"""What a file says of itself may be anything: it is kept or refused, and nothing else ends."""

import json

import pytest

from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah.derivation.tasks import TASKS
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.derivation import findings_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.exchange.work.deriving import take
from people import access, person


@pytest.fixture
def inside(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return access(person("investigator", Role.INVESTIGATOR, Role.CUSTODIAN))


@pytest.fixture
def item(inside):
    return EvidenceItem.objects.get(record__code="I-0001")


def said(value):
    fact = {"group": "exif", "name": "comment", "value": value}
    return Done({"facts": [fact], "other": value}, frozenset())


@pytest.mark.parametrize(
    "value",
    ["\\u0000", "\\\\u0000", "a\0b", "\ud800", "\udfff\ud83d", '"\\u0000', "\u202e\u2066<b>"],
)
def test_any_words_of_a_file_are_kept_as_a_database_can_keep_them(inside, item, tmp_path, value):
    made = take(inside, item, TASKS["pdf-about"], said(value), tmp_path).made[0]
    made.refresh_from_db()
    kept = json.dumps(made.about)

    assert not made.failure
    assert "\\ud8" not in kept
    assert "\\udf" not in kept
    assert "\0" not in made.about["other"]
    assert findings_of(item)


def test_a_text_with_a_backslash_keeps_it(inside, item, tmp_path):
    made = take(inside, item, TASKS["pdf-about"], said("C:\\u0000"), tmp_path).made[0]

    assert made.about["other"] == "C:\\u0000"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_not_kept(inside, item, tmp_path, number):
    print_ = {"kind": "dhash", "value": "0", "at": number}
    picture = {"file": "a", "what": "poster", "width": number, "height": 1}
    for answer in ({"fingerprints": [print_]}, {"pictures": [picture]}, {"other": [number]}):
        made = take(inside, item, TASKS["pdf-about"], Done(answer, frozenset()), tmp_path).made[0]
        made.refresh_from_db()
        json.loads(json.dumps(made.about), parse_constant=pytest.fail)
    findings_of(item)


@pytest.mark.parametrize(
    "page",
    [
        {"number": 1, "label": "", "size": [1, 1], "text": "\ud800", "words": []},
        {"number": float("inf"), "label": "", "size": [1, 1], "text": "a", "words": []},
        {"number": 2**70, "label": "", "size": [1, 1], "text": "a", "words": []},
        {"number": -1, "label": "", "size": [1, 1], "text": "a", "words": []},
        {"number": 1, "label": "a\0", "size": [1, 1], "text": "a", "words": []},
        {"number": 1, "label": "", "size": [float("nan"), 1], "text": "a", "words": []},
        {
            "number": 1,
            "label": "",
            "size": [1, 1],
            "text": "ab",
            "words": [[0, float("inf"), 1, 1, 1, 1]],
        },
        {
            "number": 1,
            "label": "",
            "size": [1, 1],
            "text": "ab",
            "words": [[0, 1, 1, 1, 1, float("nan")]],
        },
        {"number": 1, "label": "", "size": [1, 1], "text": "ab", "words": [[0.5, 1.5, 1, 1, 1, 1]]},
        {
            "number": 1,
            "label": "",
            "size": [1, 1],
            "text": "ab",
            "words": [[0, 1, 10**400, 1, 1, 1]],
        },
    ],
)
def test_a_text_that_cannot_be_kept_is_a_failure_of_its_own(inside, item, tmp_path, page):
    (tmp_path / "text.json").write_text(json.dumps({"version": 1, "pages": [page, page]}))
    outcome = Done({"has_text": True}, frozenset())
    take(inside, item, TASKS["pdf-text"], outcome, tmp_path)


def test_what_went_wrong_is_told_in_words_a_database_can_keep(inside, item, tmp_path):
    outcome = Failed(Reason.DAMAGED, "at \ud800 \0.")
    made = take(inside, item, TASKS["pdf-about"], outcome, tmp_path).made[0]
    made.refresh_from_db()

    assert made.failure.startswith("damaged at ")
    assert "\0" not in made.failure
