"""Write a case bundle: filings, exhibits, records and the proof of them, ready to hand over.

docs/formats/case-bundle.md is the specification; `dadkhah.exchange.verify` checks what is
written here, and shares no code with it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from dadkhah.errors import BundleExists, BundleIncomplete, WithheldValueFound
from dadkhah.exchange import verify
from dadkhah.exchange.bundle.archive import write_zip
from dadkhah.exchange.bundle.bag import declare_bag, files_below, hash_list, list_bag, sha256_of
from dadkhah.exchange.bundle.content import BundleContent, Custody
from dadkhah.exchange.bundle.exhibits import BundledExhibit, number_items, write_exhibit
from dadkhah.exchange.bundle.index_page import ExhibitRow, IndexPage, render_index
from dadkhah.exchange.bundle.leak_check import find_leaks
from dadkhah.exchange.bundle.opened import OpenedCase, OpenedEntry, open_case, open_logs
from dadkhah.exchange.bundle.public_log import (
    copy_anchors,
    copy_trust,
    write_kept_heads,
    write_log,
    write_proofs,
)
from dadkhah.exchange.bundle.secrets import secrets_of
from dadkhah.exchange.bundle.withholding import Withholding
from dadkhah.exchange.unfinished import unfinished_folder

FORMAT = "dadkhah-bundle/1"
_README = Path(__file__).with_name("README.txt")


@dataclass(frozen=True, slots=True)
class BundleWritten:
    """What was written, what stayed behind, and which withheld values could not be searched."""

    folder: Path
    archive: Path
    exhibits: int
    records: int
    withheld: tuple[str, ...]
    unsearched: tuple[str, ...]


def write_bundle(
    content: BundleContent,
    custody: Custody,
    *,
    recipient: str,
    at: datetime,
    out: Path,
    withholding: Withholding | None = None,
) -> BundleWritten:
    """Write the bundle to the folder `out` and to `out` with `.zip` added; or nothing at all.

    The release is recorded in the log by `custody.seal` after the leak check has passed. The same
    arguments, with a `seal` that gives the same entry, give the same bytes. Raises `BundleExists`,
    `BundleIncomplete`, `WithholdingNotUnderstood`, `WithheldValueFound` and `UnfinishedLeft`.
    """
    archive = out.with_name(f"{out.name}.zip")
    for place in (out, archive):
        if place.exists():
            raise BundleExists(f"'{place}' is already there. Choose another place.")
    at = at.astimezone(UTC)
    case = open_case(content, custody.logs, withholding or Withholding())
    with unfinished_folder(out.parent) as temporary:
        draft = _Draft(content, custody, case, temporary / out.name)
        draft.write_files(recipient, at)
        unsearched = draft.refuse_leaks()
        draft.write_proof(recipient)
        list_bag(draft.folder)
        write_zip(draft.folder, temporary / archive.name)
        draft.folder.rename(out)
        (temporary / archive.name).rename(archive)
    exhibits, records = len(case.receptions), len(case.revisions)
    return BundleWritten(out, archive, exhibits, records, case.withheld_names(), unsearched)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A bundle being written: nothing of it is outside `folder`."""

    content: BundleContent
    custody: Custody
    case: OpenedCase
    folder: Path

    def write_files(self, recipient: str, at: datetime) -> None:
        """Write everything that the release will fix."""
        for name, filing in self.content.filings.items():
            self._write(f"data/filing/{name}", filing)
        exhibits = [self._write_exhibit(exhibit) for exhibit in number_items(self.content)]
        head = self._head(recipient, at) | {"exhibits": [listed for listed, _ in exhibits]}
        kinds = self._write_records()
        self._write("data/bundle.json", _json(head, indent=1))
        self._write("verify.py", Path(verify.__file__).read_bytes())
        self._write("README.txt", _README.read_bytes())
        for device, log in self.case.logs.items():
            write_kept_heads(log, self.folder / "data/log" / device / "checkpoints")
            shown = sorted(self.case.shown_positions(device))
            write_proofs(log, shown, self.folder / "data/proofs" / device)
        if self.custody.anchors:
            copy_trust(self.custody.anchors, self.folder / "data/anchors")
        labels = {"Bagging-Date": f"{at:%Y-%m-%d}", "Bag-Software-Agent": "Dadkhah"}
        declare_bag(self.folder, labels=labels)
        page = IndexPage(
            title=self.content.case.info.title,
            situation=self.content.case.info.situation,
            sender=self.content.case.info.sender,
            recipient=recipient,
            made_at=at,
            filings=tuple(sorted(self.content.filings)),
            exhibits=tuple(row for _, row in exhibits),
            records=kinds,
            withheld=self.case.withheld_names(),
        )
        self._write("index.html", render_index(page).encode())

    def _head(self, recipient: str, at: datetime) -> dict[str, object]:
        info = self.content.case.info
        return {
            "format": FORMAT,
            "case": {"slug": info.slug, "title": info.title, "situation": info.situation},
            "recipient": recipient,
            "made_at": f"{at:%Y-%m-%dT%H:%MZ}",
            "columns": self.case.columns(),
        }

    def _write_exhibit(self, exhibit: BundledExhibit) -> tuple[dict[str, object], ExhibitRow]:
        """Write an exhibit; return what `bundle.json` and the index say of it."""
        item, reception = exhibit.item, self.case.receptions[exhibit.item.id]
        device, entry = reception.logged.device, reception.logged.entry
        listed = {"number": exhibit.number, "numbers": exhibit.numbers, "item": item.id}
        place = {"device": device, "entry": entry}
        if item.id in self.case.withheld.items:
            leaf = self.case.leaf(reception)
            return {**listed, **place, "leaf": leaf}, ExhibitRow(
                exhibit.number, device, entry, numbers=exhibit.numbers
            )
        sha256 = next(d.value for d in reception.shown if d.name == "sha256")
        hides = self.case.withheld.hides
        file = write_exhibit(
            exhibit,
            self.custody,
            self.folder,
            sha256=sha256,
            keep_name=not hides(f"item/{item.id}", "f:file"),
        )
        title = "" if hides(f"item/{item.id}", "f:title") else item.title
        row = ExhibitRow(exhibit.number, device, entry, title, file, sha256, exhibit.numbers)
        return {**listed, **place, "file": file}, row

    def _write_records(self) -> tuple[tuple[str, int], ...]:
        """Write a file for each kind, a line for each entry; return the kinds with their counts."""
        kept_back = self.case.withheld.items
        receptions = (r for item, r in self.case.receptions.items() if item not in kept_back)
        by_kind: dict[str, list[OpenedEntry]] = {}
        for entry in sorted((*self.case.revisions.values(), *receptions), key=lambda e: e.id):
            by_kind.setdefault(entry.kind, []).append(entry)
        for kind, entries in by_kind.items():
            lines = b"".join(_json(self.case.record_line(entry)) for entry in entries)
            self._write(f"data/records/{kind}.jsonl", lines)
        return tuple((kind, len(entries)) for kind, entries in sorted(by_kind.items()))

    def refuse_leaks(self) -> tuple[str, ...]:
        """Search everything written so far; return the fields that could not be searched for."""
        secrets, unsearched = secrets_of(self.case.entries, _fixed_text())
        searched = {PurePath(name).stem for name in self.content.filings if _has_text(name)}
        for name in self.content.filings:
            if secrets and PurePath(name).stem not in searched:
                raise BundleIncomplete(
                    f"'{name}' cannot be searched for what is withheld: a PDF holds shapes, not"
                    " letters. Give the same filing as HTML, DOCX or JSON too."
                )
        leaks = find_leaks(self.folder, secrets)
        if leaks:
            raise WithheldValueFound(leaks)
        return unsearched

    def write_proof(self, recipient: str) -> None:
        """Fix all files in the log, then write what proves itself: the logs, time stamps."""
        fixed = files_below(self.folder, self.folder)
        listing = self._write("data/release/files.txt", hash_list(self.folder, fixed).encode())
        size = str(listing.stat().st_size)
        fields = {"type": "export", "sha256": sha256_of(listing), "size": size}
        release = self.custody.seal({**fields, "recipient": recipient})
        logs = open_logs(self.custody.logs, (*self.case.logs, release.device))
        line = {
            "id": f"export/{release.device}/{release.entry}",
            "device": release.device,
            "entry": release.entry,
            "entry_bytes": logs[release.device].entry(release.entry).decode(),
            "disclosures": list(release.disclosures),
        }
        self._write("data/release/entry.jsonl", _json(line))
        for device, log in logs.items():
            write_log(log, self.folder / "data/log" / device)
            if self.custody.anchors:
                copy_anchors(self.custody.anchors, log, self.folder / "data/anchors")

    def _write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


def _has_text(name: str) -> bool:
    return PurePath(name).suffix in {".html", ".docx", ".json"}


def _fixed_text() -> str:
    """Return the words that stand in every bundle, whatever the case."""
    nothing = IndexPage("", "", "", "", datetime.min.replace(tzinfo=UTC), (), (), (), ())
    shipped = (Path(verify.__file__), _README)
    return "\n".join([render_index(nothing), *(p.read_text(encoding="utf-8") for p in shipped)])


def _json(value: object, *, indent: int | None = None) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent)
    return f"{text}\n".encode()
