"""Where Tesseract or a language is not installed, one sentence says what to do."""

import pytest

from dadkhah.derivation.kinds.recognition import program
from dadkhah.derivation.kinds.recognition.program import Tesseract, pack_for
from dadkhah.derivation.outcome import Failed, Reason
from dadkhah.errors import FileNotDerivable


def test_without_tesseract_nothing_is_read_and_one_learns_how_to_get_it(
    run, drawn, png, tmp_path, monkeypatch
):
    monkeypatch.setattr(program, "_PLACES", str(tmp_path))

    outcome = run("recognise", png(drawn("")))

    assert isinstance(outcome, Failed)
    assert outcome.reason == Reason.NO_PROGRAM
    assert "apt install tesseract-ocr" in outcome.message
    assert program.installed_packs() is None


def test_a_language_that_is_not_installed_is_refused_with_its_package():
    with pytest.raises(FileNotDerivable, match="apt install tesseract-ocr-pus"):
        pack_for("ps", frozenset({"fas", "eng", "osd"}))


def test_a_language_that_cannot_be_read_at_all_is_refused():
    with pytest.raises(FileNotDerivable, match="'tlh' is none of the languages"):
        pack_for("tlh", frozenset({"fas"}))


def test_without_the_part_that_knows_which_way_up_a_page_is_taken_as_it_lies(tmp_path):
    there = Tesseract("/nowhere/tesseract", "tesseract 5", frozenset({"fas"}), tmp_path)

    assert there.turn_of(None) == 0
