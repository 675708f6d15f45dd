"""That a copy was made of an item is proved from hash tiles, and the item is not shown."""

from datetime import UTC, datetime

import pytest

from dadkhah.errors import LineageNotProven
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.entry import commit
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import leaf_hash
from dadkhah.exchange.bundle.public_log import write_log
from dadkhah.exchange.lineage_proof import prove_lineage, read_commitment

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET = "evidence/maryam.mp4"  # noqa: S105


class House:
    """A log, and what a stranger has of it: its head and its hash tiles."""

    def __init__(self, folder):
        self.key = DeviceKey.create(folder / "device")
        self.folder = folder
        with CustodyLog.create(folder / "log", self.key):
            pass

    def receive(self, **fields):
        entry, disclosures = commit({"type": "receive", **fields}, AT)
        with CustodyLog.open(self.folder / "log", self.key) as log:
            (place,) = log.append([entry])
        return place, entry, {one.name: one.encoded for one in disclosures}

    def named(self, place, entry):
        return f"{self.key.device}/{place}#{leaf_hash(entry).hex()}"

    def public(self):
        """What a bundle has: no entry at all."""
        out = self.folder / f"public-{len(list(self.folder.iterdir()))}"
        log = LogReader(self.folder / "log" / self.key.device)
        write_log(log, out)
        assert not list(out.rglob("entries"))
        return {self.key.device: LogReader(out, self.key.vkey)}


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "one")
    for n in range(5):
        house.receive(file=f"{n}")
    return house


@pytest.fixture
def family(house):
    """The place and entry of an item, and those of a copy of it with what opens it."""
    parent = house.receive(file=SECRET, item="I-0001")[:2]
    house.receive(file="between")
    copy = house.receive(
        file="copy.mp4", item="I-0002", parent=house.named(*parent), relation="redaction"
    )
    return parent, copy


def proved(house, copy, logs=None, names=("parent", "relation"), place=None):
    position, entry, opened = copy
    named = (house.key.device, position if place is None else place)
    return prove_lineage(named, entry, [opened[name] for name in names], logs or house.public())


def test_a_copy_is_proved_to_be_of_an_entry_that_stays_closed(house, family):
    parent, copy = family
    proof = proved(house, copy)

    assert (proof.parent.device, proof.parent.entry) == (house.key.device, parent[0])
    assert proof.relation == "redaction"
    assert "its content is not shown" in proof.sentence
    assert SECRET not in proof.sentence


def test_a_copy_in_another_log_than_the_item_is_proved_with_both(house, family, tmp_path):
    parent, _copy = family
    other = House(tmp_path / "two")
    copy = other.receive(parent=house.named(*parent), relation="redaction")

    assert proved(other, copy, {**other.public(), **house.public()}).parent.entry == parent[0]
    with pytest.raises(LineageNotProven):
        proved(other, copy, other.public())


def test_a_wrong_parent_is_not_proved(house, family):
    _parent, (_place, entry, _opened) = family
    twin, _disclosures = commit({"type": "receive", "file": SECRET, "item": "I-0001"}, AT)
    for named in (
        house.named(1, entry),  # an entry that is there, elsewhere
        house.named(2, twin),  # the same content, other salts
        house.named(5000, twin),
        f"other/0#{leaf_hash(entry).hex()}",
        "I-0001",
        f"{house.key.device}/01#{leaf_hash(entry).hex()}",
        f"{house.key.device}/1#00",
    ):
        copy = house.receive(parent=named, relation="redaction")
        with pytest.raises(LineageNotProven):
            proved(house, copy)


def test_what_came_later_is_no_parent(house):
    later, _disclosures = commit({"type": "receive", "file": "later"}, AT)
    place = LogReader(house.folder / "log" / house.key.device).size + 1
    copy = house.receive(parent=house.named(place, later), relation="redaction")
    with CustodyLog.open(house.folder / "log", house.key) as log:
        log.append([later])

    with pytest.raises(LineageNotProven, match="came later"):
        proved(house, copy)


def test_fields_of_another_entry_open_nothing(house, family):
    parent, (place, entry, _opened) = family
    _place, _entry, others = house.receive(parent=house.named(*parent), relation="redaction")

    with pytest.raises(LineageNotProven):
        proved(house, (place, entry, others))


def test_a_copy_whose_parent_is_not_shown_is_not_proved(house, family):
    _parent, copy = family

    with pytest.raises(LineageNotProven, match="not shown"):
        proved(house, copy, names=("relation",))


def test_a_copy_that_is_not_in_the_log_proves_nothing(house, family):
    _parent, copy = family
    forged, disclosures = commit({"parent": copy[2]["parent"], "relation": "redaction"}, AT)

    with pytest.raises(LineageNotProven):
        proved(house, (copy[0], forged, {one.name: one.encoded for one in disclosures}))
    with pytest.raises(LineageNotProven):
        proved(house, copy, place=0)


def test_a_commitment_is_read_as_it_is_written(house, family):
    (place, entry), _copy = family
    read = read_commitment(house.named(place, entry))

    assert (read.device, read.entry, read.leaf) == (house.key.device, place, leaf_hash(entry))
