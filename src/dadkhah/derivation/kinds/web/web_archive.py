"""Web archives: the words of their pages, what they hold, and whether their digests fit."""

from collections.abc import Iterator
from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.web.gathered import Gathered
from dadkhah.derivation.kinds.web.wacz import ListedPage, listed_pages, warcs_in
from dadkhah.derivation.kinds.web.warc import Tally, captures
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.provenance.held_files import HeldFiles
from dadkhah.derivation.provenance.wacz_package import Fault, faults, manifest_of
from dadkhah.derivation.text_layer import TEXT_FILE, TextLayer, write_text_layer
from dadkhah.errors import FileNotDerivable

_GROUP = "web archive"
_MOST_NAMED = 200  # pages named one by one among the facts
_MOST_SHOWN = 5  # of what is wrong
_ZIP = b"PK"


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write the words of the pages and take out what they show; answer facts and notices."""
    with source.open("rb") as file:
        is_zip = file.read(len(_ZIP)) == _ZIP
    return (_wacz(source, folder) if is_zip else _warc(source, folder)).written()


def _warc(source: Path, folder: Path) -> Findings:
    gathered, tally = Gathered(folder), Tally()
    with source.open("rb") as stream:
        for capture in captures(stream, source.stat().st_size, folder, tally, gathered.wants):
            gathered.take(capture)
    if not tally.records:
        message = f"It is no WARC: {tally.ends or 'it holds no record'}."
        raise FileNotDerivable(Reason.DAMAGED, message)
    facts = (Fact(_GROUP, "created", tally.first), Fact(_GROUP, "software", tally.software))
    return _findings(gathered, tally, facts, ())


def _wacz(source: Path, folder: Path) -> Findings:
    tally = Tally()
    with HeldFiles(source) as held:
        manifest = manifest_of(held)
        wrong = tuple(faults(held, manifest))
        listed = listed_pages(held)
        gathered = Gathered(folder, frozenset(page.address for page in listed))
        for name in warcs_in(held):
            try:
                with held.opened(name) as stream:
                    size = held.size(name)
                    for capture in captures(stream, size, folder, tally, gathered.wants):
                        gathered.take(capture)
            except FileNotDerivable as error:
                tally.ends = str(error).rstrip(".")
    facts = tuple(
        Fact(_GROUP, name, str(manifest.get(name) or ""))
        for name in ("title", "created", "software", "wacz_version")
    )
    return _findings(gathered, tally, facts, (*_of_files(wrong), *_of_pages(listed, gathered)))


def _findings(
    gathered: Gathered, tally: Tally, said: tuple[Fact, ...], notices: tuple[Notice, ...]
) -> Findings:
    (gathered.folder / "body").unlink(missing_ok=True)
    if gathered.pages:
        content = write_text_layer(TextLayer(tuple(gathered.pages)))
        (gathered.folder / TEXT_FILE).write_bytes(content)
    counts = {
        "records": tally.records,
        "responses": tally.responses,
        "pages": len(gathered.pages),
        "hosts": len(gathered.hosts),
    }
    named = zip(gathered.pages[:_MOST_NAMED], gathered.times, strict=False)
    return Findings(
        has_text=bool(gathered.pages),
        facts=(
            *(fact for fact in said if fact.value),
            *(Fact(_GROUP, name, str(count)) for name, count in counts.items()),
            *(Fact(_GROUP, "page", f"{page.label}, {at}") for page, at in named),
        ),
        notices=(*notices, *_of_records(tally), *_of_what_is_left(gathered)),
        members=tuple(gathered.members),
    )


def _of_files(wrong: tuple[Fault, ...]) -> Iterator[Notice]:
    if wrong:
        shown = "; ".join(map(str, wrong[:_MOST_SHOWN]))
        more = f"; and {len(wrong) - _MOST_SHOWN} more" if len(wrong) > _MOST_SHOWN else ""
        yield Notice("wacz-file-wrong", f"Files are not as its manifest says: {shown}{more}.")
    else:
        yield Notice("wacz-files-good", "Every file in it is as its manifest says.")


def _of_pages(listed: tuple[ListedPage, ...], gathered: Gathered) -> Iterator[Notice]:
    if gathered.unread:
        return
    missing = {page.address for page in listed} - {page.label for page in gathered.pages}
    if missing:
        text = f"{len(missing)} of the {len(listed)} pages it lists are not in it as web pages."
        yield Notice("wacz-pages-missing", text)


def _of_records(tally: Tally) -> Iterator[Notice]:
    if tally.wrong:
        shown = "; ".join(tally.wrong[:_MOST_SHOWN])
        text = f"{len(tally.wrong)} records do not fit their own digest, among them: {shown}."
        yield Notice("warc-digest-wrong", text)
    elif tally.good:
        text = f"All {tally.good} records with a digest fit it; {tally.records} records were read."
        yield Notice("warc-digests-good", text)
    else:
        yield Notice("warc-digests-none", "Its records have no digests to check them by.")
    if tally.cut:
        text = f"{tally.cut} records are shorter than they say."
        yield Notice("warc-record-cut", text)
    if tally.ends:
        text = f"Reading ended before the file did: {tally.ends}. What comes after is not shown."
        yield Notice("warc-ends-early", text)


def _of_what_is_left(gathered: Gathered) -> Iterator[Notice]:
    if gathered.left:
        text = f"{gathered.left} pages, pictures or films were left inside: too many or too large."
        yield Notice("web-resources-left", text)
    if gathered.unread:
        text = f"The words of {gathered.unread} more pages were not read: too many."
        yield Notice("web-pages-left", text)
    if gathered.broken:
        text = f"{gathered.broken} answers end in the middle or are packed in a way not known here."
        yield Notice("web-body-broken", text)
