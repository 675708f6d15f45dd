#!/usr/bin/env python3
"""Verify a case bundle with nothing but Python 3.9 or later: no network, nothing written.

    python3 verify.py [BUNDLE] [--key FINGERPRINT] [--checkpoint FILE] [--json]
                      [--root FILE] [--header HEX] [--policy FILE]

A bundle is a folder with filings, exhibits and records, and the proof that all of it stood in a
custody log before it was handed over. A custody log is a list of entries that only grows. Each
entry is hashed, the hashes are hashed together, two by two, up to one root, and the root is signed:
who has the signed root can tell whether any entry was changed, removed, added or moved.

Read this file from top to bottom; it is in the order of the checks: files, signatures, logs,
entries, exhibits, the release, citations, time; then the report and the command line.

It says PROVEN, WITHHELD, MISSING or WRONG of each thing. Exit: 0 all proven (or withheld),
1 something wrong or missing, 2 wrong usage or no bundle. Everything rests on the key: compare its
fingerprint with one that came to you another way (--key). Use a copy of this program that did not
come with the bundle: one that did could have been changed to say anything.
"""

import sys

if sys.version_info < (3, 9):
    sys.stderr.write("verify.py needs Python 3.9 or later; nothing was checked.\n")
    sys.exit(2)
if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # this file's folder: a bundle must not bring its own "hashlib.py"

import argparse
import base64
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple, Optional

FORMAT = "dadkhah-bundle/1"
LISTS = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
RELEASE_LIST, RELEASE_ENTRY = "data/release/files.txt", "data/release/entry.jsonl"
LARGEST, LARGEST_ANCHOR = 2**26, 2**20  # bytes read as a whole
LIMITS = (
    "That nothing false was recorded before others first saw a head of the log, or stamped it.",
    "That an exhibit is authentic or a record true: only that these are the bytes and the words.",
    "That there is no later revision of a record among the entries that are withheld.",
    "That the PDF, DOCX and HTML of a filing say what its JSON says: they were not compared.",
)


class Problem(Exception):
    """Why something is not proven, in plain words."""

    def __init__(self, reason: str, status: str = "WRONG") -> None:
        super().__init__(reason)
        self.status = status


def require(holds: object, reason: str, status: str = "WRONG") -> None:
    """End the check at hand, for this reason, unless what must hold does hold."""
    if not holds:
        raise Problem(reason, status)


def printable(text: str) -> str:
    """Make text from a bundle safe to print: nothing in it can move the cursor or hide."""
    text = text if len(text) <= 1000 else text[:1000] + " ..."
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


# --- 1. Files -----------------------------------------------------------------------------
# A bundle is a BagIt folder (RFC 8493): two lists name every file with the SHA-256 of its
# bytes. Whoever changes a file can also change the lists, so these checks find accidents; what
# finds forgers is that the log fixes the files too (section 6), and who can sign the log is known.
class Bundle:
    """The files of a bundle; what has been proven with them so far; what was said of them."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, str] = {}  # name -> path on this disk
        self.digests: dict[str, str] = {}  # name -> SHA-256
        self.contents: dict[str, Any] = {"recipient": "", "exhibits": [], "columns": {}}
        self.logs: dict[str, tuple[Key, bytes]] = {}  # device -> its key, its entries' hashes
        self.opened: set[tuple[str, int]] = set()  # device and place of each entry shown
        self.records: dict[str, Optional[dict[str, str]]] = {}  # id -> fields, None: withheld
        self.exhibits: dict[str, dict[str, Any]] = {}  # item -> what bundle.json says of it
        self.times: dict[tuple[str, int], datetime] = {}  # when an entry shown says it was made
        self.policy: Optional[Policy] = None  # whose cosignatures count
        self.cosigned: dict[str, set[str]] = {}  # head -> the witnesses that cosigned it
        self.said: list[tuple[str, str, str]] = []  # status, subject, reason
        self.check("folder", Bundle.find_files)

    def say(self, status: str, subject: str, reason: str) -> None:
        self.said.append((status, printable(subject), printable(reason)))

    def check(self, subject: str, check: Callable[..., str], *arguments: Any) -> None:
        """Run one check: PROVEN with the sentence it returns, or the problem it raises."""
        try:
            self.say("PROVEN", subject, check(self, *arguments))
        except Problem as problem:
            self.say(problem.status, subject, str(problem))
        except OSError as error:
            self.say("MISSING", subject, f"cannot be read: {error.strerror}")
        except (ValueError, OverflowError):
            self.say("WRONG", subject, "misshapen: a number in it means nothing")

    def find_files(self) -> str:
        """Find all files. Links are never followed; names are taken in Unicode form NFC."""
        folders, twins = [("", self.root)], set()
        while folders:
            folder, path = folders.pop()
            inside = sorted(os.scandir(path), key=lambda entry: entry.name)
            if not inside:
                self.say("WRONG", folder, "an empty folder, which no list mentions")
            for entry in inside:
                name = unicodedata.normalize("NFC", folder + entry.name)
                if not name_is_safe(name):
                    self.say("WRONG", name, "a name that no bundle may contain")
                elif entry.is_dir(follow_symlinks=False):
                    folders.append((f"{name}/", entry.path))
                elif not entry.is_file(follow_symlinks=False):
                    self.say("WRONG", name, "a link or a device: neither a file nor a folder")
                elif name.casefold() in twins:
                    self.say("WRONG", name, "a twin: the name of another file to some systems")
                else:
                    twins.add(name.casefold())
                    self.files[name] = entry.path
        return f"{len(self.files)} files, none of them outside"

    def under(self, folder: str) -> list[str]:
        return sorted(name for name in self.files if name.startswith(folder))

    def path(self, name: str) -> str:
        require(name in self.files, f"the file '{name}' is not in the bundle", "MISSING")
        return self.files[name]

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, read once and in pieces."""
        if name not in self.digests:
            sha256 = hashlib.sha256()
            with open(self.path(name), "rb") as stream:
                for piece in iter(lambda: stream.read(2**20), b""):
                    sha256.update(piece)
            self.digests[name] = sha256.hexdigest()
        return self.digests[name]

    def read(self, name: str, largest: int = LARGEST) -> bytes:
        content = read_up_to(self.path(name), largest + 1)
        require(len(content) <= largest, f"'{name}' is over {largest} bytes, which none needs")
        return content

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """The JSON objects of a .jsonl file, one at a time."""
        with open(self.path(name), "rb") as stream:
            for line in iter(lambda: stream.readline(LARGEST), b""):
                require(line.endswith(b"\n"), "a line without end, or far too long")
                yield members(read_json(line))


def read_up_to(path: str, largest: int) -> bytes:
    with open(path, "rb") as stream:
        return stream.read(largest)


def name_is_safe(name: str) -> bool:
    """Tell whether a path stays in the folder on every system and prints as it is."""
    bad = re.search(r'[\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]', name)
    return not bad and all(p.strip(" ") == p and p not in {"", ".", ".."} for p in name.split("/"))


def check_list(bundle: Bundle, list_name: str, names: set[str]) -> str:
    """Compare a list of `sha256  path` lines with the files it must list, these and no others."""
    lines = bundle.read(list_name).decode("utf-8", "surrogateescape").split("\n")
    require(lines.pop() == "", f"the last line of '{list_name}' has no end")
    listed: dict[str, str] = {}
    for line in lines:
        digest, _, name = line.partition("  ")
        is_safe = re.fullmatch("[0-9a-f]{64}", digest) and name_is_safe(name)
        require(is_safe, f"'{list_name}' has a line that is no hash and safe name: {line}")
        require(name not in listed, f"'{list_name}' names '{name}' twice")
        listed[name] = digest
    for name in sorted(listed.keys() - names):
        bundle.say("MISSING", name, f"listed in {list_name} and not here")
    for name in sorted(names - listed.keys()):
        bundle.say("WRONG", name, f"not listed in {list_name}: it was added or renamed")
    altered = [n for n in sorted(names & listed.keys()) if bundle.digest(n) != listed[n]]
    for name in altered:
        bundle.say("WRONG", name, f"its bytes are not those listed in {list_name}")
    require(listed.keys() == names and not altered, "the files differ from the list, see above")
    return f"{len(listed)} files, each with the SHA-256 listed"


# What is read from a file is taken only in the one form it should have: no name twice in an
# object, no text where a number should be, no second way to write the same bytes.
def read_json(content: bytes) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        require(len(dict(pairs)) == len(pairs), "a JSON object with the same name twice")
        return dict(pairs)

    try:  # a number of more than 19 digits means nothing here: it is cut, and still too large
        text = content.decode("utf-8")
        return json.loads(text, object_pairs_hook=unique, parse_int=lambda digits: int(digits[:20]))
    except (ValueError, RecursionError):
        raise Problem("not readable as JSON") from None


def members(value: Any, **expected: type) -> dict[str, Any]:
    """Return a JSON object if it has the expected members of the expected types."""
    require(type(value) is dict, "not a JSON object")
    for name, kind in expected.items():
        require(type(value.get(name)) is kind, f"its member '{name}' is missing or misshapen")
    return dict(value)


def texts(value: Any) -> list[str]:
    require(type(value) is list and all(type(t) is str for t in value), "not a list of texts")
    return list(value)


def from_base64(text: str) -> bytes:
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise Problem("not base64") from None
    require(base64.b64encode(content).decode() == text, "base64 written in an unusual way")
    return content


# --- 2. Signatures ------------------------------------------------------------------------
# Ed25519 (RFC 8032) in plain arithmetic: whole numbers modulo P, and points (x, y) on the curve
# y^2 - x^2 = 1 + D x^2 y^2. A signature is valid if one equation between points holds. This is
# slow, and does not hide its steps from an onlooker: it needs neither, there is no secret here.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int]
ZERO = (0, 1)


def add(one: Point, two: Point) -> Point:
    (x1, y1), (x2, y2) = one, two
    product = D * x1 * x2 * y1 * y2 % P
    inverse = pow(1 - product * product, -1, P)
    x = (x1 * y2 + x2 * y1) * (1 - product) * inverse
    y = (y1 * y2 + x1 * x2) * (1 + product) * inverse
    return x % P, y % P


def multiply(scalar: int, point: Point) -> Point:
    product = ZERO
    while scalar:
        if scalar & 1:
            product = add(product, point)
        point, scalar = add(point, point), scalar >> 1
    return product


def decode_point(encoded: bytes) -> Optional[Point]:
    """Return the point, or None unless it is on the curve and encoded in the one right way."""
    odd, y = divmod(int.from_bytes(encoded, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    x = P - x if x & 1 != odd else x
    is_point = len(encoded) == 32 and x < P and y < P and x * x % P == square
    return (x, y) if is_point else None


BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or ZERO


def signature_is_valid(key: bytes, message: bytes, signature: bytes) -> bool:
    """Verify Ed25519 strictly: S below the group order, canonical points, no small-order key."""
    public, scalar = decode_point(key), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= ORDER or public is None or multiply(8, public) == ZERO:
        return False
    hashed = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(hashed, "little") % ORDER
    minus = (P - public[0], public[1])
    x, y = add(multiply(scalar, BASE), multiply(challenge, minus))
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


class Key(NamedTuple):
    """A C2SP verifier key: `<name>+<id>+<base64 of its algorithm and the public key>`."""

    name: str
    id: bytes
    public: bytes
    fingerprint: str


def grouped(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def read_key(text: str, algorithm: int = 1) -> Key:
    """Read a key line; algorithm 1 signs heads, 4 cosigns them (section 8.5)."""
    name, key_id, encoded = [*text.split("+", 2), "", ""][:3]
    content = from_base64(encoded)
    expected = hashlib.sha256(name.encode("utf-8", "replace") + b"\n" + content).digest()[:4]
    is_key = len(content) == 33 and content[0] == algorithm and re.fullmatch(r"[!-*,-~]+", name)
    require(is_key and key_id == expected.hex(), "not a C2SP verifier key for Ed25519")
    return Key(name, expected, content[1:], grouped(hashlib.sha256(content[1:]).hexdigest()))


def open_note(note: bytes, key: Key) -> str:
    """Return the text of a C2SP signed note: text, an empty line, and a line per signature."""
    text, _, signatures = note.rpartition(b"\n\n")
    lines = signatures.decode("utf-8", "replace").split("\n")
    are_lines = lines.pop() == "" and all(line.startswith("\u2014 ") for line in lines)
    require(are_lines and len(lines) <= 100, "not a signed note")
    mine = f"\u2014 {key.name} "
    signed = [from_base64(line[len(mine) :]) for line in lines if line.startswith(mine)]
    signed = [signature[4:] for signature in signed if signature[:4] == key.id]
    require(signed, f"not signed by the key of this log ({key.name})")
    for signature in signed:
        is_valid = signature_is_valid(key.public, text + b"\n", signature)
        require(is_valid, "the signature does not verify: the head was changed or forged")
    return text.decode("utf-8", "replace") + "\n"


def read_head(name: str, note: bytes, key: Key) -> tuple[int, bytes]:
    """Return what the head of a log says: how many entries, and the root over all of them."""
    lines = open_note(note, key).split("\n")
    is_head = len(lines) == 4 and lines[0] == key.name and re.fullmatch("[0-9]{1,18}", lines[1])
    require(is_head, f"'{name}' is signed, but not as a head of the log of this key")
    return int(lines[1]), from_base64(lines[2])


# --- 3. Logs ------------------------------------------------------------------------------
# The bundle has the hash of every entry of a log, also of entries it does not show. From these
# the root is computed here, at the size of each signed head (RFC 9162, section 2.1). If all
# heads fit, each is a beginning of the next, and no entry was changed, removed or moved between.
@lru_cache(maxsize=2**18)
def root_of(leaves: bytes, start: int, stop: int) -> bytes:
    """Compute the root over the entries from `start` to `stop`, as RFC 9162 defines it."""
    if stop - start < 2:
        return leaves[32 * start : 32 * stop] or hashlib.sha256(b"").digest()
    middle = start + (1 << (stop - start - 1).bit_length() - 1)  # the largest power of two
    left, right = root_of(leaves, start, middle), root_of(leaves, middle, stop)
    return hashlib.sha256(b"\1" + left + right).digest()


def tile_name(start: int, width: int) -> str:
    """Name the file of the hashes from `start`; tile 1234067 is `x001/x234/067` (tlog-tiles)."""
    name, rest = f"{start // 256 % 1000:03}", start // 256000
    while rest:
        name, rest = f"x{rest % 1000:03}/{name}", rest // 1000
    return name if width == 256 else f"{name}.p/{width}"


def check_log(bundle: Bundle, device: str, keys: set[str], notes: list[bytes]) -> str:
    """Check one log; `keys` and `notes` (earlier heads) are what the reader has from elsewhere."""
    folder = f"data/log/{device}/"
    line, end, rest = bundle.read(folder + "vkey").decode("utf-8", "replace").partition("\n")
    require(end and not rest, "its key file is not one line")
    key = read_key(line)
    twins = [other for other, _ in bundle.logs.values() if other.public == key.public]
    require(not twins, "FORK: another log in this bundle has the same key")
    trusted = not keys or key.fingerprint in keys
    require(trusted, f"its key is not the one you gave, but {key.fingerprint}")
    names = [folder + "checkpoint", *bundle.under(folder + "checkpoints/")]
    heads = [(name, *read_head(name, bundle.read(name), key)) for name in names]
    given = [note for note in notes if note.startswith(key.name.encode() + b"\n")]
    heads += [("the head you gave", *read_head("your head", note, key)) for note in given]
    size = heads[0][1]
    leaves = b"".join(bundle.read(n, 256 * 32) for n in bundle.under(folder + "tile/0/"))
    require(len(leaves) == 32 * size, f"the hashes here are not those of {size} signed entries")
    tiles = {folder + "tile/0/" + tile_name(n, min(256, size - n)) for n in range(0, size, 256)}
    extra = set(bundle.under(folder)) - tiles - {folder + "vkey", *names}
    require(not extra, f"no part of a log: {', '.join(sorted(extra))}")
    for name, signed, root in heads:
        at = f"'{name}' signs {signed} entries"
        require(signed <= size, f"{at}, this log ends before: rolled back")
        fits = root == root_of(leaves, 0, signed)
        require(fits, f"{at} with another root than the hashes here: altered, or a FORK")
    bundle.logs[device] = key, leaves
    return f"{size} entries; {len(heads)} signed heads agree with the hashes of all entries"


def check_logs(bundle: Bundle, keys: set[str], notes: list[bytes]) -> None:
    """Check all logs; only those that hold can prove anything."""
    for device in sorted({name.split("/")[2] for name in bundle.under("data/log/")}):
        bundle.check(f"log {device}", check_log, device, keys, notes)
    origins = {key.name.encode() for key, _ in bundle.logs.values()}
    for note in notes:
        if note.partition(b"\n")[0] not in origins:
            bundle.say("MISSING", "the head you gave", "its log is not here or not proven")


# --- 4. Entries ---------------------------------------------------------------------------
# An entry has no words in it, only salted hashes of its fields (RFC 9901). A field is shown by
# showing its salt, name and value, whose hash then is one of those; a field that is withheld
# stays a hash, from which nobody can guess it.
def read_entry(entry: bytes) -> set[str]:
    """Return the field hashes of an entry, which is taken only as it would be written here."""
    value = members(read_json(entry), _sd=list, t=str)
    digests = sorted(set(texts(value["_sd"])))
    rewritten = {"_sd": digests, "t": value["t"], "v": 1}
    text = json.dumps(rewritten, separators=(",", ":"), ensure_ascii=False)
    is_canonical = text.encode("utf-8", "replace") == entry and len(digests) % 8 == 0
    require(is_canonical, "an entry that is not written in the one canonical way")
    return set(digests)


def entry_time(entry: bytes) -> datetime:
    """The minute at which the writer of an entry says it was made."""
    text = read_json(entry)["t"]
    try:
        require(text.endswith("Z"), "an entry whose time is no time")
        return datetime.strptime(text[:-1] + "+0000", "%Y-%m-%dT%H:%M%z")
    except ValueError:
        raise Problem("an entry whose time is no time") from None


def read_disclosure(text: str) -> tuple[str, str, str]:
    """Return name, value and hash of a disclosed field: base64url of [salt, name, value]."""
    require(re.fullmatch("[A-Za-z0-9_-]+", text), "a disclosure that is not base64url")
    padded = text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4)
    value = texts(read_json(from_base64(padded)))
    is_field = len(value) == 3 and len(value[0]) >= 22  # 16 bytes of salt
    require(is_field, "a disclosure that is not [salt, name, value], or whose salt is short")
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return value[1], value[2], digest.decode().rstrip("=")


def open_fields(entry: bytes, disclosures: list[str]) -> tuple[dict[str, str], int]:
    """Return the fields shown, and how many hashes are left (fields withheld, or padding)."""
    fields: dict[str, str] = {}
    digests = read_entry(entry)
    for text in disclosures:
        name, value, digest = read_disclosure(text)
        require(digest in digests, f"the field '{name}' is not of this entry, or was changed")
        require(name not in fields, f"the field '{name}' comes twice in one entry")
        fields[name] = value
    return fields, len(digests) - len(fields)


def place(line: dict[str, Any]) -> str:
    return f"entry {line['entry']} of log {line['device'][:8]}"


def leaf_at(bundle: Bundle, line: dict[str, Any]) -> bytes:
    """The hash that the log has at the place a line names; a withheld line must name it too."""
    device, position = members(line, device=str, entry=int)["device"], line["entry"]
    require(device in bundle.logs, f"its log '{device}' is not here or not proven", "MISSING")
    leaf = bundle.logs[device][1][32 * position : 32 * position + 32]
    require(position >= 0 and leaf, f"its log has no entry {position}")
    is_same = line.get("leaf") in (None, base64.b64encode(leaf).decode())
    require(is_same, f"said to be withheld, but its leaf hash is not that of {place(line)}")
    return leaf


def open_entry(bundle: Bundle, line: dict[str, Any]) -> tuple[dict[str, str], int]:
    """Prove that an entry stands at its place; return its fields, and how many hashes are left."""
    leaf = leaf_at(bundle, members(line, id=str, entry_bytes=str, disclosures=list))
    known = {"id", "device", "entry", "entry_bytes", "disclosures", "withheld"}
    require(line.keys() <= known, "a line that says more than what can be proven")
    entry = line["entry_bytes"].encode("utf-8", "surrogatepass")
    is_there = hashlib.sha256(b"\0" + entry).digest() == leaf
    require(is_there, f"this is not {place(line)}: changed, moved, or from another log")
    position = line["device"], line["entry"]
    require(position not in bundle.opened, f"{place(line)} is shown twice")
    opened = open_fields(entry, texts(line["disclosures"]))
    bundle.opened.add(position)
    bundle.times[position] = entry_time(entry)
    return opened


def check_contents(bundle: Bundle) -> str:
    contents = members(read_json(bundle.read("data/bundle.json")), format=str)
    require(contents["format"] == FORMAT, f"this program reads {FORMAT} and nothing else")
    bundle.contents = members(contents, recipient=str, exhibits=list, columns=dict)
    return f"{FORMAT}, made for: {contents['recipient']}"


def check_records(bundle: Bundle, name: str) -> str:
    kind = name[len("data/records/") : -len(".jsonl")]
    for line in bundle.lines(name):
        bundle.check(str(line.get("id")), check_record, line, kind)
    return "all lines read"


def check_record(bundle: Bundle, line: dict[str, Any], kind: str) -> str:
    identity = members(line, id=str)["id"]
    is_new = identity not in bundle.records and identity.partition("/")[0] == kind
    require(is_new, "shown twice, or in the file of another kind")
    if "leaf" in line:
        leaf_at(bundle, line)
        bundle.records[identity] = None
        raise Problem(f"{place(line)} is in the log; its content is not shown", "WITHHELD")
    fields, unopened = open_entry(bundle, line)
    withheld = set(texts(line.get("withheld", [])))
    if fields.get("type") == "revision":
        record = fields.get("record")
        require(record == identity, f"the entry is a revision of '{record}'")
        columns = set(texts(bundle.contents["columns"].get(kind)))
        amiss = ", ".join(sorted((columns - withheld - fields.keys()) | (withheld & fields.keys())))
        require(not amiss, f"shown and withheld must be all fields, each once; not so: {amiss}")
    else:
        its_own = f"{fields.get('type')}/{line['device']}/{line['entry']}"
        require(identity == its_own, f"the entry is of type '{fields.get('type')}', not of its id")
    # Up to seven hashes are padding: they are there to hide how many fields there are.
    require(unopened <= 7 or withheld, "more fields are withheld than the line admits")
    bundle.records[identity] = fields
    if withheld:
        bundle.say("WITHHELD", identity, f"fields not shown: {', '.join(sorted(withheld))}")
    return f"{place(line)}, {len(fields)} fields shown"


# --- 5. Exhibits --------------------------------------------------------------------------
def check_exhibit(bundle: Bundle, exhibit: Any) -> str:
    """Compare an exhibit with the entry that was made when it was received."""
    members(exhibit, number=str, item=str, device=str, entry=int, numbers=dict)
    require(exhibit["item"] not in bundle.exhibits, "an item that is listed twice")
    if "leaf" in exhibit:
        leaf_at(bundle, exhibit)
        require("file" not in exhibit, "said to be withheld, and yet it names a file")
        bundle.exhibits[exhibit["item"]] = exhibit
        raise Problem(f"its reception is {place(exhibit)}; the file is not shown", "WITHHELD")
    digest = bundle.digest(members(exhibit, file=str)["file"])
    received = bundle.records.get(f"receive/{exhibit['device']}/{exhibit['entry']}") or {}
    require(received, f"its reception, {place(exhibit)}, is not shown or not proven", "MISSING")
    require(received.get("sha256") == digest, "its bytes are not those received (SHA-256)")
    recorded = (bundle.records.get(f"item/{exhibit['item']}") or {}).get("f:sha256", "")
    require(recorded in {"", digest}, "the record of the item names another file (SHA-256)")
    bundle.exhibits[exhibit["item"]] = exhibit
    return f"byte for byte as received: {place(exhibit)}, SHA-256 {digest}"


# What an exhibit was taken out of, or is a redacted copy of, is named by the entry that received
# it: log, position, leaf hash. So the link is proven while the content of that entry stays shut.
def check_lineage(bundle: Bundle, received: dict[str, Any], own: tuple[str, int]) -> str:
    """Compare the entry an exhibit names as its origin with the log."""
    named = re.fullmatch(r"([^/#\s]{1,64})/(0|[1-9][0-9]{0,17})#([0-9a-f]{64})", received["parent"])
    if named is None or named.group(1) not in bundle.logs:
        raise Problem("names no entry of a proven log")
    device, entry = named.group(1), int(named.group(2))
    leaf = bundle.logs[device][1][32 * entry : 32 * entry + 32]
    require(leaf == bytes.fromhex(named.group(3)), "names another entry than the log has there")
    require(device != own[0] or entry < own[1], "names an entry that came later")
    kind = received.get("relation", "part")
    return f"a {kind} of what entry {entry} of log {device} received; it is there, shown or not"


# --- 6. The release -----------------------------------------------------------------------
# Before a bundle leaves, one entry of the log fixes a list of its files. Not in that list are
# the files that came after it, and that prove themselves: the log, time stamps, the two lists.
def check_release(bundle: Bundle) -> str:
    """Compare the list with the entry that fixes it, and the files with the list."""
    lines = list(bundle.lines(RELEASE_ENTRY))
    is_one = len(lines) == 1 and bundle.under("data/release/") == [RELEASE_ENTRY, RELEASE_LIST]
    require(is_one, "a release is one entry and one list of files")
    line, recipient = lines[0], bundle.contents["recipient"]
    fields, _ = open_entry(bundle, line)
    is_plain = line["id"] == f"export/{line['device']}/{line['entry']}" and "withheld" not in line
    require(is_plain, "the line of the release says something else than its entry")
    export = {"type": "export", "sha256": bundle.digest(RELEASE_LIST), "recipient": recipient}
    fixes = export.items() <= fields.items() and "size" in fields
    require(fixes, f"the log does not fix this list of files for '{recipient}'")
    later = ("data/log/", "data/anchors/", "data/release/")
    trusted = (POLICY, ROOTS)  # whom the house asks is fixed, what they answered may come later
    fixed = {n for n in bundle.files if "/checkpoints/" in n or n.startswith(trusted)}
    fixed |= {n for n in bundle.files if not n.startswith(later)}
    sentence = check_list(bundle, RELEASE_LIST, fixed - set(LISTS))
    for name in bundle.under("data/filing/"):
        bundle.say("PROVEN", name, f"fixed by the release, SHA-256 {bundle.digest(name)}")
    return f"{sentence}, fixed by {place(line)}"


# --- 7. Citations -------------------------------------------------------------------------
def check_facts(bundle: Bundle, name: str) -> str:
    """Check every citation of a filing, reporting those that do not hold."""
    filing, quoted, failed = name[len("data/filing/") : -len(".json")], 0, 0
    ours = [e for e in bundle.exhibits.values() if type(e["numbers"].get(filing)) is str]
    exhibits = {exhibit["numbers"][filing]: exhibit for exhibit in ours}
    require(len(exhibits) == len(ours), "two exhibits have the same number in this filing")
    content = members(read_json(bundle.read(name)), facts=list, exhibits=list)
    for listed in content["exhibits"]:
        exhibit = exhibits.get(members(listed, number=str, sha256=str)["number"], {})
        is_same = "file" not in exhibit or listed["sha256"] in {"", bundle.digest(exhibit["file"])}
        require(is_same, f"it gives another SHA-256 for {listed['number']} than the exhibit has")
    for number, fact in enumerate(content["facts"], 1):
        for citation in members(fact, citations=list)["citations"] or [{}]:
            try:
                quoted += check_citation(bundle, exhibits, citation)
            except Problem as problem:
                bundle.say(problem.status, f"{name} fact {number}", str(problem))
                failed += problem.status != "WITHHELD"
    require(not failed, f"{failed} citations do not hold, see above")
    return (
        f"{len(content['facts'])} sentences of fact, all cited; {quoted} quotes found in exhibits"
    )


def check_citation(bundle: Bundle, exhibits: dict[str, Any], cited: Any) -> bool:
    """Check one citation; tell whether its quote was looked for, and found."""
    number = members(cited, exhibit=str, passage=str)["exhibit"]
    identity = f"passage/{cited['passage']}"
    require(number in exhibits, f"exhibit {number} is not proven here", "MISSING")
    require(identity in bundle.records, f"{identity} is not proven here", "MISSING")
    exhibit, passage = exhibits[number], bundle.records[identity]
    if passage is None or "leaf" in exhibit:
        raise Problem(f"it rests on exhibit {number}, {identity}, withheld", "WITHHELD")
    item, quote = exhibit["item"], passage.get("f:quote", "")
    require(passage.get("f:item") == item, f"{identity} is not a passage of exhibit {number}")
    kind = (bundle.records.get(f"item/{item}") or {}).get("f:media_type")
    is_short = os.path.getsize(bundle.path(exhibit["file"])) <= LARGEST
    if not quote or not is_short or kind not in {"text/plain", "text/markdown"}:
        return False
    both = (quote, bundle.read(exhibit["file"]).decode("utf-8", "replace"))
    quote, text = (" ".join(unicodedata.normalize("NFC", one).split()) for one in both)
    require(quote in text, f"the quote of {identity} does not occur in exhibit {number}")
    return True


# --- 8. Time ------------------------------------------------------------------------------
# An anchor is the word of somebody outside the house that a head existed at a time; with the head
# every entry before it. Three kinds: time stamps of authorities (8.3), proofs that lead into a
# Bitcoin block (8.4), and cosignatures of witnesses (8.5). Whose word counts, the reader says
# (--root, --header, --policy). What came along in the bundle is checked too, and called a NOTE:
# whoever made the bundle chose it.
POLICY, ROOTS = "data/anchors/policy", "data/anchors/roots/"


class Trust(NamedTuple):
    """What the reader has from elsewhere: certificates, block headers, a policy of witnesses."""

    roots: tuple[bytes, ...] = ()
    headers: tuple[tuple[int, bytes], ...] = ()  # with the heights of their blocks
    policy: Optional[str] = None


def anchored_head(bundle: Bundle, name: str) -> str:
    """Return the file of the head that an anchor belongs to, by the names of its folders."""
    parts = name.split("/")
    device, size = parts[2], parts[3] if len(parts) == 5 else ""
    require(device in bundle.logs, "an anchor of no proven log")
    kept, newest = f"data/log/{device}/checkpoints/{size}", f"data/log/{device}/checkpoint"
    if kept in bundle.files:
        return kept
    is_newest = size == str(len(bundle.logs[device][1]) // 32)
    require(is_newest, "an anchor of a head that is not in this bundle")
    return newest


def check_clock(bundle: Bundle, name: str, seen: datetime) -> None:
    """Refuse an anchor that is older than an entry it covers says of itself, by over a day."""
    device, size = name.split("/")[2], int(name.split("/")[3])
    for (where, position), said in sorted(bundle.times.items()):
        if where == device and position < size:
            is_before = said <= seen + timedelta(days=1)
            require(is_before, f"entry {position} is of {said:%Y-%m-%d %H:%M}, after this anchor")


# 8.1 Time stamps and certificates are written in DER: each value is a tag, a length, and as many
# bytes. Some of these bytes are values again.
class Der(NamedTuple):
    """One value: its tag, what is in it, and all of its bytes."""

    tag: int
    content: bytes
    whole: bytes


SEQUENCE, SET, NUMBER, BITS, BYTES, OID, TIME = 0x30, 0x31, 2, 3, 4, 6, 0x18


def der_values(data: bytes) -> list[Der]:
    """Read values that follow each other, in the one way DER allows."""
    values, start = [], 0
    while start < len(data):
        head = data[start : start + 6]
        require(len(head) > 1 and head[0] & 31 != 31, "DER that ends within a value")
        length, after = head[1], 2
        if length & 128:
            after += length & 127
            length = int.from_bytes(head[2:after], "big")
            is_shortest = 2 < after <= 6 and length >= max(128, 1 << 8 * (after - 3))
            require(is_shortest, "DER with a length that is written in an unusual way")
        end = start + after + length
        require(end <= len(data), "DER that ends within a value")
        values.append(Der(head[0], data[start + after : end], data[start:end]))
        start = end
    return values


def der(data: bytes, *tags: int) -> list[Der]:
    """Read one value with these tags one in another, and return the values in the innermost."""
    for tag in tags:
        values = der_values(data)
        require(len(values) == 1 and values[0].tag == tag, "DER of another shape than it must have")
        data = values[0].content
    return der_values(data)


def first(values: list[Der], *tags: int) -> list[Der]:
    """Return the values if they begin with these tags; what follows may be left out or not."""
    is_so = [value.tag for value in values[: len(tags)]] == list(tags)
    require(is_so, "DER of another shape than it must have")
    return values


def number(value: Der) -> int:
    return int.from_bytes(value.content, "big", signed=True)


def der_time(value: Der) -> datetime:
    """Read a time; one with two digits for the year is of 1950 to 2049."""
    text = value.content.decode("ascii", "replace")
    if value.tag == 0x17:
        text = ("19" if text[:2] >= "50" else "20") + text
    is_time = re.fullmatch(r"[0-9]{14}(\.[0-9]{1,6})?Z", text)
    require(value.tag in {0x17, TIME} and is_time, "a time that is no time")
    try:
        return datetime.strptime(text[:14] + "+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        raise Problem("a time that is no time") from None


def oid(value: Der) -> str:
    """Write an object identifier with dots: what something is, as a number that all agreed on."""
    require(value.tag == OID and value.content and value.content[-1] < 128, "no object identifier")
    numbers, part = [], 0
    for byte in value.content:
        part = part << 7 | byte & 127
        if byte < 128:
            numbers.append(part)
            part = 0
    top = min(numbers[0] // 40, 2)
    return ".".join(map(str, [top, numbers[0] - 40 * top, *numbers[1:]]))


# 8.2 Signatures of authorities: RSA (RFC 8017) and ECDSA (FIPS 186) in plain arithmetic.
HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
RSA, PSS, EC = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.10045.2.1"
SIGNED_WITH = {  # the name of a signature, its hash, and the kind of key
    "1.2.840.113549.1.1.11": ("sha256", RSA),
    "1.2.840.113549.1.1.12": ("sha384", RSA),
    "1.2.840.113549.1.1.13": ("sha512", RSA),
    "1.2.840.10045.4.3.2": ("sha256", EC),
    "1.2.840.10045.4.3.3": ("sha384", EC),
    "1.2.840.10045.4.3.4": ("sha512", EC),
}
DIGEST_INFO = {  # what stands before a hash in an RSA signature: its name, in DER
    "sha256": "3031300d060960864801650304020105000420",
    "sha384": "3041300d060960864801650304020205000430",
    "sha512": "3051300d060960864801650304020305000440",
}


class Curve(NamedTuple):
    """A curve y^2 = x^3 - 3x + b modulo p, with a point (x, y) of order n."""

    p: int
    b: int
    n: int
    x: int
    y: int


CURVES = {
    "1.2.840.10045.3.1.7": Curve(  # P-256
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    ),
    "1.3.132.0.34": Curve(  # P-384
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        int("b3312fa7e23ee7e4988e056be3f82d19181d9c6efe814112"
            "0314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef", 16),
        int("ffffffffffffffffffffffffffffffffffffffffffffffff"
            "c7634d81f4372ddf581a0db248b0a77aecec196accc52973", 16),
        int("aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b98"
            "59f741e082542a385502f25dbf55296c3a545e3872760ab7", 16),
        int("3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147c"
            "e9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f", 16),
    ),
}  # fmt: skip


def curve_add(curve: Curve, one: Optional[Point], two: Optional[Point]) -> Optional[Point]:
    """Add two points; None is the point at infinity, which is the zero of the curve."""
    if one is None or two is None:
        return one or two
    (x1, y1), (x2, y2), p = one, two, curve.p
    if x1 == x2 and (y1 + y2) % p == 0:
        return None
    above, below = (3 * x1 * x1 - 3, 2 * y1) if one == two else (y2 - y1, x2 - x1)
    slope = above * pow(below, -1, p) % p
    x = (slope * slope - x1 - x2) % p
    return x, (slope * (x1 - x) - y1) % p


def curve_multiply(curve: Curve, scalar: int, point: Optional[Point]) -> Optional[Point]:
    product = None
    while scalar:
        if scalar & 1:
            product = curve_add(curve, product, point)
        point, scalar = curve_add(curve, point, point), scalar >> 1
    return product


def ecdsa_is_valid(curve: Curve, key: bytes, digest: bytes, signature: bytes) -> bool:
    """Verify ECDSA: the point that hash, key and s lead to has r as its x."""
    size = (curve.p.bit_length() + 7) // 8
    x, y = (int.from_bytes(key[1 + i * size :][:size], "big") for i in (0, 1))
    is_point = len(key) == 1 + 2 * size and key[0] == 4 and max(x, y) < curve.p
    require(is_point and (y * y - x * x * x + 3 * x - curve.b) % curve.p == 0, "no point of a key")
    r, s = map(number, first(der(signature, SEQUENCE), NUMBER, NUMBER)[:2])
    if not (0 < r < curve.n and 0 < s < curve.n):
        return False
    hashed = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - curve.n.bit_length())
    inverse = pow(s, -1, curve.n)
    one = curve_multiply(curve, hashed * inverse % curve.n, (curve.x, curve.y))
    two = curve_multiply(curve, r * inverse % curve.n, (x, y))
    reached = curve_add(curve, one, two)
    return reached is not None and reached[0] % curve.n == r


def pss_is_valid(encoded: bytes, digest: bytes, name: str, salt_size: int, bits: int) -> bool:
    """Verify what an RSA-PSS signature opened to (RFC 8017, 9.1.2)."""
    size, whole = len(digest), (bits + 7) // 8
    unused, encoded = encoded[: len(encoded) - whole], encoded[len(encoded) - whole :]
    if any(unused) or not 0 <= salt_size <= whole - size - 2 or encoded[-1:] != b"\xbc":
        return False
    masked, seed = encoded[: -size - 1], encoded[-size - 1 : -1]
    blocks = (seed + n.to_bytes(4, "big") for n in range(-(-len(masked) // size)))
    mask = b"".join(hashlib.new(name, block).digest() for block in blocks)[: len(masked)]
    opened = int.from_bytes(masked, "big") ^ int.from_bytes(mask, "big")
    block = (opened & (1 << bits - 8 * size - 8) - 1).to_bytes(len(masked), "big")
    start = len(block) - salt_size - 1
    if int.from_bytes(masked, "big") >> bits - 8 * size - 8:
        return False
    expected = hashlib.new(name, bytes(8) + digest + block[start + 1 :]).digest()
    return block[: start + 1] == bytes(start) + b"\1" and expected == seed


class PublicKey(NamedTuple):
    """The key in a certificate: its kind, what follows the kind, and its bytes."""

    kind: str
    parameters: list[Der]
    content: bytes


def is_signed(key: PublicKey, algorithm: Der, default: str, message: bytes, signed: bytes) -> bool:
    """Verify a signature; the hash is that of the algorithm, or else `default`."""
    name, *parameters = first(der(algorithm.whole, SEQUENCE), OID)
    known = {RSA: (default, RSA), PSS: ("", RSA), **SIGNED_WITH}
    hashed, kind = known.get(oid(name), ("", ""))
    is_known = kind == key.kind and (hashed or oid(name) == PSS)
    require(is_known, f"a signature of a kind not known here ({oid(name)})", "NOTE")
    if kind == EC:
        curve = CURVES.get(oid(key.parameters[0]) if key.parameters else "")
        if curve is None:
            raise Problem("a signature on a curve that is not known here", "NOTE")
        return ecdsa_is_valid(curve, key.content, hashlib.new(hashed, message).digest(), signed)
    hashed, salt_size = pss_parameters(parameters) if oid(name) == PSS else (hashed, -1)
    return rsa_is_valid(
        key.content, hashed, hashlib.new(hashed, message).digest(), salt_size, signed
    )


def rsa_is_valid(key: bytes, name: str, digest: bytes, salt_size: int, signed: bytes) -> bool:
    """Verify RSA: the signature, raised to the key's exponent, is the padded hash."""
    modulus, exponent = map(number, first(der(key, SEQUENCE), NUMBER, NUMBER)[:2])
    bits = modulus.bit_length()
    is_key = 2048 <= bits <= 16384 and 2 < exponent < 2**64 and exponent & 1
    require(is_key, "an RSA key that is too short or misshapen")
    value, size = int.from_bytes(signed, "big"), (bits + 7) // 8
    if len(signed) != size or value >= modulus:
        return False
    opened = pow(value, exponent, modulus).to_bytes(size, "big")
    if salt_size >= 0:
        return pss_is_valid(opened, digest, name, salt_size, bits - 1)
    end = bytes.fromhex(DIGEST_INFO[name]) + digest
    return opened == b"\0\1" + b"\xff" * (size - len(end) - 3) + b"\0" + end


def pss_parameters(parameters: list[Der]) -> tuple[str, int]:
    """Return the hash and the length of the salt; the mask must use the same hash."""
    values = der(parameters[0].whole, SEQUENCE) if parameters else []
    named = {value.tag: value.content for value in values}
    is_known = {0xA0, 0xA1, 0xA2} <= named.keys() <= {0xA0, 0xA1, 0xA2, 0xA3}
    require(is_known, "an RSA-PSS signature with a hash that is not known here", "NOTE")
    hashed = oid(first(der(named[0xA0], SEQUENCE), OID)[0])
    _, mask = first(der(named[0xA1], SEQUENCE), OID, SEQUENCE)[:2]
    is_known = hashed in HASHES and hashed == oid(first(der_values(mask.content), OID)[0])
    require(is_known, "an RSA-PSS signature with a hash that is not known here", "NOTE")
    return HASHES[hashed], number(first(der_values(named[0xA2]), NUMBER)[0])


# 8.3 A time stamp (RFC 3161) is an authority's signed statement that a hash existed at a time. The
# authority's certificate is signed by another one, and so on, up to a root that one trusts or not.
TST_INFO, SIGNED_DATA = "1.2.840.113549.1.9.16.1.4", "1.2.840.113549.1.7.2"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNER_IDS = {"1.2.840.113549.1.9.16.2.12": "sha1", "1.2.840.113549.1.9.16.2.47": "sha256"}
USAGE, CONSTRAINTS, PURPOSE = "2.5.29.15", "2.5.29.19", "2.5.29.37"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"


class Certificate(NamedTuple):
    """A certificate (RFC 5280): whose key this is, says its issuer."""

    whole: bytes
    signed: bytes
    algorithm: Der
    signature: bytes
    serial: bytes
    issuer: bytes
    begins: datetime
    ends: datetime
    subject: bytes
    key: PublicKey
    extensions: dict[str, tuple[bool, bytes]]  # what it is for: critical or not, and DER


def read_certificate(data: bytes) -> Certificate:
    """Read a certificate (RFC 5280)."""
    body, algorithm, signature = first(der(data, SEQUENCE), SEQUENCE, SEQUENCE, BITS)[:3]
    parts = der_values(body.content)
    parts = parts[1:] if parts and parts[0].tag == 0xA0 else parts
    first(parts, NUMBER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE)
    serial, own, issuer, validity, subject, key = parts[:6]
    require(own.whole == algorithm.whole, "a certificate that names two kinds of signature")
    times = der_values(validity.content)
    require(len(times) == 2, "a certificate without a beginning and an end")
    kind, content = first(der_values(key.content), SEQUENCE, BITS)[:2]
    name, *parameters = first(der_values(kind.content), OID)
    extensions: dict[str, tuple[bool, bytes]] = {}
    for extension in (e for p in parts[6:] if p.tag == 0xA3 for e in der(p.content, SEQUENCE)):
        named, *rest = first(der(extension.whole, SEQUENCE), OID)
        require(rest and oid(named) not in extensions, "a certificate with an extension twice")
        extensions[oid(named)] = (len(rest) > 1, rest[-1].content)
    return Certificate(
        data, body.whole, algorithm, signature.content[1:], serial.content, issuer.whole,
        der_time(times[0]), der_time(times[1]), subject.whole,
        PublicKey(oid(name), parameters, content.content[1:]), extensions,
    )  # fmt: skip


def read_pem(text: bytes) -> list[Certificate]:
    """Read the certificates of a file in PEM."""
    found = re.findall(b"-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----", text)
    require(found, "no certificate in PEM")
    joined = (b"".join(part.split()).decode("ascii", "replace") for part in found)
    return [read_certificate(from_base64(one)) for one in joined]


def words_of(subject: bytes) -> str:
    """Return the words in a name: country, organisation, common name, whatever is in it."""
    pairs = (der(part.content, SEQUENCE) for part in der(subject, SEQUENCE))
    return ", ".join(pair[-1].content.decode("utf-8", "replace") for pair in pairs)


def may_sign(issuer: Certificate, below: int) -> bool:
    """Tell whether a certificate may sign others, with so many between it and the last one."""
    constraints = der(issuer.extensions.get(CONSTRAINTS, (True, b"0\0"))[1], SEQUENCE)
    is_authority = bool(constraints) and constraints[0].whole == b"\1\1\xff"
    longest = number(constraints[1]) if len(constraints) > 1 else below
    usage = issuer.extensions.get(USAGE)
    bits = first(der_values(usage[1]), BITS)[0].content if usage else b"\0\4"
    return is_authority and below <= longest and len(bits) > 1 and bool(bits[1] & 4)


def chain_to(
    roots: list[Certificate], known: list[Certificate], signer: Certificate, seen: datetime
) -> Optional[list[Certificate]]:
    """Find certificates from a signer up to a root, each valid when it was used."""
    chains, left = [[signer]], list(known)
    while chains:
        chain = chains.pop()
        last = chain[-1]
        critical = {name for name, (is_critical, _) in last.extensions.items() if is_critical}
        if not last.begins <= seen <= last.ends or not critical <= {USAGE, CONSTRAINTS, PURPOSE}:
            continue
        if any(last.whole == root.whole for root in roots):
            return chain
        for issuer in [one for one in left if one.subject == last.issuer and len(chain) < 8]:
            left.remove(issuer)  # each is tried once: what came along could be made to be many
            is_issuer = may_sign(issuer, len(chain) - 1)
            if is_issuer and is_signed(issuer.key, last.algorithm, "", last.signed, last.signature):
                chains.append([*chain, issuer])
    return None


class Token(NamedTuple):
    """A time stamp that holds: when, and by which certificate, with those that came along."""

    time: datetime
    signer: Certificate
    others: list[Certificate]


def read_token(stamp: bytes, digest: str) -> Token:
    """Check everything about a time stamp but who trusts its signer."""
    status, *rest = first(der(stamp, SEQUENCE), SEQUENCE)
    granted = first(der_values(status.content), NUMBER)[0]
    require(number(granted) in {0, 1} and len(rest) == 1, "the authority did not grant it")
    kind, data = first(der(rest[0].whole, SEQUENCE), OID, 0xA0)[:2]
    require(oid(kind) == SIGNED_DATA, "no signed data")
    parts = first(der(data.content, SEQUENCE), NUMBER, SET, SEQUENCE)
    wrapped, content = first(der_values(parts[2].content), OID, 0xA0)[:2]
    require(oid(wrapped) == TST_INFO, "signed data that is no time stamp")
    info = first(der_values(content.content), BYTES)[0].content
    version, _, imprint, _, time = first(
        der(info, SEQUENCE), NUMBER, OID, SEQUENCE, NUMBER, TIME)[:5]  # fmt: skip
    hashed, value = first(der_values(imprint.content), SEQUENCE, BYTES)[:2]
    is_ours = HASHES.get(oid(first(der_values(hashed.content), OID)[0])) == "sha256"
    is_ours = is_ours and value.content.hex() == digest and number(version) == 1
    require(is_ours, "not a time stamp over the SHA-256 of this head")
    sent = [c for part in parts[3:] if part.tag == 0xA0 for c in der_values(part.content)]
    require(len(sent) <= 20, "more certificates came along than any authority has")
    certificates = [read_certificate(one.whole) for one in sent if one.tag == SEQUENCE]
    signers = der_values(parts[-1].content) if parts[-1].tag == SET else []
    require(len(signers) == 1, "not signed by exactly one authority")
    return Token(der_time(time), check_signer(signers[0], info, certificates), certificates)


def check_signer(signer: Der, info: bytes, certificates: list[Certificate]) -> Certificate:
    """Check the signature over a time stamp, and that its certificate is the one it names."""
    parts = first(der_values(signer.content), NUMBER, SEQUENCE, SEQUENCE, 0xA0, SEQUENCE, BYTES)
    _, named, hashing, attributes, algorithm, signature = parts[:6]
    issuer, serial = first(der_values(named.content), SEQUENCE, NUMBER)[:2]
    mine = [c for c in certificates if (c.issuer, c.serial) == (issuer.whole, serial.content)]
    require(mine, "the certificate of its signer did not come along")
    hashed = HASHES.get(oid(first(der_values(hashing.content), OID)[0]), "")
    require(hashed, "signed with a hash that is not known here", "NOTE")
    said: dict[str, Der] = {}
    for attribute in der_values(attributes.content):
        name, values = first(der(attribute.whole, SEQUENCE), OID, SET)[:2]
        contents = der_values(values.content)
        require(oid(name) not in said and len(contents) == 1, "an attribute twice")
        said[oid(name)] = contents[0]
    digest = hashlib.new(hashed, info).digest()
    is_of = CONTENT_TYPE in said and oid(said[CONTENT_TYPE]) == TST_INFO
    is_of = is_of and MESSAGE_DIGEST in said and said[MESSAGE_DIGEST].content == digest
    require(is_of, "its signature is over something else")
    message = b"\x31" + attributes.whole[1:]
    is_valid = is_signed(mine[0].key, algorithm, hashed, message, signature.content)
    require(is_valid, "its signature does not verify: it was changed or forged")
    ids = [(SIGNER_IDS[name], said[name]) for name in SIGNER_IDS if name in said]
    require(ids, "it does not say which certificate signed it")
    for hashed, named in ids:
        require(names_certificate(named, hashed, mine[0]), "its certificate was exchanged")
    purposes = mine[0].extensions.get(PURPOSE, (False, b"0\0"))
    is_for_time = [oid(one) for one in der(purposes[1], SEQUENCE)] == [TIME_STAMPING]
    require(is_for_time and purposes[0], "its certificate is not meant for time stamps alone")
    return mine[0]


def names_certificate(named: Der, hashed: str, certificate: Certificate) -> bool:
    """Tell whether a signed attribute (RFC 5035) has the hash of this certificate, first of all."""
    certificates = first(der(named.whole, SEQUENCE), SEQUENCE)[0]
    entry = der_values(first(der_values(certificates.content), SEQUENCE)[0].content)
    if entry and entry[0].tag == SEQUENCE:
        hashed = HASHES.get(oid(first(der_values(entry[0].content), OID)[0]), "sha1")
        entry = entry[1:]
    return first(entry, BYTES)[0].content == hashlib.new(hashed, certificate.whole).digest()


def check_time_stamp(bundle: Bundle, name: str, trust: Trust) -> str:
    head = anchored_head(bundle, name)
    token = read_token(bundle.read(name, LARGEST_ANCHOR), bundle.digest(head))
    check_clock(bundle, name, token.time)
    pem = f"{ROOTS}{os.path.basename(name)[:-4]}.pem"
    ours = [root for text in trust.roots for root in read_pem(text)]
    theirs = read_pem(bundle.read(pem)) if pem in bundle.files else []
    chain = chain_of(token, ours)
    said = f"{head} existed on {token.time:%Y-%m-%d %H:%M:%S} UTC, says"
    second = f"Second opinion: openssl ts -verify -data {head} -in {name} -CAfile"
    checked = "hash, signature and certificates hold, up to the root"
    unchecked = "Not checked: whether a certificate was revoked"
    signer = f"'{words_of(token.signer.subject)}'"
    if chain:
        root = f"{called(chain[-1])}, which you gave"
        return f"{said} {signer}; {checked} {root}. {unchecked}. {second} ROOT"
    chain = chain_of(token, theirs, ours)
    if chain:
        reason = f"{said} {signer}; {checked} {called(chain[-1])}, which came with the bundle and"
        raise Problem(f"{reason} is NOT one you gave (--root). {unchecked}. {second} {pem}", "NOTE")
    lost = "its certificate does not lead to the root in this bundle, or was not valid at that time"
    require(not theirs, lost)
    reason = f"{said} somebody who calls themselves {signer}; hash and signature hold. NOT checked:"
    raise Problem(
        f"{reason} their certificate, which leads to no root (--root). {second} ROOT", "NOTE"
    )


def chain_of(
    token: Token, roots: list[Certificate], others: Sequence[Certificate] = ()
) -> Optional[list[Certificate]]:
    """Find the way from who signed a time stamp to a root: a certificate that signed itself."""
    tops = [root for root in roots if root.subject == root.issuer]
    return chain_to(tops, [*roots, *others, *token.others], token.signer, token.time)


def called(root: Certificate) -> str:
    return f"'{words_of(root.subject)}' with SHA-256 {sha256_of(root.whole)}"


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# 8.4 An OpenTimestamps proof leads from the hash of a head, step by step, to the Merkle root in
# the header of a Bitcoin block. The header is 80 bytes, from any node or archive of the chain.
MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294") + b"\1\x08"
LEAST_WORK = 64  # every block of Bitcoin since 2015 took more than 2^64 tries
BITCOIN, PROMISE = bytes.fromhex("0588960d73d71901"), bytes.fromhex("83dfe30d2ef90c8e")


class Reader:
    """Bytes that are read one after another."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, count: int) -> bytes:
        taken = self.content[self.at : self.at + count]
        self.at += count
        require(len(taken) == count, "a proof that ends too early")
        return taken

    def count(self) -> int:
        """A number in groups of seven bits, the lowest first."""
        value, shift = 0, 0
        while True:
            (byte,) = self.take(1)
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
            require(shift < 63, "a number that is too long")


STEPS: dict[int, Callable[[bytes], bytes]] = {
    0x02: lambda m: hashlib.new("sha1", m, usedforsecurity=False).digest(),
    0x08: lambda m: hashlib.sha256(m).digest(),
    0xF2: lambda m: m[::-1],
    0xF3: lambda m: m.hex().encode(),
}


def walk_proof(proof: bytes, digest: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """Return where a proof leads: the hash reached, the kind of place, and what it says of it."""
    reader = Reader(proof)
    is_ours = reader.take(len(MAGIC)) == MAGIC and reader.take(32) == digest
    require(is_ours, "not an OpenTimestamps proof of this head")
    reached, forks, message = [], [], digest
    while True:
        (step,) = reader.take(1)
        if step == 0xFF:  # the way parts here: first one branch, later the other from here
            forks.append(message)
            require(len(forks) < 256, "a proof that branches too deeply")
            (step,) = reader.take(1)
        if step == 0:
            kind = reader.take(8)
            reached.append((message, kind, reader.take(reader.count())))
            if not forks:
                require(reader.at == len(proof), "a proof with something behind its end")
                return reached
            message = forks.pop()
        elif step in {0xF0, 0xF1}:
            added = reader.take(reader.count())
            message = message + added if step == 0xF0 else added + message
        else:
            status = "NOTE" if step in {0x03, 0x67} else "WRONG"  # RIPEMD-160, Keccak-256
            require(step in STEPS, f"a step that is not known here (0x{step:02x})", status)
            message = STEPS[step](message)
        require(len(message) <= 4096, "a proof with too long a message")


def check_proof(bundle: Bundle, name: str, trust: Trust) -> str:
    head = anchored_head(bundle, name)
    reached = walk_proof(bundle.read(name, LARGEST_ANCHOR), bytes.fromhex(bundle.digest(head)))
    blocks = sorted((Reader(said).count(), root) for root, kind, said in reached if kind == BITCOIN)
    for height, root in blocks:
        for header in (header for given, header in trust.headers if given == height):
            is_in = header[36:68] == root
            require(is_in, f"not in block {height}: its header has another Merkle root")
            time, work = read_header(header)
            check_clock(bundle, name, time)
            said = f"{head} existed on {time:%Y-%m-%d %H:%M} UTC, give or take two hours: it is"
            said += f" committed in the header you gave for Bitcoin block {height}, whose hash took"
            return f"{said} about 2^{work} tries"
    for height, root in blocks:
        reason = f"leads from {head} to the Merkle root {root[::-1].hex()}, said to be that of"
        reason += f" Bitcoin block {height}: NOT compared. Give the block's header, which has its"
        raise Problem(f"{reason} time: --header {height}:HEX", "NOTE")
    calendars = [
        said[1:].decode("utf-8", "replace") for _, kind, said in reached if kind == PROMISE
    ]
    require(calendars, "leads to no Bitcoin block", "NOTE")
    reason = f"pending: {', '.join(calendars)} promised to bring {head} into a Bitcoin block"
    raise Problem(f"{reason}, and nothing here shows that it did", "NOTE")


def read_header(header: bytes) -> tuple[datetime, int]:
    """Return the time in a block's header, and how many tries its hash took, as a power of two."""
    exponent, top = header[75], int.from_bytes(header[72:75], "little")
    target = top << 8 * (exponent - 3) if exponent > 3 else top >> 8 * (3 - exponent)
    hashed = hashlib.sha256(hashlib.sha256(header).digest()).digest()
    is_mined = 0 < top < 2**23 and int.from_bytes(hashed, "little") <= target
    require(is_mined, "the header you gave has no hash that was worked for: it is no block")
    work = 256 - target.bit_length()
    require(work >= LEAST_WORK, f"the header you gave took 2^{work} tries: it is not of Bitcoin")
    time = datetime.fromtimestamp(int.from_bytes(header[68:72], "little"), timezone.utc)
    return time, work


# 8.5 A witness is somebody who is shown every head of a log, and cosigns one only if it extends
# all that it saw before (C2SP tlog-cosignature). The policy names the witnesses, and how many of
# them are enough: its quorum (C2SP tlog-policy).
class Policy(NamedTuple):
    """Whose cosignatures count, and how many are enough."""

    witnesses: dict[str, Key]  # by the name the policy gives
    groups: list[tuple[str, int, list[str]]]
    quorum: str
    is_ours: bool


NOBODY = Policy({}, [], "none", is_ours=False)


def read_policy(text: str, *, is_ours: bool) -> Policy:
    witnesses: dict[str, Key] = {}
    groups: list[tuple[str, int, list[str]]] = []
    quorum = []
    for line in text.split("\n"):
        word, *rest = line.split() or ["#"]
        if word == "witness" and len(rest) > 1:
            key = read_key(rest[1], algorithm=4)
            is_new = key.public not in {one.public for one in witnesses.values()}
            require(is_new and rest[0] not in witnesses, "a policy with a witness twice")
            witnesses[rest[0]] = key
        elif word == "group" and len(rest) > 2:
            groups.append(read_group(rest, {*witnesses, *(name for name, _, _ in groups)}))
        elif word == "quorum" and len(rest) == 1:
            quorum.append(rest[0])
    members = [member for _, _, members in groups for member in members]
    require(len(members) == len(set(members)), "a policy that counts a witness twice")
    known = {"none", *witnesses, *(name for name, _, _ in groups)}
    require(len(quorum) == 1 and quorum[0] in known, "a policy without one quorum")
    return Policy(witnesses, groups, quorum[0], is_ours)


def read_group(words: list[str], known: set[str]) -> tuple[str, int, list[str]]:
    """Read a group: its name, how many of its members are enough, and they."""
    name, count, *members = words
    count = {"any": "1", "all": str(len(members))}.get(count, count)
    is_group = re.fullmatch("[1-9][0-9]{0,3}", count) and set(members) <= known
    is_group = is_group and int(count) <= len(members) and name not in known
    require(is_group, f"a policy with a group '{name}' that cannot be")
    return name, int(count), members


def check_policy(bundle: Bundle, trust: Trust) -> str:
    """Read whose cosignatures count: as the reader says, or else as the bundle does."""
    text = trust.policy
    if text is None:
        text = bundle.read(POLICY).decode("utf-8", "replace") if POLICY in bundle.files else None
    if text is None:
        raise Problem("no policy says whose cosignatures count", "NOTE")
    bundle.policy = policy = read_policy(text, is_ours=trust.policy is not None)
    reason = f"{len(policy.witnesses)} witnesses, quorum '{policy.quorum}'"
    if not policy.is_ours:
        raise Problem(f"{reason}: it came with the bundle; give your own (--policy)", "NOTE")
    return f"{reason}, as you gave it"


def check_cosignature(bundle: Bundle, name: str, trust: Trust) -> str:
    head = anchored_head(bundle, name)
    policy = bundle.policy or NOBODY
    seen = []
    lines = bundle.read(name).decode("utf-8", "replace").split("\n")
    require(lines.pop() == "" and 0 < len(lines) <= 100, "no lines of cosignatures")
    for line in lines:
        dash, signer, encoded = [*line.split(" "), "", "", ""][:3]
        blob = from_base64(encoded)
        require(dash == "\u2014" and len(blob) == 76, "a line that is no cosignature")
        for witness, key in policy.witnesses.items():
            if (signer, blob[:4]) == (key.name, key.id):
                time = cosigned_at(bundle.read(head), key, blob[4:])
                check_clock(bundle, name, time)
                bundle.cosigned.setdefault(head, set()).add(witness)
                seen.append(f"'{witness}' ({key.name}) on {time:%Y-%m-%d %H:%M:%S} UTC")
    require(seen, "by a witness that the policy does not name: it counts for nothing", "NOTE")
    reason = f"{head} extends all that was shown before to {', '.join(seen)}"
    if not policy.is_ours:
        raise Problem(f"{reason}; the witness's key came with the bundle (--policy)", "NOTE")
    return reason


def cosigned_at(head: bytes, key: Key, blob: bytes) -> datetime:
    """Return when a witness cosigned a head: eight bytes of time, then its signature."""
    seconds, text = int.from_bytes(blob[:8], "big"), head.rpartition(b"\n\n")[0] + b"\n"
    message = f"cosignature/v1\ntime {seconds}\n".encode() + text
    is_valid = signature_is_valid(key.public, message, blob[8:]) and seconds < 2**37
    require(is_valid, f"the cosignature of {key.name} does not verify: changed or forged")
    return datetime.fromtimestamp(seconds, timezone.utc)


def check_quorum(bundle: Bundle, policy: Policy) -> str:
    """Tell which heads enough witnesses have seen."""
    met = []
    for head, cosigners in sorted(bundle.cosigned.items()):
        counted = set(cosigners)
        for name, needed, group in policy.groups:
            if sum(member in counted for member in group) >= needed:
                counted.add(name)
        if policy.quorum in counted:
            met.append(head)
    missing = "MISSING" if policy.is_ours else "NOTE"
    require(met, f"no head here was cosigned by a quorum ('{policy.quorum}')", missing)
    reason = f"a quorum ('{policy.quorum}') cosigned {', '.join(met)}"
    if not policy.is_ours:
        raise Problem(f"{reason}, by the policy that came with the bundle", "NOTE")
    return reason


ANCHORS = {".tsr": check_time_stamp, ".ots": check_proof, ".cosignature": check_cosignature}


def check_time(bundle: Bundle, trust: Trust) -> None:
    """Check every anchor."""
    names = bundle.under("data/anchors/")
    if trust.policy is not None or any(name.endswith(".cosignature") for name in names):
        bundle.check("policy of witnesses", check_policy, trust)
    for name in names:
        suffix = os.path.splitext(name)[1]
        if name == POLICY or (name.startswith(ROOTS) and suffix == ".pem"):
            continue
        bundle.check(name, ANCHORS.get(suffix, no_anchor), name, trust)
    if bundle.policy and bundle.policy.quorum != "none":
        bundle.check("quorum of witnesses", check_quorum, bundle.policy)


def no_anchor(bundle: Bundle, name: str, trust: Trust) -> str:
    raise Problem("no part of the anchors of a bundle")


# --- 9. The report, and the command line --------------------------------------------------
def verify(
    bundle: Bundle, keys: set[str], notes: list[bytes], trust: Optional[Trust] = None
) -> None:
    """Check everything, in order."""
    payload = set(bundle.under("data/"))
    bundle.check("bag payload", check_list, LISTS[0], payload)
    bundle.check("bag tag files", check_list, LISTS[1], set(bundle.files) - payload - {LISTS[1]})
    check_logs(bundle, keys, notes)
    bundle.check("bundle.json", check_contents)
    for name in bundle.under("data/records/"):
        bundle.check(name, check_records, name)
    for exhibit in bundle.contents["exhibits"]:
        number = exhibit.get("number") if type(exhibit) is dict else "?"
        bundle.check(f"exhibit {number}", check_exhibit, exhibit)
    for exhibit in bundle.exhibits.values():
        own = (exhibit["device"], exhibit["entry"])
        received = bundle.records.get(f"receive/{own[0]}/{own[1]}") or {}
        if "parent" in received:
            name = f"origin of exhibit {exhibit['number']}"
            bundle.check(name, check_lineage, received, own)
    proven = {exhibit["file"] for exhibit in bundle.exhibits.values() if "file" in exhibit}
    for name in sorted(set(bundle.under("data/exhibits/")) - proven):
        bundle.say("WRONG", name, "a file among the exhibits that is no proven exhibit")
    bundle.check("release", check_release)
    for name in bundle.under("data/filing/"):
        if name.endswith(".json"):
            bundle.check(f"{name} citations", check_facts, name)
    check_time(bundle, trust or Trust())


def ranges(numbers: set[int]) -> str:
    """Write 0, 1, 2, 5 as `0-2, 5`."""
    starts = sorted(n for n in numbers if n - 1 not in numbers)
    ends = sorted(n for n in numbers if n + 1 not in numbers)
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends))


def summary(bundle: Bundle, *, compared: bool) -> dict[str, Any]:
    logs = []
    for device, (key, leaves) in bundle.logs.items():
        size = len(leaves) // 32
        withheld = {n for n in range(size) if (device, n) not in bundle.opened}
        logs.append({
            "device": device, "fingerprint": key.fingerprint, "entries": size,
            "shown": size - len(withheld), "withheld": len(withheld),
            "withheld_positions": ranges(withheld),
        })  # fmt: skip
    items = [dict(zip(("status", "subject", "reason"), said)) for said in bundle.said]
    said = [item["status"] for item in items]
    counts = {s: said.count(s) for s in ("PROVEN", "WITHHELD", "MISSING", "WRONG")}
    under = "the key you gave" if compared else "the key above, which you have yet to compare"
    conclusion = f"Everything shown in this bundle is as it was recorded under {under}."
    bad = [item for item in items if item["status"] in {"WRONG", "MISSING"}]
    if bad:
        conclusion = "Do not rely on this bundle: {subject}: {reason}".format(**bad[0])
    return {"items": items, "logs": logs, "key_compared": compared, "limits": LIMITS,
            "counts": counts, "conclusion": conclusion, "exit": int(bool(bad))}  # fmt: skip


def report(end: dict[str, Any]) -> str:
    lines = [f"{item['status']:<9} {item['subject']}: {item['reason']}" for item in end["items"]]
    for log in end["logs"]:
        lines += ["", f"Log {log['device']}: {log['entries']} entries, {log['shown']} shown,"]
        lines += [f"  {log['withheld']} withheld, at positions {log['withheld_positions'] or '-'};"]
        lines += [f"  key fingerprint: {log['fingerprint']}"]
    if not end["key_compared"]:
        lines += ["EVERYTHING RESTS ON THIS KEY. Anyone can make a bundle with a key of their own."]
        lines += ["Ask the sender for its fingerprint another way (by voice, on paper): --key."]
    lines += ["", "What this does not prove:", *(f"  - {limit}" for limit in LIMITS), ""]
    lines += ["  ".join(f"{status}: {count}" for status, count in end["counts"].items())]
    return "\n".join([*lines, end["conclusion"]])


def name_this_program(bundle: Bundle) -> str:
    digest = hashlib.sha256(read_up_to(__file__, LARGEST)).hexdigest()
    came_along = os.path.realpath(__file__).startswith(os.path.join(bundle.root, ""))
    advice = "it came with the bundle; use a copy obtained elsewhere" if came_along else "your copy"
    raise Problem(f"this program has SHA-256 {digest}: {advice}", "NOTE")


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Verify a case bundle.")
    parser.add_argument("bundle", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    for name, words in (
        ("--key", "a fingerprint from elsewhere"),
        ("--checkpoint", "a file with a head from elsewhere"),
        ("--root", "a file with certificates (PEM) of an authority that you trust for time"),
        ("--header", "a Bitcoin block's height, a colon, and its header in 160 hex digits"),
    ):
        parser.add_argument(name, action="append", default=[], help=words)
    parser.add_argument("--policy", help="a file with your own policy of witnesses (C2SP)")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser


def main() -> int:
    parser = arguments()
    given = parser.parse_args()
    root = os.path.realpath(given.bundle)
    if not os.path.isfile(os.path.join(root, "bagit.txt")):
        parser.error(f"{given.bundle} is not a bundle: it has no bagit.txt. Unpack a .zip first.")
    keys = {grouped(re.sub(r"[\s:-]", "", key).lower()) for key in given.key}
    if not all(re.fullmatch("([0-9a-f]{4} ?){16}", key) for key in keys):
        parser.error("--key takes a fingerprint, 64 hex digits that did not come with the bundle")
    headers = [re.fullmatch("([0-9]{1,9}):([0-9a-fA-F]{160})", text) for text in given.header]
    if not all(headers):
        parser.error("--header takes a height, a colon, and 160 hex digits")
    for name, paths in (("checkpoint", given.checkpoint), ("root", given.root),
                        ("policy", [given.policy] if given.policy else [])):  # fmt: skip
        if not all(os.path.isfile(path) for path in paths):
            parser.error(f"--{name} takes a file, which did not come with the bundle")
    notes = [read_up_to(path, LARGEST) for path in given.checkpoint]
    policy = read_up_to(given.policy, LARGEST).decode("utf-8", "replace") if given.policy else None
    trust = Trust(
        tuple(read_up_to(path, LARGEST) for path in given.root),
        tuple((int(match[1]), bytes.fromhex(match[2])) for match in headers if match),
        policy,
    )
    bundle = Bundle(root)
    bundle.check("verify.py", name_this_program)
    verify(bundle, keys, notes, trust)
    end = summary(bundle, compared=bool(keys))
    print(json.dumps(end, indent=1) if given.json else report(end))
    return int(end["exit"])


if __name__ == "__main__":
    getattr(sys.stdout, "reconfigure", lambda **_: None)(errors="backslashreplace")
    sys.exit(main())
