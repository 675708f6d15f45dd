"""The head of a case, `case.yaml`: plain YAML whose every value is text."""

import json
import re
from dataclasses import fields

from dadkhah.errors import YamlRefused
from dadkhah.exchange.tables.columns import columns_of
from dadkhah.exchange.tables.problems import WHOLE_FILE, Problem
from dadkhah.records.case import CaseInfo
from dadkhah.text.strict_yaml import read_strict_yaml

HEAD_FILE = "case.yaml"
# It is typed in commands and stands in the log: nothing that a shell or a path could misread.
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")

# JSON leaves these bare, YAML does not allow them or ends a line at them.
_BARE_IN_JSON = {
    c: f"\\u{c:04x}" for c in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)
}


def read_head(content: bytes | None) -> tuple[CaseInfo | None, list[Problem]]:
    """Return the head of the case, or None and every problem; `content` is None without a file."""
    if content is None:
        return None, [_of_file("is missing; a case folder begins with it.")]
    try:
        found = read_strict_yaml(content.decode("utf-8-sig"), HEAD_FILE)
    except UnicodeDecodeError:
        return None, [_of_file("is not UTF-8; save it as UTF-8.")]
    except YamlRefused as refused:
        return None, [_of_file(str(refused))]
    if not isinstance(found, dict):
        return None, [_of_file("has no keys; write `slug: ...` and so on.")]
    problems = [
        Problem(HEAD_FILE, WHOLE_FILE, key, "the key is not known; remove it.")
        for key in found
        if key not in {f.name for f in fields(CaseInfo)}
    ]
    values: dict[str, object] = {}
    for column in columns_of(CaseInfo):
        value = found.get(column.field)
        if value is None and not column.needed:
            continue
        reason = _reason_against(value, is_list=column.is_list, needed=column.needed)
        if not reason and column.field == "slug" and not _SLUG.fullmatch(str(value)):
            reason = f"'{value}' is no short name; write small letters, digits and hyphens."
        if reason:
            problems.append(Problem(HEAD_FILE, WHOLE_FILE, column.field, reason))
        values[column.field] = tuple(value) if isinstance(value, list) else value
    return (None, problems) if problems else (CaseInfo(**values), [])  # type: ignore[arg-type]


def write_head(info: CaseInfo) -> bytes:
    """Return `case.yaml`, each text between quote marks."""
    return "".join(_written(f.name, getattr(info, f.name)) for f in fields(info)).encode()


def _of_file(reason: str) -> Problem:
    return Problem(HEAD_FILE, WHOLE_FILE, "", reason)


def _written(key: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return f"{key}: {_quote(value)}\n"
    if not value:
        return f"{key}: []\n"
    return f"{key}:\n" + "".join(f"  - {_quote(entry)}\n" for entry in value)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(_BARE_IN_JSON)


def _reason_against(value: object, *, is_list: bool, needed: bool) -> str:
    if value is None:
        return "the key is missing; add it."
    if not is_list:
        if not isinstance(value, str):
            return "is not one text; write it on one line or after `|`."
        return "is empty; it is needed." if needed and not value.strip() else ""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        return "is not a list of texts; begin each line with `- `."
    return ""
