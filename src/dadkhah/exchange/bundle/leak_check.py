"""Search a finished bundle for what must not be in it: every byte of every file, unpacked.

Found are exact wordings, whatever the writing: as bytes, across markup and line breaks, escaped,
in base64, compressed. A paraphrase or a translation is not found; a person must read for that.
"""

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dadkhah.exchange.bundle.unpacking import parts_of

SHORTEST = 6
"""Values with fewer letters and digits than this occur everywhere and are not searched."""
LARGEST_TEXT = 2**20
"""Of larger files that are no text only the bytes are searched, not what markup hides."""
_BATCH = 2**18
_BETWEEN = b" \x1f "
_TOKEN = re.compile(rb"[A-Za-z0-9_-]{22,}")  # a salt has 22 letters, a disclosure more
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must not be found, and where it is withheld from."""

    subject: str  # "act/A-0001:f:summary"
    value: str
    is_token: bool = False  # a salt or an encoded disclosure: found only whole


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld value that was found."""

    file: str
    secret: Secret

    def __str__(self) -> str:
        return f"{self.file} contains {self.secret.subject}"


def is_searchable(value: str) -> bool:
    """Tell whether a value is long enough to mean anything where it is found."""
    return sum(c.isalnum() for c in value) >= SHORTEST


def find_leaks(folder: Path, secrets: Iterable[Secret]) -> list[Leak]:
    """Return every searchable secret found in a file below `folder`, or in a file's name.

    Raises `BundleIncomplete` for a file that cannot be searched.
    """
    all_secrets = list(secrets)
    tokens = {secret.value.encode(): secret for secret in all_secrets if secret.is_token}
    values = [
        (secret, _forms(secret.value), plain(secret.value))
        for secret in all_secrets
        if not secret.is_token
    ]
    leaks: dict[Leak, None] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()) if all_secrets else ():
        name = path.relative_to(folder).as_posix()
        for part in _batched(chain((name.encode(),), parts_of(path))):
            found = [tokens[token] for token in tokens.keys() & set(_TOKEN.findall(part))]
            texts = list(_readings(part))
            for secret, forms, folded in values:
                if any(form in part for form in forms) or any(folded in text for text in texts):
                    found.append(secret)
            leaks.update(dict.fromkeys(Leak(name, secret) for secret in found))
    return list(leaks)


def _batched(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Join small parts, so that many are searched at once; a large one stays by itself."""
    batch: list[bytes] = []
    size = 0
    for part in parts:
        if len(part) > _BATCH:
            yield part
            continue
        batch.append(part)
        size += len(part)
        if size > _BATCH:
            yield _BETWEEN.join(batch)
            batch, size = [], 0
    yield _BETWEEN.join(batch)


def _forms(value: str) -> set[bytes]:
    """The byte strings a value may be written as without any markup."""
    forms = {value.encode(encoding) for encoding in _ENCODINGS}
    forms.add(json.dumps(value)[1:-1].encode())
    forms.add(html.escape(value).encode())
    return forms


def _readings(part: bytes) -> Iterator[str]:
    """The texts a reader or a program could make of some bytes."""
    if len(part) > LARGEST_TEXT and b"\0" in part:
        return  # pictures, sound, film: only searched as bytes
    for encoding in ("utf-8", "utf-16-le") if b"\0" in part else ("utf-8",):
        text = part.decode(encoding, "replace")
        yield plain(text)
        unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        yield plain(unescaped)
        for between in ("", " "):
            yield plain(html.unescape(re.sub(r"<[^<>]*>", between, unescaped)))


def plain(text: str) -> str:
    """Fold away what does not change the words: case, forms of letters, white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
