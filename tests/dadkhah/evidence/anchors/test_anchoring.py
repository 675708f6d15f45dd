"""A head goes to everybody who is asked; what they answer is checked, and what fails waits."""

from datetime import timedelta

import pytest

from authority import Authority
from dadkhah.evidence.anchors.anchoring import ANCHORED, FORK, PROMISED, REFUSED, WAITS
from dadkhah.evidence.anchors.queue import promises, waiting_for
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.tlog.signed_note import COSIGNATURE, VerifierKey


def states(outcomes):
    return {name: one.state for name, one in outcomes.items()}


@pytest.fixture
def asking(house):
    house.authority, house.calendar = house.ask_authority(), house.ask_calendar()
    house.witness = house.ask_witness()
    return house


def test_nothing_is_sent_while_nobody_is_named(house):
    assert house.anchor() == {}
    assert house.world.asked == []
    assert not house.anchors.folder.exists()


def test_everybody_is_asked_once_for_each_head(asking):
    first = asking.anchor()
    again = asking.anchor()

    assert states(first) == {"tsa": ANCHORED, "cal": PROMISED, "wit": ANCHORED}
    assert states(again) == {"cal": PROMISED}
    assert "2026-11-24 02:03:00 UTC by CN=A stamping authority" in first["tsa"].message
    folder = asking.anchors.folder / asking.device / "5"
    assert sorted(p.name for p in folder.iterdir()) == [
        "cal.ots", "checkpoint", "tsa.tsr", "wit.cosignature",
    ]  # fmt: skip
    assert (folder / "checkpoint").read_bytes() == asking.head


def test_nothing_but_hashes_signatures_and_a_size_leaves(asking):
    asking.anchor()
    sent = b"".join(body for _, body in asking.world.asked)

    assert b"entry" not in sent
    assert len(asking.world.asked) == 3


def test_without_a_network_the_head_waits_and_one_anchor_catches_up(asking):
    asking.world.is_connected = False
    waiting = asking.anchor()
    asking.append(20)
    asking.world.is_connected = True
    caught_up = asking.anchor()

    assert set(states(waiting).values()) == {WAITS}
    assert {one.size for one in caught_up.values()} == {25}
    policy = asking.anchors.policy()
    assert waiting_for(asking.anchors, policy, asking.device, 25) == []


def test_one_who_does_not_answer_keeps_nobody_else_waiting(asking):
    asking.world.silent.add("tsa")

    assert states(asking.anchor()) == {"tsa": WAITS, "cal": PROMISED, "wit": ANCHORED}


def test_a_promise_is_followed_up_until_a_block_has_it(asking):
    asking.anchor()
    later = asking.anchor()
    asking.append(1)
    asking.anchor()
    asking.calendar.height = 840_000
    kept = asking.anchor()

    assert (later["cal"].size, later["cal"].message) == (5, "not in a block yet")
    assert kept["cal"].state == ANCHORED
    assert "block 840000" in kept["cal"].message
    assert promises(asking.anchors, asking.anchors.policy(), asking.device) == []
    assert asking.anchor() == {}


def test_a_calendar_may_have_a_block_at_once(house, answered):
    calendar = house.ask_calendar()
    calendar.height = 7
    house.world.there["cal"] = lambda _, body: answered(200, calendar.block(body))

    assert states(house.anchor()) == {"cal": ANCHORED}


def test_a_calendar_that_leads_nowhere_is_refused(house, answered, serialized):
    from opentimestamps.core.notary import UnknownAttestation  # noqa: PLC0415
    from opentimestamps.core.timestamp import Timestamp  # noqa: PLC0415

    def nowhere(_, body):
        stamp = Timestamp(body)
        stamp.attestations.add(UnknownAttestation(bytes(8), b""))
        return answered(200, serialized(stamp))

    house.ask_calendar()
    house.world.there["cal"] = nowhere

    assert "leads to no block" in house.anchor()["cal"].message


def test_a_stamp_that_does_not_hold_is_not_kept(asking):
    asking.ask_authority("other", Authority())
    asking.anchors.write_roots("other", asking.authority.root.pem)

    assert house_state(asking, "other") == REFUSED
    assert asking.anchors.read(asking.device, 5, "other.tsr") is None


def house_state(house, name):
    return house.anchor()[name].state


def test_an_authority_without_a_root_is_not_even_asked(house):
    house.ask_authority()
    (house.anchors.folder / "roots" / "tsa.pem").unlink()

    assert "no root certificate" in house.anchor()["tsa"].message
    assert house.world.asked == []


def test_a_status_that_is_no_success_is_told(house, answered):
    house.ask_authority()
    house.world.there["tsa"] = lambda *_: answered(500, b"out\nof order")

    assert house.anchor()["tsa"].message == "It answered with status 500: out of order"


def test_a_clock_that_is_wrong_is_told(asking):
    asking.now += timedelta(hours=3)

    assert "this device says 2026-11-24 05:03: set it" in asking.anchor()["tsa"].message


def test_a_witness_that_saw_an_earlier_head_is_given_the_proof_from_there(asking):
    asking.anchor()
    forget(asking, 5)
    asking.append(300)

    assert asking.anchor()["wit"].state == ANCHORED


def test_a_witness_that_saw_more_than_there_is_shows_an_old_copy(asking, tmp_path):
    asking.append(10)
    asking.anchor()
    forget(asking, 15)
    asking.logs = _twin(asking, tmp_path, [f"entry {n}".encode() for n in range(5)])

    outcome = asking.anchor()["wit"]
    assert (outcome.state, "an old copy" in outcome.message) == (FORK, True)


def forget(house, size):
    """Lose what was answered about a head."""
    for file in (house.anchors.folder / house.device / str(size)).iterdir():
        file.unlink()


@pytest.mark.parametrize("count", [5, 9])
def test_a_witness_that_saw_another_story_cries_fork(asking, tmp_path, count):
    asking.anchor()
    asking.logs = _twin(asking, tmp_path, [b"another story"] * count)
    forget(asking, 5)

    outcome = asking.anchor()["wit"]
    assert (outcome.state, "another story" in outcome.message) == (FORK, True)
    assert asking.anchors.read(asking.device, count, "wit.cosignature") is None


def test_two_witnesses_cosign_and_one_that_saw_a_fork_refuses(asking, tmp_path):
    asking.ask_witness("second")
    asking.anchor()
    lied = _twin(asking, tmp_path, [b"shown to the third alone"] * 9)
    third = asking.ask_witness("third")
    honest, asking.logs = asking.logs, lied
    assert house_state(asking, "third") == ANCHORED
    asking.logs = honest
    asking.append(7)

    assert states(asking.anchor()) | {"cal": ""} == {
        "tsa": ANCHORED, "cal": "", "wit": ANCHORED, "second": ANCHORED, "third": FORK,
    }  # fmt: skip
    assert third.last_head(asking.log.vkey).size == 9


def _twin(house, tmp_path, entries):
    """Another log by the same key: what whoever stole it could write."""
    device = type(house.key)(tmp_path / "twin", house.key.vkey, house.key._seed)
    with CustodyLog.create(tmp_path / "twins", device) as log:
        log.append(entries)
    return tmp_path / "twins"


def test_a_witness_that_does_not_know_the_log_is_told_its_key(house):
    house.ask_witness(knows=False)

    assert house.log.vkey.text in house.anchor()["wit"].message


def test_a_witness_that_refuses_is_quoted(house, answered):
    house.ask_witness()
    house.world.there["wit"] = lambda *_: answered(403, b"go away")

    assert "status 403: go away" in house.anchor()["wit"].message


def test_a_cosignature_by_a_key_that_is_not_in_the_policy_is_not_kept(house):
    house.ask_witness()
    policy = house.anchors.policy()
    stranger = VerifierKey("witness.example/wit", house.log.vkey.public_key, COSIGNATURE)
    changed = policy.without("wit").with_witness("wit", stranger.text, "https://wit").counting()
    house.anchors.write_policy(changed)

    assert house_state(house, "wit") == REFUSED


def test_a_witness_without_an_address_is_not_asked(house):
    house.ask_witness()
    policy = house.anchors.policy()
    house.anchors.write_policy(
        policy.without("wit").with_witness("wit", policy.witnesses[0].key.text).counting()
    )

    assert house.anchor() == {}


def test_an_empty_log_has_nothing_to_anchor(tmp_path, house):
    empty = type(house)(tmp_path / "empty")
    empty.ask_authority()

    assert empty.anchor() == {}


def test_a_proof_that_was_damaged_promises_nothing(asking):
    asking.anchor()
    asking.anchors.write(asking.device, 5, "cal.ots", b"x")

    assert asking.anchor() == {}
