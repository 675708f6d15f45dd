"""The worked example of docs/formats/case-bundle.md is true."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from dadkhah.exchange import verify

PAGE = Path(__file__).parents[4] / "docs" / "formats" / "case-bundle.md"
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)\n```$", PAGE.read_text("utf-8"), re.M | re.S))
LINE = json.loads(BLOCKS["json"])
LEAVES = bytes.fromhex(BLOCKS["leaves"])


@pytest.fixture
def entries():
    key = verify.read_key(BLOCKS["vkey"])
    note = f"{BLOCKS['checkpoint']}\n".encode()
    log = verify.Log(key, verify.read_head("checkpoint", note, key), LEAVES, note)
    return verify.Entries({LINE["device"]: log})


def test_the_head_is_signed_and_is_that_of_the_leaves(entries):
    (log,) = entries.logs.values()

    assert log.head.size == 2
    assert verify.roots_at(LEAVES, [2])[2] == log.head.root == sha256(b"\1" + LEAVES).digest()
    assert log.key.fingerprint in PAGE.read_text("utf-8").replace("`", "")


def test_the_line_shows_what_the_page_says(entries):
    assert entries.open(LINE) == (
        {"type": "revision", "record": "act/A-0001", "f:id": "A-0001", "f:places": "AF-KAB"},
        4,
    )


def test_the_summary_disclosed_later_opens_the_digest_that_was_there(entries):
    later = {**LINE, "disclosures": [*LINE["disclosures"], BLOCKS["disclosure"]]}
    fields, unopened = entries.open(later)

    assert fields["f:summary"] == "Guards turned pupils away."
    assert unopened == 3


def test_the_record_is_proven_with_one_field_held_back(entries):
    columns = ["f:id", "f:places", "f:summary"]

    assert verify.check_record(entries, LINE, "act", columns).endswith("4 fields shown")
    assert entries.held_back == [("act/A-0001", ["f:summary"])]
