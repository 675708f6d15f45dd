"""Lists in packages, CSV or JSON, as records of plain texts; whatever is in them."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

_MOST = 5000
_LONGEST_FIELD = 1024 * 1024


def csv_records(text: str) -> list[dict[str, str]]:
    """Return the rows of a table under the names of its first line; what is no table is none."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", ""))):
            rows.append([cell.strip() for cell in row])
            if len(rows) > _MOST:
                break
    except csv.Error:
        pass  # what came before is there
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def json_value(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what JSON says; nothing for what is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def json_records(value: object) -> Iterator[dict[str, Any]]:
    """Give every object within a JSON value, the outer ones first, without recursion."""
    waiting, given = [value], 0
    while waiting and given < _MOST:
        one = waiting.pop()
        if isinstance(one, dict):
            given += 1
            yield one
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)
