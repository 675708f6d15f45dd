"""What a program read becomes lines in order, with boxes on the page as it is shown."""

from dataclasses import dataclass, field

import pytest
from PIL import Image, ImageDraw

from dadkhah.derivation.kinds.recognition.left_out import read_left_out
from dadkhah.derivation.kinds.recognition.looking import look_at
from dadkhah.derivation.kinds.recognition.program import SeenWord
from dadkhah.derivation.kinds.recognition.reading import read_page
from dadkhah.derivation.kinds.recognition.recognise import wanted_pages
from dadkhah.derivation.kinds.recognition.sheets import Size
from dadkhah.derivation.text_layer import Box
from dadkhah.errors import FileNotDerivable

SENTENCE = "the schools above grade six are closed until further notice to all"


@dataclass
class FakeTesseract:
    """Says what it was told to: for each language, and for a part that is read alone."""

    by_pack: dict
    again: list = field(default_factory=list)
    turn: int = 0
    packs: frozenset = frozenset({"fas", "pus", "eng", "osd"})

    def words(self, picture, pack, *, layout=3):
        return self.again if layout == 6 else self.by_pack.get(pack, [])

    def turn_of(self, picture):
        return self.turn


def said(text, confidence, *, height=40):
    """Return the words of lines of text, one below the other."""
    return [
        SeenWord(word, Box(100 + n * 90, 100 + row * 100, 80, height), confidence, (1, 1, row))
        for row, line in enumerate(text.splitlines())
        for n, word in enumerate(line.split())
    ]


def inked(words, size=(1000, 1000)):
    picture = Image.new("L", size, 250)
    for word in words:
        box = word.box
        corners = (box.x, box.y, box.x + box.width, box.y + box.height)
        ImageDraw.Draw(picture).rectangle(corners, fill=10)
    return picture


def test_letters_that_only_pashto_has_make_a_page_pashto():
    program = FakeTesseract({"pus": said("د نجونو ټول ښوونځي تړلي دي چې له شپږم ټولګي پورته", 85)})

    assert look_at(program, inked([])).language == "ps"


def test_a_page_without_them_is_dari():
    program = FakeTesseract({"pus": said("تمام مکاتب دخترانه بالاتر از صنف ششم مسدود می‌باشند", 85)})

    assert look_at(program, inked([])).language == "fa"


def test_where_persian_models_are_unsure_and_the_english_one_is_not_it_is_english():
    program = FakeTesseract({"pus": said("ال لاه", 40), "eng": said(SENTENCE, 96)})

    assert look_at(program, inked([])).language == "en"


def test_a_page_is_turned_only_when_nothing_is_read_well_as_it_lies():
    sure = FakeTesseract({"eng": said(SENTENCE, 96)}, turn=180)
    unsure = FakeTesseract({"eng": said(SENTENCE, 30)}, turn=180)

    assert look_at(sure, inked([])).turn == 0
    assert look_at(unsure, inked([])).turn == 180


def test_lines_end_with_a_line_feed_and_each_word_knows_its_place():
    words = said("the schools\nare closed", 96)
    read = read_page(FakeTesseract({"eng": words}), inked(words), 3, Size("iii", 500, 500))

    assert read.page.text == "the schools\nare closed"
    assert [word.text for word in read.page.words] == ["the", "schools", "are", "closed"]
    assert all(read.page.text[w.start : w.end] == w.text for w in read.page.words)
    # Half as many points as pixels.
    assert read.page.words[0].box == Box(50, 50, 40, 20)
    assert (read.page.number, read.page.label, read.confidence) == (3, "iii", (96, 96, 96, 96))


def test_a_line_that_was_left_out_is_read_again_and_put_where_it_stands():
    words = said("one two\nthree four\nfive six", 90)
    kept = [word for word in words if word.line != (1, 1, 1)]
    again = [SeenWord("three", Box(9, 9, 60, 30), 90, (1, 1, 1))]

    found, unread = read_left_out(FakeTesseract({}, again=again), inked(words), "eng", kept)

    assert [word.text for word in found] == ["one", "two", "three", "five", "six"]
    assert unread == 0
    # It was read from a part of the page, made smaller: its box is on the page.
    assert found[2].box.x == pytest.approx(100, abs=5)
    assert found[2].box.y == pytest.approx(200, abs=5)


def test_what_gives_no_letters_when_it_is_read_again_is_counted():
    words = said("one two\nthree four", 90)
    unsure = [SeenWord("xx", Box(9, 9, 60, 30), 20, (1, 1, 1))]

    found, unread = read_left_out(FakeTesseract({}, again=unsure), inked(words), "eng", words[:2])

    assert [word.text for word in found] == ["one", "two"]
    assert unread == 1


@pytest.mark.parametrize(
    ("asked", "pages"),
    [("", (1, 2, 3, 4, 5)), ("3", (3,)), ("1-2, 5", (1, 2, 5)), ("2,1-2", (1, 2))],
)
def test_pages_are_named_one_by_one_or_from_one_to_another(asked, pages):
    assert wanted_pages(asked, 5) == pages


@pytest.mark.parametrize("asked", ["0", "6", "3-2", "1-6", "all", "1;2", "-"])
def test_pages_that_are_not_there_are_refused(asked):
    with pytest.raises(FileNotDerivable):
        wanted_pages(asked, 5)
