"""C2PA manifests: what a file says of its making, and whether that still fits its bytes.

Read with c2pa-python, which looks nothing up: no manifest elsewhere, no revocation, no trust list
of its own. The library changes often, so its version is kept with what it found. It does not see
a label of the active manifest that was changed (contentauth/c2pa-rs, issue 1554).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import c2pa

from dadkhah.derivation.findings import Notice, Provenance, Verdict
from dadkhah.derivation.provenance.trusted import Trusted

SCHEME = "c2pa"
_NO_LOOKING_UP = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_MARKS = (b"jumb", b"c2pa")  # of a box that holds manifests
_REMOTE = "Remote"  # how the message begins that a manifest would have to be fetched
_PIECE = 1 << 20
_MOST_SHOWN = 8
# A signer who is not known, or whose time is not: the bytes fit all the same.
_OF_THE_SIGNER = ("signingCredential.", "timeStamp.")
_STATES = {"Trusted": Verdict.GOOD, "Valid": Verdict.UNTRUSTED}


def is_read(media_type: str) -> bool:
    """Whether the library looks for manifests in files of this kind."""
    return media_type in c2pa.Reader.get_supported_mime_types()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest comes to, and the library's report of it, word for word."""

    entry: Provenance
    report: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


def check_manifest(source: Path, media_type: str, trusted: Trusted) -> Manifest | None:
    """Return what the manifest of a file comes to; None if it has none.

    GOOD: it fits and its signer leads to a trusted root. UNTRUSTED: it fits, by anybody. BROKEN:
    it does not fit these bytes, or cannot be read. NONE: it is kept elsewhere and was not fetched.
    """
    settings: dict[str, object] = dict(_NO_LOOKING_UP)
    if trusted.certificates:
        settings["trust"] = {"user_anchors": "\n".join(trusted.certificates)}
    try:
        with (
            source.open("rb") as stream,
            c2pa.Context.from_dict(settings) as context,
            c2pa.Reader(media_type, stream, context=context) as reader,
        ):
            report = json.loads(reader.json())
            return _summary(report)
    except c2pa.C2paError.ManifestNotFound:
        return None
    except (c2pa.C2paError, ValueError, RecursionError) as error:
        return _unreadable(source, str(error))


def _unreadable(source: Path, message: str) -> Manifest | None:
    """Without a manifest it is only a damaged file, which others tell."""
    if message.startswith(_REMOTE):
        where = message.rpartition(" ")[2]
        text = f"Its manifest is kept elsewhere and was not fetched: {where}."
        return Manifest(Provenance(SCHEME, Verdict.NONE, text))
    if not all(_holds(source, mark) for mark in _MARKS):
        return None
    text = f"Its manifest cannot be read: {message[:300]}."
    return Manifest(Provenance(SCHEME, Verdict.BROKEN, text))


def _holds(source: Path, mark: bytes) -> bool:
    tail = b""
    with source.open("rb") as file:
        while piece := file.read(_PIECE):
            if mark in tail + piece:
                return True
            tail = piece[-len(mark) :]
    return False


def _summary(report: Mapping[str, Any]) -> Manifest:
    manifest = _mapping(_mapping(report, "manifests"), str(report.get("active_manifest")))
    signature = _mapping(manifest, "signature_info")
    results = _mapping(report, "validation_results")
    failures = [*_codes(_mapping(results, "activeManifest"), "failure")]
    verdict = _verdict(str(report.get("validation_state")), failures)
    names = (str(signature.get(name) or "") for name in ("common_name", "issuer"))
    signer = ", ".join(dict.fromkeys(name for name in names if name))
    detail = " ".join((_MEANING[verdict], *_said(manifest, results, failures)))
    entry = Provenance(SCHEME, verdict, detail, signer, str(signature.get("time") or ""))
    of_sources = [c for c in _of_sources(manifest, results) if not c.startswith(_OF_THE_SIGNER)]
    text = "It was made from a file whose own manifest did not fit it any more."
    notices = (Notice("c2pa-source-broken", text),) if of_sources else ()
    return Manifest(entry, report, notices)


_MEANING = {
    Verdict.GOOD: "The manifest fits these bytes; its signer leads to a root trusted here.",
    Verdict.UNTRUSTED: "The manifest fits these bytes; nobody here knows its signer.",
    Verdict.BROKEN: "The manifest does not fit these bytes.",
}


def _verdict(state: str, failures: Sequence[str]) -> Verdict:
    if state in _STATES:
        return _STATES[state]
    if failures and all(code.startswith(_OF_THE_SIGNER) for code in failures):
        return Verdict.UNTRUSTED
    return Verdict.BROKEN


def _said(
    manifest: Mapping[str, Any], results: Mapping[str, Any], failures: Sequence[str]
) -> Iterator[str]:
    generators = manifest.get("claim_generator_info") or [{}]
    made = [" ".join(str(one.get(k) or "") for k in ("name", "version")) for one in generators]
    yield f"It says: made by {', '.join(made).strip() or 'a program without a name'};"
    yield f"actions: {', '.join(_actions(manifest)) or 'none'};"
    titles = [str(one.get("title") or "without a title") for one in _list(manifest, "ingredients")]
    yield f"made from: {', '.join(titles[:_MOST_SHOWN]) or 'nothing else'}."
    for whose, codes in (
        ("It", failures),
        ("What it was made from", _of_sources(manifest, results)),
    ):
        if codes:
            yield f"{whose} fails at {', '.join(sorted(set(codes))[:_MOST_SHOWN])}."
    stamps = [c for c in _codes(_mapping(results, "activeManifest"), "success") if "Stamp" in c]
    if stamps:
        yield f"Its time stamp: {', '.join(sorted(set(stamps)))}."


def _of_sources(manifest: Mapping[str, Any], results: Mapping[str, Any]) -> list[str]:
    """Return what fails in what a file was made from, now or when its maker took it in.

    A trusted program may have signed over a picture that was changed before.
    """
    taken_in = [_mapping(one, "validation_results") for one in _list(manifest, "ingredients")]
    now = [_mapping(one, "validationDeltas") for one in _list(results, "ingredientDeltas")]
    checks = [*now, *(_mapping(one, "activeManifest") for one in taken_in)]
    return [code for check in checks for code in _codes(check, "failure")]


def _actions(manifest: Mapping[str, Any]) -> Iterator[str]:
    for assertion in _list(manifest, "assertions"):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            for action in _list(_mapping(assertion, "data"), "actions")[:_MOST_SHOWN]:
                said = (str(action.get("action") or ""), str(action.get("when") or ""))
                yield " ".join(one for one in said if one)


def _codes(results: Mapping[str, Any], which: str) -> Iterator[str]:
    for one in _list(results, which):
        yield str(one.get("code") or "")


def _mapping(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = of.get(name)
    return value if isinstance(value, Mapping) else {}


def _list(of: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = of.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
