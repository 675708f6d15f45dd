"""Read YAML as strings only, and refuse what a reader could misunderstand.

Ordinary YAML guesses: `article: 7.10` becomes 7.1, `admissible: no` becomes False, and a repeated
key wins silently. Here every scalar is the text that was written, and repeated keys, anchors,
aliases, tags and second documents are refused with file and line.
"""

from collections.abc import Iterator
from typing import NoReturn, TypeAlias

import yaml

from dadkhah.errors import YamlRefused

# The C parser reads the whole law about ten times faster; the answers are the same.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 32

StrictValue: TypeAlias = "str | StrictList | StrictMap"


class StrictList(list[StrictValue]):
    """A YAML list that knows its file and the line of each entry."""

    __slots__ = ("line", "lines", "name")

    def __init__(self, name: str, line: int) -> None:
        super().__init__()
        self.name = name
        self.line = line
        self.lines: list[int] = []

    def place(self, index: int | None = None) -> str:
        """Return `file:line` of the entry at `index`, or of the list itself."""
        return f"{self.name}:{self.line if index is None else self.lines[index]}"


class StrictMap(dict[str, StrictValue]):
    """A YAML mapping that knows its file and the line of each key."""

    __slots__ = ("line", "lines", "name")

    def __init__(self, name: str, line: int) -> None:
        super().__init__()
        self.name = name
        self.line = line
        self.lines: dict[str, int] = {}

    def place(self, key: str | None = None) -> str:
        """Return `file:line` of `key`; of the mapping itself when it has no such key."""
        return f"{self.name}:{self.lines.get(key, self.line) if key is not None else self.line}"


def read_strict_yaml(text: str, name: str) -> StrictValue:
    """Return the one document in `text`; `name` is the file as errors should call it.

    An empty value (`key:`) is the empty string. Raises `YamlRefused` naming file and line.
    """
    return _Reading(text, name).document()


class _Reading:
    """One pass over the parser's events."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def document(self) -> StrictValue:
        self.next()  # the stream starts
        if isinstance(self.next(), yaml.StreamEndEvent):
            self.refuse(1, "the file is empty", "Write at least one `key: value`")
        value, _ = self.value(self.next(), depth=0)
        self.next()  # the document ends
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(_line(after), "a second document starts here", "Keep one per file")
        return value

    def next(self) -> yaml.Event:
        try:
            return next(self.events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context or "the YAML is malformed"
            self.refuse(mark.line + 1 if mark else 1, problem, "Correct the indentation or quotes")
        except yaml.YAMLError as error:
            self.refuse(1, str(error).replace("\n", " "), "Save the file as UTF-8 plain text")

    def value(self, event: yaml.Event, depth: int) -> tuple[StrictValue, int]:
        line = _line(event)
        if getattr(event, "anchor", None) is not None:  # an alias carries its anchor too
            self.refuse(line, "an anchor or alias (`&` or `*`)", "Write the value out, or quote it")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.refuse(line, f"the tag {tag!r}", "Remove it, or quote the value")
        if depth > _DEEPEST:
            self.refuse(line, f"nesting deeper than {_DEEPEST}", "Flatten the file")
        if isinstance(event, yaml.ScalarEvent):
            return event.value, line
        if isinstance(event, yaml.SequenceStartEvent):
            return self.list(line, depth), line
        return self.map(line, depth), line

    def list(self, line: int, depth: int) -> StrictList:
        found = StrictList(self.name, line)
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            value, at = self.value(event, depth + 1)
            found.append(value)
            found.lines.append(at)
        return found

    def map(self, line: int, depth: int) -> StrictMap:
        found = StrictMap(self.name, line)
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key, at = self.value(event, depth + 1)
            if not isinstance(key, str):
                self.refuse(at, "a key that is not one word or phrase", "Use plain text as the key")
            if key in found:
                first = found.lines[key]
                self.refuse(at, f"the key `{key}` repeats line {first}", "Remove or rename one")
            found[key], _ = self.value(self.next(), depth + 1)
            found.lines[key] = at
        return found

    def refuse(self, line: int, what: str, then: str) -> NoReturn:
        raise YamlRefused(f"{self.name}:{line}: {what}. {then}.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
