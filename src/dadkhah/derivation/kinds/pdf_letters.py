"""The letters of a line of a PDF in reading order, where PDFium's is not.

PDFium gives three things wrong in Arabic script, each measured on our own filings:
1. a ligature such as lam-alef comes as two letters with one box, the second first;
2. brackets in right-to-left text come as their mirror image, or not, depending on the maker;
3. a left-to-right line with one Arabic word in it comes with its words in reverse, and the
   spaces round a bracket before a number change places; so do the words of a line without
   Arabic on a page that is mostly Arabic.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_PAIRS = ("()", "[]", "{}", "«»")
_BRACKETS = frozenset("".join(_PAIRS))
_RIGHT, _LEFT, _NUMBER, _NEUTRAL = "R", "L", "N", " "
_CLASSES = {"R": _RIGHT, "AL": _RIGHT, "L": _LEFT, "EN": _NUMBER, "AN": _NUMBER}
_INSIDE_NUMBERS = frozenset("/.,:-٫٬")


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and its box on the page: left, bottom, right, top."""

    text: str
    box: tuple[float, float, float, float]


def in_reading_order(line: Sequence[Letter]) -> list[Letter]:
    """Return the letters of one line as one reads them."""
    classes = {_class(letter.text) for letter in line}
    if _RIGHT not in classes:
        is_turned = _LEFT in classes and _is_level(line) and _place(line[0]) > _place(line[-1])
        return _words_ordered(line) if is_turned else list(line)
    letters = _ligatures_parted(line)
    if not classes.isdisjoint({_LEFT, _NUMBER}) and _is_level(letters):
        letters = _words_ordered(letters)
    return _brackets_facing(letters)


def _class(text: str) -> str:
    return _CLASSES.get(unicodedata.bidirectional(text[0]), _NEUTRAL)


def _place(letter: Letter) -> float:
    return letter.box[0]


def _is_level(letters: Sequence[Letter]) -> bool:
    """Whether a line runs across the page, and not up or down it."""
    boxes = [letter.box for letter in letters]
    across = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    return across > max(box[3] for box in boxes) - min(box[1] for box in boxes)


def _ligatures_parted(line: Sequence[Letter]) -> list[Letter]:
    letters = list(line)
    for n in range(len(letters) - 1):
        one, other = letters[n], letters[n + 1]
        if one.box == other.box and _class(one.text) == _class(other.text) == _RIGHT:
            letters[n], letters[n + 1] = other, one
    return letters


@dataclass(slots=True)
class _Run:
    kind: str
    letters: list[Letter]

    @property
    def place(self) -> float:
        return min(letter.box[0] for letter in self.letters)


def _words_ordered(letters: Sequence[Letter]) -> list[Letter]:
    """Order the runs of a mixed line anew, from where they stand on the page."""
    runs = sorted(_runs(letters), key=lambda run: run.place)
    size = {kind: sum(len(r.letters) for r in runs if r.kind == kind) for kind in (_RIGHT, _LEFT)}
    base = _RIGHT if size[_RIGHT] >= size[_LEFT] else _LEFT
    _resolve(runs, base)
    groups = [list(group) for _, group in groupby(runs, key=lambda run: run.kind)]
    if base == _RIGHT:
        groups.reverse()
    ordered = (reversed(g) if g[0].kind == _RIGHT else g for g in groups)
    return [letter for group in ordered for run in group for letter in run.letters]


def _runs(letters: Sequence[Letter]) -> list[_Run]:
    """Part a line in words of one direction, numbers, and single signs between them."""
    runs: list[_Run] = []
    for n, letter in enumerate(letters):
        kind = _class(letter.text)
        if letter.text in _INSIDE_NUMBERS and 0 < n < len(letters) - 1:
            around = (letters[n - 1].text, letters[n + 1].text)
            kind = _NUMBER if all(_class(t) == _NUMBER for t in around) else kind
        is_mark = unicodedata.category(letter.text[0]) in {"Mn", "Cf"}
        if runs and (is_mark or kind == runs[-1].kind != _NEUTRAL):
            runs[-1].letters.append(letter)
        else:
            runs.append(_Run(kind, [letter]))
    return runs


def _resolve(runs: Sequence[_Run], base: str) -> None:
    """Give numbers and signs the direction of what stands on both sides, else of the line."""
    strong = [run.kind if run.kind in (_RIGHT, _LEFT) else "" for run in runs]
    before, after = _last_seen(strong, base), _last_seen(strong[::-1], base)[::-1]
    for run, one, other in zip(runs, before, after, strict=True):
        if run.kind not in (_RIGHT, _LEFT):
            run.kind = one if one == other else base


def _last_seen(kinds: Iterable[str], base: str) -> list[str]:
    seen, last = [], base
    for kind in kinds:
        last = kind or last
        seen.append(last)
    return seen


def _brackets_facing(letters: Sequence[Letter]) -> list[Letter]:
    """Turn brackets so that they open before they close; alone in a line they are mirrored."""
    text = "".join(letter.text for letter in letters if letter.text in _BRACKETS)
    mirrored = text.translate(_MIRRORED)
    if _are_facing(text):
        return list(letters)
    if len(text) > 1 and not _are_facing(mirrored):
        mirrored = _turned_by_turns(text)
    turned = iter(mirrored)
    return [replace(x, text=next(turned)) if x.text in _BRACKETS else x for x in letters]


def _are_facing(brackets: str) -> bool:
    for pair in _PAIRS:
        depth = 0
        for bracket in brackets:
            depth += {pair[0]: 1, pair[1]: -1}.get(bracket, 0)
            if depth < 0:
                return False
        if depth:
            return False
    return True


def _turned_by_turns(brackets: str) -> str:
    """Each kind opens and closes by turns, where its number is even; else it is mirrored."""
    turned = brackets.translate(_MIRRORED)
    for pair in _PAIRS:
        places = [n for n, bracket in enumerate(brackets) if bracket in pair]
        if len(places) % 2 == 0:
            for turn, place in enumerate(places):
                turned = turned[:place] + pair[turn % 2] + turned[place + 1 :]
    return turned
