"""A zip that is made to harm its reader is refused before anything is unpacked."""

import io
import struct
import zipfile

import pytest

from dadkhah.derivation.outcome import Failed, Limits, Reason

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><a>&j;</a>"
)
OUTER = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("task", ["word", "sheet", "slides", "open-document"])
def test_a_bomb_is_refused_behind_walls(run, packed, task):
    outcome = run(task, packed({"word/document.xml": bytes(64 * 1024 * 1024)}), Limits())

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE
    assert "grows from" in outcome.message


@pytest.mark.parametrize("xml", [ENTITIES, OUTER, ENTITIES.encode("utf-16")])
@pytest.mark.parametrize(
    ("task", "part"),
    [
        ("word", "word/document.xml"),
        ("sheet", "xl/workbook.xml"),
        ("slides", "ppt/presentation.xml"),
        ("open-document", "content.xml"),
    ],
)
def test_entities_are_refused_in_every_kind(run, packed, task, part, xml):
    outcome = run(task, packed({part: xml}))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED
    assert "entities" in outcome.message


def test_more_parts_than_any_document_has_are_refused(run, packed):
    outcome = run("sheet", packed({f"xl/worksheets/sheet{n}.xml": "" for n in range(10_001)}))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE


def test_a_part_that_is_locked_says_so(run, packed):
    content = bytearray(packed({"word/document.xml": "<a/>"}))
    at = content.index(b"PK\x01\x02") + 8
    content[at : at + 2] = struct.pack("<H", 1)

    outcome = run("word", bytes(content))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.PASSWORD


@pytest.mark.parametrize("cut", [0, 10, 60, 200, -30])
def test_a_zip_that_was_cut_is_refused(run, packed, cut):
    outcome = run("word", packed({"word/document.xml": "<a/>", "word/styles.xml": "<b/>"})[:cut])

    assert isinstance(outcome, Failed)
    assert outcome.reason in {Reason.NOT_THIS_KIND, Reason.DAMAGED}


def test_a_part_with_a_wrong_checksum_is_damaged(run, packed):
    content = bytearray(packed({"word/document.xml": "<w>one</w>"}))
    content[content.index(b"PK\x01\x02") + 16] ^= 0xFF

    outcome = run("word", bytes(content))

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.DAMAGED


def test_odd_names_are_told_and_lead_nowhere(run, notices):
    file = io.BytesIO()
    names = [
        "../../climbs",
        "word/media/a\u202egnp.exe",
        "word/media/..\\..\\b",
        "word/x",
        "WORD/x",
    ]
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(file, "w") as archive:
        body = f'<w:document xmlns:w="{space}"><w:body/></w:document>'
        archive.writestr("word/document.xml", body)
        for name in names:
            archive.writestr(name, "x")

    outcome = run("word", file.getvalue())

    told = " ".join(notices(outcome, "odd-names"))
    assert "climbs" in told
    assert "more than once" in told
    assert sorted(one["file"] for one in outcome.answer["members"]) == ["m0001", "m0002"]
