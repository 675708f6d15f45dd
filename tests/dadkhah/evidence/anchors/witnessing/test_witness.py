"""A witness cosigns what extends what it saw, durably, and nothing else."""

import re
from dataclasses import replace

import pytest

from dadkhah.errors import KeyNotReadable, WitnessNotReadable
from dadkhah.evidence.anchors.witnessing.cosignature import cosigned_at
from dadkhah.evidence.anchors.witnessing.witness import Witness
from dadkhah.evidence.anchors.witnessing.witness_request import WitnessRequest
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.checkpoint import sign_checkpoint

# The request in the example of C2SP tlog-witness; two lines of signatures are left out.
EXAMPLE = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1g\
GzGku9nTo+zyWE+xeMcTOAYQ8=
""".encode()


@pytest.fixture
def witness(house):
    made = Witness.create(house.home / "w", "witness.example/w")
    made.know(house.log.vkey.text)
    return made


def asked(house, old_size=0, **changes):
    proof = house.log.consistency_proof(old_size) if old_size else ()
    return replace(WitnessRequest(old_size, proof, house.head), **changes).written()


def test_the_example_of_c2sp_is_read_and_written():
    read = WitnessRequest.read(EXAMPLE)

    assert (read.old_size, len(read.proof)) == (20852014, 4)
    assert read.origin == "example.com/behind-the-sofa"
    assert read.written() == EXAMPLE


@pytest.mark.parametrize("content", [
    b"", b"old 1\n", b"old 01\n\nx", b"old -1\n\nx", b"old 1\nxxx\n\nx", b"new 1\n\nx",
    b"old 1\n" + (b"A" * 43 + b"=\n") * 64 + b"\nx", EXAMPLE + bytes(70_000),
])  # fmt: skip
def test_what_is_no_request_is_answered_with_400(house, witness, content):
    assert WitnessRequest.read(content) is None
    assert witness.add_checkpoint(content, at=house.now).status == 400


def test_the_first_head_is_cosigned_and_the_next_that_extends_it(house, witness):
    first = witness.add_checkpoint(asked(house), at=house.now)
    head = house.head
    house.append(300)
    second = witness.add_checkpoint(asked(house, 5), at=house.now)

    assert (first.status, second.status) == (200, 200)
    assert cosigned_at(head, first.body.encode(), witness.vkey) == house.now
    assert cosigned_at(house.head, second.body.encode(), witness.vkey) == house.now
    assert Witness.load(witness.folder).last_head(house.log.vkey).size == 305


def test_the_same_head_is_cosigned_again(house, witness):
    witness.add_checkpoint(asked(house), at=house.now)

    assert witness.add_checkpoint(asked(house, 5), at=house.now).status == 200


def test_another_old_size_is_answered_with_the_one_it_knows(house, witness):
    witness.add_checkpoint(asked(house), at=house.now)
    answer = witness.add_checkpoint(asked(house), at=house.now)

    assert (answer.status, answer.body, answer.media_type) == (409, "5\n", "text/x.tlog.size")


def test_a_fork_of_the_same_size_is_refused_and_kept(house, witness):
    witness.add_checkpoint(asked(house), at=house.now)
    key = house.key
    other = sign_checkpoint(size=5, root=bytes(32), key=key.vkey, sign=key.sign)
    answer = witness.add_checkpoint(asked(house, 5, note=other.signed), at=house.now)

    assert (answer.status, "fork" in answer.body) == (409, True)
    assert [p.read_bytes() for p in (witness.folder / "refused").iterdir()] == [other.signed]
    assert witness.last_head(key.vkey).signed == house.head


def test_a_proof_that_does_not_hold_is_refused_and_the_head_kept(house, witness):
    witness.add_checkpoint(asked(house), at=house.now)
    house.append(3)
    answer = witness.add_checkpoint(asked(house, 5, proof=(bytes(32),)), at=house.now)

    assert answer.status == 422
    assert witness.last_head(house.log.vkey).size == 5


def test_no_more_refused_heads_are_kept_than_a_disk_can_bear(house, witness, monkeypatch):
    monkeypatch.setattr("dadkhah.evidence.anchors.witnessing.witness.MOST_REFUSED", 1)
    witness.add_checkpoint(asked(house), at=house.now)
    for _ in range(2):
        house.append(1)
        witness.add_checkpoint(asked(house, 5, proof=()), at=house.now)

    assert len(list((witness.folder / "refused").iterdir())) == 1


def test_a_log_that_is_not_known_is_answered_with_404(house):
    stranger = Witness.create(house.home / "s", "witness.example/s")

    assert stranger.add_checkpoint(asked(house), at=house.now).status == 404


def test_a_head_that_its_log_did_not_sign_is_answered_with_403(house, witness):
    forged = house.head.replace(b"\n5\n", b"\n6\n")

    assert witness.add_checkpoint(asked(house, note=forged), at=house.now).status == 403


def test_an_old_size_beyond_the_head_is_answered_with_400(house, witness):
    request = WitnessRequest(6, (), house.head).written()

    assert witness.add_checkpoint(request, at=house.now).status == 400


def test_a_witness_never_cosigns_two_stories(house, witness, tmp_path):
    witness.add_checkpoint(asked(house), at=house.now)
    twin = DeviceKey(tmp_path / "twin", house.key.vkey, house.key._seed)
    with CustodyLog.create(tmp_path / "logs", twin) as log:
        log.append([b"another story"] * 8)
    other = LogReader(tmp_path / "logs" / twin.device)
    request = WitnessRequest(5, other.consistency_proof(5), other.head().signed)

    assert witness.add_checkpoint(request.written(), at=house.now).status == 422


@pytest.mark.parametrize("steps", [(1, 1, 1), (2, 7, 30), (40, 1, 256, 3)])
def test_every_head_of_a_growing_log_is_cosigned(house, witness, steps):
    witness.add_checkpoint(asked(house), at=house.now)
    for step in steps:
        size = house.log.size
        house.append(step)
        assert witness.add_checkpoint(asked(house, size), at=house.now).status == 200


def test_a_key_is_made_once_and_read_again(tmp_path):
    made = Witness.create(tmp_path / "w", "witness.example/w")

    assert Witness.load(tmp_path / "w").vkey == made.vkey
    assert (tmp_path / "w" / "witness-key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(WitnessNotReadable, match="already holds"):
        Witness.create(tmp_path / "w", "another")


@pytest.mark.parametrize("name", ["", "two words", "a+b", "x" * 201])
def test_a_name_that_no_note_can_hold_is_refused(tmp_path, name):
    with pytest.raises(WitnessNotReadable, match="no name of a witness"):
        Witness.create(tmp_path / "w", name)


def test_a_damaged_key_is_not_used(tmp_path):
    with pytest.raises(WitnessNotReadable, match="no witness in"):
        Witness.load(tmp_path)
    file = Witness.create(tmp_path / "w", "w").folder / "witness-key"
    line = file.read_text()
    for changed in ("nonsense", line.replace("+w+", "+v+"), re.sub(r"\+[^+]+$", "+=", line)):
        file.write_text(changed)
        with pytest.raises(WitnessNotReadable):
            Witness.load(tmp_path / "w")


def test_a_log_is_known_by_one_key_for_ever(house, witness):
    other = DeviceKey.create(house.home / "other").vkey
    renamed = replace(other, name=house.log.vkey.name)
    witness.know(house.log.vkey.text)
    with pytest.raises(KeyNotReadable, match="Another key of"):
        witness.know(renamed.text)
    witness.know(other.text)

    assert set(witness.logs()) == {house.log.vkey.name, other.name}
