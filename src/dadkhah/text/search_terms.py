"""Read what a person typed into a search box. Nothing is refused; what is left out is told."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dadkhah.text.digits import fold_digits
from dadkhah.text.folding import fold

MOST_TERMS = 64
DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that must stand side by side; the last may be only the beginning of one."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of `of`, and none of `but_not`. There is always something in `of`."""

    of: tuple["Node", ...]
    but_not: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of several."""

    of: tuple["Node", ...]


Node = Term | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Filter:
    """`name:value`, on the whole query wherever it stands. Digits of the value are ASCII."""

    name: str
    value: str
    is_excluded: bool = False


class Reason(StrEnum):
    """Why a part of a query was left out, or was not read as it was written."""

    OPERATOR_ALONE = "operator-alone"  # OR with nothing on one side
    BRACKET_ALONE = "bracket-alone"  # ( without ), or the other way round
    QUOTE_OPEN = "quote-open"  # read as a phrase up to the end
    NO_LETTERS = "no-letters"  # only punctuation
    UNKNOWN_FILTER = "unknown-filter"  # searched for as words
    FILTER_EMPTY = "filter-empty"  # `kind:` and nothing after it
    ONLY_EXCLUDED = "only-excluded"  # nothing to look for is named beside it
    TOO_MANY = "too-many"
    TOO_DEEP = "too-deep"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of the query, as written, and why it does not count."""

    written: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. Without `root`, the filters alone choose."""

    root: Node | None
    filters: tuple[Filter, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """What a hit may contain, in the order written: for highlighting."""
        return () if self.root is None else tuple(_terms(self.root))


def read_query(written: str, filter_names: Collection[str] = ()) -> Query:
    """Read a query: words (all must occur), "phrases", OR, NOT or -, ( ), begin*, name:value.

    Words are folded as `fold` folds the texts. `name:value` is a filter for the given names only.
    """
    reader = _Reader(written, {name.casefold() for name in filter_names})
    root = reader.alternatives()
    return Query(root, tuple(reader.filters), tuple(reader.ignored))


def words_of(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text: runs of letters and digits, as an index takes them."""
    return tuple(WORD.findall(folded))


WORD = re.compile(r"[^\W_]+")
_QUOTES = '"“”„‟«»'
_STARS = ("*", "٭")
_TOKEN = re.compile(
    rf"""
    (?<![^\s()]) (?:
        (?P<not>[-−](?=[^\s)])|NOT(?=[\s(])) | (?P<or>(?:OR|\|+)(?![^\s()]))
      | (?P<and>(?:AND|&+)(?![^\s()]))
    )
  | (?P<open>\() | (?P<close>\))
  | (?P<text> (?:(?P<name>[^\W\d]\w*):)?
        (?: [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]|$)
          | (?P<word>[^\s(){_QUOTES}]+) ) )
    """,
    re.VERBOSE,
)


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term):
        yield node
    else:
        for each in node.of:
            yield from _terms(each)


class _Reader:
    """Goes once through the tokens and collects what is left out on its way."""

    def __init__(self, written: str, names: set[str]) -> None:
        self.written = written
        self.names = names
        self.tokens = list(_TOKEN.finditer(written))
        self.at = 0
        self.depth = 0
        self.count = 0
        self.filters: list[Filter] = []
        self.ignored: list[Ignored] = []

    @property
    def kind(self) -> str:
        if self.at == len(self.tokens):
            return ""
        return "text" if self.tokens[self.at]["text"] else str(self.tokens[self.at].lastgroup)

    def take(self) -> re.Match[str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def leave_out(self, first: int, reason: Reason) -> None:
        """Report the tokens from `first` up to here."""
        start, end = self.tokens[first].start(), self.tokens[self.at - 1].end()
        self.ignored.append(Ignored(self.written[start:end], reason))

    def alternatives(self) -> Node | None:
        """Read what OR joins, up to the end or to the closing bracket of this depth."""
        before = self.side_by_side()
        found = [before]
        while self.kind == "or":
            self.take()
            place = self.at
            after = self.side_by_side()
            if before is None or after is None:
                self.ignored.append(Ignored(self.tokens[place - 1][0], Reason.OPERATOR_ALONE))
            found.append(after)
            before = after
        sides = tuple(side for side in found if side is not None)
        return AnyOf(sides) if len(sides) > 1 else next(iter(sides), None)

    def side_by_side(self) -> Node | None:
        """Read what stands together, up to an OR."""
        wanted: list[Node] = []
        unwanted: list[Node] = []
        first = self.at
        while self.kind in {"text", "open", "and", "not"} or (self.kind, self.depth) == (
            "close",
            0,
        ):
            if self.kind in {"and", "close"}:
                if self.take()[0] == ")":
                    self.leave_out(self.at - 1, Reason.BRACKET_ALONE)
                continue
            is_excluded = self.negation()
            node = self.one(is_excluded)
            if node is not None:
                (unwanted if is_excluded else wanted).append(node)
        if not wanted:
            if unwanted:
                self.leave_out(first, Reason.ONLY_EXCLUDED)
            return None
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        return AllOf(tuple(wanted), tuple(unwanted))

    def negation(self) -> bool:
        first = self.at
        while self.kind == "not":
            self.take()
        if self.at > first and self.kind not in {"text", "open"}:
            self.leave_out(first, Reason.OPERATOR_ALONE)
        return (self.at - first) % 2 == 1

    def one(self, is_excluded: bool) -> Node | None:
        """Read a word, a phrase, a filter (which gives no node) or a group."""
        if self.kind == "text":
            return self.text(self.take(), is_excluded)
        if self.kind != "open":
            return None
        first = self.at
        self.take()
        if self.depth == DEEPEST:
            self.skip_group(first)
            return None
        self.depth += 1
        node = self.alternatives()
        self.depth -= 1
        if self.kind == "close":
            self.take()
        else:
            self.ignored.append(Ignored("(", Reason.BRACKET_ALONE))
        return node

    def skip_group(self, first: int) -> None:
        inside = 1
        while inside and self.kind:
            inside += {"(": 1, ")": -1}.get(self.take()[0], 0)
        self.leave_out(first, Reason.TOO_DEEP)

    def text(self, token: re.Match[str], is_excluded: bool) -> Term | None:
        name, phrase = (token["name"] or "").casefold(), token["phrase"]
        content = token["word"] if phrase is None else phrase
        if phrase is not None and not token["end"]:
            self.leave_out(self.at - 1, Reason.QUOTE_OPEN)
        if name in self.names and content.strip():
            self.filters.append(Filter(name, fold_digits(content.strip()), is_excluded))
            return None
        if name in self.names or (content[-1:] == ":" and content[:-1].casefold() in self.names):
            self.leave_out(self.at - 1, Reason.FILTER_EMPTY)
            return None
        if name and content.strip() and not content.startswith("/"):
            self.leave_out(self.at - 1, Reason.UNKNOWN_FILTER)
        return self.term(token["name"] or "", content)

    def term(self, name: str, content: str) -> Term | None:
        words = words_of(fold(f"{name} {content}"))
        if not words or self.count == MOST_TERMS:
            self.leave_out(self.at - 1, Reason.TOO_MANY if words else Reason.NO_LETTERS)
            return None
        self.count += 1
        return Term(words, is_prefix=content.rstrip().endswith(_STARS))
