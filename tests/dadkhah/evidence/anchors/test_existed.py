"""Since when an entry demonstrably exists, and who says so."""

import pytest

from authority import AT, Authority
from dadkhah.errors import AnchorNotValid
from dadkhah.evidence.anchors.existed import check_anchors, existed_by
from dadkhah.evidence.tlog.checkpoint import sign_checkpoint


@pytest.fixture
def anchored(house):
    """Five entries stamped at two, twenty more stamped two days later, and more that wait."""
    house.authority = house.ask_authority()
    house.ask_calendar()
    house.anchor()
    house.append(20)
    house.authority.later(days=2)
    house.anchor()
    house.append(1)
    return house


def existed(house, entry):
    return existed_by(house.anchors, house.log, entry)


def test_the_first_head_that_covers_an_entry_dates_it(anchored):
    first, second = existed(anchored, 4), existed(anchored, 5)

    assert (first.at, second.at) == (AT, anchored.authority.at)
    assert first.says[0].detail == "CN=A stamping authority"
    assert first.others[0].is_pending


def test_an_entry_that_no_head_covers_is_not_dated(anchored):
    assert existed(anchored, 25).at is None
    assert existed(anchored, 25).others == ()


def test_the_earliest_of_several_counts(anchored):
    early = anchored.ask_authority("early", Authority(at=AT.replace(hour=1)))
    anchored.anchors.write(anchored.device, 5, "early.tsr", early.stamp(_digest(anchored, 5)))

    assert [one.name for one in existed(anchored, 0).says] == ["early", "tsa"]
    assert existed(anchored, 0).at == AT.replace(hour=1)


def test_a_witness_dates_an_entry_too(house):
    house.ask_witness()
    house.anchor()
    (said,) = existed(house, 0).says

    assert (said.kind, said.time, said.detail) == ("witness", AT, "witness.example/wit")


def test_a_block_is_named_and_gives_no_date(house):
    house.ask_calendar().height = 9
    house.anchor()
    house.anchor()
    found = existed(house, 0)

    assert found.at is None
    assert (found.others[0].detail, found.others[0].is_pending) == ("Bitcoin block 9", False)


def test_a_stamp_of_another_head_dates_nothing_and_is_named(anchored):
    other = anchored.anchors.read(anchored.device, 25, "tsa.tsr")
    anchored.anchors.write(anchored.device, 5, "tsa.tsr", other)
    _, faults = check_anchors(anchored.anchors, anchored.log)

    assert existed(anchored, 0).at == anchored.authority.at  # the next head covers it as well
    assert [(f.subject, "something else" in f.message) for f in faults] == [
        (f"{anchored.device}/5/tsa.tsr", True)
    ]


def test_all_anchors_that_hold_are_listed(anchored):
    says, faults = check_anchors(anchored.anchors, anchored.log)

    assert faults == ()
    assert [(one.name, one.size) for one in says] == [
        ("tsa", 5), ("cal", 5), ("tsa", 25), ("cal", 25),
    ]  # fmt: skip


def test_the_head_of_a_forked_log_dates_nothing(anchored):
    key = anchored.key
    forged = sign_checkpoint(size=5, root=bytes(32), key=key.vkey, sign=key.sign).signed
    anchored.anchors.write(anchored.device, 5, "checkpoint", forged)
    _, faults = check_anchors(anchored.anchors, anchored.log)

    assert "not one of the log" in faults[0].message
    assert existed(anchored, 0).at == anchored.authority.at


@pytest.mark.parametrize("content", [b"", b"nonsense"])
def test_a_head_that_is_gone_or_damaged_is_named(anchored, content):
    anchored.anchors.write(anchored.device, 5, "checkpoint", content)
    _, faults = check_anchors(anchored.anchors, anchored.log)

    assert faults[0].subject == f"{anchored.device}/5/checkpoint"


def test_a_log_that_ends_before_its_anchored_head_was_cut(anchored):
    key, kept = anchored.key, anchored.log
    head = sign_checkpoint(size=99, root=bytes(32), key=key.vkey, sign=key.sign).signed
    anchored.anchors.write(anchored.device, 99, "checkpoint", head)
    _, faults = check_anchors(anchored.anchors, kept)

    assert faults[0].subject == f"{anchored.device}/99/checkpoint"


def test_files_beside_the_heads_are_passed_over(anchored):
    (anchored.anchors.folder / anchored.device / "notes.txt").write_text("mine")
    (anchored.anchors.folder / anchored.device / "7").write_text("no folder")

    assert anchored.anchors.sizes(anchored.device) == [5, 7, 25]
    assert anchored.anchors.read(anchored.device, 7, "checkpoint") is None


def test_a_root_that_is_none_is_refused(house):
    for content in (b"", b"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n"):
        with pytest.raises(AnchorNotValid, match="no certificate"):
            house.anchors.write_roots("tsa", content)


def _digest(house, size):
    import hashlib  # noqa: PLC0415

    return hashlib.sha256(house.anchors.read(house.device, size, "checkpoint")).digest()


def test_one_who_was_never_asked_says_nothing(anchored):
    anchored.ask_authority("later")

    assert [one.name for one in existed(anchored, 0).says] == ["tsa"]
