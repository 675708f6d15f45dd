"""What is inside an archive comes out under names of our own, or a sentence says why not."""

import bz2
import gzip
import io
import itertools
import lzma
import struct
import tarfile
import zipfile
import zlib

import py7zr
import pytest

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.packed import seven_zip
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason

from .conftest import MANY, seven_zipped, tarred, zipped

LETTER = "نامه‌ی او.txt"


@pytest.fixture
def inside(run):
    """Take out what is inside: the findings, and the content of each member by its own name."""

    def inside(content, **options):
        outcome = run("members", content, **options)
        assert isinstance(outcome, Done), outcome
        found = read_findings(outcome.answer)
        taken = [(one.name, (run.folder / one.file).read_bytes()) for one in found.members]
        return found, taken

    return inside


def codes(found):
    return {notice.code for notice in found.notices}


def facts(found):
    return {fact.name: fact.value for fact in found.facts}


FILES = [("a.txt", b"one"), (f"photos/{LETTER}", b"two" * 1000), ("empty", b"")]


@pytest.mark.parametrize(
    ("packed", "form"),
    [
        (zipped(FILES), "zip"),
        (tarred(FILES), "tar"),
        (tarred(FILES, "w:gz"), "tar, gzip"),
        (tarred(FILES, "w:bz2"), "tar, bzip2"),
        (tarred(FILES, "w:xz"), "tar, xz"),
        (seven_zipped(FILES), "7z"),
    ],
)
def test_every_member_comes_out_under_a_name_of_ours(inside, packed, form):
    found, taken = inside(packed)

    assert sorted(taken) == sorted(FILES)
    assert {one.file for one in found.members} == {"m0001", "m0002", "m0003"}
    assert facts(found)["format"] == form
    assert facts(found)["files taken out"] == "3"
    assert found.notices == ()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_single_packed_file_comes_out(inside, pack):
    _, taken = inside(pack(b"words " * 500))

    assert taken == [("content", b"words " * 500)]


def test_the_name_and_time_in_a_gzip_are_told(inside):
    packed = io.BytesIO()
    with gzip.GzipFile("diary.txt", "wb", fileobj=packed, mtime=1_672_522_866) as file:
        file.write(b"words")
    found, taken = inside(packed.getvalue())

    assert taken == [("diary.txt", b"words")]
    assert found.members[0].modified == "2022-12-31T21:41:06Z"


def test_the_times_and_the_comment_of_an_archive_are_told(inside, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a", (2022, 12, 31, 21, 41, 6)), b"x")
        archive.comment = "از هرات".encode()
    found, _ = inside(packed.getvalue())

    assert facts(found)["comment"] == "از هرات"
    assert found.members[0].modified == "2022-12-31T21:41:06"


@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/cron.d/job", "name-climbs"),
        ("a/../../b", "name-climbs"),
        ("..\\..\\start\\run.exe", "name-climbs"),
        ("/etc/passwd", "name-absolute"),
        ("C:\\Windows\\system.ini", "name-absolute"),
        ("photo\u202egpj.exe", "name-bidi"),
        ("line\nbreak.txt", "name-control"),
        ("ن" * 128 + ".txt", "name-long"),
    ],
)
def test_a_name_that_misleads_is_told_and_leads_nowhere(inside, run, make, name, code):
    found, taken = inside(make([(name, b"content")]))

    assert [content for _, content in taken] == [b"content"]
    assert codes(found) == {code}
    assert {path.name for path in run.folder.iterdir()} == {"m0001", "answer.json"}
    assert {path.name for path in run.folder.parent.iterdir()} == {"source", run.folder.name}


def test_a_name_with_nul_is_told(inside):
    packed = zipped([("photoX.jpg", b"content")]).replace(b"photoX", b"photo\0")
    found, taken = inside(packed)

    assert [content for _, content in taken] == [b"content"]
    assert "name-control" in codes(found)


@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped])
def test_twins_are_each_taken_and_told(inside, make):
    twins = [("caf\u00e9.txt", b"1"), ("cafe\u0301.txt", b"2"), ("A.txt", b"3"), ("a.txt", b"4")]
    found, taken = inside(make(twins))

    assert sorted(taken) == sorted(twins)
    assert codes(found) == {"name-twins"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped])
def test_files_of_one_name_are_each_taken(inside, make):
    found, taken = inside(make([("a.txt", b"first"), ("a.txt", b"second")]))

    assert [content for _, content in taken] == [b"first", b"second"]
    assert codes(found) == {"name-repeated"}


def test_links_and_devices_are_named_and_not_taken(inside):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in [("l", tarfile.SYMTYPE), ("h", tarfile.LNKTYPE), ("d", tarfile.CHRTYPE),
                           ("p", tarfile.FIFOTYPE)]:  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        archive.addfile(tarfile.TarInfo("real"), io.BytesIO())
    found, taken = inside(packed.getvalue())

    assert taken == [("real", b"")]
    assert codes(found) == {"links-not-taken", "devices-not-taken"}


def test_a_link_in_a_zip_is_not_followed(inside):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("l")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("real", b"x")
    found, taken = inside(packed.getvalue())

    assert taken == [("real", b"x")]
    assert codes(found) == {"links-not-taken"}


def locked(packed):
    """Set the flag of encryption in every header of a zip."""
    content = bytearray(packed)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(signature, start + 1)) >= 0:
            content[start + at] |= 1
    return bytes(content)


def test_what_is_locked_is_told_as_a_password(run):
    outcome = run("members", locked(zipped([("a.txt", b"one")])))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.PASSWORD
    assert "'a.txt'" in outcome.message


def test_what_is_not_locked_is_taken_from_beside_what_is(inside):
    whole = zipped([("a.txt", b"one"), ("b.txt", b"two")])
    first, second = whole.find(b"PK\x03\x04"), whole.find(b"PK\x01\x02")
    content = bytearray(whole)
    content[first + 6] |= 1
    content[second + 8] |= 1
    found, taken = inside(bytes(content))

    assert taken == [("b.txt", b"two")]
    assert codes(found) == {"locked-members"}


@pytest.mark.parametrize("names_too", [False, True])
def test_a_locked_7z_is_told_as_a_password(run, names_too):
    how = {"password": "x", "header_encryption": names_too}
    packed = seven_zipped([("a.txt", b"one")], **how)
    outcome = run("members", packed)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.PASSWORD


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("windows-1256", "گزارش هرات.txt"),
        ("cp720", "تقرير كابل.txt"),
        ("cp437", "résumé.txt"),
        ("windows-1252", "Überführung für Ämter.txt"),
    ],
)
def test_a_name_in_an_old_code_page_is_read_and_the_guess_told(inside, page, name):
    raw = name.encode(page)
    stand_in = "x" * len(raw)
    packed = zipped([(stand_in, b"content")]).replace(stand_in.encode(), raw)
    found, taken = inside(packed)

    assert taken == [(name, b"content")]
    assert codes(found) == {"name-encoding-guessed"}
    assert page in found.notices[0].text


def test_the_limit_on_bytes_refuses_all_and_says_how_much(run):
    outcome = run("members", zipped([("a", bytes(600)), ("b", bytes(600))]), most_bytes=1000)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
    assert "1200 bytes" in outcome.message


@pytest.mark.parametrize("make", [zipped, tarred, seven_zipped])
def test_the_limit_on_members_refuses_all(run, make):
    outcome = run("members", make([(f"f{n}", b"x") for n in range(12)]), most_members=10)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
    assert "Nothing was taken" in outcome.message


def bare_zip(contents, names):
    """A zip of packed contents at their places, and an index of names with the place of each."""
    content, places = b"", []
    for size, packed, checksum in contents:
        places.append((len(content), checksum, len(packed), size))
        sums = (checksum, len(packed), size)
        content += struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, *sums, 1, 0) + b"a" + packed
    head = struct.Struct("<4s6H3L5H2L")
    index = b"".join(
        head.pack(b"PK\1\2", 20, 20, 0, 8, 0, 33, *sums, len(name), 0, 0, 0, 0, 0, at) + name
        for name, (at, *sums) in zip(names, itertools.cycle(places), strict=False)
    )
    number = min(len(names), 0xFFFF)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(index), len(content), 0)
    return content + index + end


def deflated(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    return len(content), packed, zlib.crc32(content)


def test_a_hundred_thousand_members_are_refused_in_time(run):
    names = [f"{number:06}".encode() for number in range(100_000)]
    outcome = run("members", bare_zip([deflated(b"x")], names), Limits())

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
    assert "files that may be inside" in outcome.message


def test_a_bomb_of_overlapping_files_is_refused(run):
    outcome = run("members", bare_zip([deflated(bytes(100_000))], [b"%d" % n for n in range(500)]))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED
    assert "bomb" in outcome.message


def test_a_bomb_that_says_it_is_small_fills_no_disk(run):
    honest = zipped([("a", bytes(5_000_000))])
    packed = honest.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 100))
    outcome = run("members", packed, most_bytes=1_000_000)

    assert isinstance(outcome, Failed)
    assert sum(path.stat().st_size for path in run.folder.iterdir()) < 1_000_000


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_bomb_by_its_ratio_is_refused(run, pack):
    outcome = run("members", pack(bytes(70_000_000)))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
    assert "bomb" in outcome.message


def test_an_archive_in_an_archive_is_a_member_as_it_is(inside):
    packed = zipped([("one.txt", b"one")])
    for _ in range(20):
        packed = zipped([("inner.zip", packed)])
    _, taken = inside(packed)

    assert [name for name, _ in taken] == ["inner.zip"]
    assert taken[0][1].startswith(b"PK")


@pytest.mark.parametrize(
    "packed",
    [
        zipped(MANY),
        tarred(MANY),
        tarred(MANY, "w:gz"),
        tarred(MANY, "w:xz"),
    ],
)
def test_of_a_truncated_archive_what_is_whole_is_taken(inside, packed):
    found, taken = inside(packed[: len(packed) // 2])

    assert 0 < len(taken) < 20
    assert "truncated" in codes(found)
    assert set(taken) <= set(MANY)


def test_of_a_truncated_zip_with_sizes_behind_the_files_what_is_whole_is_taken(inside):
    class Pipe(io.RawIOBase):
        written = b""

        def writable(self):
            return True

        def write(self, piece):
            self.written += piece
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in MANY:
            archive.writestr(name, content)
    _, taken = inside(pipe.written[: len(pipe.written) // 2])

    assert 0 < len(taken) < 20
    assert set(taken) <= set(MANY)


def test_a_truncated_7z_is_told(run):
    packed = seven_zipped(MANY)
    outcome = run("members", packed[: len(packed) // 2])

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED


@pytest.mark.parametrize("make", [zipped, seven_zipped])
def test_a_file_that_does_not_fit_its_checksum_is_not_taken(run, make):
    content = b"the words that stand here are long enough to be found" * 3
    packed = bytearray(make([("a.txt", content)]))
    at = packed.find(b"PK\x01\x02") + 16 if make is zipped else len(packed) // 3
    packed[at] ^= 0xFF
    outcome = run("members", bytes(packed))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED


def test_what_is_no_archive_is_refused(run):
    outcome = run("members", b"plain words")

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_THIS_KIND


@pytest.mark.parametrize(
    "make", [zipped, seven_zipped, lambda files: tarred(files, "w:xz")], ids=["zip", "7z", "tar"]
)
def test_archives_are_read_within_the_walls(run, make):
    outcome = run("members", make(FILES), Limits())

    assert isinstance(outcome, Done), outcome
    assert len(outcome.answer["members"]) == 3


class NoThread:
    def __init__(self, **how):
        pass

    def start(self):
        raise RuntimeError("can't start new thread")


def test_what_needs_a_thread_is_told_where_none_may_start(inside, monkeypatch):
    packed = seven_zipped(FILES[:2], filters=[{"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}])
    monkeypatch.setattr(seven_zip, "Thread", NoThread)
    found, taken = inside(packed)

    assert taken == []
    assert codes(found) == {"unknown-method"}


@pytest.mark.parametrize("cut", [0, 60])
def test_an_archive_with_sizes_of_eight_bytes_is_read_also_without_its_index(inside, cut):
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(zipfile.ZipInfo("a.txt"), "w", force_zip64=True) as file,
    ):
        file.write(b"words " * 100)
    content = packed.getvalue()
    found, taken = inside(content[: len(content) - cut])

    assert taken == [("a.txt", b"words " * 100)]
    assert codes(found) == ({"truncated"} if cut else set())
