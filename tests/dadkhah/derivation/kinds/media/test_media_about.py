"""A film tells what it says of itself; broken ones give what can be decoded, and say so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.fingerprints.hamming import ALIKE, distance
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.derivation.worker import answered

WALLED = Limits(may_start=True)


def read(outcome):
    assert isinstance(outcome, Done), outcome
    return read_findings(outcome.answer)


def facts(outcome):
    return {(one.group, one.name): one.value for one in read(outcome).facts}


def notices(outcome):
    return {one.code: one.text for one in read(outcome).notices}


@pytest.mark.parametrize(
    ("form", "codec", "sound"),
    [
        ("mp4", "mpeg4", "aac"),
        ("mov", "mpeg4", "pcm_s16le"),
        ("matroska", "mpeg4", "aac"),
        ("webm", "libvpx-vp9", "libopus"),
        ("avi", "mpeg4", "pcm_s16le"),
    ],
)
def test_a_film_of_each_kind_tells_its_streams(run, film, form, codec, sound):
    outcome = run("media-about", film(seconds=2, form=form, codec=codec, sound=sound))
    found = facts(outcome)

    assert form[:3] in found["film", "container"]
    assert found["film", "duration"].startswith("2.")
    assert (found["stream 1", "width"], found["stream 1", "height"]) == ("160", "120")
    assert found["stream 1", "codec"] in ("mpeg4", "vp9")
    assert found["stream 2", "sample rate"] == "48000 Hz"
    assert found["stream 2", "channels"].startswith("1")
    assert len(read(outcome).fingerprints) == 4


def test_behind_the_walls_a_film_is_read_all_the_same(run, film):
    assert len(read(run("media-about", film(), WALLED)).fingerprints) == 8


def test_where_and_when_a_film_was_made_is_told_and_warned_of(run, film):
    tags = {
        "creation_time": "2021-08-15T05:41:12Z",
        "com.apple.quicktime.make": "Apple",
        "com.apple.quicktime.location.ISO6709": "+34.5284+069.1717+1790.5/",
    }
    outcome = run("media-about", film(seconds=1, form="mov", tags=tags))
    found = facts(outcome)

    assert found["film", "make"] == "Apple"
    assert found["film", "creation time"].startswith("2021-08-15T05:41:12")
    assert found["film", "position"] == "34.528400, 69.171700"
    assert found["film", "altitude"] == "1790.5 m"
    assert "34.528400, 69.171700" in notices(outcome)["location-inside"]


def test_keyframes_have_fingerprints_with_their_times(run, film):
    prints = read(run("media-about", film())).fingerprints

    assert [one.at for one in prints] == [n / 2 for n in range(8)]
    assert {one.kind for one in prints} == {"dhash"}


def test_the_same_film_in_another_container_is_alike_picture_by_picture(run, film):
    one = read(run("media-about", film())).fingerprints
    run.folder = run.folder.with_name("other")
    other = read(run("media-about", film(form="webm", codec="libvpx-vp9", sound=""))).fingerprints

    assert [a.at for a in one] == [b.at for b in other]
    assert all(distance(a.value, b.value) <= ALIKE for a, b in zip(one, other, strict=True))


def test_a_film_with_one_keyframe_is_walked_through(run, film):
    prints = read(run("media-about", film(gop=1000))).fingerprints

    assert 6 <= len(prints) <= 10


def test_several_films_in_one_file_are_told(run, film):
    assert (
        "2 moving pictures"
        in notices(run("media-about", film(seconds=1, films=2)))["several-video-streams"]
    )


@pytest.mark.parametrize("jitter", [0, 40])
def test_pictures_that_do_not_follow_evenly_are_told(run, film, jitter):
    found = notices(run("media-about", film(seconds=2, jitter=jitter)))

    assert ("variable-frame-rate" in found) == bool(jitter)


def test_a_film_of_an_unknown_codec_keeps_its_facts_and_its_sound(run, film):
    content = film(seconds=1, form="webm", codec="libvpx-vp9", sound="libopus")
    content = content.replace(b"V_VP9", b"V_ZZ9")
    found = notices(run("media-about", content))
    run.folder = run.folder.with_name("pictures")
    seen = read(run("media-pictures", content)).pictures

    assert "not known here" in found["not-decodable"]
    assert [one.what for one in seen] == ["waveform"]


def test_a_film_that_lies_on_its_side_says_so(run, film):
    found = facts(run("media-about", film(seconds=1, rotate=90)))

    assert found["stream 1", "rotation"] == "90 degrees to the left"


def test_a_film_that_breaks_off_gives_its_beginning_and_says_so(run, film):
    content = film(seconds=12, fast=True)
    outcome = run("media-about", content[: len(content) // 2])

    assert "breaks off after about" in notices(outcome)["ends-early"]
    assert 6 < len(read(outcome).fingerprints) < 20


def test_a_whole_film_does_not_break_off(run, film):
    assert "ends-early" not in notices(run("media-about", film(seconds=12, fast=True)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.DAMAGED),
        (b"no film", Reason.DAMAGED),
        (b"#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", Reason.DAMAGED),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", Reason.NOT_THIS_KIND),
    ],
)
def test_what_is_no_film_or_a_list_of_other_files_is_refused(run, content, reason):
    outcome = run("media-about", content)

    assert isinstance(outcome, Failed)
    assert outcome.reason is reason


def test_a_film_whose_index_was_cut_off_is_refused_with_words(run, film):
    content = film(seconds=1)
    outcome = run("media-about", content[: content.index(b"moov")])

    assert isinstance(outcome, Failed)
    assert "its index is missing" in outcome.message


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
@settings(max_examples=25)
def test_for_any_damage_a_film_is_read_or_refused(film, tmp_path_factory, at, damage):
    content = bytearray(film(seconds=1))
    at %= len(content)
    content[at : at + len(damage)] = damage
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "source").write_bytes(content)
    request = {"task": "media-about", "source": folder / "source", "options": {}}
    reply = answered(request, folder)

    assert "answer" in reply or reply["reason"] in (Reason.DAMAGED, Reason.NOT_THIS_KIND)
