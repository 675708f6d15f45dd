"""A case folder is read whole or refused with everything that is wrong with it."""

import hashlib
import os

import pytest

from dadkhah.errors import CaseFolderInvalid
from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.exchange.casefolder.evidence_files import measure_files


def problems_of(folder, **options):
    with pytest.raises(CaseFolderInvalid) as refused:
        read_case_folder(folder, **options)
    for problem in refused.value.problems:
        assert str(problem) in str(refused.value)
    return refused.value.problems


def edit(folder, file, old, new):
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))


def test_hash_and_size_of_each_file_are_filled_in(folder):
    (item,) = read_case_folder(folder).items
    content = (folder / item.file).read_bytes()
    assert (item.sha256, item.size) == (hashlib.sha256(content).hexdigest(), len(content))


def test_evidence_may_be_of_any_kind(folder):
    (folder / "evidence/video.mp4").write_bytes(bytes(range(256)) * 5000)
    edit(
        folder,
        "items.csv",
        "text/plain\n",
        "text/plain\nI-2,S-001,evidence/video.mp4,V,video/mp4\n",
    )
    assert [item.size for item in read_case_folder(folder).items] == [34, 1_280_000]


def test_records_are_in_the_order_of_their_ids_whatever_the_file_says(folder):
    edit(folder, "sources.csv", "S-001,", "S-002,src.media,Another,B\nS-001,")
    assert [source.id for source in read_case_folder(folder).sources] == ["S-001", "S-002"]


def test_a_draft_is_kept_word_for_word(folder):
    (folder / "filings").mkdir()
    text = "title: x\r\n# a comment\nbody: |\n  دلو\n"
    (folder / "filings/letter.yaml").write_bytes(text.encode())
    assert read_case_folder(folder).drafts == {"filings/letter.yaml": text}


def test_files_that_systems_leave_about_are_passed_over(folder):
    for name in (".DS_Store", "Thumbs.db", "evidence/.DS_Store", ".~lock.items.csv#", "README.md"):
        (folder / name).write_text("x")
    (folder / "filings").mkdir()
    (folder / "filings/desktop.ini").write_text("x")
    assert len(read_case_folder(folder).items) == 1


# (file, old, new) and what is told: file, row, field, reason
CHANGES = [
    (
        ("items.csv", "I-0001,S-001", "I-0001,S-009"),
        ("items.csv", 2, "source", "'S-009' is not in"),
    ),
    (
        ("passages.csv", ",I-0001,", ",I-9,"),
        ("passages.csv", 2, "item", "'I-9' is not in items.csv"),
    ),
    (("acts.csv", "X-0001", "X-7"), ("acts.csv", 2, "supports", "'X-7' is not in passages.csv")),
    (("acts.csv", ",E-0001,", ",E-9,"), ("acts.csv", 2, "event", "'E-9' is not in events.csv")),
    (("acts.csv", "1400-05-24", "1400-13"), ("acts.csv", 2, "date", "has no month 13")),
    (("acts.csv", "solar-hijri", "solar"), ("acts.csv", 2, "date_calendar", "'solar' is not")),
    (("acts.csv", "summary", "sumary"), ("acts.csv", 1, "sumary", "did you mean summary?")),
    (("acts.csv", "summary", "zzz"), ("acts.csv", 1, "zzz", "known are id, event, type")),
    (("acts.csv", ",summary", ""), ("acts.csv", 2, "", "has 8 cells, the header has 7")),
    (("sources.csv", ",C", ",Z"), ("sources.csv", 2, "reliability", "write one of A, B, C")),
    (("sources.csv", "S-001", "S 001"), ("sources.csv", 2, "id", "holds a space")),
    (
        ("items.csv", "evidence/report.txt", "/etc/passwd"),
        ("items.csv", 2, "file", "not a plain path"),
    ),
    (
        ("items.csv", "evidence/report.txt", "evidence/../case.yaml"),
        ("items.csv", 2, "file", "not a plain path"),
    ),
    (
        ("items.csv", "evidence/report.txt", "evidence\\report.txt"),
        ("items.csv", 2, "file", "not a plain path"),
    ),
    (
        ("items.csv", "evidence/report.txt", "case.yaml"),
        ("items.csv", 2, "file", "not under evidence/"),
    ),
    (
        ("items.csv", "evidence/report.txt", "evidence"),
        ("items.csv", 2, "file", "not under evidence/"),
    ),
    (("items.csv", "report.txt", "absent.txt"), ("items.csv", 2, "file", "is not there")),
    (
        ("items.csv", "text/plain", "text/plain; charset=utf-32"),
        ("items.csv", 2, "media_type", "not utf-32"),
    ),
    (
        ("items.csv", "text/plain", "text/plain; charset=x-no"),
        ("items.csv", 2, "media_type", "not x-no"),
    ),
    (
        ("passages.csv", "The school was", "A school was"),
        ("passages.csv", 2, "quote", "word for word"),
    ),
    (("case.yaml", "slug: sample\n", ""), ("case.yaml", 0, "slug", "the key is missing")),
]


@pytest.mark.parametrize(
    ("change", "told"), CHANGES, ids=lambda value: "-".join(map(str, value))[:50]
)
def test_what_is_wrong_is_told_with_file_row_and_field(folder, change, told):
    edit(folder, *change)
    file, row, field, reason = told
    assert any(
        (p.file, p.row, p.field) == (file, row, field) and reason in p.reason
        for p in problems_of(folder)
    )


# New cells in items.csv: column, value, and the reason told for that column.
ITEM_CELLS = [
    ("credibility", "7", "write one of 1, 2"),
    ("sensitivity", "secret", "write one of public"),
    ("captured_at", "2026-11-24", "is no moment in UTC"),
    ("captured_at", "2026-11-24T09:30:00+04:30", "is no moment in UTC"),
    ("sha256", "abc", "is no SHA-256"),
    ("sha256", "0" * 64, "it is not the file this row describes"),
    ("size", "35", "it is not the file this row describes"),
    ("size", "many", "is no whole number"),
]


@pytest.mark.parametrize(("column", "value", "reason"), ITEM_CELLS)
def test_a_cell_in_a_form_that_nobody_can_read_is_refused(folder, column, value, reason):
    edit(folder, "items.csv", "media_type", f"media_type,{column}")
    edit(folder, "items.csv", "text/plain", f"text/plain,{value}")
    found = [p for p in problems_of(folder) if p.field == column]
    assert reason in found[0].reason


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("time", "t=20\uff0c10", "mm:ss"),
        ("time", "00:10", "a time is written t=10,20"),
        ("region", "xywh=percent:1", "a region is written xywh=percent:10,10,20,20"),
    ],
)
def test_a_time_or_region_that_nobody_can_read_is_refused(folder, column, value, reason):
    edit(folder, "passages.csv", "id,item,quote", f"id,item,{column},quote")
    edit(folder, "passages.csv", "X-0001,I-0001,", f"X-0001,I-0001,{value},")
    (problem,) = problems_of(folder)

    assert (problem.file, problem.row, problem.field) == ("passages.csv", 2, column)
    assert reason in problem.reason


def test_a_time_and_a_region_are_kept_as_they_are_written(folder):
    edit(folder, "passages.csv", "id,item,quote", "id,item,time,region,quote")
    edit(folder, "passages.csv", "X-0001,I-0001,", 'X-0001,I-0001,"t=0:10,","xywh=1,2,3,4",')
    (problem,) = problems_of(folder)
    edit(folder, "passages.csv", "t=0:10,", "t=00:10,20")

    assert problem.field == "time"
    (passage,) = read_case_folder(folder).passages
    assert (passage.time, passage.region) == ("t=00:10,20", "xywh=1,2,3,4")


@pytest.mark.parametrize("moment", ["2026-11-24T09:30Z", "2026-11-24T09:30:00Z"])
def test_a_moment_may_leave_out_its_seconds(folder, moment):
    edit(folder, "items.csv", "media_type", "media_type,captured_at")
    edit(folder, "items.csv", "text/plain", f"text/plain,{moment}")
    assert read_case_folder(folder).items[0].captured_at == moment


def test_the_day_of_a_finding_is_a_day(folder):
    (folder / "findings.csv").write_text(
        "id,element,conclusion,analyst,on\nN-1,e/1,MET,A-1,2026-02-30\nN-2,e/1,MET,A-1,2026-02-28\n"
    )
    (problem,) = problems_of(folder)
    assert (problem.row, problem.field) == (2, "on")


def test_two_rows_with_one_id_are_told(folder):
    text = (folder / "sources.csv").read_text()
    (folder / "sources.csv").write_text(text + "S-001,src.media,The same,C\n")
    (problem,) = problems_of(folder)
    assert str(problem) == (
        "sources.csv, row 3, id: 'S-001' is already the id of row 2; give each its own."
    )


def test_two_items_with_one_file_are_told(folder):
    edit(folder, "items.csv", "plain\n", "plain\nI-2,S-001,evidence/report.txt,T,text/plain\n")
    (problem,) = problems_of(folder)
    assert (problem.row, problem.field) == (3, "file")
    assert "already the file of row 2" in problem.reason


def test_everything_wrong_is_told_at_once_in_the_order_of_the_files(folder):
    edit(folder, "acts.csv", "1400-05-24", "soon")
    edit(folder, "sources.csv", ",C", ",Z")
    edit(folder, "passages.csv", "The school", "No school")
    edit(folder, "case.yaml", "slug: sample\n", "")
    (folder / "evidence/unnamed.txt").write_text("x")
    found = problems_of(folder)
    assert [(p.file, p.row) for p in found] == [
        ("case.yaml", 0),
        ("sources.csv", 2),
        ("passages.csv", 2),
        ("acts.csv", 2),
        ("evidence/unnamed.txt", 0),
    ]


def test_one_mistake_is_told_once_not_again_by_what_refers_to_it(folder):
    edit(folder, "events.csv", "24 Asad 1400", "soon")
    assert [p.file for p in problems_of(folder)] == ["events.csv"]


def test_what_refers_to_a_table_that_cannot_be_read_is_not_told(folder):
    (folder / "sources.csv").write_bytes(b"\xff\xfe")
    assert [p.file for p in problems_of(folder)] == ["sources.csv"]


def test_a_missing_column_is_told_once_not_in_each_row(folder):
    (folder / "sources.csv").write_text("id,kind\nS-001,src.media\n")
    (problem,) = problems_of(folder)
    assert (problem.row, problem.field) == (1, "description")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    assert "is no folder" in problems_of(tmp_path / "absent")[0].reason


def test_an_empty_folder_lacks_its_head(tmp_path):
    (problem,) = problems_of(tmp_path)
    assert (problem.file, "is missing" in problem.reason) == ("case.yaml", True)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("item.csv", "did you mean items.csv?"),
        ("notes.docx", "put it in evidence/"),
        ("evidence/unnamed.txt", "no item names this file"),
        ("filings/letter.txt", "is no draft"),
        ("filings/deep/letter.yaml", "is no draft"),
    ],
)
def test_a_file_that_nothing_reads_is_told(folder, name, reason):
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text("x")
    (problem,) = problems_of(folder)
    assert reason in problem.reason


def test_a_draft_that_is_not_utf8_is_told(folder):
    (folder / "filings").mkdir()
    (folder / "filings/letter.yaml").write_bytes(b"\xff")
    assert "is not UTF-8" in problems_of(folder)[0].reason


def test_links_and_pipes_are_refused_by_name(folder, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.txt").write_text("x")
    (folder / "evidence/link.txt").symlink_to(tmp_path / "outside/secret.txt")
    (folder / "evidence/linked").symlink_to(tmp_path / "outside")
    (folder / "charges.csv").symlink_to(tmp_path / "outside/secret.txt")
    os.mkfifo(folder / "evidence/pipe")
    found = problems_of(folder)
    names = ["charges.csv", "evidence/link.txt", "evidence/linked", "evidence/pipe"]
    assert [p.file for p in found] == names


def test_a_name_that_no_table_can_hold_is_told_so_that_it_can_be_shown(folder):
    (folder / os.fsdecode(b"evidence/\xe9.txt")).write_text("x")
    (folder / "evidence/two\nlines").write_text("x")
    (folder / "evidence/می\u200cشود.txt").write_text("x")
    found = problems_of(folder)
    assert [p.reason.split(";")[0] for p in found] == [
        "has a name that no table can hold",
        "has a name that no table can hold",
        "no item names this file",
    ]
    "".join(map(str, found)).encode()


def test_a_hidden_file_is_evidence_when_an_item_names_it(folder):
    (folder / "evidence/report.txt").rename(folder / "evidence/.htaccess")
    edit(folder, "items.csv", "report.txt", ".htaccess")
    assert read_case_folder(folder).items[0].size == 34


def test_a_file_that_fails_while_it_is_read_is_told(tmp_path):
    measures, (problem,) = measure_files(tmp_path, ["evidence/gone.txt"])
    assert measures == {}
    assert "cannot be read to its end" in problem.reason


def test_a_table_must_be_a_file_and_evidence_a_folder(folder):
    (folder / "persons.csv").mkdir()
    assert "of the wrong kind" in problems_of(folder)[0].reason


def test_a_quote_is_found_across_line_ends_and_runs_of_spaces(folder):
    (folder / "evidence/report.txt").write_text("The school\r\n  was\u00a0closed on 24 Asad.\n")
    assert read_case_folder(folder).passages[0].quote == "The school was closed"


def test_a_quote_is_checked_in_the_encoding_that_is_named(folder):
    (folder / "evidence/report.txt").write_bytes("The school was closed ك".encode("windows-1256"))
    edit(folder, "items.csv", "text/plain", "text/plain; charset=windows-1256")
    assert read_case_folder(folder).items[0].media_type.endswith("1256")


def test_a_quote_from_a_kind_that_is_not_text_is_not_checked(folder):
    edit(folder, "items.csv", "text/plain", "application/pdf")
    assert len(read_case_folder(folder).passages) == 1


@pytest.mark.parametrize(
    ("prefix", "suffix", "holds"),
    [("", " on 24", True), ("", "on 24 Asad.", True), ("Yesterday", "", False), ("", "by", False)],
)
def test_prefix_and_suffix_stand_around_the_quote(folder, prefix, suffix, holds):
    (folder / "passages.csv").write_text(
        f"id,item,prefix,quote,suffix\nX-0001,I-0001,{prefix},The school was closed,{suffix}\n"
    )
    if holds:
        assert read_case_folder(folder).passages[0].suffix == suffix
    else:
        assert "do not stand around the quote" in problems_of(folder)[0].reason


def test_a_sealed_item_may_come_without_its_file(folder):
    (folder / "evidence/report.txt").unlink()
    edit(folder, "items.csv", "media_type", "media_type,sha256,size,object_name")
    edit(folder, "items.csv", "text/plain", f"text/plain,{'a' * 64},34,{'b' * 64}")
    assert read_case_folder(folder).items[0].size == 34
