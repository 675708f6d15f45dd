import json

from dadkhah.filings.document_json import document_json


def test_each_fact_is_listed_with_its_exhibits_and_passages(small):
    listed = json.loads(document_json(small))

    assert listed["facts"][0] == {
        "number": 1,
        "text": "Girls were told to stay home.",
        "language": "en",
        "note": 1,
        "citations": [
            {"exhibit": "E-001", "passage": "X-0001", "bearing": "supports"},
            {"exhibit": "E-002", "passage": "X-0002", "bearing": "supports"},
        ],
    }
    assert [fact["number"] for fact in listed["facts"]] == list(range(1, len(listed["facts"]) + 1))


def test_facts_cited_inline_and_in_other_languages_are_listed_too(small, build):
    listed = json.loads(document_json(small))

    assert {fact["language"] for fact in listed["facts"]} == {"en", "fa", "ps"}
    assert sum(fact["note"] is None for fact in listed["facts"]) == 60
    assert listed["exhibits"][0]["sha256"] == build.case().items[0].sha256
