"""Credentials in a package, each beside the file it speaks of: `.asc`, `.tsr`, `.ots`, hashes.

ProofMode's zips (signatures named by the SHA-256 of the media file, `pubkey.asc`, `.proof.json`),
auto-archiver's folders (tokens over a list of hashes), and any folder that keeps a proof beside
a file. Nothing is found by its name alone: whatever its name, the digest decides.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from dadkhah.derivation.findings import Notice, Provenance, Verdict
from dadkhah.derivation.provenance import block_proofs, openpgp, signed_notes, time_tokens
from dadkhah.derivation.provenance.held_files import HeldFiles
from dadkhah.derivation.provenance.trusted import Trusted
from dadkhah.derivation.provenance.wacz_package import MANIFEST, SIGNATURE
from dadkhah.derivation.provenance.wacz_signature import check_wacz
from dadkhah.errors import FileNotDerivable

MOST = 500
"""How many credentials of one package are checked."""
_SIGNATURES = (".asc", ".sig", ".pgp")
_TOKENS = (".tsr", ".tst")
_TOKEN_NAME = "timestamp_token_"  # noqa: S105 - how auto-archiver begins the name of a token
_PROOFS = (".proof.csv", ".proof.json")
_HASH = re.compile(r"[0-9a-f]{64}")
_LISTED = re.compile(rb"(?:[0-9a-f]{64}|[0-9a-f]{128})(?:\s+(?:[0-9a-f]{64}|[0-9a-f]{128}))*\s*")
_LARGEST_LIST = _LARGEST_KEY = 1 << 20
_SHA3 = 128  # hex digits of the other hash that auto-archiver writes


def check_zip(
    source: Path, folder: Path, trusted: Trusted
) -> tuple[tuple[Provenance, ...], tuple[Notice, ...]]:
    """Return what the credentials in a zip come to; a zip that cannot be read has none."""
    try:
        held = HeldFiles(source)
    except FileNotDerivable:
        return (), ()
    with held:
        names = [name for name in held.names if is_credential(name)]
        found = tuple(_in_zip(held, names[:MOST], folder, trusted))
    if len(names) <= MOST:
        return found, ()
    text = f"{len(names) - MOST} more credentials in it were not checked: too many."
    return found, (Notice("credentials-left", text),)


def _in_zip(
    held: HeldFiles, names: Sequence[str], folder: Path, trusted: Trusted
) -> Iterator[Provenance]:
    is_wacz = any(name.startswith("archive/") for name in held.names) or SIGNATURE in held
    if MANIFEST in held and is_wacz:
        yield from check_wacz(held, trusted)
    if not names:
        return
    package = Package(held, folder, trusted)
    for name in names:
        yield from package.checked(name)


def is_credential(name: str) -> bool:
    """Whether a file of a package is looked at here."""
    low = name.lower()
    ends = (*_SIGNATURES, *_TOKENS, *_PROOFS, ".ots", ".note", "checkpoint")
    return low.endswith(ends) or _base(low).startswith(_TOKEN_NAME)


class Package:
    """A zip with credentials in it."""

    def __init__(self, held: HeldFiles, folder: Path, trusted: Trusted) -> None:
        self._held = held
        self._folder = folder
        self._trusted = trusted
        self._by_digest: dict[str, dict[str, str]] = {}
        small = [n for n in held.names if held.size(n) <= _LARGEST_KEY]
        keys = [held.read(n) for n in small if n.lower().endswith((".asc", ".key", ".gpg"))]
        keys = [content for content in keys if openpgp.KEY_MARK in content]
        self._keys = openpgp.keys_of(trusted, keys)
        vkeys = [held.read(n) for n in small if n.lower().endswith((".vkey", ".pub"))]
        self._note_keys = [text.decode("utf-8", "replace").strip() for text in vkeys]

    def checked(self, name: str) -> Iterator[Provenance]:
        """Yield what one credential comes to; nothing for a file that is none."""
        low = name.lower()
        try:
            if low.endswith(_SIGNATURES):
                yield from self._signature(name)
            elif low.endswith(_TOKENS) or _base(low).startswith(_TOKEN_NAME):
                yield self._token(name)
            elif low.endswith(".ots"):
                yield self._block_proof(name)
            elif low.endswith(_PROOFS):
                yield from self._proofmode(name)
            else:
                yield from self._note(name)
        except FileNotDerivable as error:
            yield Provenance("package", Verdict.BROKEN, f"{name} cannot be checked: {error}")

    def _signature(self, name: str) -> Iterator[Provenance]:
        content = self._held.read(name, openpgp.LARGEST)
        if openpgp.KEY_MARK in content:
            return
        if openpgp.TEXT_MARK in content:
            yield openpgp.check_clear_signed(content, self._keys)
            return
        signed = self._spoken_of(name)
        if signed is None:
            yield self._missing(openpgp.SCHEME, name)
            return
        with self._held.unpacked(signed, self._folder) as path:
            yield openpgp.check_detached(content, path, signed, self._keys)

    def _token(self, name: str) -> Provenance:
        content = self._held.read(name, time_tokens.LARGEST)
        beside = self._spoken_of(name)
        if beside is not None:
            digest = partial(self._held.digest, beside)
            return time_tokens.check_token(content, digest, beside, self._trusted)
        try:
            token = time_tokens.read_token(content)
        except ValueError as error:
            text = f"The time stamp {name} cannot be read: {str(error)[:200]}."
            return Provenance(time_tokens.SCHEME, Verdict.BROKEN, text)
        stamped = self._with_digest(token.imprint, token.algorithm)
        if stamped is None:
            text = f"The time stamp {name} is of nothing here: {time_tokens.named(token)}."
            return Provenance(time_tokens.SCHEME, Verdict.BROKEN, text, signed_at=token.time)
        what = stamped + self._list_of_hashes(stamped)
        return time_tokens.check_signature(token, what, self._trusted)

    def _block_proof(self, name: str) -> Provenance:
        content = self._held.read(name, block_proofs.LARGEST)
        try:
            digest = block_proofs.stamped_digest(content)
            beside = self._spoken_of(name)
            if beside is not None and self._held.digest(beside) != digest:
                return block_proofs.broken(f"The proof {name} is of something else than {beside}.")
            what = beside or self._with_digest(digest, "sha256")
            if what is None:
                text = f"The proof {name} is of nothing here: SHA-256 {digest}."
                return block_proofs.broken(text)
            return block_proofs.check_proof(content, what)
        except ValueError as error:
            return block_proofs.broken(f"The proof {name} does not hold: {error}.")

    def _proofmode(self, name: str) -> Iterator[Provenance]:
        """Compare the SHA-256 that a proof of ProofMode tells with the media files beside it."""
        match = _HASH.match(_base(name.lower()))
        if match is None:
            return
        told = self._held.read(name).decode("utf-8", "replace").lower()
        media = self._with_digest(match[0], "sha256")
        if match[0] not in told:
            text = f"{name} tells of another SHA-256 than its name."
        elif media is None:
            text = f"No file in the package has the SHA-256 that {name} tells of."
        else:
            text = f"{media} is the file that {name} tells of; what it tells is a device's word."
            yield Provenance("proofmode", Verdict.UNTRUSTED, text)
            return
        yield Provenance("proofmode", Verdict.BROKEN, text)

    def _note(self, name: str) -> Iterator[Provenance]:
        content = self._held.read(name, signed_notes.LARGEST)
        if signed_notes.looks_like_a_note(content):
            yield from signed_notes.check_note(content, self._trusted, self._note_keys)

    def _spoken_of(self, name: str) -> str | None:
        """Return the file beside: the name without its ending, or the file with that SHA-256."""
        stem = name.rpartition(".")[0]
        if stem in self._held:
            return stem
        match = _HASH.fullmatch(_base(stem).lower())
        return self._with_digest(match[0], "sha256") if match else None

    def _with_digest(self, digest: str, algorithm: str) -> str | None:
        if algorithm not in self._by_digest:
            self._by_digest[algorithm] = dict(self._digests(algorithm))
        return self._by_digest[algorithm].get(digest)

    def _digests(self, algorithm: str) -> Iterator[tuple[str, str]]:
        for name in self._held.names:
            if not is_credential(name):
                # A file that cannot be read is none that somebody signed.
                with suppress(FileNotDerivable):
                    yield self._held.digest(name, algorithm), name

    def _missing(self, scheme: str, name: str) -> Provenance:
        if _HASH.fullmatch(_base(name.rpartition(".")[0]).lower()):
            text = f"No file in the package has the SHA-256 that {name} is named after."
            return Provenance(scheme, Verdict.BROKEN, text)
        return openpgp.alone(self._held.read(name, openpgp.LARGEST))

    def _list_of_hashes(self, name: str) -> str:
        """Say whether the files that a stamped list of hashes names are here."""
        if self._held.size(name) > _LARGEST_LIST:
            return ""
        content = self._held.read(name).lower()
        if not _LISTED.fullmatch(content):
            return ""
        listed = content.decode("ascii").split()
        here = sum(
            self._with_digest(one, "sha3_512" if len(one) == _SHA3 else "sha256") is not None
            for one in listed
        )
        return f" (a list of {len(listed)} files, {here} of them here as listed)"


def _base(name: str) -> str:
    return name.rpartition("/")[2]
