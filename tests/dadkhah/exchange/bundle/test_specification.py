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
def bundle(tmp_path):
    bundle = verify.Bundle(str(tmp_path))
    bundle.logs[LINE["device"]] = verify.read_key(BLOCKS["vkey"]), LEAVES
    bundle.said.clear()
    return bundle


def test_the_head_is_signed_and_is_that_of_the_leaves():
    key = verify.read_key(BLOCKS["vkey"])
    size, root = verify.read_head("checkpoint", f"{BLOCKS['checkpoint']}\n".encode(), key)

    assert size == 2
    assert verify.root_of(LEAVES, 0, 2) == root == sha256(b"\1" + LEAVES).digest()
    assert key.fingerprint in PAGE.read_text("utf-8").replace("`", "")


def test_the_line_shows_what_the_page_says(bundle):
    assert verify.open_entry(bundle, LINE) == (
        {"type": "revision", "record": "act/A-0001", "f:id": "A-0001", "f:places": "AF-KAB"},
        4,
    )


def test_the_summary_disclosed_later_opens_the_digest_that_was_there(bundle):
    later = {**LINE, "disclosures": [*LINE["disclosures"], BLOCKS["disclosure"]]}
    fields, unopened = verify.open_entry(bundle, later)

    assert fields["f:summary"] == "Guards turned pupils away."
    assert unopened == 3


def test_the_record_is_proven_with_one_field_held_back(bundle):
    bundle.contents["columns"] = {"act": ["f:id", "f:places", "f:summary"]}

    assert verify.check_record(bundle, LINE, "act").endswith("4 fields shown")
    assert bundle.said == [("WITHHELD", "act/A-0001", "fields not shown: f:summary")]
