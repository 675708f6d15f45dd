#!/usr/bin/env python3
"""Verify a case bundle with nothing but Python 3.9 or later: no network, nothing written.

    python3 verify.py [BUNDLE] [--key FINGERPRINT] [--checkpoint FILE] [--json]

A bundle is a folder with filings, exhibits and records, and the proof that all of it stood in a
custody log before it was handed over. A custody log is a list of entries that only grows. Each
entry is hashed, the hashes are hashed together, two by two, up to one root, and the root is signed:
who has the signed root can tell whether any entry was changed, removed, added or moved.

Read this file from top to bottom; it is in the order of the checks: files, signatures, logs,
entries, exhibits, the release, citations, time stamps; then the report and the command line.

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
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, Optional

FORMAT = "dadkhah-bundle/1"
LISTS = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
RELEASE_LIST, RELEASE_ENTRY = "data/release/files.txt", "data/release/entry.jsonl"
LARGEST = 2**26  # bytes read as a whole
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
    text = text if len(text) <= 400 else text[:400] + " ..."
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
    """A C2SP verifier key: `<name>+<id>+<base64 of 0x01 and the public key>`."""

    name: str
    id: bytes
    public: bytes
    fingerprint: str


def grouped(digits: str) -> str:
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def read_key(text: str) -> Key:
    name, key_id, encoded = [*text.split("+", 2), "", ""][:3]
    content = from_base64(encoded)
    expected = hashlib.sha256(name.encode("utf-8", "replace") + b"\n" + content).digest()[:4]
    is_key = len(content) == 33 and content[0] == 1 and re.fullmatch(r"[!-*,-~]+", name)
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
    fixed = {n for n in bundle.files if "/checkpoints/" in n or not n.startswith(later)}
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


# --- 8. Time stamps, the report, and the command line -------------------------------------
# A time stamp (RFC 3161) is an authority's signed statement that a hash existed at a time. Here
# it is only read: its hash must be that of a head. Whether the authority signed it, openssl says.
def check_time_stamp(bundle: Bundle, name: str) -> str:
    device, stamp = name.split("/")[2], bundle.read(name)
    is_whole = stamp[:2] == b"\x30\x82" and int.from_bytes(stamp[2:4], "big") + 4 == len(stamp)
    require(is_whole and device in bundle.logs, "no whole time stamp, or of no proven log")
    for head in bundle.under(f"data/log/{device}/checkpoint"):
        # The hash (tag 4), a serial number (tag 2), and the time (tag 0x18) follow each other.
        after = stamp.partition(b"\x04\x20" + bytes.fromhex(bundle.digest(head)))[2]
        time = re.match(rb"\x02.{2,22}?\x18.([0-9]{14})", after, re.DOTALL)
        if time:
            reason = f"says that {head} existed on {time.group(1).decode()} UTC; signature and"
            reason += f" certificates were NOT checked here: openssl ts -verify -data {head}"
            raise Problem(f"{reason} -in {name} -CAfile CERTIFICATES", "NOTE")
    raise Problem("not a time stamp over the SHA-256 of a head of this log")


def verify(bundle: Bundle, keys: set[str], notes: list[bytes]) -> None:
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
    proven = {exhibit["file"] for exhibit in bundle.exhibits.values() if "file" in exhibit}
    for name in sorted(set(bundle.under("data/exhibits/")) - proven):
        bundle.say("WRONG", name, "a file among the exhibits that is no proven exhibit")
    bundle.check("release", check_release)
    for name in bundle.under("data/filing/"):
        if name.endswith(".json"):
            bundle.check(f"{name} citations", check_facts, name)
    for name in bundle.under("data/anchors/"):
        bundle.check(name, check_time_stamp, name)


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


def main() -> int:
    parser = argparse.ArgumentParser(description="Verify a case bundle.")
    parser.add_argument("bundle", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--key", action="append", default=[], help="a fingerprint from elsewhere")
    parser.add_argument("--checkpoint", action="append", default=[], help="a head from elsewhere")
    parser.add_argument("--json", action="store_true", help="for programs")
    given = parser.parse_args()
    root = os.path.realpath(given.bundle)
    if not os.path.isfile(os.path.join(root, "bagit.txt")):
        parser.error(f"{given.bundle} is not a bundle: it has no bagit.txt. Unpack a .zip first.")
    keys = {grouped(re.sub(r"[\s:-]", "", key).lower()) for key in given.key}
    if not all(re.fullmatch("([0-9a-f]{4} ?){16}", key) for key in keys):
        parser.error("--key takes a fingerprint, 64 hex digits that did not come with the bundle")
    if not all(os.path.isfile(path) for path in given.checkpoint):
        parser.error("--checkpoint takes a file, which did not come with the bundle")
    notes = [read_up_to(path, LARGEST) for path in given.checkpoint]
    bundle = Bundle(root)
    bundle.check("verify.py", name_this_program)
    verify(bundle, keys, notes)
    end = summary(bundle, compared=bool(keys))
    print(json.dumps(end, indent=1) if given.json else report(end))
    return int(end["exit"])


if __name__ == "__main__":
    getattr(sys.stdout, "reconfigure", lambda **_: None)(errors="backslashreplace")
    sys.exit(main())
