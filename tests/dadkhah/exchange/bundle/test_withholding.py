"""What is withheld is nowhere, and the bundle still verifies."""

import json
import re
import zipfile
import zlib
from io import BytesIO
from urllib.parse import quote

import pytest

from dadkhah.errors import (
    BundleIncomplete,
    DisclosureMismatch,
    WithheldValueFound,
    WithholdingNotUnderstood,
)
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.exchange import verify
from dadkhah.exchange.bundle import Withholding

NARRATIVE = "Guards turned <pupils> away."


def everything_in(folder):
    """All bytes of all files of a bundle and its archive, as they lie and unpacked."""
    for path in (*folder.rglob("*"), folder.with_name(f"{folder.name}.zip")):
        yield str(path.relative_to(folder.parent)).encode()
        if path.is_file():
            yield from unpacked(path.read_bytes())


def unpacked(content):
    yield content
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from unpacked(packed.read(name))
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            yield zlib.decompressobj().decompress(content[match.end() :])
        except zlib.error:
            continue
    for match in re.finditer(rb'"([A-Za-z0-9_-]{30,})"', content):
        try:
            disclosure = Disclosure.decode(match[1].decode())
        except DisclosureMismatch:
            continue
        yield disclosure.value.encode()
        yield disclosure.salt.encode()


def forms(value):
    yield value.encode()
    yield json.dumps(value)[1:-1].encode()
    yield value.replace("<", "&lt;").replace(">", "&gt;").encode()
    yield quote(value).encode()


def found(folder, values):
    parts = list(everything_in(folder))
    return [v for v in values if any(form in part for form in forms(v) for part in parts)]


def secrets(house, record, *names):
    logged = house.revisions[record]
    disclosures = [Disclosure.decode(text) for text in logged.disclosures]
    held = [d for d in disclosures if d.name in names or not names]
    long = [d.value for d in held if len(d.value) > 15]
    return [*long, *(d.salt for d in held), *(d.encoded for d in held)]


@pytest.mark.parametrize(("target", "fields"), [
    ("act/A-0001", ("act/A-0001", ())),
    ("act/A-0001:summary", ("act/A-0001", ("f:summary",))),
    ("act:summary", ("act/A-0002", ("f:summary",))),
    ("source/S-001:description", ("source/S-001", ("f:description",))),
])  # fmt: skip
def test_what_is_withheld_is_in_no_byte_and_the_bundle_still_verifies(
    own_house, tmp_path, forger, target, fields
):
    record, names = fields
    own_house.bundle(tmp_path / "whole")
    values = secrets(own_house, record, *names)
    assert len(found(tmp_path / "whole", values)) == len(values)

    written = own_house.bundle(tmp_path / "out", Withholding((target,)))
    verdict = type(forger)(tmp_path / "out").verdict()

    assert found(tmp_path / "out", values) == []
    assert verdict.problems == []
    assert record in [subject for subject, _ in verdict.of("WITHHELD")]
    assert any(name.startswith(record) for name in written.withheld)


def test_a_withheld_item_takes_its_file_reception_record_and_passages_with_it(
    own_house, tmp_path, forger
):
    written = own_house.bundle(tmp_path / "out", Withholding(("item/I-0003",)))
    verdict = type(forger)(tmp_path / "out").verdict()
    digest = own_house.case.items[2].sha256

    assert verdict.problems == []
    assert ("exhibit E-003") in [subject for subject, _ in verdict.of("WITHHELD")]
    assert found(tmp_path / "out", [digest, "The title of item I-0003", "film.bin"]) == []
    assert "item/I-0003" in written.withheld


def test_items_that_are_not_public_stay_behind_without_being_named(own_house, tmp_path):
    written = own_house.bundle(tmp_path / "out")

    assert written.withheld == ("item/I-0004", "passage/X-0004")
    assert found(tmp_path / "out", ["witness.txt", "Paghman", "said at the gate"]) == []


def test_items_of_a_grade_that_is_allowed_leave(own_house, tmp_path, forger):
    written = own_house.bundle(
        tmp_path / "out", Withholding(allowed_sensitivity=frozenset({"public", "sealed"}))
    )

    assert written.withheld == ()
    assert type(forger)(tmp_path / "out").verdict().of("WITHHELD") == []


@pytest.mark.parametrize("target", [
    "act/A-0009", "act/A-0001:sumary", "act", "acts:summary", "act/A-0001:", "", "../x", "item/*",
    "act:id", "act/A-0001:record", "receive:sha256",
])  # fmt: skip
def test_a_slip_of_the_pen_discloses_nothing(own_house, tmp_path, target):
    with pytest.raises(WithholdingNotUnderstood):
        own_house.bundle(tmp_path / "out", Withholding((target, "act/A-0001")))

    assert not (tmp_path / "out").exists()


def test_the_path_of_every_reception_can_be_withheld(own_house, tmp_path, forger):
    written = own_house.bundle(tmp_path / "out", Withholding(("receive:path", "item:file")))

    assert type(forger)(tmp_path / "out").verdict().problems == []
    assert found(tmp_path / "out", ["announcement.txt"]) == []
    assert len([name for name in written.withheld if name.endswith(":path")]) == 3


@pytest.mark.parametrize("filing", [
    NARRATIVE.encode(),
    b"<p>Guards turned\n   &lt;pupils&gt; <b>aw</b>ay.</p>",
    NARRATIVE.upper().encode(),
    NARRATIVE.encode("utf-16"),
    b'{"text": "Guards turned \\u003cpupils> away."}',
])  # fmt: skip
def test_a_filing_that_still_says_it_is_refused_by_name(own_house, tmp_path, filing):
    own_house.filings["letter.html"] = filing
    with pytest.raises(WithheldValueFound, match=r"letter\.html contains act/A-0001:f:summary"):
        own_house.bundle(tmp_path / "out", Withholding(("act/A-0001:summary",)))


def test_another_record_that_still_says_it_is_refused_by_name(own_house, tmp_path):
    (logged,) = own_house.append({
        "type": "revision", "record": "event/E-0002", "revision": "1", "actor": "A-07",
        "f:id": "E-0002", "f:summary": f"On that day: {NARRATIVE}",
    })  # fmt: skip
    own_house.revisions["event/E-0002"] = logged
    with pytest.raises(WithheldValueFound, match=r"event\.jsonl contains act/A-0001:f:summary"):
        own_house.bundle(tmp_path / "out", Withholding(("act/A-0001",)))


def test_a_code_that_others_show_is_not_searched_for_and_that_is_said(own_house, tmp_path):
    written = own_house.bundle(tmp_path / "out", Withholding(("act/A-0001:type",)))

    assert "act/A-0001:f:type" in written.unsearched


def test_a_date_or_a_list_of_ids_found_elsewhere_does_not_stop_a_release(own_house, tmp_path):
    columns = {"f:date": "2022-02", "f:date_calendar": "gregorian", "f:supports": "X-0001; X-0002"}
    (logged,) = own_house.append({
        "type": "revision", "record": "act/A-0009", "revision": "1", "actor": "A-07",
        "f:id": "A-0009", **columns,
    })  # fmt: skip
    own_house.revisions["act/A-0009"] = logged

    written = own_house.bundle(tmp_path / "out", Withholding(("act/A-0009",)))

    assert {"act/A-0009:f:date", "act/A-0009:f:supports"} <= set(written.unsearched)


def test_a_field_can_be_disclosed_later_and_verifies_against_the_same_head(
    own_house, tmp_path, forger
):
    own_house.bundle(tmp_path / "out", Withholding(("act/A-0001:summary",)))
    later = type(forger)(tmp_path / "out")
    line = later.lines("data/records/act.jsonl")[0]
    summary = next(
        text for text in own_house.revisions["act/A-0001"].disclosures
        if Disclosure.decode(text).name == "f:summary"
    )  # fmt: skip
    opened = [*line["disclosures"], summary]
    fields, _ = verify.open_fields(line["entry_bytes"].encode(), opened)

    assert fields["f:summary"] == NARRATIVE


def test_a_filing_only_in_pdf_cannot_be_searched_and_is_refused(own_house, tmp_path):
    own_house.filings = {"letter.pdf": b"%PDF-1.7"}
    with pytest.raises(BundleIncomplete, match=r"letter\.pdf"):
        own_house.bundle(tmp_path / "out")
