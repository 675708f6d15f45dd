"""Every record that a row names is in the case."""

from collections.abc import Iterable, Mapping

from dadkhah.exchange.tables.problems import Problem
from dadkhah.exchange.tables.table import TableRead
from dadkhah.records.evidence import Citations

# table -> column -> tables one of which holds the id. An empty cell names nothing.
_REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "items": {"source": ("sources",), "parent": ("items",)},
    "receptions": {"item": ("items",), "source": ("sources",)},
    "passages": {"item": ("items",)},
    "person_names": {"person": ("persons",)},
    "positions": {"person": ("persons",), "institution": ("persons",)},
    "command_links": {"superior": ("persons",), "subordinate": ("persons",)},
    "acts": {"event": ("events",), "restriction": ("restrictions",)},
    "involvements": {"person": ("persons",), "subject": ("acts", "restrictions")},
    "restriction_statuses": {"restriction": ("restrictions",)},
    "propositions": {
        "respondent": ("persons",),
        "acts": ("acts",),
        "restrictions": ("restrictions",),
    },
    "findings": {
        "respondent": ("persons",),
        "propositions": ("propositions",),
        "charges": ("charges",),
    },
    "charges": {"respondent": ("persons",)},
}


def reference_problems(tables: Mapping[str, TableRead]) -> Iterable[Problem]:
    """Yield a problem for each id that is named and is not there."""
    for name, read in tables.items():
        for row in read.rows:
            for column, named, targets in _references(name, row.record):
                known = [tables[target].ids for target in targets]
                if None in known:  # a table that could not be read: its own problems come first
                    continue
                files = " or ".join(tables[target].table.file for target in targets)
                for id_ in named:
                    if not any(id_ in ids for ids in known if ids is not None):
                        reason = f"'{id_}' is not in {files}; add it there or correct the id."
                        yield read.problem(row, column, reason)


def _references(
    name: str, record: object
) -> Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield column, the ids it names and the tables that may hold them."""
    for column, targets in _REFERENCES.get(name, {}).items():
        value = getattr(record, column)
        yield column, value if isinstance(value, tuple) else (value,) if value else (), targets
    citations = getattr(record, "citations", None)
    if isinstance(citations, Citations):
        for role in ("supports", "contradicts", "context"):
            yield role, getattr(citations, role), ("passages",)
