"""A picture tells what it says of itself, and whom that may harm or mislead."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.kinds.pictures.exif import place_of
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.derivation.worker import answered

from .conftest import saved, with_thumbnail


def facts(outcome):
    assert isinstance(outcome, Done), outcome
    return {(one.group, one.name): one.value for one in read_findings(outcome.answer).facts}


def notices(outcome):
    assert isinstance(outcome, Done), outcome
    return {one.code: one.text for one in read_findings(outcome.answer).notices}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_what_a_camera_wrote_is_read_in_every_format(run, scene, camera, form):
    exif = camera.tobytes() if form in ("HEIF", "TIFF") else camera
    found = facts(run("picture-about", saved(scene, form, exif=exif)))

    assert found["exif", "make"] == "Samsung"
    assert found["exif", "taken at"] == "2021:08:15 10:11:12 +04:30"
    assert found["exif", "position"] == "34.528400, 69.171700"
    assert found["exif", "altitude"] == "1790.5 m"
    assert found["exif", "direction"] == "12.5 degrees"
    assert found["exif", "lens"] == "wide 26 mm"
    assert (found["exif", "xp comment"], found["exif", "user comment"]) == ("یادداشت", "شرح")
    assert found["picture", "format"] == form.lower()
    assert found["picture", "frames"] == "1"


def test_one_picture_has_one_fingerprint_whatever_its_format_and_however_it_lies(run, scene):
    upright, on_its_side = Image.Exif(), Image.Exif()
    on_its_side[0x112] = 6
    files = [
        saved(scene, "PNG", exif=upright),
        saved(scene.transpose(Image.Transpose.ROTATE_90), "PNG", exif=on_its_side),
    ]
    values = set()
    for n, content in enumerate(files):
        run.folder = run.folder.with_name(f"derived-{n}")
        findings = read_findings(run("picture-about", content).answer)
        values |= {(one.kind, one.value) for one in findings.fingerprints}

    assert len(values) == 1


def test_who_could_be_found_by_a_picture_is_warned_of(run, scene, camera):
    found = notices(run("picture-about", saved(scene, exif=camera), Limits(may_start=True)))

    assert "34.528400, 69.171700" in found["location-inside"]
    assert "serial number R58N12345" in found["serial-number-inside"]
    assert set(found) == {"location-inside", "serial-number-inside"}


@pytest.mark.parametrize(
    ("tag", "value", "told"),
    [
        (0x132, "2021:08:10 00:00:00", "changed before that"),
        (0x132, "2021:08:15 12:00:00", ""),
        (0x132, "0000:00:00 00:00:00", ""),
        (0x132, "yesterday", ""),
    ],
)
def test_dates_that_contradict_each_other_are_told(run, scene, tag, value, told):
    exif = Image.Exif()
    exif[tag] = value
    exif.get_ifd(0x8769)[0x9003] = "2021:08:15 10:11:12"
    found = notices(run("picture-about", saved(scene, exif=exif)))

    assert told in found.get("dates-contradict", "")
    assert bool(told) == ("dates-contradict" in found)


def test_satellites_that_were_heard_on_another_day_contradict_the_camera(run, scene):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2021:08:15 10:11:12"
    exif.get_ifd(0x8825).update({7: (5.0, 41.0, 12.0), 29: "2021:08:18"})

    assert (
        "satellites" in notices(run("picture-about", saved(scene, exif=exif)))["dates-contradict"]
    )


def test_a_small_picture_that_shows_what_was_cut_away_is_told(run, scene):
    found = notices(
        run("picture-about", with_thumbnail(scene.crop((0, 0, 90, 70)), scene.resize((160, 120))))
    )

    assert "160 x 120" in found["stale-thumbnail"]


def test_a_small_picture_of_the_whole_is_not_told_even_with_bars_beside_it(run, scene):
    small = Image.new("RGB", (160, 160))
    small.paste(scene.resize((160, 120)), (0, 20))

    assert notices(run("picture-about", with_thumbnail(scene, small))) == {}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_what_lies_behind_the_end_of_a_picture_is_told(run, scene, form):
    content = saved(scene, form)
    found = notices(run("picture-about", content + b"PK\x03\x04 a secret"))

    assert "13 bytes lie behind the end" in found["data-after-the-end"]
    assert "application/zip" in found["data-after-the-end"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_filling_behind_the_end_is_not_told(run, scene, form):
    found = notices(run("picture-about", saved(scene, form) + bytes(64)))

    assert "data-after-the-end" not in found


def test_texts_and_programs_of_a_png_are_told(run, scene):
    texts = PngInfo()
    texts.add_text("Software", "GIMP 2.10")
    texts.add_itxt("Comment", "عکس از کابل")
    outcome = run("picture-about", saved(scene, "PNG", pnginfo=texts))

    assert facts(outcome)["picture", "text: Comment"] == "عکس از کابل"
    assert "GIMP" in notices(outcome)["edited-with"]


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmp:CreatorTool="Adobe Lightroom 9"><dc:creator><rdf:Seq><rdf:li>Somebody</rdf:li></rdf:Seq>
</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def test_the_words_of_editors_are_read_and_their_entities_refused(run, scene):
    outcome = run("picture-about", saved(scene, "WEBP", xmp=XMP))
    run.folder = run.folder.with_name("second")
    hostile = facts(run("picture-about", saved(scene, "WEBP", xmp=LAUGHS)))

    assert facts(outcome)["xmp", "creator"] == "Somebody"
    assert "Lightroom" in notices(outcome)["edited-with"]
    assert hostile["xmp", "packet"] == "cannot be read"


def huge(width, height):
    """A PNG of a few bytes that claims very many pixels."""

    def chunk(name, content):
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda content: huge(30_000, 30_000), Reason.TOO_LARGE),
        (lambda content: b"no picture", Reason.NOT_THIS_KIND),
        (lambda content: b"", Reason.NOT_THIS_KIND),
        (lambda content: content[:200], Reason.DAMAGED),
    ],
)
def test_a_picture_that_is_too_large_or_none_is_refused(run, scene, change, reason):
    outcome = run("picture-about", change(saved(scene, "HEIF")))

    assert isinstance(outcome, Failed)
    assert outcome.reason is reason


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_breaks_off_keeps_its_facts_and_says_so(run, scene, camera, form):
    content = saved(scene, form, exif=camera)
    outcome = run("picture-about", content[: -len(content) // 4])

    assert facts(outcome)["exif", "model"] == "SM-A515F"
    assert "breaks off" in notices(outcome)["damaged"]
    assert outcome.answer["fingerprints"] == () or outcome.answer["fingerprints"] == []


@pytest.mark.parametrize("form", ["WEBP", "HEIF", "AVIF", "TIFF", "GIF"])
def test_a_picture_that_breaks_off_is_read_or_refused_with_words(run, scene, form):
    content = saved(scene, form)
    outcome = run("picture-about", content[: -len(content) // 4])

    assert "damaged" in (outcome.message if isinstance(outcome, Failed) else str(outcome.answer))


def test_a_film_of_ten_thousand_pictures_is_counted(run):
    one = saved(Image.new("P", (8, 8)), "GIF")
    start = one.index(b"\x2c")
    outcome = run("picture-about", one[:start] + one[start:-1] * 10_000 + b";")

    assert facts(outcome)["picture", "frames"] == "10000"


def test_heic_and_avif_have_a_view(run, scene, camera):
    for form, exif in (("HEIF", camera.tobytes()), ("AVIF", camera)):
        run.folder = run.folder.with_name(form)
        outcome = run("image", saved(scene, form, exif=exif))

        assert isinstance(outcome, Done)
        assert (outcome.answer["width"], outcome.answer["height"]) == (240, 320)


@given(
    st.sampled_from(["JPEG", "TIFF", "HEIF", "GIF"]), st.integers(0, 9000), st.binary(max_size=30)
)
@settings(max_examples=40)
def test_for_any_damage_a_picture_is_read_or_refused(scene, tmp_path_factory, form, at, damage):
    content = bytearray(saved(scene, form))
    at %= len(content)
    content[at : at + len(damage)] = damage
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "source").write_bytes(content)
    request = {"task": "picture-about", "source": folder / "source", "options": {}}
    reply = answered(request, folder)

    assert "answer" in reply or reply["reason"] != Reason.CRASHED


@given(st.dictionaries(st.sampled_from(["GPSLatitude", "GPSLongitude"]), st.lists(st.floats())))
@settings(max_examples=40)
def test_for_any_numbers_a_place_is_on_the_earth_or_none(tags):
    place = place_of({name: tuple(value) for name, value in tags.items()})

    assert place is None or (abs(place.latitude) <= 90 and abs(place.longitude) <= 180)
