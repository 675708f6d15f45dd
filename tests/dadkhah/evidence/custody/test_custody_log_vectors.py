"""The test vectors of `docs/formats/custody-log.md` hold, and are what their generator writes."""

import hashlib
import importlib.util
import json
from datetime import datetime
from pathlib import Path

import pytest

from dadkhah.errors import EntryNotReadable
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.evidence.custody.entry import commit, disclosed_fields, read_entry
from dadkhah.evidence.tlog.checkpoint import read_checkpoint
from dadkhah.evidence.tlog.ed25519 import public_key_of
from dadkhah.evidence.tlog.merkle import (
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)
from dadkhah.evidence.tlog.signed_note import VerifierKey

FOLDER = Path(__file__).parents[4] / "docs" / "formats" / "vectors"
VECTORS = json.loads((FOLDER / "custody-log.json").read_text(encoding="utf-8"))
KEY = VerifierKey.parse(VECTORS["key"]["vkey"])
_spec = importlib.util.spec_from_file_location("write_custody_log", FOLDER / "write_custody_log.py")
writer = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(writer)


def unhex(hashes):
    return [bytes.fromhex(text) for text in hashes]


def test_the_file_is_what_its_generator_writes():
    assert writer.PATH.read_text(encoding="utf-8") == writer.written()


def test_the_key_lines_follow_from_the_seed():
    key = VECTORS["key"]

    assert public_key_of(bytes.fromhex(key["seed"])) == KEY.public_key
    assert KEY.name == f"dadkhah.local/{key['device']}"


def test_the_roots():
    leaves = [leaf_hash(leaf) for leaf in unhex(VECTORS["hashing"]["leaves"])]

    roots = [root_of(leaves[:size]).hex() for size in range(len(leaves) + 1)]
    assert roots == [VECTORS["hashing"]["empty_root"], *VECTORS["hashing"]["roots"]]


@pytest.mark.parametrize("vector", VECTORS["disclosures"], ids=lambda v: v["name"])
def test_a_disclosure(vector):
    disclosure = Disclosure(vector["salt"], vector["name"], vector["value"])

    assert (disclosure.encoded, disclosure.digest) == (vector["encoded"], vector["digest"])
    assert Disclosure.decode(vector["encoded"]) == disclosure


def test_the_entries_follow_from_the_salts():
    salts = writer.counting_salts()
    for vector in VECTORS["entries"]:
        at = datetime.fromisoformat(vector["at"])
        content, disclosures = commit(vector["fields"], at, salt_source=salts)

        assert content.decode() == vector["entry"]
        assert [disclosure.encoded for disclosure in disclosures] == vector["disclosures"]
        assert disclosed_fields(content, vector["disclosures"]) == vector["fields"]
        assert leaf_hash(content).hex() == vector["leaf_hash"]


@pytest.mark.parametrize("vector", VECTORS["refused_entries"], ids=lambda v: v["because"])
def test_a_refused_entry(vector):
    with pytest.raises(EntryNotReadable):
        read_entry(vector["entry"].encode())


def test_a_log_has_these_files_at_these_sizes(tmp_path):
    key = DeviceKey.create(tmp_path / "device", salt_source=writer.counting_salts())
    with CustodyLog.create(tmp_path / "log", key) as log:
        for state in VECTORS["log"]:
            if state["size"] > log.size:
                log.append([f"entry {i}".encode() for i in range(log.size, state["size"])])
            head = read_checkpoint(state["checkpoint"].encode(), KEY)
            files = {
                path.relative_to(log.folder).as_posix(): hashlib.sha256(
                    path.read_bytes()
                ).hexdigest()
                for path in log.folder.rglob("*")
                if path.is_file()
            }

            assert head == log.head()
            assert head.root.hex() == state["root"]
            assert files == state["files"]


def test_the_inclusion_proofs():
    for v in VECTORS["inclusion"]:
        assert v["leaf"] == leaf_hash(f"entry {v['index']}".encode()).hex()
        assert proves_inclusion(
            index=v["index"],
            size=v["size"],
            leaf=bytes.fromhex(v["leaf"]),
            path=unhex(v["path"]),
            root=bytes.fromhex(v["root"]),
        )


def test_the_consistency_proofs():
    for v in VECTORS["consistency"]:
        assert proves_consistency(
            old_size=v["old_size"],
            old_root=bytes.fromhex(v["old_root"]),
            size=v["size"],
            root=bytes.fromhex(v["root"]),
            proof=unhex(v["proof"]),
        )
