#!/usr/bin/env python3
"""Verify a case bundle with nothing but Python 3.9 or later: no network, nothing written.

    python3 verify.py [BUNDLE] [--key FINGERPRINT_OR_FILE] [--checkpoint FILE] [--json]

What a bundle is: a folder whose files are listed with their SHA-256 (BagIt, RFC 8493). In it lies
the list of leaf hashes of one or more custody logs (Merkle trees, RFC 9162), the signed heads of
these logs (C2SP signed notes, Ed25519), and some of their entries. An entry holds only salted
digests (RFC 9901); a field is shown by showing the salt and the value that give the digest.

The order of the checks, and of this file:
  1. bag        the files are those of the lists: none changed, missing, added, or outside
  2. logs       the root computed from all leaf hashes is the root that was signed, for every head
  3. entries    each entry shown stands at its place in its log; each field shown opens a digest
  4. exhibits   each exhibit has the SHA-256 and size that its reception recorded
  5. release    one entry fixes the list of all other files of this bundle
  6. citations  each sentence of fact cites passages of exhibits that are here; quotes occur
  7. proofs and time stamps, for the use of other programs

It says PROVEN, WITHHELD, MISSING or WRONG of each thing. Exit: 0 all proven (or withheld),
1 something wrong or missing, 2 wrong usage or no bundle. Everything rests on the key: compare its
fingerprint with one that came to you another way (--key). Use a copy of this program that did not
come with the bundle: one that did could have been changed to say anything.
"""

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # this file's folder: a bundle must not bring its own "hashlib.py"

import argparse
import base64
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import Any, NamedTuple, Optional

FORMAT = "dadkhah-bundle/1"
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
RELEASE_LIST, RELEASE_ENTRY = "data/release/files.txt", "data/release/entry.jsonl"
SELF_PROVING = ("data/log/", "data/proofs/", "data/anchors/", "data/release/")  # not in files.txt
LARGEST_TEXT = 64 * 2**20  # bytes of one file that is read as a whole
LARGEST_LINE = 2**20
LIMITS = (
    "Whoever held the log key could have recorded something false before a head was first shown"
    " to others or time-stamped. The log proves what was recorded and that it did not change.",
    "That an exhibit is authentic or a record true is not claimed: only that these are the bytes"
    " and the words.",
    "Among the withheld entries there may be later revisions of the records shown.",
    "That the PDF, DOCX and HTML of a filing say what its JSON says was not compared.",
)


class Problem(Exception):
    """Why something is not proven: a status and a reason in plain words."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def wrong(reason: str) -> Problem:
    return Problem("WRONG", reason)


def missing(reason: str) -> Problem:
    return Problem("MISSING", reason)


def shown(text: str) -> str:
    """Make text from a bundle safe to print: nothing in it can move the cursor or hide."""
    text = text if len(text) <= 400 else text[:400] + " ..."
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


class Report:
    """What was found, in order."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, str]] = []

    def say(self, status: str, subject: str, reason: str) -> None:
        self.items.append((status, shown(subject), shown(reason)))

    def check(self, subject: str, check: Callable[..., str], *arguments: Any) -> bool:
        """Run one check: PROVEN with the sentence it returns, or the problem it raises."""
        try:
            self.say("PROVEN", subject, check(*arguments))
        except Problem as problem:
            self.say(problem.status, subject, problem.reason)
            return problem.status == "WITHHELD"
        except OSError as error:
            self.say("MISSING", subject, f"cannot be read: {error.strerror}")
            return False
        return True

    def count(self, *statuses: str) -> int:
        return sum(status in statuses for status, _, _ in self.items)


# --- 1. the bag ---------------------------------------------------------------------------


class Bundle:
    """The files under a folder, by their path in NFC. Links are never followed."""

    def __init__(self, root: str, report: Report) -> None:
        self.root, self.report = root, report
        self.paths: dict[str, str] = {}  # name in NFC -> path on this disk
        self.sizes: dict[str, int] = {}
        self._digests: dict[str, str] = {}
        twins: dict[str, str] = {}
        for name, path, size in self._walk():
            key = unicodedata.normalize("NFC", name).casefold()
            if key in twins:
                report.say("WRONG", name, f"twin of '{twins[key]}': the same name to some systems")
            twins[key] = name
            self.paths[unicodedata.normalize("NFC", name)] = path
            self.sizes[unicodedata.normalize("NFC", name)] = size

    def _walk(self) -> Iterator[tuple[str, str, int]]:
        folders = [""]
        while folders:
            folder = folders.pop()
            with os.scandir(os.path.join(self.root, folder)) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
            if not inside:
                self.report.say("WRONG", folder, "an empty folder, which no list mentions")
            for entry in inside:
                name = f"{folder}/{entry.name}" if folder else entry.name
                if not name_is_safe(name):
                    self.report.say("WRONG", name, "a name that no bundle may contain")
                elif entry.is_symlink():
                    self.report.say("WRONG", name, "a link; what it points to is not in the bundle")
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                elif entry.is_file(follow_symlinks=False):
                    yield name, entry.path, entry.stat(follow_symlinks=False).st_size
                else:
                    self.report.say("WRONG", name, "neither a file nor a folder")

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, read once and in pieces."""
        if name not in self._digests:
            sha256 = hashlib.sha256()
            with open(self._path(name), "rb") as stream:
                for piece in iter(lambda: stream.read(2**20), b""):
                    sha256.update(piece)
            self._digests[name] = sha256.hexdigest()
        return self._digests[name]

    def read(self, name: str, largest: int = LARGEST_TEXT) -> bytes:
        with open(self._path(name), "rb") as stream:
            content = stream.read(largest + 1)
        if len(content) > largest:
            raise wrong(f"'{name}' is larger than {largest} bytes, which no bundle needs")
        return content

    def text(self, name: str) -> str:
        try:
            return self.read(name).decode("utf-8")
        except UnicodeDecodeError:
            raise wrong(f"'{name}' is not UTF-8 text") from None

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The JSON objects of a .jsonl file, one at a time."""
        with open(self._path(name), "rb") as stream:
            for line in iter(lambda: stream.readline(LARGEST_LINE), b""):
                if not line.endswith(b"\n"):
                    raise wrong("a line without end, or far too long")
                yield members(read_json(line))

    def under(self, folder: str) -> list[str]:
        return sorted(name for name in self.paths if name.startswith(folder))

    def _path(self, name: str) -> str:
        if name not in self.paths:
            raise missing(f"the file '{name}' is not in the bundle")
        return self.paths[name]


def name_is_safe(name: str) -> bool:
    """Tell whether a path stays in the folder on every system and prints as it is."""
    parts = name.split("/")
    return (
        all(part not in {"", ".", ".."} and part == part.strip(" ") for part in parts)
        and not re.search(r'[\\:*?"<>|]', name)
        and all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in name)
    )


def read_list(bundle: Bundle, list_name: str) -> dict[str, str]:
    """Read `sha256  path` lines: {path: sha256}."""
    text, listed = bundle.text(list_name), {}
    if text and not text.endswith("\n"):
        raise wrong(f"'{list_name}' is cut off")
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if not match:
            raise wrong(f"'{list_name}' has a line that is not a hash and a name: {line}")
        digest, name = match.groups()
        if not name_is_safe(name):
            raise wrong(f"'{list_name}' names '{name}', which could leave the folder")
        if name in listed:
            raise wrong(f"'{list_name}' names '{name}' twice")
        listed[name] = digest
    return listed


def compare_list(bundle: Bundle, list_name: str, here: Iterable[str]) -> str:
    """Compare a list of hashes with the files that it must list, reporting each difference."""
    listed, here = read_list(bundle, list_name), set(here)
    for name in sorted(listed.keys() - here):
        bundle.report.say("MISSING", name, f"listed in {list_name} and not here")
    for name in sorted(here - listed.keys()):
        bundle.report.say("WRONG", name, f"not listed in {list_name}: it was added or renamed")
    altered = [n for n in sorted(here & listed.keys()) if bundle.digest(n) != listed[n]]
    for name in altered:
        bundle.report.say("WRONG", name, f"its bytes are not those listed in {list_name}")
    if altered or listed.keys() != here:
        raise wrong("the files differ from the list, see above")
    return f"{len(listed)} files, each with the SHA-256 listed"


def check_bag(bundle: Bundle) -> None:
    tag_files = [name for name in bundle.paths if "/" not in name]
    payload = bundle.under("data/")
    for name in sorted(bundle.paths.keys() - set(tag_files) - set(payload)):
        bundle.report.say("WRONG", name, "a file outside data/ that no bundle has")
    if "fetch.txt" in bundle.paths:
        bundle.report.say("WRONG", "fetch.txt", "a bundle is complete; nothing may be fetched")
    bundle.report.check("bag declaration", check_declaration, bundle, payload)
    bundle.report.check("bag payload", compare_list, bundle, "manifest-sha256.txt", payload)
    own_list = "tagmanifest-sha256.txt"
    tag_files = [name for name in tag_files if name != own_list]
    bundle.report.check("bag tag files", compare_list, bundle, own_list, tag_files)


def check_declaration(bundle: Bundle, payload: list[str]) -> str:
    if bundle.read("bagit.txt") != BAGIT:
        raise wrong("bagit.txt does not declare BagIt 1.0 in UTF-8")
    oxum = re.findall(r"^Payload-Oxum: (.*)$", bundle.text("bag-info.txt"), re.MULTILINE)
    counted = f"{sum(bundle.sizes[name] for name in payload)}.{len(payload)}"
    if oxum != [counted]:
        raise wrong(f"bag-info.txt counts {oxum} bytes.files, the folder holds {counted}")
    return f"BagIt 1.0, {counted} bytes.files"


# --- JSON and base64, strictly ------------------------------------------------------------


def read_json(content: bytes) -> Any:
    """Read JSON; refuse repeated names, enormous numbers, endless nesting."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise wrong("a JSON object with the same name twice")
        return dict(pairs)

    def integer(digits: str) -> int:
        if len(digits) > 18:
            raise wrong("a number too large to mean anything")
        return int(digits)

    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=unique,
            parse_int=integer,
            parse_float=str,
            parse_constant=str,
        )
    except (ValueError, RecursionError):
        raise wrong("not readable as JSON") from None


def members(value: Any, **expected: type) -> dict[str, Any]:
    """Return a JSON object if it has the expected members with the expected types."""
    if type(value) is not dict:
        raise wrong("not a JSON object")
    for name, kind in expected.items():
        if type(value.get(name)) is not kind:
            raise wrong(f"its member '{name}' is missing or of the wrong type")
        if kind is list and name != "exhibits" and any(type(v) is not str for v in value[name]):
            raise wrong(f"its member '{name}' must hold text only")
    return value


def from_base64(text: str) -> bytes:
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise wrong("not base64") from None
    if base64.b64encode(content).decode() != text:
        raise wrong("base64 written in an unusual way")
    return content


def to_base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


# --- 2. the logs: Ed25519 (RFC 8032), signed notes and checkpoints (C2SP), Merkle trees ----

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z


def add(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * one[3] * two[3] * D, 2 * one[2] * two[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, point: Point) -> Point:
    product = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            product = add(product, point)
        point, scalar = add(point, point), scalar >> 1
    return product


def decode_point(encoded: bytes) -> Optional[Point]:
    """Return the point, or None unless it is on the curve and encoded in the one right way."""
    number = int.from_bytes(encoded, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (v * x * x - u) % P != 0 or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def encode_point(point: Point) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or (0, 0, 0, 0)


def signature_is_valid(key: bytes, message: bytes, signature: bytes) -> bool:
    """Verify Ed25519 strictly: S below the group order, canonical points, no small-order key."""
    point = decode_point(key) if len(key) == 32 and len(signature) == 64 else None
    scalar = int.from_bytes(signature[32:], "little")
    if point is None or scalar >= ORDER or encode_point(multiply(8, point)) == b"\1" + bytes(31):
        return False
    hashed = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(hashed, "little") % ORDER
    minus = (P - point[0], point[1], 1, P - point[3])
    computed = add(multiply(scalar, BASE), multiply(challenge, minus))
    return encode_point(computed) == signature[:32]


class Key(NamedTuple):
    """A C2SP verifier key: `<name>+<id>+<base64 of 0x01 and the public key>`."""

    name: str
    id: bytes
    public: bytes
    fingerprint: str


def read_key(text: str) -> Key:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    content = from_base64(encoded)
    if len(content) != 33 or content[0] != 1 or not re.fullmatch(r"[!-*,-~]+", name):
        raise wrong("not a C2SP verifier key for Ed25519")
    expected = hashlib.sha256(name.encode() + b"\n" + content).digest()[:4]
    if key_id != expected.hex():
        raise wrong("a verifier key whose id is not that of its name and key")
    return Key(name, expected, content[1:], hashlib.sha256(content[1:]).hexdigest())


class Head(NamedTuple):
    """The head of a log: how many entries, and the root over all of them."""

    size: int
    root: bytes


def open_note(note: bytes, key: Key) -> str:
    """Return the text of a C2SP signed note that `key` has signed."""
    text, blank, signatures = note.rpartition(b"\n\n")
    lines = signatures.split(b"\n")
    if not blank or lines[-1] or not 1 <= len(lines) - 1 <= 100:
        raise wrong("not a signed note")
    valid = False
    for line in lines[:-1]:
        match = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)", line.decode("utf-8", "replace"))
        signed = from_base64(match.group(2)) if match else b""
        if not match or len(signed) < 5:
            raise wrong("a signed note with a line that is not a signature")
        if match.group(1) == key.name and signed[:4] == key.id:
            if not signature_is_valid(key.public, text + b"\n", signed[4:]):
                raise wrong("the signature does not verify: the head was changed or forged")
            valid = True
    if not valid:
        raise wrong(f"not signed by the key of this log ({key.name})")
    return text.decode("utf-8", "replace") + "\n"


def read_checkpoint(note: bytes, key: Key) -> Head:
    match = re.fullmatch(r"(.+)\n(0|[1-9][0-9]{0,17})\n(\S{44})\n", open_note(note, key))
    if not match:
        raise wrong("signed, but not a head of a log")
    if match.group(1) != key.name:
        raise wrong("the head of another log (its origin is not the name of this key)")
    return Head(int(match.group(2)), from_base64(match.group(3)))


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def roots_at(leaves: bytes, sizes: Iterable[int]) -> dict[int, bytes]:
    """Compute the root of the first `size` leaf hashes, for each size, in one pass."""
    wanted, roots, peaks = set(sizes), {0: hashlib.sha256(b"").digest()}, []
    for size in range(1, len(leaves) // 32 + 1):
        peak, bits = leaves[32 * size - 32 : 32 * size], size
        while bits % 2 == 0:
            peak, bits = node(peaks.pop(), peak), bits // 2
        peaks.append(peak)
        if size in wanted:
            roots[size] = reduce(lambda right, left: node(left, right), reversed(peaks))
    return roots


class Log(NamedTuple):
    """One custody log of the bundle, after its heads were checked."""

    device: str
    key: Key
    leaves: bytes
    checkpoint: bytes

    @property
    def size(self) -> int:
        return len(self.leaves) // 32

    def leaf(self, position: int) -> bytes:
        return self.leaves[32 * position : 32 * position + 32]


def tile_name(index: int) -> str:
    """Name tile 1234067 `x001/x234/067`, as C2SP tlog-tiles does."""
    name, rest = f"{index % 1000:03}", index // 1000
    while rest:
        name, rest = f"x{rest % 1000:03}/{name}", rest // 1000
    return name


def read_leaves(bundle: Bundle, folder: str, size: int) -> tuple[bytes, set[str]]:
    """Return the leaf hashes of the whole log, and the names of the tiles they came from."""
    if size > 256 * len(bundle.paths):
        raise missing(f"the head signs {size} entries, the bundle has tiles for far fewer")
    parts, names = [], set()
    for start in range(0, size, 256):
        width = min(256, size - start)
        name = f"{folder}tile/0/{tile_name(start // 256)}" + (f".p/{width}" if width < 256 else "")
        parts.append(bundle.read(name, 256 * 32))
        names.add(name)
        if len(parts[-1]) != 32 * width:
            raise wrong(f"the tile '{name}' is cut off or too long")
    return b"".join(parts), names


def load_log(bundle: Bundle, device: str, others: list[bytes]) -> Log:
    """Check one log: its head, every earlier head, and the roots computed from its tiles."""
    folder = f"data/log/{device}/"
    key = read_key(bundle.text(folder + "vkey").rstrip("\n"))
    checkpoint = bundle.read(folder + "checkpoint", LARGEST_LINE)
    head = read_checkpoint(checkpoint, key)
    leaves, names = read_leaves(bundle, folder, head.size)
    names |= {folder + "vkey", folder + "checkpoint"}
    heads = [("its head", head)]
    for name in bundle.under(folder + "checkpoints/"):
        heads.append((name, read_checkpoint(bundle.read(name, LARGEST_LINE), key)))
        names.add(name)
        if name != f"{folder}checkpoints/{heads[-1][1].size}":
            raise wrong(f"'{name}' holds a head of {heads[-1][1].size} entries")
    heads += [("the head you gave", read_checkpoint(note, key)) for note in others]
    compare_heads(heads, leaves)
    for name in set(bundle.under(folder)) - names:
        raise wrong(f"'{name}' is no part of a log of {head.size} entries")
    return Log(device, key, leaves, checkpoint)


def compare_heads(heads: list[tuple[str, Head]], leaves: bytes) -> None:
    """Every head must have the root of the first `size` leaves: then any two are consistent."""
    roots = roots_at(leaves, [head.size for _, head in heads])
    for name, head in heads:
        if head.size not in roots:
            raise wrong(f"{name} signs {head.size} entries, the log here ends before: rolled back")
        if head.root != roots[head.size]:
            same = [n for n, other in heads if other.size == head.size and other.root != head.root]
            if same:
                raise wrong(f"FORK: {name} and {same[0]} sign two different logs of {head.size}")
            raise wrong(f"{name} signs another root than that of the first {head.size} entries")


def check_logs(bundle: Bundle, keys: set[str], notes: list[bytes]) -> dict[str, Log]:
    """Check all logs; only those returned can prove anything."""
    logs: dict[str, Log] = {}

    def check(device: str) -> str:
        if not re.fullmatch(r"[0-9a-z-]{1,64}", device):
            raise wrong("not the name of a log")
        mine = [n for n in notes if n.partition(b"\n")[0] == origin_of(bundle, device)]
        log = load_log(bundle, device, mine)
        if any(log.key.public == other.key.public for other in logs.values()):
            raise wrong("FORK: another log in this bundle has the same key")
        if keys and log.key.fingerprint not in keys:
            raise wrong(f"its key is not the one you gave, but {log.key.fingerprint}")
        logs[device] = log
        heads = 1 + len(bundle.under(f"data/log/{device}/checkpoints/")) + len(mine)
        return f"{log.size} entries, {heads} signed heads, all consistent with its tiles"

    for device in sorted({name.split("/")[2] for name in bundle.under("data/log/")}):
        bundle.report.check(f"log {device}", check, device)
    if not logs:
        bundle.report.say("MISSING", "logs", "no log is proven, so nothing can be")
    for note in notes:
        if not any(note.partition(b"\n")[0] == log.key.name.encode() for log in logs.values()):
            bundle.report.say("MISSING", "the head you gave", "no proven log here has its origin")
    return logs


def origin_of(bundle: Bundle, device: str) -> bytes:
    return bundle.text(f"data/log/{device}/vkey").partition("+")[0].encode()


# --- 3. entries and the fields they open --------------------------------------------------


def read_entry(entry: bytes) -> set[str]:
    """Return the digests of a canonical entry."""
    value = members(read_json(entry), _sd=list, t=str, v=int)
    digests = value["_sd"]
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if value.keys() != {"_sd", "t", "v"} or value["v"] != 1 or len(entry) > 65535:
        raise wrong("an entry of an unknown kind")
    if digests != sorted(set(digests)) or len(digests) % 8 or canonical.encode("utf-8", "replace") != entry:
        raise wrong("an entry that is not written in the one canonical way")
    return set(digests)


def read_disclosure(text: str) -> tuple[str, str]:
    """Return the name and the value of a disclosure (RFC 9901, section 4.2)."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise wrong("a disclosure that is not base64url")
    content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    value = read_json(content)
    if to_base64url(content) != text or type(value) is not list or len(value) != 3:
        raise wrong("a disclosure that is not [salt, name, value]")
    if any(type(part) is not str for part in value) or len(value[0]) < 22:
        raise wrong("a disclosure whose parts are not text, or whose salt is short")
    return value[1], value[2]


class Opened(NamedTuple):
    """What a line of records shows: the fields opened, those withheld, and how many more."""

    line: dict[str, Any]
    fields: dict[str, str]
    hidden: int  # digests not opened: withheld fields and padding
    withheld: bool  # the whole entry


class Entries:
    """All entries shown in the bundle, each at most once."""

    def __init__(self, logs: dict[str, Log]) -> None:
        self.logs = logs
        self.positions: dict[str, set[int]] = {device: set() for device in logs}
        self.records: dict[str, Opened] = {}
        self.receptions: dict[tuple[str, int], Opened] = {}

    def leaf(self, line: dict[str, Any]) -> bytes:
        """The leaf hash at the place that a line names."""
        members(line, device=str, entry=int)
        log = self.logs.get(line["device"])
        if log is None:
            raise missing(f"its log '{line['device']}' is not here or not proven")
        if not 0 <= line["entry"] < log.size:
            raise wrong(f"its log has {log.size} entries and none at {line['entry']}")
        return log.leaf(line["entry"])

    def open(self, line: dict[str, Any]) -> Opened:
        """Prove that the entry stands at its place, and that its disclosures open it."""
        members(line, id=str)
        leaf, place = self.leaf(line), f"entry {line['entry']} of {line['device']}"
        if "leaf" in line:
            if (
                line.keys() != {"id", "device", "entry", "leaf"}
                or from_base64(members(line, leaf=str)["leaf"]) != leaf
            ):
                raise wrong(f"said to be withheld, but its leaf hash is not that of {place}")
            return Opened(line, {}, 0, withheld=True)
        members(line, entry_bytes=str, disclosures=list)
        entry = line["entry_bytes"].encode("utf-8", "surrogatepass")
        if hashlib.sha256(b"\0" + entry).digest() != leaf:
            raise wrong(f"this is not {place}: changed, moved, or from another log")
        if line["entry"] in self.positions[line["device"]]:
            raise wrong(f"{place} is shown twice")
        fields, digests = open_fields(read_entry(entry), line["disclosures"])
        self.positions[line["device"]].add(line["entry"])
        return Opened(line, fields, len(digests), withheld=False)


def open_fields(digests: set[str], disclosures: list[str]) -> tuple[dict[str, str], set[str]]:
    """Return the fields opened and the digests left unopened."""
    fields: dict[str, str] = {}
    for text in disclosures:
        name, value = read_disclosure(text)
        digest = to_base64url(hashlib.sha256(text.encode("ascii")).digest())
        if digest not in digests:
            raise wrong(f"the field '{name}' is not of this entry, or was changed, or comes twice")
        if name in fields:
            raise wrong(f"the field '{name}' comes twice in one entry")
        digests.discard(digest)
        fields[name] = value
    return fields, digests


def check_records(bundle: Bundle, entries: Entries, columns: dict[str, Any]) -> None:
    for name in bundle.under("data/records/"):
        kind = name[len("data/records/") : -len(".jsonl")]
        try:
            for line in bundle.lines(name):
                subject = str(line.get("id"))
                bundle.report.check(subject, check_record, entries, line, kind, columns)
                opened = entries.records.get(subject)
                if opened and opened.line is line and line.get("withheld"):
                    listed = ", ".join(line["withheld"])
                    bundle.report.say("WITHHELD", subject, f"fields not shown: {listed}")
        except Problem as problem:
            bundle.report.say(problem.status, name, problem.reason)


def check_record(entries: Entries, line: dict[str, Any], kind: str, columns: dict[str, Any]) -> str:
    opened = entries.open(line)
    identity, place = line["id"], f"entry {line['entry']} of {line['device']}"
    if identity in entries.records or identity.partition("/")[0] != kind:
        raise wrong("shown twice, or in the file of another kind")
    if opened.withheld:
        entries.records[identity] = opened
        raise Problem("WITHHELD", f"{place} is in the log; its content is not shown")
    type_, withheld = opened.fields.get("type"), members({"w": line.get("withheld", [])}, w=list)
    if type_ == "revision":
        if opened.fields.get("record") != identity:
            raise wrong(f"the entry is a revision of '{opened.fields.get('record')}'")
        check_complete(opened, set(withheld["w"]), columns.get(kind))
    elif type_ is None or identity != f"{type_}/{line['device']}/{line['entry']}":
        raise wrong(f"the entry is of type '{type_}', not what its id says")
    if opened.hidden > 7 and not withheld["w"]:
        raise wrong("more fields are withheld than the line admits")
    entries.records[identity] = opened
    if type_ == "receive":
        entries.receptions[line["device"], line["entry"]] = opened
    return f"{place}, {len(opened.fields)} fields shown"


def check_complete(opened: Opened, withheld: set[str], columns: Any) -> None:
    """Every column of the kind must be opened or admitted to be withheld."""
    if type(columns) is not list or any(type(name) is not str for name in columns):
        raise missing("bundle.json does not say which fields a record of this kind has")
    both, unsaid = withheld & opened.fields.keys(), set(columns) - withheld - opened.fields.keys()
    if both:
        raise wrong(f"said to be withheld and shown: {', '.join(sorted(both))}")
    if unsaid:
        raise missing(f"neither shown nor said to be withheld: {', '.join(sorted(unsaid))}")


# --- 4. exhibits --------------------------------------------------------------------------


def check_exhibits(bundle: Bundle, entries: Entries, listed: list[Any]) -> dict[str, Any]:
    """Check every exhibit; return those proven or withheld, by number."""
    exhibits: dict[str, Any] = {}
    files: set[str] = set()

    def check(exhibit: Any) -> str:
        members(exhibit, number=str, item=str, device=str, entry=int, numbers=dict)
        number, place = exhibit["number"], f"entry {exhibit['entry']} of {exhibit['device']}"
        if number in exhibits or exhibit["item"] in {e["item"] for e in exhibits.values()}:
            raise wrong("an exhibit, or an item, that is listed twice")
        if "leaf" in exhibit:
            if from_base64(members(exhibit, leaf=str)["leaf"]) != entries.leaf(exhibit):
                raise wrong(f"said to be withheld, but its leaf hash is not that of {place}")
            exhibits[number] = exhibit
            raise Problem("WITHHELD", f"its reception is {place}; the file is not shown")
        name = members(exhibit, file=str)["file"]
        files.add(name)
        reception = entries.receptions.get((exhibit["device"], exhibit["entry"]))
        if reception is None:
            raise missing(f"its reception, {place}, is not shown or not proven")
        item = entries.records.get(f"item/{exhibit['item']}")
        check_bytes(bundle, name, reception.fields, item.fields if item else {})
        exhibits[number] = exhibit
        return f"byte for byte as received: {place}, SHA-256 {bundle.digest(name)}"

    for exhibit in listed:
        subject = str(exhibit.get("number")) if type(exhibit) is dict else "?"
        bundle.report.check(f"exhibit {subject}", check, exhibit)
    for name in sorted(set(bundle.under("data/exhibits/")) - files):
        bundle.report.say("WRONG", name, "a file among the exhibits that is no exhibit")
    return exhibits


def check_bytes(bundle: Bundle, name: str, received: dict[str, str], item: dict[str, str]) -> None:
    if not name.startswith("data/exhibits/"):
        raise wrong("its file is not among the exhibits")
    if bundle.digest(name) != received.get("sha256"):
        raise wrong("its bytes are not those received: the SHA-256 differs")
    if str(bundle.sizes[name]) != received.get("size"):
        raise wrong("its size is not the one received")
    if item.get("f:sha256", "") not in {"", received["sha256"]}:
        raise wrong("the record of the item names another file (its SHA-256 differs)")


# --- 5. the release -----------------------------------------------------------------------


def check_release(bundle: Bundle, entries: Entries, recipient: str) -> str:
    """One entry of the log fixes the list of all files that do not prove themselves."""
    lines = list(bundle.lines(RELEASE_ENTRY))
    if len(lines) != 1:
        raise wrong(f"'{RELEASE_ENTRY}' must have one line")
    fields, place = entries.open(lines[0]).fields, f"{lines[0]['device']}/{lines[0]['entry']}"
    if fields.get("type") != "export" or lines[0]["id"] != f"export/{place}":
        raise wrong("the entry does not record an export")
    if fields.get("sha256") != bundle.digest(RELEASE_LIST):
        raise wrong("the list of files is not the one that the log fixed")
    if fields.get("recipient") != recipient:
        raise wrong("the log names another recipient")
    for name in set(bundle.under("data/release/")) - {RELEASE_LIST, RELEASE_ENTRY}:
        raise wrong(f"'{name}' does not belong to a release")
    bag = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
    fixed = [n for n in bundle.paths if n not in bag and not n.startswith(SELF_PROVING)]
    sentence = compare_list(bundle, RELEASE_LIST, fixed)
    for name in bundle.under("data/filing/"):
        bundle.report.say("PROVEN", name, f"fixed by the release, SHA-256 {bundle.digest(name)}")
    return f"{sentence}, fixed by entry {place}"


# --- 6. citations -------------------------------------------------------------------------


def check_citations(bundle: Bundle, entries: Entries, exhibits: dict[str, Any]) -> None:
    for name in bundle.under("data/filing/"):
        if name.endswith(".json"):
            bundle.report.check(f"{name} citations", check_facts, bundle, entries, exhibits, name)


def check_facts(bundle: Bundle, entries: Entries, exhibits: dict[str, Any], name: str) -> str:
    facts = read_json(bundle.read(name))
    facts = facts.get("facts") if type(facts) is dict else None
    if type(facts) is not list:
        raise missing("the filing does not list its sentences of fact")
    filing, whole, failed = name.rpartition("/")[2][: -len(".json")], 0, 0
    numbered = {e.get("numbers", {}).get(filing): e for e in exhibits.values()}
    for number, fact in enumerate(facts, 1):
        cited = fact.get("citations") if type(fact) is dict else None
        if type(cited) is not list or not cited:
            bundle.report.say("MISSING", f"{name} fact {number}", "it cites nothing")
            failed += 1
            continue
        for citation in cited:
            try:
                whole += check_citation(bundle, entries, numbered, citation)
            except Problem as problem:
                bundle.report.say(problem.status, f"{name} fact {number}", problem.reason)
                failed += problem.status != "WITHHELD"
    if failed:
        raise wrong(f"{failed} citations do not hold, see above")
    return f"{len(facts)} sentences of fact, all cited; {whole} quotes found in their exhibits"


def check_citation(bundle: Bundle, entries: Entries, exhibits: dict[str, Any], cited: Any) -> bool:
    """Check one citation; tell whether its quote was looked for, and found."""
    members(cited, exhibit=str, passage=str)
    number, identity = cited["exhibit"], f"passage/{cited['passage']}"
    exhibit, passage = exhibits.get(number), entries.records.get(identity)
    if exhibit is None:
        raise missing(f"exhibit {number} is not here or not proven")
    if passage is None:
        raise missing(f"{identity} is not here or not proven")
    if "leaf" in exhibit or passage.withheld:
        raise Problem("WITHHELD", f"it rests on exhibit {number}, {identity}, withheld")
    if passage.fields.get("f:item", exhibit["item"]) != exhibit["item"]:
        raise wrong(f"{identity} is not a passage of exhibit {number}")
    name, quote = exhibit["file"], one_line(passage.fields.get("f:quote", ""))
    item = entries.records.get(f"item/{exhibit['item']}")
    plain = item and item.fields.get("f:media_type") in {"text/plain", "text/markdown"}
    if not quote or not plain or bundle.sizes[name] > LARGEST_TEXT:
        return False
    if quote not in one_line(bundle.read(name).decode("utf-8", "replace")):
        raise wrong(f"the quote of {identity} does not occur in exhibit {number}")
    return True


def one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# --- 7. proofs and time stamps ------------------------------------------------------------


def check_proofs(bundle: Bundle, logs: dict[str, Log]) -> None:
    names = bundle.under("data/proofs/")
    sound = sum(bundle.report.check(name, check_proof, bundle, logs, name) for name in names)
    if sound == len(names):  # one line says it
        bundle.report.items = [item for item in bundle.report.items if item[1] not in names]
        bundle.report.say("PROVEN", "inclusion proofs", f"{sound} C2SP proofs lead to the heads")


def check_proof(bundle: Bundle, logs: dict[str, Log], name: str) -> str:
    match = re.fullmatch(r"data/proofs/([0-9a-z-]+)/([0-9]{1,18})\.tlog-proof", name)
    log = logs.get(match.group(1)) if match else None
    if not match or log is None or int(match.group(2)) >= log.size:
        raise wrong("a proof for no entry of a proven log")
    first, _, note = bundle.read(name, LARGEST_LINE).partition(b"\n\n")
    lines = first.decode("utf-8", "replace").split("\n")
    index = int(match.group(2))
    if lines[:2] != ["c2sp.org/tlog-proof@v1", f"index {index}"] or note != log.checkpoint:
        raise wrong("not the proof of this entry under the head of its log")
    path = [from_base64(line) for line in lines[2:]]
    head = read_checkpoint_root(note)
    if root_from_path(log.leaf(index), index, log.size, path) != head:
        raise wrong("the path does not lead to the signed root")
    return "leads to the signed root"


def read_checkpoint_root(note: bytes) -> bytes:
    return from_base64(note.split(b"\n")[2].decode("ascii"))


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Follow an inclusion proof (RFC 9162, section 2.1.3.2) from a leaf hash to the root."""
    last = size - 1
    for sibling in path:
        if last == 0:
            raise wrong("a path that is too long")
        if index & 1 or index == last:
            leaf = node(sibling, leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = node(leaf, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise wrong("a path that is too short")
    return leaf


def children(content: bytes) -> list[tuple[int, bytes]]:
    """Split DER into (tag, content) pairs."""
    parts, at = [], 0
    while at < len(content):
        tag, length, at = content[at], content[at + 1], at + 2
        if length & 0x80:
            width = length & 0x7F
            length, at = int.from_bytes(content[at : at + width], "big"), at + width
        if at + length > len(content):
            raise wrong("a time stamp that is cut off")
        parts.append((tag, content[at : at + length]))
        at += length
    return parts


def check_time_stamp(bundle: Bundle, logs: dict[str, Log], name: str) -> tuple[str, str]:
    """Return the time that an RFC 3161 response states, and the file it is over."""
    match = re.fullmatch(r"data/anchors/([0-9a-z-]+)/([0-9]+)/[^/]+\.tsr", name)
    if not match or match.group(1) not in logs:
        raise wrong("a time stamp of no proven log")
    device, size = match.groups()
    note = f"data/log/{device}/checkpoints/{size}"
    if note not in bundle.paths and size == str(logs[device].size):
        note = f"data/log/{device}/checkpoint"
    try:
        status, token = children(children(bundle.read(name, LARGEST_LINE))[0][1])[:2]
        signed = children(children(children(token[1])[1][1])[0][1])
        info = children(children(children(children(signed[2][1])[1][1])[0][1])[0][1])
        algorithm, imprint = (part for _, part in children(info[2][1]))
        times = [part.decode("ascii") for tag, part in info if tag == 0x18]
        granted = children(status[1])[0][1] in {b"\0", b"\1"}
    except (IndexError, ValueError):
        raise wrong("not readable as an RFC 3161 time stamp") from None
    sha256 = bytes.fromhex("608648016503040201")
    if not granted or not times or children(algorithm)[0][1] != sha256:
        raise wrong("not a granted time stamp over a SHA-256")
    if imprint.hex() != bundle.digest(note):
        raise wrong(f"a time stamp of something else than {note}")
    return times[0], note


def check_time_stamps(bundle: Bundle, logs: dict[str, Log]) -> None:
    for name in bundle.under("data/anchors/"):
        try:
            time, note = check_time_stamp(bundle, logs, name)
        except Problem as problem:
            bundle.report.say(problem.status, name, problem.reason)
            continue
        hint = f"openssl ts -verify -data {note} -in {name} -CAfile CERTIFICATES"
        reason = f"says that {note} existed on {time}; the authority's signature and certificates"
        bundle.report.say("NOTE", name, f"{reason} were NOT checked here. To check: {hint}")


# --- the whole, and what it says ----------------------------------------------------------


def verify(bundle: Bundle, keys: set[str], notes: list[bytes]) -> Entries:
    report = bundle.report
    check_bag(bundle)
    logs = check_logs(bundle, keys, notes)
    entries, head = Entries(logs), {"exhibits": [], "columns": {}, "recipient": ""}

    def read_head() -> str:
        read = members(
            read_json(bundle.read("data/bundle.json")),
            format=str, recipient=str, exhibits=list, columns=dict,
        )  # fmt: skip
        if read["format"] != FORMAT:
            raise wrong(f"this program reads {FORMAT}, not {read['format']}")
        head.update(read)
        return f"{FORMAT}, made for: {read['recipient']}"

    report.check("bundle.json", read_head)
    check_records(bundle, entries, head["columns"])
    exhibits = check_exhibits(bundle, entries, head["exhibits"])
    report.check("release", check_release, bundle, entries, head["recipient"])
    check_citations(bundle, entries, exhibits)
    check_proofs(bundle, logs)
    check_time_stamps(bundle, logs)
    return entries


def ranges(numbers: Iterable[int]) -> str:
    """Write 0, 1, 2, 5 as `0-2, 5`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in spans)


def summary(report: Report, entries: Entries, *, compared: bool) -> dict[str, Any]:
    logs = []
    for device, log in entries.logs.items():
        disclosed = entries.positions[device]
        withheld = [n for n in range(log.size) if n not in disclosed]
        logs.append({
            "device": device, "fingerprint": log.key.fingerprint, "key_compared": compared,
            "entries": log.size, "disclosed": len(disclosed), "withheld": len(withheld),
            "withheld_positions": ranges(withheld),
        })  # fmt: skip
    counts = {s: report.count(s) for s in ("PROVEN", "WITHHELD", "MISSING", "WRONG")}
    bad = report.count("WRONG", "MISSING")
    if bad:
        first = next(i for i in report.items if i[0] in {"WRONG", "MISSING"})
        plain = (
            f"Do not rely on this bundle: {counts['WRONG']} things are wrong and"
            f" {counts['MISSING']} are missing. The first: {first[1]}: {first[2]}"
        )
    else:
        under = "the key you gave" if compared else "the key above, which you have yet to compare"
        plain = (
            f"Everything shown in this bundle is as it was recorded under {under};"
            f" {counts['WITHHELD']} things are held back, and it says which."
        )
    return {"counts": counts, "logs": logs, "limits": LIMITS, "conclusion": plain, "exit": bad > 0}


def print_report(report: Report, end: dict[str, Any]) -> None:
    for status, subject, reason in report.items:
        print(f"{status:<9} {subject}: {reason}")
    print()
    for log in end["logs"]:
        print(f"Log {log['device']}: {log['entries']} entries, {log['disclosed']} shown,")
        print(f"  {log['withheld']} withheld at: {shown(log['withheld_positions'] or 'none')}")
        print(f"  key fingerprint: {log['fingerprint']}")
    if not all(log["key_compared"] for log in end["logs"]):
        print("EVERYTHING RESTS ON THIS KEY. Anyone can make a bundle with a key of their own. Ask")
        print("the sender for the fingerprint another way (by voice, on paper), and use --key.")
    print("\nWhat this does not prove:")
    for limit in LIMITS:
        print(f"  - {limit}")
    print(f"\n{'  '.join(f'{status}: {n}' for status, n in end['counts'].items())}")
    print(end["conclusion"])


def own_copy(bundle: Bundle) -> None:
    """Say which program this is, and whether the one in the bundle is another."""
    with open(__file__, "rb") as stream:
        own = hashlib.sha256(stream.read()).hexdigest()
    inside = os.path.realpath(__file__).startswith(os.path.join(bundle.root, ""))
    advice = "it came with the bundle; use a copy obtained elsewhere" if inside else "your copy"
    if not inside and bundle.paths.get("verify.py") and bundle.digest("verify.py") != own:
        advice += "; the one in the bundle is different"
    bundle.report.say("NOTE", "verify.py", f"this program has SHA-256 {own}: {advice}")


def read_outside(path: str, root: str) -> bytes:
    """Read what the reader obtained elsewhere; a file of the bundle cannot vouch for it."""
    if os.path.realpath(path).startswith(os.path.join(root, "")):
        raise wrong(f"'{path}' is part of the bundle: it must come from somewhere else")
    with open(path, "rb") as stream:
        return stream.read(LARGEST_LINE)


def read_fingerprint(given: str, root: str) -> str:
    """Take a fingerprint, a verifier key, or a file with either."""
    text = given
    if os.path.isfile(given):
        text = read_outside(given, root).decode("utf-8", "replace").strip()
    if re.fullmatch(r"[0-9a-f]{64}", re.sub(r"[\s:-]", "", text).lower()):
        return re.sub(r"[\s:-]", "", text).lower()
    return read_key(text).fingerprint


def main() -> int:
    parser = argparse.ArgumentParser(description="Verify a case bundle.")
    own_folder = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("bundle", nargs="?", default=own_folder, help="its folder")
    parser.add_argument("--key", action="append", default=[], metavar="FINGERPRINT_OR_FILE",
                        help="a log key you obtained elsewhere; repeat for several")  # fmt: skip
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE",
                        help="an earlier head you obtained elsewhere")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for programs")
    given = parser.parse_args()
    root = os.path.realpath(given.bundle)
    if not os.path.isfile(os.path.join(root, "bagit.txt")):
        parser.error(f"{given.bundle} is not a bundle: it has no bagit.txt. Unpack a .zip first.")
    try:
        keys = {read_fingerprint(key, root) for key in given.key}
        notes = [read_outside(path, root) for path in given.checkpoint]
    except (Problem, OSError) as problem:
        parser.error(f"--key or --checkpoint cannot be used: {problem}")
    report = Report()
    bundle = Bundle(root, report)
    own_copy(bundle)
    end = summary(report, verify(bundle, keys, notes), compared=bool(keys))
    if given.json:
        names = ("status", "subject", "reason")
        items = [dict(zip(names, item)) for item in report.items]
        print(json.dumps({"items": items, **end, "exit": int(end["exit"])}, indent=1))
    else:
        print_report(report, end)
    return int(end["exit"])


if __name__ == "__main__":
    getattr(sys.stdout, "reconfigure", lambda **_: None)(errors="backslashreplace")
    sys.exit(main())
