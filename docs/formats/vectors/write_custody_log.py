"""Write the test vectors of the custody log: `python docs/formats/vectors/write_custody_log.py`.

Everything in them follows from a fixed key and fixed salts, so that two runs give the same bytes.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import KEY_FILE, DeviceKey
from dadkhah.evidence.custody.disclosure import base64url
from dadkhah.evidence.custody.entry import commit
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT, leaf_hash, root_of

PATH = Path(__file__).with_name("custody-log.json")
AT = datetime(2026, 11, 24, 2, 3, 59, tzinfo=UTC)
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
LEAVES.append("606162636465666768696a6b6c6d6e6f")
SIZES = [0, 1, 2, 3, 255, 256, 257, 600]
RECEPTION = {
    "type": "receive",
    "sha256": hashlib.sha256(b"abc").hexdigest(),
    "size": "3",
    "actor": "U-7f3a",
    "source": "S-014",
    "path": "نامه/letter 1.txt",
}
FIELDS = [{"type": "note"}, RECEPTION, {f"f:{i}": f'\x07"\\/é\u2028{i}' for i in range(8)}, {}]


def counting_salts() -> Callable[[int], bytes]:
    """Return the salt source that section 9 of the specification defines."""
    calls = 0

    def salts(count: int) -> bytes:
        nonlocal calls
        number = calls.to_bytes(8)
        calls += 1
        return hashlib.sha256(b"dadkhah custody log vectors" + number).digest()[:count]

    return salts


def vectors() -> dict[str, Any]:
    """Return everything that stands in `custody-log.json`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        key = DeviceKey.create(home / "device", salt_source=counting_salts())
        with CustodyLog.create(home / "log", key) as log:
            states = [_grown(log, size) for size in SIZES]
        reader = LogReader(home / "log" / key.device)
        return {
            "key": {
                "seed": counting_salts_after(1)(32).hex(),
                "device": key.device,
                "vkey": key.vkey.text,
                "private_key_line": (key.folder / KEY_FILE).read_text().strip(),
            },
            "hashing": _hashing(),
            **_entries(),
            "refused_entries": _refused(),
            "log": states,
            "inclusion": [_inclusion(reader, *pair) for pair in _pairs(first=0)],
            "consistency": [_consistency(reader, *pair) for pair in _pairs(first=1)],
        }


def counting_salts_after(count: int) -> Callable[[int], bytes]:
    """Return the salt source after `count` calls."""
    salts = counting_salts()
    for _ in range(count):
        salts(1)
    return salts


def _pairs(*, first: int) -> list[tuple[int, int]]:
    sizes = [1, 2, 3, 7, 8, 255, 256, 257, 513, 600]
    return [(i - 1 + first, size) for size in sizes for i in sizes if i <= size]


def _grown(log: CustodyLog, size: int) -> dict[str, Any]:
    if size > log.size:
        log.append([f"entry {i}".encode() for i in range(log.size, size)])
    files = sorted(path for path in log.folder.rglob("*") if path.is_file())
    return {
        "size": size,
        "root": log.head().root.hex(),
        "checkpoint": log.head().signed.decode(),
        "files": {
            path.relative_to(log.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        },
    }


def _hashing() -> dict[str, Any]:
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    roots = [root_of(hashes[: size + 1]).hex() for size in range(len(hashes))]
    return {"empty_root": EMPTY_ROOT.hex(), "leaves": LEAVES, "roots": roots}


def _entries() -> dict[str, Any]:
    salts = counting_salts()
    entries, disclosures = [], []
    for fields in FIELDS:
        content, opened = commit(fields, AT, salt_source=salts)
        entries.append(
            {
                "fields": fields,
                "at": AT.isoformat(),
                "entry": content.decode(),
                "leaf_hash": leaf_hash(content).hex(),
                "disclosures": [disclosure.encoded for disclosure in opened],
            }
        )
        disclosures += [
            {
                "salt": disclosure.salt,
                "name": disclosure.name,
                "value": disclosure.value,
                "encoded": disclosure.encoded,
                "digest": disclosure.digest,
            }
            for disclosure in opened
        ]
    return {"disclosures": disclosures, "entries": entries}


def _refused() -> list[dict[str, str]]:
    digests = sorted(base64url(hashlib.sha256(bytes([i])).digest()) for i in range(8))

    def entry(members: dict[str, Any], **more: Any) -> str:  # noqa: ANN401
        return json.dumps(members | more, separators=(",", ":"), sort_keys=True)

    good = {"_sd": digests, "t": "2026-11-24T02:03Z", "v": 1}
    text = entry(good)
    return [
        {"entry": text.replace(",", ", "), "because": "spaces"},
        {"entry": entry(good, v=2), "because": "another version"},
        {"entry": entry(good, v=True), "because": "true is not 1"},
        {"entry": text.replace('"v":1', '"v":1.0'), "because": "1.0 is not 1"},
        {"entry": entry(good, x="y"), "because": "a member in clear"},
        {"entry": text.replace('"v":1', '"v":1,"v":1'), "because": "a member twice"},
        {"entry": entry(good, _sd=digests[::-1]), "because": "digests not sorted"},
        {"entry": entry(good, _sd=[*digests[:7], digests[6]]), "because": "a digest twice"},
        {"entry": entry(good, _sd=digests[:7]), "because": "not a multiple of eight"},
        {"entry": entry(good, _sd=[]), "because": "no digests"},
        {"entry": entry(good, _sd="".join(digests)), "because": "digests are not a list"},
        {"entry": entry(good, _sd=[*digests[:7], "z" * 42 + "B"]), "because": "loose base64url"},
        {"entry": entry(good, _sd=[*digests[:7], 1]), "because": "a digest that is a number"},
        {"entry": entry(good, t="2026-11-24T02:03:00Z"), "because": "seconds"},
        {"entry": entry(good, t="2026-13-24T02:03Z"), "because": "no such month"},
        {"entry": entry(good, t="2026-11-24T2:03Z"), "because": "an hour without its zero"},
        {"entry": entry(good, t=0), "because": "a time that is a number"},
        {"entry": text.replace("_sd", "\\u005fsd"), "because": "an escape that is not needed"},
        {"entry": text + "\n", "because": "a newline after it"},
        {"entry": "[]", "because": "not an object"},
        {"entry": "entry 0", "because": "not JSON"},
        {"entry": "[" * 2000, "because": "nested without end"},
    ]


def _inclusion(reader: LogReader, index: int, size: int) -> dict[str, Any]:
    return {
        "index": index,
        "size": size,
        "leaf": leaf_hash(reader.entry(index)).hex(),
        "root": reader.root_at(size).hex(),
        "path": [node.hex() for node in reader.inclusion_proof(index, size)],
    }


def _consistency(reader: LogReader, old_size: int, size: int) -> dict[str, Any]:
    return {
        "old_size": old_size,
        "old_root": reader.root_at(old_size).hex(),
        "size": size,
        "root": reader.root_at(size).hex(),
        "proof": [node.hex() for node in reader.consistency_proof(old_size, size)],
    }


def written() -> str:
    """Return the file as it must be."""
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8")
