"""Every credential that a file carries, checked. No verdict says that what it shows is true."""

import hashlib
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dadkhah.derivation.findings import Findings, Provenance
from dadkhah.derivation.media_type import FIRST_BYTES, sniff
from dadkhah.derivation.outcome import MIB, Options
from dadkhah.derivation.provenance.trusted import Trusted, trusted_in

_LARGEST_ALONE = 16 * MIB  # that is looked at for being a signature, a stamp or a note by itself
_ZIP = b"PK"
_SIGNED_TEXT = b"-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_BLOCK_PROOF = b"\x00OpenTimestamps\x00"
_NOTE = b"\n\n\xe2\x80\x94 "
_LONGEST_REPORT = 1 << 18
_DER = 0x30
_LONG = 0x80
_WITH_MANIFESTS = ("image/", "video/", "audio/", "application/pdf")


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Answer with one entry for each credential; the option `trusted` names whom to trust.

    Beside the findings: `trusted`, the SHA-256 of that option, so that one sees by whom was
    measured; `c2pa`, the report of the library.

    In a zip: what lies beside the file it speaks of. What a member carries in itself is found when
    that member is looked at as an item of its own.
    """
    trusted = trusted_in(options)
    by = {"trusted": hashlib.sha256(str(options.get("trusted", "")).encode()).hexdigest()}
    with source.open("rb") as file:
        head = file.read(FIRST_BYTES)
    if head.startswith(_ZIP):
        found, notices = _part("packages").check_zip(source, folder, trusted)
        return {**Findings(provenance=found, notices=notices).written(), **by}
    entries: tuple[Provenance, ...] = ()
    if source.stat().st_size <= _LARGEST_ALONE:
        entries = tuple(_alone(source.read_bytes(), trusted))
    if entries:
        return {**Findings(provenance=entries).written(), **by}
    return {**_manifest(source, head, trusted), **by}


def _alone(content: bytes, trusted: Trusted) -> Iterator[Provenance]:
    """Check a file that is a credential itself."""
    start = content[:FIRST_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_SIGNED_TEXT):
        openpgp = _part("openpgp")
        yield openpgp.check_clear_signed(content, openpgp.keys_of(trusted, ()))
    elif start.startswith(_SIGNATURE):
        yield _part("openpgp").alone(content)
    elif content.startswith(_BLOCK_PROOF):
        yield _part("block_proofs").alone(content)
    elif _is_one_der_value(content):
        yield from _part("time_tokens").alone(content, trusted)
    elif _NOTE in content and _part("signed_notes").looks_like_a_note(content):
        yield from _part("signed_notes").check_note(content, trusted)


def _manifest(source: Path, head: bytes, trusted: Trusted) -> dict[str, object]:
    media_type = sniff(head)
    if not media_type.startswith(_WITH_MANIFESTS):
        return Findings().written()
    c2pa_manifest = _part("c2pa_manifest")
    found = None
    if c2pa_manifest.is_read(media_type):
        found = c2pa_manifest.check_manifest(source, media_type, trusted)
    if found is None:
        return Findings().written()
    answer = Findings(provenance=(found.entry,), notices=found.notices).written()
    is_short = len(json.dumps(found.report)) <= _LONGEST_REPORT
    return {**answer, "c2pa": found.report} if is_short else answer


def _is_one_der_value(content: bytes) -> bool:
    """Whether the whole file is one sequence in DER, as a time stamp is. "0" begins texts too."""
    if len(content) < 4 or content[0] != _DER or content[1] <= _LONG:  # noqa: PLR2004
        return False
    size = content[1] - _LONG
    return int.from_bytes(content[2 : 2 + size], "big") == len(content) - 2 - size


def _part(name: str) -> Any:  # noqa: ANN401 - a module
    """Load what checks one scheme only where it is needed: most files carry nothing."""
    return importlib.import_module(f"dadkhah.derivation.provenance.{name}")
