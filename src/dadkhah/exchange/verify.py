#!/usr/bin/env python3
"""Verify a case bundle with nothing but Python 3.9 or later: no network, nothing written.

    python3 verify.py [BUNDLE] [--key FINGERPRINT_OR_FILE] [--checkpoint FILE] [--json]

A bundle is a folder whose files are listed with their SHA-256 (BagIt, RFC 8493). In it lies the
list of leaf hashes of one or more custody logs (Merkle trees, RFC 9162), the signed heads of these
logs (C2SP signed notes, Ed25519), and some of their entries. An entry holds only salted digests
(RFC 9901); a field is shown by showing the salt and the value that give its digest.

The order of the checks, and of this file:
  1. bag        the files are those of the lists: none changed, missing, added, or outside
  2. logs       the root computed from all leaf hashes is the one that was signed, for every head
  3. entries    each entry shown stands at its place in its log; each field shown opens a digest
  4. exhibits   each exhibit has the SHA-256 and size that its reception recorded
  5. release    one entry fixes the list of all other files of this bundle
  6. citations  each sentence of fact cites passages of exhibits that are here; quotes occur
  7. proofs for other programs, and time stamps

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
BAG = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
RELEASE_LIST, RELEASE_ENTRY = "data/release/files.txt", "data/release/entry.jsonl"
SELF_PROVING = ("data/log/", "data/proofs/", "data/anchors/", "data/release/")  # not in files.txt
LARGEST_TEXT, LARGEST_LINE = 2**26, 2**24  # bytes read as a whole
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

    def check(self, subject: str, check: Callable[..., str], *arguments: Any) -> None:
        """Run one check: PROVEN with the sentence it returns, or the problem it raises."""
        try:
            self.say("PROVEN", subject, check(*arguments))
        except Problem as problem:
            self.say(problem.status, subject, problem.reason)
        except OSError as error:
            self.say("MISSING", subject, f"cannot be read: {error.strerror}")


# --- 1. the bag ---------------------------------------------------------------------------


class Bundle:
    """The files under a folder, by their names in NFC. Links are never followed."""

    def __init__(self, root: str, report: Report) -> None:
        self.root, self.report = root, report
        self.files: dict[str, tuple[str, int]] = {}  # name -> path on this disk, size
        self.digests: dict[str, str] = {}
        twins: dict[str, str] = {}
        for found, path, size in self.walk():
            name = unicodedata.normalize("NFC", found)
            if name.casefold() in twins:
                other = twins[name.casefold()]
                report.say("WRONG", found, f"twin of '{other}': the same name to some systems")
            twins[name.casefold()] = found
            self.files[name] = (path, size)

    def walk(self) -> Iterator[tuple[str, str, int]]:
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

    def path(self, name: str) -> str:
        if name not in self.files:
            raise missing(f"the file '{name}' is not in the bundle")
        return self.files[name][0]

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, read once and in pieces."""
        if name not in self.digests:
            sha256 = hashlib.sha256()
            with open(self.path(name), "rb") as stream:
                for piece in iter(lambda: stream.read(2**20), b""):
                    sha256.update(piece)
            self.digests[name] = sha256.hexdigest()
        return self.digests[name]

    def read(self, name: str, largest: int = LARGEST_TEXT) -> bytes:
        with open(self.path(name), "rb") as stream:
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
        with open(self.path(name), "rb") as stream:
            for line in iter(lambda: stream.readline(LARGEST_LINE), b""):
                if not line.endswith(b"\n"):
                    raise wrong("a line without end, or far too long")
                yield members(read_json(line))

    def under(self, folder: str) -> list[str]:
        return sorted(name for name in self.files if name.startswith(folder))


def name_is_safe(name: str) -> bool:
    """Tell whether a path stays in the folder on every system and prints as it is."""
    return (
        all(part.strip(" ") == part and part not in {"", ".", ".."} for part in name.split("/"))
        and not re.search(r'[\\:*?"<>|]', name)
        and all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in name)
    )


def compare_list(bundle: Bundle, list_name: str, names: Iterable[str]) -> str:
    """Compare a list of `sha256  path` lines with the files it must list; report differences."""
    text, listed, here = bundle.text(list_name), {}, set(names)
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if not match or not name_is_safe(match.group(2)):
            raise wrong(f"'{list_name}' has a line that is no hash and safe name: {line}")
        if match.group(2) in listed:
            raise wrong(f"'{list_name}' names '{match.group(2)}' twice")
        listed[match.group(2)] = match.group(1)
    for name in sorted(listed.keys() - here):
        bundle.report.say("MISSING", name, f"listed in {list_name} and not here")
    for name in sorted(here - listed.keys()):
        bundle.report.say("WRONG", name, f"not listed in {list_name}: it was added or renamed")
    altered = [n for n in sorted(here & listed.keys()) if bundle.digest(n) != listed[n]]
    for name in altered:
        bundle.report.say("WRONG", name, f"its bytes are not those listed in {list_name}")
    if altered or listed.keys() != here or text[-1:] not in {"\n", ""}:
        raise wrong("the files differ from the list, see above")
    return f"{len(listed)} files, each with the SHA-256 listed"


def check_bag(bundle: Bundle) -> None:
    payload = bundle.under("data/")
    tag_files = {name for name in bundle.files if "/" not in name}
    for name in sorted(bundle.files.keys() - tag_files - set(payload)):
        bundle.report.say("WRONG", name, "a file outside data/ that no bundle has")
    if "fetch.txt" in tag_files:
        bundle.report.say("WRONG", "fetch.txt", "a bundle is complete; nothing may be fetched")
    bundle.report.check("bag declaration", check_declaration, bundle, payload)
    bundle.report.check("bag payload", compare_list, bundle, BAG[2], payload)
    bundle.report.check("bag tag files", compare_list, bundle, BAG[3], tag_files - {BAG[3]})


def check_declaration(bundle: Bundle, payload: list[str]) -> str:
    if bundle.read("bagit.txt") != DECLARATION:
        raise wrong("bagit.txt does not declare BagIt 1.0 in UTF-8")
    oxum = re.findall(r"^Payload-Oxum: (.*)$", bundle.text("bag-info.txt"), re.MULTILINE)
    counted = f"{sum(bundle.files[name][1] for name in payload)}.{len(payload)}"
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

    kinds: dict[str, Any] = {"parse_int": integer, "parse_float": str, "parse_constant": str}
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=unique, **kinds)
    except (ValueError, RecursionError):
        raise wrong("not readable as JSON") from None


def members(value: Any, **expected: type) -> dict[str, Any]:
    """Return a JSON object if it has the expected members of the expected types."""
    if type(value) is not dict:
        raise wrong("not a JSON object")
    for name, kind in expected.items():
        if type(value.get(name)) is not kind:
            raise wrong(f"its member '{name}' is missing or of the wrong type")
    return value


def texts(value: Any) -> list[str]:
    if type(value) is not list or any(type(text) is not str for text in value):
        raise wrong("not a list of texts")
    return value


def from_base64(text: str) -> bytes:
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise wrong("not base64") from None
    if base64.b64encode(content).decode() != text:
        raise wrong("base64 written in an unusual way")
    return content


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
    return encode_point(add(multiply(scalar, BASE), multiply(challenge, minus))) == signature[:32]


class Key(NamedTuple):
    """A C2SP verifier key: `<name>+<id>+<base64 of 0x01 and the public key>`."""

    name: str
    id: bytes
    public: bytes

    @property
    def fingerprint(self) -> str:
        return grouped(hashlib.sha256(self.public).hexdigest())


def grouped(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def read_key(text: str) -> Key:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    content = from_base64(encoded)
    if len(content) != 33 or content[0] != 1 or not re.fullmatch(r"[!-*,-~]+", name):
        raise wrong("not a C2SP verifier key for Ed25519")
    expected = hashlib.sha256(name.encode() + b"\n" + content).digest()[:4]
    if key_id != expected.hex():
        raise wrong("a verifier key whose id is not that of its name and key")
    return Key(name, expected, content[1:])


def open_note(note: bytes, key: Key) -> str:
    """Return the text of a C2SP signed note that `key` has signed."""
    text, blank, signatures = note.rpartition(b"\n\n")
    lines = signatures.split(b"\n")
    if not blank or lines[-1] or not 1 < len(lines) <= 101:
        raise wrong("not a signed note")
    signed_by_key = False
    for line in lines[:-1]:
        match = re.fullmatch("\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)", line.decode("utf-8", "replace"))
        signed = from_base64(match.group(2)) if match else b""
        if not match or len(signed) < 5:
            raise wrong("a signed note with a line that is not a signature")
        if match.group(1) == key.name and signed[:4] == key.id:
            if not signature_is_valid(key.public, text + b"\n", signed[4:]):
                raise wrong("the signature does not verify: the head was changed or forged")
            signed_by_key = True
    if not signed_by_key:
        raise wrong(f"not signed by the key of this log ({key.name})")
    return text.decode("utf-8", "replace") + "\n"


class Head(NamedTuple):
    """The head of a log, from a file: how many entries, and the root over all of them."""

    file: str
    size: int
    root: bytes


def read_head(file: str, note: bytes, key: Key) -> Head:
    match = re.fullmatch(r"(.+)\n(0|[1-9][0-9]{0,17})\n(\S{44})\n", open_note(note, key))
    if not match or match.group(1) != key.name:
        raise wrong(f"'{file}' is signed, but not as a head of the log of this key")
    return Head(file, int(match.group(2)), from_base64(match.group(3)))


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def roots_at(leaves: bytes, sizes: Iterable[int]) -> dict[int, bytes]:
    """Compute the root of the first `size` leaf hashes, for each size, in one pass."""
    wanted, roots = set(sizes), {0: hashlib.sha256(b"").digest()}
    peaks: list[bytes] = []
    for size in range(1, len(leaves) // 32 + 1):
        peak, bits = leaves[32 * size - 32 : 32 * size], size
        while bits % 2 == 0:
            peak, bits = node(peaks.pop(), peak), bits // 2
        peaks.append(peak)
        if size in wanted:
            roots[size] = reduce(lambda right, left: node(left, right), reversed(peaks))
    return roots


class Log(NamedTuple):
    """One custody log, after its heads were checked against its leaf hashes."""

    key: Key
    head: Head
    leaves: bytes
    checkpoint: bytes

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
    if size > 256 * len(bundle.files):
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


def load_log(bundle: Bundle, folder: str, notes: list[bytes]) -> Log:
    """Check one log: its head, every earlier head, and the roots computed from its tiles."""
    key = read_key(bundle.text(folder + "vkey")[:-1])  # one line
    checkpoint = bundle.read(folder + "checkpoint", LARGEST_LINE)
    heads = [read_head("checkpoint", checkpoint, key)]
    leaves, names = read_leaves(bundle, folder, heads[0].size)
    kept = bundle.under(folder + "checkpoints/")
    heads += [read_head(name, bundle.read(name, LARGEST_LINE), key) for name in kept]
    for head in heads[1:]:
        if head.file != f"{folder}checkpoints/{head.size}":
            raise wrong(f"'{head.file}' holds a head of {head.size} entries")
    for note in notes:
        if note.startswith(key.name.encode() + b"\n"):
            heads.append(read_head("the head you gave", note, key))
    compare_heads(heads, leaves)
    known = names.union(kept, {folder + "vkey", folder + "checkpoint"})
    for name in set(bundle.under(folder)) - known:
        raise wrong(f"'{name}' is no part of a log of {heads[0].size} entries")
    return Log(key, heads[0], leaves, checkpoint)


def compare_heads(heads: list[Head], leaves: bytes) -> None:
    """Every head must have the root of the first `size` leaves: then any two are consistent."""
    roots = roots_at(leaves, [head.size for head in heads])
    for head in heads:
        if head.size not in roots:
            raise wrong(
                f"'{head.file}' signs {head.size} entries, this log ends before: rolled back"
            )
        if head.root != roots[head.size]:
            twin = [h.file for h in heads if h.size == head.size and h.root != head.root]
            fork = f"FORK with '{twin[0]}': " if twin else ""
            raise wrong(f"{fork}'{head.file}' signs another root than that of {head.size} entries")


def check_logs(bundle: Bundle, keys: set[str], notes: list[bytes]) -> dict[str, Log]:
    """Check all logs; only those returned can prove anything."""
    logs: dict[str, Log] = {}

    def check(device: str) -> str:
        if not re.fullmatch(r"[0-9a-z-]{1,64}", device):
            raise wrong("not the name of a log")
        log = load_log(bundle, f"data/log/{device}/", notes)
        if any(log.key.public == other.key.public for other in logs.values()):
            raise wrong("FORK: another log in this bundle has the same key")
        if keys and log.key.fingerprint not in keys:
            raise wrong(f"its key is not the one you gave, but {log.key.fingerprint}")
        logs[device] = log
        heads = 1 + len(bundle.under(f"data/log/{device}/checkpoints/"))
        return f"{log.head.size} entries; {heads} signed heads agree with its leaf hashes"

    for device in sorted({name.split("/")[2] for name in bundle.under("data/log/")}):
        bundle.report.check(f"log {device}", check, device)
    origins = [log.key.name.encode() + b"\n" for log in logs.values()]
    if not logs or not all(any(note.startswith(o) for o in origins) for note in notes):
        what = "the head you gave is of no log" if logs else "there is no log"
        bundle.report.say("MISSING", "logs", f"{what} that is proven here")
    return logs


# --- 3. entries and the fields they open --------------------------------------------------


def read_entry(entry: bytes) -> set[str]:
    """Return the digests of a canonical entry."""
    value = members(read_json(entry), _sd=list, t=str, v=int)
    digests = texts(value["_sd"])
    if value.keys() != {"_sd", "t", "v"} or value["v"] != 1 or len(entry) > 65535:
        raise wrong("an entry of an unknown kind")
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    ordered = digests == sorted(set(digests)) and len(digests) % 8 == 0
    if not ordered or canonical.encode("utf-8", "replace") != entry:
        raise wrong("an entry that is not written in the one canonical way")
    return set(digests)


def read_disclosure(text: str) -> tuple[str, str, str]:
    """Return name, value and digest of a disclosure (RFC 9901, section 4.2)."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text) or len(text) % 4 == 1:
        raise wrong("a disclosure that is not base64url")
    value = texts(read_json(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))
    if len(value) != 3 or len(value[0]) < 22:
        raise wrong("a disclosure that is not [salt, name, value], or whose salt is short")
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return value[1], value[2], digest.decode().rstrip("=")


def open_fields(entry: bytes, disclosures: list[str]) -> tuple[dict[str, str], int]:
    """Return the fields opened, and how many digests stay unopened (withheld, or padding)."""
    fields: dict[str, str] = {}
    digests = read_entry(entry)
    for text in disclosures:
        name, value, digest = read_disclosure(text)
        if digest not in digests:
            raise wrong(f"the field '{name}' is not of this entry, or was changed, or comes twice")
        if name in fields:
            raise wrong(f"the field '{name}' comes twice in one entry")
        digests.discard(digest)
        fields[name] = value
    return fields, len(digests)


class Entries:
    """The entries shown in the bundle, each at most once. A record withheld is None."""

    def __init__(self, logs: dict[str, Log]) -> None:
        self.logs = logs
        self.positions: dict[str, set[int]] = {device: set() for device in logs}
        self.records: dict[str, Optional[dict[str, str]]] = {}
        self.held_back: list[tuple[str, list[str]]] = []  # records with fields not shown, unsaid

    def leaf(self, line: dict[str, Any]) -> bytes:
        """The leaf hash at the place that a line names."""
        log, position = self.logs.get(members(line, device=str, entry=int)["device"]), line["entry"]
        if log is None:
            raise missing(f"its log '{line['device']}' is not here or not proven")
        if not 0 <= position < log.head.size:
            raise wrong(f"its log has {log.head.size} entries and none at {position}")
        return log.leaf(position)

    def refuse_unless_withheld(self, line: dict[str, Any]) -> None:
        if from_base64(members(line, leaf=str)["leaf"]) != self.leaf(line):
            raise wrong(f"said to be withheld, but its leaf hash is not that of {place(line)}")

    def open(self, line: dict[str, Any]) -> tuple[dict[str, str], int]:
        """Prove that the entry stands at its place; return its fields and what is unopened."""
        leaf, disclosures = (
            self.leaf(line),
            texts(members(line, entry_bytes=str, disclosures=list)["disclosures"]),
        )
        entry = line["entry_bytes"].encode("utf-8", "surrogatepass")
        if not line.keys() <= {"id", "device", "entry", "entry_bytes", "disclosures", "withheld"}:
            raise wrong("a line that says more than what can be proven")
        if hashlib.sha256(b"\0" + entry).digest() != leaf:
            raise wrong(f"this is not {place(line)}: changed, moved, or from another log")
        if line["entry"] in self.positions[line["device"]]:
            raise wrong(f"{place(line)} is shown twice")
        opened = open_fields(entry, disclosures)
        self.positions[line["device"]].add(line["entry"])
        return opened


def place(line: dict[str, Any]) -> str:
    return f"entry {line['entry']} of log {line['device'][:8]}"


def check_records(bundle: Bundle, entries: Entries, columns: dict[str, Any]) -> None:
    def check_file(name: str) -> str:
        kind, count = name[len("data/records/") : -len(".jsonl")], 0
        for line in bundle.lines(name):
            count += 1
            subject = str(line.get("id"))
            bundle.report.check(subject, check_record, entries, line, kind, columns.get(kind))
            for identity, names in entries.held_back:
                bundle.report.say("WITHHELD", identity, f"fields not shown: {', '.join(names)}")
            entries.held_back.clear()
        return f"{count} lines read"

    for name in bundle.under("data/records/"):
        bundle.report.check(name, check_file, name)


def check_record(entries: Entries, line: dict[str, Any], kind: str, columns: Any) -> str:
    identity = members(line, id=str)["id"]
    if identity in entries.records or identity.partition("/")[0] != kind:
        raise wrong("shown twice, or in the file of another kind")
    if "leaf" in line:
        entries.refuse_unless_withheld(line)
        entries.records[identity] = None
        raise Problem("WITHHELD", f"{place(line)} is in the log; its content is not shown")
    fields, unopened = entries.open(line)
    type_, withheld = fields.get("type"), set(texts(line.get("withheld", [])))
    if type_ == "revision":
        if fields.get("record") != identity:
            raise wrong(f"the entry is a revision of '{fields.get('record')}'")
        unsaid = set(texts(columns)) - withheld - fields.keys()
        if unsaid or withheld & fields.keys():
            names = ", ".join(sorted(unsaid or withheld & fields.keys()))
            raise wrong(f"shown and withheld must be all its fields, each once; not so: {names}")
    elif type_ is None or identity != f"{type_}/{line['device']}/{line['entry']}":
        raise wrong(f"the entry is of type '{type_}', not what its id says")
    if unopened > 7 and not withheld:
        raise wrong("more fields are withheld than the line admits")
    entries.records[identity] = fields
    entries.held_back += [(identity, sorted(withheld))] if withheld else []
    return f"{place(line)}, {len(fields)} fields shown"


# --- 4. exhibits --------------------------------------------------------------------------


def check_exhibits(bundle: Bundle, entries: Entries, listed: list[Any]) -> dict[str, Any]:
    """Check every exhibit; return those proven or withheld, by item."""
    exhibits: dict[str, Any] = {}
    for exhibit in listed:
        subject = str(exhibit.get("number")) if type(exhibit) is dict else "?"
        bundle.report.check(f"exhibit {subject}", check_exhibit, bundle, entries, exhibits, exhibit)
    files = {exhibit.get("file") for exhibit in exhibits.values()}
    for name in sorted(set(bundle.under("data/exhibits/")) - files):
        bundle.report.say("WRONG", name, "a file among the exhibits that is no proven exhibit")
    return exhibits


def check_exhibit(bundle: Bundle, entries: Entries, exhibits: dict[str, Any], exhibit: Any) -> str:
    members(exhibit, number=str, item=str, device=str, entry=int, numbers=dict)
    if exhibit["item"] in exhibits:
        raise wrong("an item that is listed twice")
    if "leaf" in exhibit:
        entries.refuse_unless_withheld(exhibit)
        exhibits[exhibit["item"]] = exhibit
        raise Problem("WITHHELD", f"its reception is {place(exhibit)}; the file is not shown")
    name = members(exhibit, file=str)["file"]
    received = entries.records.get(f"receive/{exhibit['device']}/{exhibit['entry']}")
    item = entries.records.get(f"item/{exhibit['item']}") or {}
    if received is None:
        raise missing(f"its reception, {place(exhibit)}, is not shown or not proven")
    if not name.startswith("data/exhibits/") or bundle.digest(name) != received.get("sha256"):
        raise wrong("its bytes are not those received: the SHA-256 differs")
    if str(bundle.files[name][1]) != received.get("size"):
        raise wrong("its size is not the one received")
    if item.get("f:sha256", "") not in {"", received["sha256"]}:
        raise wrong("the record of the item names another file (its SHA-256 differs)")
    exhibits[exhibit["item"]] = exhibit
    return f"byte for byte as received: {place(exhibit)}, SHA-256 {bundle.digest(name)}"


# --- 5. the release -----------------------------------------------------------------------


def check_release(bundle: Bundle, entries: Entries, recipient: str) -> str:
    """One entry of the log fixes the list of all files that do not prove themselves."""
    lines = list(bundle.lines(RELEASE_ENTRY))
    if len(lines) != 1 or set(bundle.under("data/release/")) != {RELEASE_LIST, RELEASE_ENTRY}:
        raise wrong("a release is one entry and one list of files")
    fields, _ = entries.open(lines[0])
    identity = f"export/{lines[0]['device']}/{lines[0]['entry']}"
    if lines[0].get("id") != identity or "withheld" in lines[0]:
        raise wrong("the line of the release says something else than its entry")
    if fields.get("type") != "export" or fields.get("sha256") != bundle.digest(RELEASE_LIST):
        raise wrong("the entry does not fix this list of files")
    if fields.get("recipient") != recipient or "size" not in fields:
        raise wrong("the log names another recipient, or does not show all of its entry")
    fixed = {n for n in bundle.files if n not in BAG and not n.startswith(SELF_PROVING)}
    fixed.update(name for name in bundle.under("data/log/") if "/checkpoints/" in name)
    sentence = compare_list(bundle, RELEASE_LIST, fixed)
    for name in bundle.under("data/filing/"):
        bundle.report.say("PROVEN", name, f"fixed by the release, SHA-256 {bundle.digest(name)}")
    return f"{sentence}, fixed by {place(lines[0])}"


# --- 6. citations -------------------------------------------------------------------------


def check_facts(bundle: Bundle, entries: Entries, exhibits: dict[str, Any], name: str) -> str:
    """Check every citation of a filing, reporting those that do not hold."""
    filing, found, failed = name.rpartition("/")[2][: -len(".json")], 0, 0
    numbered = {str(e["numbers"].get(filing)): e for e in exhibits.values()}
    content = members(read_json(bundle.read(name)), facts=list, exhibits=list)
    for listed in content["exhibits"]:
        exhibit = numbered.get(members(listed, number=str, sha256=str)["number"], {})
        if "file" in exhibit and listed["sha256"] not in {"", bundle.digest(exhibit["file"])}:
            raise wrong(f"it gives another SHA-256 for {listed['number']} than the exhibit has")
    for count, fact in enumerate(content["facts"], 1):
        cited = members(fact, citations=list)["citations"]
        for citation in cited or [{}]:
            try:
                found += check_citation(bundle, entries, numbered, citation)
            except Problem as problem:
                bundle.report.say(problem.status, f"{name} fact {count}", problem.reason)
                failed += problem.status != "WITHHELD"
    if failed:
        raise wrong(f"{failed} citations do not hold, see above")
    count = len(content["facts"])
    return f"{count} sentences of fact, all cited; {found} quotes found in their exhibits"


def check_citation(bundle: Bundle, entries: Entries, numbered: dict[Any, Any], cited: Any) -> bool:
    """Check one citation; tell whether its quote was looked for, and found."""
    members(cited, exhibit=str, passage=str)
    number, identity = cited["exhibit"], f"passage/{cited['passage']}"
    exhibit, passage = numbered.get(number), entries.records.get(identity)
    if exhibit is None or identity not in entries.records:
        raise missing(f"{'exhibit ' + number if exhibit is None else identity} is not proven here")
    if passage is None or "leaf" in exhibit:
        raise Problem("WITHHELD", f"it rests on exhibit {number}, {identity}, withheld")
    if passage.get("f:item") != exhibit["item"]:
        raise wrong(f"{identity} is not a passage of exhibit {number}")
    name, quote = exhibit["file"], one_line(passage.get("f:quote", ""))
    item = entries.records.get(f"item/{exhibit['item']}") or {}
    plain = item.get("f:media_type") in {"text/plain", "text/markdown"}
    if not quote or not plain or bundle.files[name][1] > LARGEST_TEXT:
        return False
    if quote not in one_line(bundle.read(name).decode("utf-8", "replace")):
        raise wrong(f"the quote of {identity} does not occur in exhibit {number}")
    return True


def one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# --- 7. proofs for other programs, and time stamps ----------------------------------------


def check_proofs(bundle: Bundle, entries: Entries) -> str:
    """Each entry shown has one C2SP tlog-proof: that entry, that head, and a path between them."""
    extra = set(bundle.under("data/proofs/"))
    shown_places = [(device, n) for device, held in entries.positions.items() for n in sorted(held)]
    for device, index in shown_places:
        name, log = f"data/proofs/{device}/{index}.tlog-proof", entries.logs[device]
        first, _, note = bundle.read(name, LARGEST_LINE).partition(b"\n\n")
        lines = first.decode("utf-8", "replace").split("\n")
        if lines[:2] != ["c2sp.org/tlog-proof@v1", f"index {index}"] or note != log.checkpoint:
            raise wrong(f"'{name}' is not the proof of this entry under the head of its log")
        path = [from_base64(line) for line in lines[2:]]
        if root_from_path(log.leaf(index), index, log.head.size, path) != log.head.root:
            raise wrong(f"the path of '{name}' does not lead to the signed root")
        extra.discard(name)
    if extra:
        raise wrong(f"'{min(extra)}' is a proof of nothing that is shown")
    return f"{len(shown_places)} proofs for other programs lead to the signed heads"


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


def check_time_stamp(bundle: Bundle, logs: dict[str, Log], name: str) -> str:
    """Read an RFC 3161 response; say what time it states, and that this proves nothing yet."""
    match = re.fullmatch(r"data/anchors/([0-9a-z-]+)/([0-9]+)/[^/]+\.tsr", name)
    if not match or match.group(1) not in logs:
        raise wrong("a time stamp of no proven log")
    note = "data/log/{}/checkpoints/{}".format(*match.groups())
    if note not in bundle.files and match.group(2) == str(logs[match.group(1)].head.size):
        note = f"data/log/{match.group(1)}/checkpoint"
    try:
        status, token = children(children(bundle.read(name, LARGEST_LINE))[0][1])[:2]
        signed = children(children(children(token[1])[1][1])[0][1])
        info = children(children(children(children(signed[2][1])[1][1])[0][1])[0][1])
        algorithm, imprint = (part for _, part in children(info[2][1]))
        times = [part.decode("ascii") for tag, part in info if tag == 0x18]
        granted = children(status[1])[0][1] in {b"\0", b"\1"} and bool(times)
        sha256 = children(algorithm)[0][1] == bytes.fromhex("608648016503040201")
    except (IndexError, ValueError):
        raise wrong("not readable as an RFC 3161 time stamp") from None
    if not granted or not sha256 or imprint.hex() != bundle.digest(note):
        raise wrong(f"not a granted time stamp over the SHA-256 of {note}")
    raise Problem(
        "NOTE",
        f"says that {note} existed on {times[0]}; signature and certificates were NOT checked here:"
        f" openssl ts -verify -data {note} -in {name} -CAfile CERTIFICATES",
    )


# --- the whole, and what it says ----------------------------------------------------------


def verify(bundle: Bundle, keys: set[str], notes: list[bytes]) -> Entries:
    report = bundle.report
    check_bag(bundle)
    logs = check_logs(bundle, keys, notes)
    entries = Entries(logs)
    head: dict[str, Any] = {"exhibits": [], "columns": {}, "recipient": ""}

    def read_contents() -> str:
        read = members(read_json(bundle.read("data/bundle.json")), format=str, recipient=str)
        if read["format"] != FORMAT:
            raise wrong(f"this program reads {FORMAT}, not {read['format']}")
        head.update(members(read, exhibits=list, columns=dict))
        return f"{FORMAT}, made for: {read['recipient']}"

    report.check("bundle.json", read_contents)
    check_records(bundle, entries, head["columns"])
    exhibits = check_exhibits(bundle, entries, head["exhibits"])
    report.check("release", check_release, bundle, entries, head["recipient"])
    for name in bundle.under("data/filing/"):
        if name.endswith(".json"):
            report.check(f"{name} citations", check_facts, bundle, entries, exhibits, name)
    report.check("inclusion proofs", check_proofs, bundle, entries)
    for name in bundle.under("data/anchors/"):
        report.check(name, check_time_stamp, bundle, logs, name)
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
        withheld = [n for n in range(log.head.size) if n not in entries.positions[device]]
        logs.append({
            "device": device, "fingerprint": log.key.fingerprint, "key_compared": compared,
            "entries": log.head.size, "shown": log.head.size - len(withheld),
            "withheld": len(withheld), "withheld_positions": ranges(withheld),
        })  # fmt: skip
    said = [status for status, _, _ in report.items]
    counts = {s: said.count(s) for s in ("PROVEN", "WITHHELD", "MISSING", "WRONG")}
    bad = [item for item in report.items if item[0] in {"WRONG", "MISSING"}]
    under = "the key you gave" if compared else "the key above, which you have yet to compare"
    held = f"{counts['WITHHELD']} things are held back, and it says which"
    plain = (
        f"Everything shown in this bundle is as it was recorded under {under};"
        f" {held if counts['WITHHELD'] else 'nothing of it is held back'}."
    )
    if bad:
        plain = (
            f"Do not rely on this bundle: {counts['WRONG']} things are wrong and"
            f" {counts['MISSING']} are missing. The first: {bad[0][1]}: {bad[0][2]}"
        )
    return {
        "counts": counts,
        "logs": logs,
        "limits": LIMITS,
        "conclusion": plain,
        "exit": bool(bad),
    }


def print_report(report: Report, end: dict[str, Any]) -> None:
    for status, subject, reason in report.items:
        print(f"{status:<9} {subject}: {reason}")
    for log in end["logs"]:
        print(f"\nLog {log['device']}: {log['entries']} entries, {log['shown']} shown,")
        print(f"  {log['withheld']} withheld, at positions: {log['withheld_positions'] or 'none'}")
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
    if is_inside(__file__, bundle.root):
        advice = "it came with the bundle; use a copy obtained elsewhere"
    elif "verify.py" in bundle.files and bundle.digest("verify.py") != own:
        advice = "your copy; the one in the bundle is different"
    else:
        advice = "your copy, and the same as in the bundle"
    bundle.report.say("NOTE", "verify.py", f"this program has SHA-256 {own}: {advice}")


def is_inside(path: str, root: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(root, ""))


def read_outside(path: str, root: str) -> bytes:
    """Read what the reader obtained elsewhere; a file of the bundle cannot vouch for it."""
    if is_inside(path, root):
        raise wrong(f"'{path}' is part of the bundle: it must come from somewhere else")
    with open(path, "rb") as stream:
        return stream.read(LARGEST_LINE)


def read_fingerprint(given: str, root: str) -> str:
    """Take a fingerprint, a verifier key, or a file with either."""
    text = given
    if os.path.isfile(given):
        text = read_outside(given, root).decode("utf-8", "replace").strip()
    digits = re.sub(r"[\s:-]", "", text).lower()
    return grouped(digits) if re.fullmatch("[0-9a-f]{64}", digits) else read_key(text).fingerprint


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
        items = [dict(zip(("status", "subject", "reason"), item)) for item in report.items]
        print(json.dumps({"items": items, **end, "exit": int(end["exit"])}, indent=1))
    else:
        print_report(report, end)
    return int(end["exit"])


if __name__ == "__main__":
    getattr(sys.stdout, "reconfigure", lambda **_: None)(errors="backslashreplace")
    sys.exit(main())
