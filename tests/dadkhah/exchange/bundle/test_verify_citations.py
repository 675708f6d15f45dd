"""Citations that lead nowhere."""

import json

import pytest


def filed(house, forger, tmp_path, facts, exhibits=()):
    content = {"facts": facts, "exhibits": list(exhibits)}
    house.filings = {"communication.json": json.dumps(content).encode()}
    house.bundle(tmp_path / "out")
    return type(forger)(tmp_path / "out").verdict()


def fact(*citations):
    cited = [{"exhibit": exhibit, "passage": passage} for exhibit, passage in citations]
    return {"text": "A fact.", "citations": cited}


@pytest.mark.parametrize(("cited", "reason"), [
    (("E-009", "X-0001"), "exhibit E-009 is not proven here"),
    (("E-001", "X-0009"), "passage/X-0009 is not proven here"),
    (("E-001", "X-0002"), "passage/X-0002 is not a passage of exhibit E-001"),
])  # fmt: skip
def test_a_citation_that_leads_nowhere_is_named(own_house, forger, tmp_path, cited, reason):
    verdict = filed(own_house, forger, tmp_path, [fact(("E-001", "X-0001"), cited)])

    assert verdict.says(f"communication.json fact 1: {reason}")
    assert verdict.exit == 1


@pytest.mark.parametrize("facts", [
    [{"text": "A fact."}], [fact()], ["A fact."], [{"citations": "E-001"}], "none", None,
    [{"citations": [None]}], [{"citations": [{"exhibit": 1, "passage": "X-0001"}]}],
])  # fmt: skip
def test_a_fact_that_cites_nothing_is_refused(own_house, forger, tmp_path, facts):
    assert filed(own_house, forger, tmp_path, facts).exit == 1


def test_a_citation_of_something_withheld_is_said_to_be_withheld(own_house, forger, tmp_path):
    content = own_house.content
    own_house.content = lambda: _numbered(content())
    verdict = filed(own_house, forger, tmp_path, [fact(("E-003", "X-0004"))])

    assert verdict.exit == 0
    assert ("data/filing/communication.json fact 1", "it rests on exhibit E-003, passage/X-0004,"
            " withheld") in verdict.of("WITHHELD")  # fmt: skip


def _numbered(content):
    content.exhibit_numbers["communication"]["I-0004"] = "E-003"
    return content


def test_a_quote_that_is_not_in_the_exhibit_is_wrong(own_house, forger, tmp_path):
    (logged,) = own_house.append({
        "type": "revision", "record": "passage/X-0001", "revision": "2", "actor": "A-07",
        "f:id": "X-0001", "f:item": "I-0001", "f:quote": "girls may attend school",
    })  # fmt: skip
    own_house.revisions["passage/X-0001"] = logged
    verdict = filed(own_house, forger, tmp_path, [fact(("E-001", "X-0001"))])

    assert verdict.says("the quote of passage/X-0001 does not occur in exhibit E-001")


def test_a_hash_that_the_filing_prints_must_be_that_of_the_exhibit(own_house, forger, tmp_path):
    listed = [{"number": "E-001", "sha256": "0" * 64}]

    assert filed(own_house, forger, tmp_path, [], listed).says("another SHA-256 for E-001")


@pytest.mark.parametrize("listed", [[1], [{}], [{"number": "E-001"}], [None]])
def test_a_list_of_exhibits_that_is_none_is_refused(own_house, forger, tmp_path, listed):
    assert filed(own_house, forger, tmp_path, [], listed).exit == 1
