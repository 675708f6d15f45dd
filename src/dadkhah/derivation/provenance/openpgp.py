"""OpenPGP signatures: over which bytes, by which key, and how much that key is worth here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pysequoia
from pysequoia.packet import PacketPile

from dadkhah.derivation.findings import Provenance, Verdict
from dadkhah.derivation.provenance.trusted import Trusted

SCHEME = "openpgp"
LARGEST = 16 << 20
KEY_MARK = b"-----BEGIN PGP PUBLIC KEY BLOCK-----"
SIGNATURE_MARK = b"-----BEGIN PGP SIGNATURE-----"
TEXT_MARK = b"-----BEGIN PGP SIGNED MESSAGE-----"
_ONLY_THAT = "that proves only that whoever has that key signed it"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys at hand: those of the house, and those that lie beside the signature."""

    trusted: tuple[pysequoia.Cert, ...] = ()
    beside: tuple[pysequoia.Cert, ...] = ()


def keys_of(trusted: Trusted, beside: Sequence[bytes]) -> Keys:
    """Read keys; what lies beside and is none is passed over."""
    own = tuple(pysequoia.Cert.from_bytes(text.encode()) for text in trusted.openpgp)
    return Keys(own, tuple(key for content in beside for key in _certificates(content)))


def check_detached(signature: bytes, signed: Path, what: str, keys: Keys) -> Provenance:
    """Check a signature that stands apart from the file it signs.

    GOOD: by a key of the house. UNTRUSTED: by the key that lies beside it, or by one that is not
    here, so that nothing could be checked. BROKEN: it does not fit, or the key beside it is not
    the one that signed.
    """
    read = _read(signature)
    if read is None:
        return _broken(f"The signature of {what} cannot be read.")

    def verify(key: pysequoia.Cert) -> bool:
        return _holds(lambda: pysequoia.verify(file=signed, store=lambda _: [key], signature=read))

    return _judged(what, read, keys, verify)


def check_clear_signed(content: bytes, keys: Keys) -> Provenance:
    """Check a text that carries its signature."""
    what = "The text"
    at = content.rfind(SIGNATURE_MARK)
    read = _read(content[at:]) if at >= 0 else None
    if read is None:
        return _broken("The signature of the text cannot be read.")

    def verify(key: pysequoia.Cert) -> bool:
        return _holds(lambda: pysequoia.verify(bytes=content, store=lambda _: [key]))

    return _judged(what, read, keys, verify)


def alone(signature: bytes) -> Provenance:
    """Say what a signature is when what it signs is not there."""
    read = _read(signature)
    if read is None:
        return _broken("The signature cannot be read.")
    text = "It signs another file, which is not here: nothing could be checked."
    return _entry(Verdict.UNTRUSTED, text, read)


def _judged(
    what: str,
    read: pysequoia.Sig,
    keys: Keys,
    verify: Callable[[pysequoia.Cert], bool],
) -> Provenance:
    if any(verify(key) for key in keys.trusted):
        text = f"{what} is signed with a key that is trusted here."
        return _entry(Verdict.GOOD, text, read)
    if any(verify(key) for key in keys.beside):
        text = f"{what} fits the key that lies beside it; {_ONLY_THAT}."
        return _entry(Verdict.UNTRUSTED, text, read)
    if any(_made(key, read) for key in (*keys.trusted, *keys.beside)):
        text = f"{what} does not fit its signature, or the key had ended, or its kind of"
        return _entry(Verdict.BROKEN, f"{text} signature is no longer accepted.", read)
    if keys.beside:
        text = f"The signature of {what} was not made by the key that lies beside it."
        return _entry(Verdict.BROKEN, text, read)
    text = f"{what} is signed by a key that is not here: no key was given, nothing was checked."
    return _entry(Verdict.UNTRUSTED, text, read)


def _read(signature: bytes) -> pysequoia.Sig | None:
    try:
        return pysequoia.Sig.from_bytes(signature)
    except (RuntimeError, ValueError, OSError):
        return None


def _holds(verify: Callable[[], object]) -> bool:
    try:
        verify()
    except (RuntimeError, ValueError, OSError):
        return False
    return True


def _made(key: pysequoia.Cert, read: pysequoia.Sig) -> bool:
    """Whether a signature names this key, or a part of it, as the one that made it."""
    named = {read.issuer_fingerprint, read.issuer_key_id} - {None}
    packets = list(PacketPile.from_bytes(bytes(key)))
    own = {name for packet in packets for name in (packet.fingerprint, packet.key_id)}
    return bool(named & own)


def _certificates(content: bytes) -> tuple[pysequoia.Cert, ...]:
    try:
        return tuple(pysequoia.Cert.split_bytes(content))
    except (RuntimeError, ValueError, OSError):
        return ()


def _broken(text: str) -> Provenance:
    return Provenance(SCHEME, Verdict.BROKEN, text)


def _entry(verdict: Verdict, text: str, read: pysequoia.Sig) -> Provenance:
    signer = read.issuer_fingerprint or read.issuer_key_id or ""
    at = read.created.isoformat().replace("+00:00", "Z") if read.created else ""
    return Provenance(SCHEME, verdict, text, signer, at)
