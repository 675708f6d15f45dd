"""Packages of other tools are read as claims, and their hashes compared with what lies beside."""

import hashlib
import io
import json
import tarfile
import zipfile

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.packages.package import derive, read_package_folder
from dadkhah.derivation.outcome import Done, Limits
from dadkhah.errors import FileNotDerivable

PHOTO, FILM = b"\xff\xd8\xff photo", b"\0\0\0 ftypmp42 film"


def digest(content, kind="sha256"):
    return hashlib.new(kind, content).hexdigest()


def zipped(files, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def read(run):
    def read(files):
        outcome = run("package", files if isinstance(files, bytes) else zipped(files))
        assert isinstance(outcome, Done), outcome
        assert {path.name for path in run.folder.iterdir()} == {"answer.json"}
        found = read_findings(outcome.answer)
        return {f.name: f.value for f in found.facts}, {n.code: n.text for n in found.notices}

    return read


def bag(**changes):
    files = {
        "bag/bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag/bag-info.txt": f"Source-Organization: X\n Y\nPayload-Oxum: {len(PHOTO)}.1\n".encode(),
        "bag/manifest-sha256.txt": f"{digest(PHOTO)}  data/عکس.jpg\n".encode(),
        "bag/data/عکس.jpg": PHOTO,
    }
    return {name: one for name, one in {**files, **changes}.items() if one is not None}


def test_a_whole_bag_is_good_and_its_labels_are_claims(read):
    facts, notices = read(bag())

    assert facts["tool"] == "BagIt"
    assert facts["claims version"] == "1.0"
    assert facts["claims source-organization"] == "X Y"
    assert set(notices) == {"package-hashes-good"}
    assert notices["package-hashes-good"].startswith("1 of 1 hash")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"bag/data/عکس.jpg": PHOTO[:-1] + b"!"}, "package-hash-wrong"),
        ({"bag/data/عکس.jpg": None}, "package-file-missing"),
        ({"bag/data/more.jpg": FILM}, "package-file-extra"),
        ({"bag/data/more.jpg": FILM}, "package-size-wrong"),
        ({"bag/manifest-sha256.txt": None}, "package-list-missing"),
        ({"bag/fetch.txt": b"https://x.example/a 5 data/a\n"}, "package-incomplete"),
        ({"bag/manifest-crc32.txt": b"00ff00ff  data/a\n"}, "package-hash-unknown"),
    ],
)
def test_what_is_wrong_with_a_bag_is_told(read, changes, code):
    assert code in read(bag(**changes))[1]


def test_a_bag_with_md5_only_is_weak(read):
    weak = f"{digest(PHOTO, 'md5')} *data/عکس.jpg\n".encode()
    codes = read(bag(**{"bag/manifest-sha256.txt": None, "bag/manifest-md5.txt": weak}))[1]

    assert set(codes) == {"package-hashes-good", "package-hashes-weak"}


def test_a_bag_of_the_library_of_congress_is_good(read, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "photo.jpg").write_bytes(PHOTO)
    bagit.make_bag(str(tmp_path / "b"), {"Contact-Name": "A"}, checksums=["sha512", "sha256"])
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(tmp_path / "b", "b")
    facts, notices = read(packed.getvalue())

    assert facts["claims contact-name"] == "A"
    assert set(notices) == {"package-hashes-good"}


def proof(content=PHOTO, path="/storage/emulated/0/DCIM/IMG_1.jpg"):
    head = "File Hash SHA256,File Path,Proof Generated,DeviceID,Location.Latitude,Network\n"
    return f"{head}{digest(content)},{path},2022-12-31T14:41:06.000Z,abc,34.35,Wifi\n".encode()


def proofmode(**changes):
    name = f"{digest(PHOTO)}.proof.csv"
    files = {
        "IMG_1.jpg": PHOTO, "IMG_1.jpg.asc": b"-----", "IMG_1.jpg.ots": b"", name: proof(),
        f"{name}.asc": b"-----", "pubkey.asc": b"-----", "HowToVerifyProofData.txt": b"how",
    }  # fmt: skip
    return {**files, **changes}


def test_a_proofmode_package_says_when_where_and_by_which_device(read):
    facts, notices = read(proofmode())

    assert facts["tool"] == "ProofMode"
    assert facts["claims proof generated of IMG_1.jpg"] == "2022-12-31T14:41:06.000Z"
    assert facts["claims location.latitude of IMG_1.jpg"] == "34.35"
    assert facts["OpenTimestamps proofs"] == "1"
    assert set(notices) == {"package-hashes-good", "package-tells-of-its-maker"}


def test_a_photo_that_is_not_the_one_proofmode_saw_is_told(read):
    assert "IMG_1.jpg" in read(proofmode(**{"IMG_1.jpg": FILM}))[1]["package-hash-wrong"]


def test_a_proof_without_a_signature_or_as_json_is_read(read):
    record = {"File Hash SHA256": digest(FILM), "File Path": "f.mp4", "Proof Generated": "2023"}
    facts, notices = read(proofmode(**{"f.mp4": FILM, "f.proof.json": json.dumps(record)}))

    assert facts["claims proof generated of f.mp4"] == "2023"
    assert "f.proof.json" in notices["package-unsigned"]
    assert notices["package-hashes-good"].startswith("2 of 2 hashes")


def test_an_export_of_tella_is_compared_by_name(read):
    head = "File hash,File path,File name,Timestamp,Location latitude,Device ID\n"
    rows = f"{digest(PHOTO)},/,photo.jpg,1672497666000,34.35,abc\n"
    facts, notices = read({"photo.jpg": PHOTO, "photo.csv": head + rows})

    assert facts["tool"] == "Tella"
    assert facts["claims timestamp of photo.jpg"] == "1672497666000"
    assert set(notices) == {"package-hashes-good", "package-tells-of-its-maker"}


def test_a_file_that_tella_saw_otherwise_is_told(read):
    table = f"File hash,File path,File name\n{digest(PHOTO)},/,photo.jpg\n"

    assert "package-hash-wrong" in read({"photo.jpg": FILM, "photo.csv": table})[1]


def bayanat(media=PHOTO):
    medium = {"id": 1, "filename": "20221231-photo.jpg", "etag": digest(PHOTO, "md5")}
    bulletin = {"id": 7, "title": "A bulletin", "medias": [medium]}
    return {"export.json": json.dumps({"bulletins": [bulletin]}), "20221231-photo.jpg": media}


def test_an_export_of_bayanat_is_counted_and_compared(read):
    facts, notices = read(bayanat())

    assert (facts["tool"], facts["claims bulletins"], facts["claims media"]) == (
        "Bayanat",
        "1",
        "1",
    )
    assert facts["claims title"] == "A bulletin"
    assert set(notices) == {"package-hashes-good", "package-hashes-weak"}


def test_media_of_bayanat_that_are_others_are_told(read):
    assert "package-hash-wrong" in read(bayanat(FILM))[1]


def archived(content=PHOTO):
    return f"""<html><head><title>https://x.example/post/1?a=1&amp;b=2</title></head><body>
      <h2>Archived media for <span class="copy">https://x.example/post/1</span></h2>
      <table class="content"><tr><td><b>hash:</b> SHA-256:{digest(content)}</td></tr></table>
      <table class="metadata"><tr><th>key</th><th>value</th></tr>
      <tr><td>_processed_at</td><td><span class="copy">2023-01-01 10:00:00+00:00</span></td></tr>
      <tr><td>timestamp</td><td>2022-12-31</td></tr></table>
      <p>Made with <a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a>
        v1.1.2</p></body></html>"""


def test_what_auto_archiver_left_is_read_and_its_media_found_by_hash(read):
    facts, notices = read({"x/formatted.html": archived(), "x/a1b2.jpg": PHOTO, "x/t.tst": b"0"})

    assert facts["tool"] == "auto-archiver"
    assert facts["claims version of formatted.html"] == "1.1.2"
    assert facts["claims address of formatted.html"] == "https://x.example/post/1?a=1&b=2"
    assert facts["claims processed_at of formatted.html"] == "2023-01-01 10:00:00+00:00"
    assert facts["time stamps"] == "1"
    assert set(notices) == {"package-hashes-good"}


def test_media_that_auto_archiver_names_and_that_are_not_there_are_told(read):
    notices = read({"x/formatted.html": archived(FILM), "x/a1b2.jpg": PHOTO})[1]

    assert set(notices) == {"package-file-missing"}


SEEN = {"file": "photo.jpg", "hash": digest(PHOTO), "captured": "2022-12-31"}


@pytest.mark.parametrize(
    ("name", "listing"),
    [
        ("SHA256SUMS", f"{digest(PHOTO)}  photo.jpg\n"),
        ("eyeWitness/metadata.json", json.dumps({"items": [SEEN]})),
        ("list.csv", f"file,sha256\nphoto.jpg,{digest(PHOTO)}\n"),
        ("list.xml", f"<file><hash>{digest(PHOTO)}</hash></file>"),
    ],
)  # fmt: skip
def test_files_beside_a_list_of_their_hashes_are_a_dossier(read, name, listing):
    facts, notices = read({"photo.jpg": PHOTO, name: listing})

    assert "dossier" in facts["tool"]
    assert "package-hashes-good" in notices


@pytest.mark.parametrize(
    "files",
    [
        {"photo.jpg": PHOTO},
        {"a.txt": b"words", "b.html": b"<p>words</p>", "c.csv": b"a,b\n1,2\n"},
        {"package.json": b'{"dependencies": {"x": "1"}}', "a.js": b"0"},
        {},
    ],
)
def test_an_archive_that_is_no_package_says_nothing(read, files):
    assert read(files) == ({}, {})


def test_a_folder_is_read_as_an_archive_is(tmp_path):
    for name, content in proofmode().items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "link").symlink_to("/etc/passwd")
    found = read_package_folder(tmp_path)

    assert found.facts[0].value == "ProofMode"
    assert "package-hashes-good" in {notice.code for notice in found.notices}


def test_it_is_read_within_the_walls(run):
    outcome = run("package", zipped(bag()), Limits())

    assert isinstance(outcome, Done), outcome
    assert outcome.answer["facts"][0]["value"] == "BagIt"


def test_a_bag_whose_declaration_is_broken_is_no_bag(read):
    packed = zipped(bag(), zipfile.ZIP_STORED).replace(b"BagIt-Version: 1.0", b"BagIt-Version: 2.0")

    assert read(packed)[0].get("tool") == "a dossier"


NAMES = st.sampled_from(
    ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-md5.txt", "data/a", "fetch.txt",
     "tagmanifest-sha512.txt", "export.json", "x.proof.csv", "x.proof.json", "a.csv", "a.html",
     "a.xml"]
)  # fmt: skip
PIECES = st.sampled_from(
    [digest(b""), "File Hash SHA256", "File hash", "File name", ",", "\n", "{", "}", "[", '"', ":",
     '"bulletins": []', "bellingcat/auto-archiver", '<table class="metadata">', "<tr><td>", "</tr>",
     "Payload-Oxum: 0.0", "  data/a", "%0A", "null", '{"filename": 1, "etag": 2}']
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, TEXTS, max_size=6))
def test_any_texts_in_a_package_end_in_findings_or_a_refusal(tmp_path_factory, files):
    source = tmp_path_factory.mktemp("package") / "source"
    source.write_bytes(zipped(files))
    try:
        read_findings(derive(source, source.parent, {}))
    except FileNotDerivable as refused:
        assert str(refused)
