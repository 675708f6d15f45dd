"""A first look at a page: which way up it is, and in which language; one language is then read.

Reading with Dari and Pashto together makes Pashto worse, so one has to be chosen. The page's
middle is read with the Pashto model, which has the letters of both: letters that only Pashto has
make 12 % of Pashto pages and under 0.4 % of Dari ones. How sure the program is tells the script:
some 85 of 100 in the right one, 30 to 60 in another or upside down (measured on made-up pages).
"""

from dataclasses import dataclass

from PIL import Image

from dadkhah.derivation.fingerprints.languages import SHORTEST, language_of
from dadkhah.derivation.kinds.recognition.program import PACKS, SeenWord, Tesseract

_SURE = 65  # of 100, the mean of all words
_FROM, _TO = 0.3, 0.7  # of the height: a letterhead may be in three languages
_LONG = 4  # letters, of which a word is wider than high
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a page seems to be: `turn` degrees clockwise set it upright."""

    language: str
    certainty: float
    turn: int = 0
    is_sideways: bool = False


def look_at(program: Tesseract, picture: Image.Image, language: str = "") -> Look:
    """Return how a page is turned and its language, among those installed; or as it was told."""
    look = _as_it_is(program, picture, language)
    if look.certainty >= _SURE and not look.is_sideways:
        return look
    turn = program.turn_of(picture)
    if not turn:
        return look
    other = _as_it_is(program, turned(picture, turn), language)
    if other.certainty < look.certainty and not look.is_sideways:
        return look
    return Look(other.language, other.certainty, turn)


def turned(picture: Image.Image, turn: int) -> Image.Image:
    """Return the picture turned by 0, 90, 180 or 270 degrees clockwise."""
    return picture.transpose(_TURNS[turn]) if turn else picture


def _as_it_is(program: Tesseract, picture: Image.Image, language: str) -> Look:
    best = Look(language or "fa", 0)
    for tried in [language] if language else _candidates(program):
        words = _sample(program, picture, PACKS[tried])
        text = " ".join(word.text for word in words)
        certainty = sum(word.confidence for word in words) / len(words) if words else 0
        found = language or _language(program, text, tried)
        look = Look(found, certainty, is_sideways=_is_sideways(words))
        best = max(best, look, key=lambda one: one.certainty)
        if best.certainty >= _SURE:
            break
    return best


def _candidates(program: Tesseract) -> list[str]:
    """Return what to try, one for each script: Pashto before Dari, then English."""
    installed = [name for name in ("ps", "fa", "ar", "ur", "en") if PACKS[name] in program.packs]
    arabic = [name for name in installed if name != "en"][:1]
    return arabic + [name for name in installed if name == "en"]


def _language(program: Tesseract, text: str, tried: str) -> str:
    """Return the language of a sample that was read with the model of `tried`."""
    if tried == "en":
        return "en"
    guess = language_of(text)
    is_there = guess in PACKS and guess != "en" and PACKS[guess] in program.packs
    if is_there:
        return guess
    return "fa" if PACKS["fa"] in program.packs else tried


def _sample(program: Tesseract, picture: Image.Image, pack: str) -> list[SeenWord]:
    height = picture.height
    middle = picture.crop((0, int(height * _FROM), picture.width, int(height * _TO)))
    words = program.words(middle, pack)
    if sum(len(word.text) for word in words) < SHORTEST * 3:
        words = program.words(picture, pack)
    return words


def _is_sideways(words: list[SeenWord]) -> bool:
    long = [word.box for word in words if len(word.text) >= _LONG]
    return sum(box.height > box.width for box in long) * 2 > len(long) > 0
