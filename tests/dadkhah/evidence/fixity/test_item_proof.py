"""One item is proven to a stranger who has only the head of the log."""

import base64
import json

import pytest

from dadkhah.errors import ItemNotFound
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.fixity import find_item, kept_entries, prove_item
from dadkhah.evidence.fixity.item_proof import tlog_proof
from dadkhah.evidence.tlog.checkpoint import read_checkpoint
from dadkhah.evidence.tlog.merkle import leaf_hash, proves_inclusion


def check(proof, vkey):
    """Check a proof as its specification says; return the fields that it shows."""
    text, _, signed = proof.partition(b"\n\n")
    head = read_checkpoint(signed, vkey)
    first, extra, index, *hashes = text.decode().splitlines()
    assert first == "c2sp.org/tlog-proof@v1"
    shown = json.loads(base64.b64decode(extra.removeprefix("extra ")))
    entry = shown["entry"].encode()
    assert proves_inclusion(
        index=int(index.removeprefix("index ")),
        size=head.size,
        leaf=leaf_hash(entry),
        root=head.root,
        path=[base64.b64decode(one) for one in hashes],
    )
    return disclosed_fields(entry, shown["disclosures"])


@pytest.mark.parametrize("by", ["sha256", "object_name", "path"])
def test_an_item_is_found_by_each_of_its_names_and_proven(opened, by):
    opened.receive(opened.file("x", b"one"), opened.file("y", b"two"))
    ((received,), _) = opened.receive(opened.file("z", b"three"), reception="2")

    proof = prove_item(opened.vault, opened.identity, getattr(received, by))

    assert check(proof, opened.vault.log().vkey) == {
        "type": "receive",
        "sha256": received.sha256,
        "size": "5",
        "object": received.object_name,
    }


def test_only_the_fields_asked_for_are_opened(opened):
    ((received,), _) = opened.receive(opened.file("a-name", b"one"))

    proof = prove_item(opened.vault, opened.identity, received.sha256, show=["sha256"])

    assert check(proof, opened.vault.log().vkey) == {"sha256": received.sha256}
    assert b"a-name" not in base64.b64decode(proof.split(b"\n")[1].removeprefix(b"extra "))


def test_a_proof_without_extra_has_no_such_line(opened):
    assert tlog_proof(opened.vault.log(), 0).split(b"\n")[1] == b"index 0"


def test_what_the_vault_does_not_hold_is_said(opened):
    with pytest.raises(ItemNotFound, match="vault log"):
        find_item(opened.vault, opened.identity, "nothing")


def test_a_path_that_ends_so_is_offered_on_one_line(opened):
    opened.file("deep/a\n.txt", b"one")
    opened.receive()

    with pytest.raises(ItemNotFound, match=r"received as 'evidence/deep/a\\x0a\.txt'\?"):
        find_item(opened.vault, opened.identity, "a\n.txt")


def test_files_beyond_the_head_are_no_entries(opened):
    kept = opened.vault.kept(opened.vault.device)
    (kept.private / "8-9.jsonl.age").write_bytes(b"left by a crash")

    assert [one.entry for one in kept_entries(opened.vault, opened.identity)] == [0, 1]
