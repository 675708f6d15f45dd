"""Citations that lead nowhere, and time stamps of something else."""

import json
import shutil
import subprocess

import pytest


def filed(house, forger, tmp_path, facts, exhibits=()):
    content = {"facts": facts, "exhibits": list(exhibits)}
    house.filings = {"communication.json": json.dumps(content).encode()}
    house.bundle(tmp_path / "out")
    return type(forger)(tmp_path / "out").verdict()


def fact(*citations):
    cited = [{"exhibit": exhibit, "passage": passage} for exhibit, passage in citations]
    return {"text": "A fact.", "citations": cited}


@pytest.mark.parametrize(("cited", "reason"), [
    (("E-009", "X-0001"), "exhibit E-009 is not proven here"),
    (("E-001", "X-0009"), "passage/X-0009 is not proven here"),
    (("E-001", "X-0002"), "passage/X-0002 is not a passage of exhibit E-001"),
])  # fmt: skip
def test_a_citation_that_leads_nowhere_is_named(own_house, forger, tmp_path, cited, reason):
    verdict = filed(own_house, forger, tmp_path, [fact(("E-001", "X-0001"), cited)])

    assert verdict.says(f"communication.json fact 1: {reason}")
    assert verdict.exit == 1


@pytest.mark.parametrize("facts", [
    [{"text": "A fact."}], [fact()], ["A fact."], [{"citations": "E-001"}], "none", None,
    [{"citations": [None]}], [{"citations": [{"exhibit": 1, "passage": "X-0001"}]}],
])  # fmt: skip
def test_a_fact_that_cites_nothing_is_refused(own_house, forger, tmp_path, facts):
    assert filed(own_house, forger, tmp_path, facts).exit == 1


def test_a_citation_of_something_withheld_is_said_to_be_withheld(own_house, forger, tmp_path):
    content = own_house.content
    own_house.content = lambda: _numbered(content())
    verdict = filed(own_house, forger, tmp_path, [fact(("E-003", "X-0004"))])

    assert verdict.exit == 0
    assert ("data/filing/communication.json fact 1", "it rests on exhibit E-003, passage/X-0004,"
            " withheld") in verdict.of("WITHHELD")  # fmt: skip


def _numbered(content):
    content.exhibit_numbers["communication"]["I-0004"] = "E-003"
    return content


def test_a_quote_that_is_not_in_the_exhibit_is_wrong(own_house, forger, tmp_path):
    (logged,) = own_house.append({
        "type": "revision", "record": "passage/X-0001", "revision": "2", "actor": "A-07",
        "f:id": "X-0001", "f:item": "I-0001", "f:quote": "girls may attend school",
    })  # fmt: skip
    own_house.revisions["passage/X-0001"] = logged
    verdict = filed(own_house, forger, tmp_path, [fact(("E-001", "X-0001"))])

    assert verdict.says("the quote of passage/X-0001 does not occur in exhibit E-001")


def test_a_hash_that_the_filing_prints_must_be_that_of_the_exhibit(own_house, forger, tmp_path):
    listed = [{"number": "E-001", "sha256": "0" * 64}]

    assert filed(own_house, forger, tmp_path, [], listed).says("another SHA-256 for E-001")


@pytest.mark.parametrize("listed", [[1], [{}], [{"number": "E-001"}], [None]])
def test_a_list_of_exhibits_that_is_none_is_refused(own_house, forger, tmp_path, listed):
    assert filed(own_house, forger, tmp_path, [], listed).exit == 1


# --- time stamps, made by openssl ---

CONFIG = """
[ tsa ]
default_tsa = own
[ own ]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384
ess_cert_id_chain = no
[ req ]
distinguished_name = dn
[ dn ]
[ ext ]
extendedKeyUsage = critical,timeStamping
"""


@pytest.fixture(scope="session")
def stamp(tmp_path_factory):
    """Stamp a file with an authority of our own."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl")
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key", "-out",
        folder / "crt", "-subj", "/CN=A time stamping authority", "-config", folder / "cnf",
        "-extensions", "ext",
    )  # fmt: skip

    def make(path, target, *, digest="sha256"):
        openssl("ts", "-query", "-data", path, f"-{digest}", "-cert", "-out", folder / "tsq")
        openssl(
            "ts", "-reply", "-config", folder / "cnf", "-section", "own", "-queryfile",
            folder / "tsq", "-signer", folder / "crt", "-inkey", folder / "key", "-out", target,
        )  # fmt: skip

    return make


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture
def anchored(forger, house, stamp):
    """A bundle whose kept head and newest head are stamped."""
    log = forger.folder / "data/log" / house.key.device
    for note in ((log / "checkpoints").iterdir().__next__(), log / "checkpoint"):
        size = note.name if note.name.isdecimal() else "276"
        folder = forger.folder / "data/anchors" / house.key.device / size
        folder.mkdir(parents=True)
        stamp(note, folder / "authority.tsr")
    forger.relist()
    return forger


def test_a_time_stamp_is_read_and_not_taken_for_proven(anchored):
    verdict = anchored.verdict()
    notes = [reason for subject, reason in verdict.of("NOTE") if subject.endswith(".tsr")]

    assert verdict.problems == []
    assert len(notes) == 2
    assert all("existed on 20" in n and "were NOT checked here: openssl ts" in n for n in notes)


def test_a_time_stamp_of_something_else_is_wrong(anchored, house, stamp):
    folder = anchored.folder / "data/anchors" / house.key.device / "276"
    stamp(anchored.folder / "index.html", folder / "authority.tsr")
    anchored.relist()

    assert anchored.verdict().says("not a time stamp over the SHA-256")


def test_a_time_stamp_over_another_hash_function_is_not_taken(anchored, house, stamp):
    folder = anchored.folder / "data/anchors" / house.key.device / "276"
    stamp(anchored.folder / "data/log" / house.key.device / "checkpoint",
          folder / "authority.tsr", digest="sha384")  # fmt: skip
    anchored.relist()

    assert anchored.verdict().says("not a time stamp over the SHA-256")


def test_a_time_stamp_cut_anywhere_is_refused_without_harm(anchored, house):
    name = f"data/anchors/{house.key.device}/276/authority.tsr"
    whole = anchored.read(name)
    for length in range(0, len(whole), 37):
        anchored.write(name, whole[:length])
        anchored.relist()
        assert anchored.verdict().exit == 1


@pytest.mark.parametrize(
    "name", ["x.tsr", "other/276/a.tsr", "{device}/9/a.tsr", "{device}/276/a.ots"]
)
def test_a_time_stamp_of_no_head_is_wrong(anchored, house, name):
    anchored.write(f"data/anchors/{name.format(device=house.key.device)}", b"0")
    anchored.relist()

    assert anchored.verdict().exit == 1


def test_the_stamps_of_the_vault_go_into_the_bundle(own_house, forger, tmp_path, stamp):
    (kept,) = (own_house.log / "checkpoints").iterdir()
    own_house.anchors = tmp_path / "anchors"
    target = own_house.anchors / own_house.key.device / kept.name
    target.mkdir(parents=True)
    stamp(kept, target / "authority.tsr")
    own_house.bundle(tmp_path / "out")
    verdict = type(forger)(tmp_path / "out").verdict()

    assert verdict.problems == []
    assert any(subject.endswith("authority.tsr") for subject, _ in verdict.of("NOTE"))
