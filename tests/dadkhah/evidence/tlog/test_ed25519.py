"""A signature fits one text and one key."""

import json
from pathlib import Path

import pytest

from dadkhah.evidence.tlog.ed25519 import is_signed, is_sound_key, public_key_of, sign

PATH = Path(__file__).parents[3] / "vectors" / "ed25519_edge_cases.json"
CASES = json.loads(PATH.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["comment"])
def test_an_edge_case_is_accepted_or_refused_as_it_should_be(case):
    key, message, signature = (
        bytes.fromhex(case[name]) for name in ("public_key", "message", "signature")
    )

    assert is_signed(key, signature, message) is case["valid"]


def test_the_edge_cases_hold_both_answers_and_every_kind():
    flags = {flag for case in CASES for flag in case["flags"]}

    assert {case["valid"] for case in CASES} == {True, False}
    assert flags >= {"NonCanonicalS", "SmallOrderKey", "Cofactor", "NonCanonicalR", "WrongLength"}


def test_a_key_of_small_order_is_not_sound_although_its_equation_holds():
    weak = [case for case in CASES if "SmallOrderKey" in case["flags"]]

    assert not any(is_sound_key(bytes.fromhex(case["public_key"])) for case in weak)
    assert len(weak) >= 8


def test_what_is_signed_is_signed():
    seed = bytes(range(32))

    assert is_signed(public_key_of(seed), sign(seed, b"text"), b"text")
    assert not is_signed(public_key_of(seed), sign(seed, b"text"), b"texT")
