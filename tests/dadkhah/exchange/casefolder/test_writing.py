"""What is written is the case, and comes back as it was."""

import hashlib
import io
from dataclasses import fields, replace
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import CaseFolderNotWritten
from dadkhah.exchange.casefolder import read_case_folder, write_case_folder
from dadkhah.exchange.tables import TABLES
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations, EvidenceItem

CONTENT = b"\x00 any bytes \xff"
AWKWARD = "\",;\\'=+-@\n\r\t #:[{\x1f\x85\u2028\ufeffaéدلو"
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
FULL = st.text(st.sampled_from(AWKWARD) | CHARACTERS, max_size=8).map(
    lambda text: text if text.strip() else text + "x"
)
ANY = st.just("") | FULL
ENTRIES = st.lists(FULL.map(str.strip), max_size=3).map(tuple)
DATES = st.one_of(
    st.dates().filter(lambda d: 1700 <= d.year <= 2100).map(lambda d: read_date(d.isoformat())),
    st.sampled_from(["2022~", "2021-08-15/..", "۲۰ دلو ۱۴۰۰", "25 Muharram 1446"]).map(read_date),
    st.just(read_date("1400-11", Calendar.SOLAR_HIJRI)),
)
SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
INFO = st.builds(CaseInfo, SLUG, FULL, FULL, FULL, FULL, ENTRIES, ENTRIES, ENTRIES, ANY)
INFO_1 = CaseInfo("a", "b", "c", "d", "e", (), (), ())
BY_TYPE = {
    int: st.integers(0, 10**9),
    tuple[str, ...]: ENTRIES,
    PartialDate: DATES,
    PartialDate | None: st.none() | DATES,
    Conclusion: st.sampled_from(Conclusion),
}
PLAIN = {
    str: "x",
    int: 0,
    tuple[str, ...]: (),
    PartialDate: read_date("2022"),
    PartialDate | None: None,
    Conclusion: Conclusion.OPEN,
}
# What the checks of a folder hold to: codes, and references that resolve.
BY_FIELD = {
    "sources.id": ["S-1"],
    "sources.reliability": "ABCDEF",
    "items.id": ["I-1"],
    "items.file": ["evidence/a", "evidence/دلو/b c.txt"],
    "items.media_type": ["image/jpeg", "application/x-any"],
    "items.sha256": [hashlib.sha256(CONTENT).hexdigest()],
    "items.size": [len(CONTENT)],
    "items.object_name": ["", "c" * 64],
    "items.captured_at": ["", "2026-11-24T09:30Z"],
    "items.credibility": "123456",
    "items.sensitivity": ["public", "restricted", "sealed"],
    "items.parent": ["", "I-1"],
    "items.relation": ["", "member", "redaction"],
    "receptions.received_at": ["2026-11-24T09:30:00Z"],
    "passages.id": ["X-1"],
    "passages.time": ["", "t=10,20"],
    "passages.region": ["", "xywh=percent:1,2,3,4"],
    "persons.id": ["P-1"],
    "persons.kind": ["individual", "institution", "group"],
    "person_names.kind": ["main", "variant"],
    "command_links.kind": ["de-jure", "de-facto"],
    "charges.status": ["warrant-issued", "proposed"],
    "findings.on": ["", "2026-11-24"],
    "acts.restriction": ["", "restrictions-1"],
}
TARGETS = {
    "source": "S-1",
    "item": "I-1",
    "person": "P-1",
    "institution": "P-1",
    "superior": "P-1",
    "subordinate": "P-1",
    "respondent": "P-1",
    "event": "events-1",
    "subject": "acts-1",
    "restriction": "restrictions-1",
    "acts": ("acts-1",),
    "restrictions": ("restrictions-1", "restrictions-1"),
    "propositions": ("propositions-1",),
    "charges": ("charges-1",),
    "citations": Citations(supports=("X-1",), context=("X-1", "X-1")),
}


def fixed(table, field):
    """Return the values a field may have and still refer to what is there; None: any."""
    if field.name in TARGETS and f"{table.name}.{field.name}" not in BY_FIELD:
        return [TARGETS[field.name]]
    return BY_FIELD.get(
        f"{table.name}.{field.name}", [f"{table.name}-1"] if field.name == "id" else None
    )


def plain_record(table):
    hints = get_type_hints(table.kind)
    values = {
        f.name: (fixed(table, f) or [PLAIN.get(hints[f.name])])[0] for f in fields(table.kind)
    }
    return table.kind(**values)


def any_record(table):
    hints = get_type_hints(table.kind)

    def value(field):
        if values := fixed(table, field):
            return st.sampled_from(values)
        if hints[field.name] is str:  # an empty cell is the default, so no text is "" unless it is
            return ANY if field.default == "" else FULL
        return BY_TYPE[hints[field.name]]

    return st.builds(table.kind, **{field.name: value(field) for field in fields(table.kind)})


PLAIN_CASE = CaseRecords(INFO_1, **{table.name: (plain_record(table),) for table in TABLES})
DRAFTS = st.dictionaries(st.sampled_from(["filings/letter.yaml", "filings/b-2.yaml"]), ANY)


def bytes_of(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def open_item(_item):
    return io.BytesIO(CONTENT)


def assert_comes_back(case, place):
    write_case_folder(case, place / "one", open_item=open_item)
    read = read_case_folder(place / "one")
    assert read == case
    write_case_folder(read, place / "two", open_item=open_item)
    assert bytes_of(place / "two") == bytes_of(place / "one")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_for_any_record_its_case_comes_back_and_is_written_the_same(tmp_path_factory, table, data):
    record = data.draw(any_record(table))
    case = replace(PLAIN_CASE, **{table.name: (record,)})
    assert_comes_back(case, tmp_path_factory.mktemp("case"))


@settings(max_examples=25, deadline=None)
@given(INFO, DRAFTS)
def test_for_any_head_and_drafts_the_case_comes_back(tmp_path_factory, info, drafts):
    case = replace(PLAIN_CASE, info=info, drafts=drafts)
    assert_comes_back(case, tmp_path_factory.mktemp("case"))


def test_a_formula_is_shielded_in_the_file_and_comes_back(folder, tmp_path):
    case = read_case_folder(folder)
    case = replace(case, sources=(replace(case.sources[0], description="=HYPERLINK(1)"),))
    write_case_folder(case, tmp_path / "out", open_item=lambda i: (folder / i.file).open("rb"))
    assert ",'=HYPERLINK(1)," in (tmp_path / "out/sources.csv").read_text()
    assert read_case_folder(tmp_path / "out") == case


def test_an_empty_folder_may_be_there_already(folder, tmp_path):
    case = read_case_folder(folder)
    (tmp_path / "out").mkdir()
    write_case_folder(case, tmp_path / "out", open_item=lambda i: (folder / i.file).open("rb"))
    assert read_case_folder(tmp_path / "out") == case


@pytest.mark.parametrize("name", ["case.yaml", "anything.txt"])
def test_a_folder_with_something_in_it_is_left_alone(folder, tmp_path, name):
    case = read_case_folder(folder)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")
    with pytest.raises(CaseFolderNotWritten, match="not empty"):
        write_case_folder(case, tmp_path / "out", open_item=open_item)
    assert bytes_of(tmp_path / "out") == {name: b"mine"}


def test_a_file_is_not_taken_for_a_folder(folder, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CaseFolderNotWritten, match="not empty"):
        write_case_folder(read_case_folder(folder), tmp_path / "out")


ITEM = EvidenceItem("I-1", "S-1", "evidence/a", "t", "image/png", sha256="0" * 64)
GIVEN = replace(ITEM, sha256="")


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (CaseRecords(INFO_1, items=(ITEM,)), "its record says 0000"),
        (CaseRecords(INFO_1, items=(replace(ITEM, file="../a"),)), "not a plain path"),
        (CaseRecords(INFO_1, items=(replace(ITEM, title=""),)), "row 2, title: is empty"),
        (CaseRecords(INFO_1, items=(replace(ITEM, language=""),)), "cannot hold this record"),
        (CaseRecords(INFO_1, items=(replace(ITEM, note="\0"),)), "NUL"),
        (CaseRecords(INFO_1, items=(ITEM, ITEM)), "already the id of row 2"),
        (CaseRecords(INFO_1, items=(GIVEN, replace(GIVEN, id="I-2"))), "another item has the file"),
        (CaseRecords(replace(INFO_1, title="")), "The head of the case"),
        (CaseRecords(INFO_1, drafts={"../letter.yaml": ""}), "cannot name a draft"),
    ],
)
def test_a_case_that_would_not_come_back_is_not_written(tmp_path, case, reason):
    with pytest.raises(CaseFolderNotWritten) as refused:
        write_case_folder(case, tmp_path / "out", open_item=open_item)
    assert reason in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_without_bytes_only_sealed_items_are_written(tmp_path):
    sealed = replace(ITEM, source="", object_name="c" * 64)
    with pytest.raises(CaseFolderNotWritten, match="Receive the item first"):
        write_case_folder(CaseRecords(INFO_1, items=(ITEM,)), tmp_path / "out")
    write_case_folder(CaseRecords(INFO_1, items=(replace(sealed, source="S"),)), tmp_path / "out")
    assert sorted(bytes_of(tmp_path / "out")) == ["case.yaml", "items.csv"]
