"""Ids for new records: the next number after the highest of the kind."""

import re

from dadkhah_web.cases.models import Case, Record
from dadkhah_web.records.models import Revision

_PREFIXES = {
    "source": "S-",
    "item": "I-",
    "passage": "X-",
    "person": "P-",
    "position": "PO-",
    "command_link": "CL-",
    "event": "E-",
    "restriction": "R-",
    "act": "A-",
    "involvement": "IN-",
    "proposition": "F-",
    "charge": "C-",
    "finding": "N-",
}
_DIGITS = {"source": 3, "charge": 2, "command_link": 2, "position": 2, "involvement": 3}
_NUMBERED = re.compile(r"\d{1,9}", re.ASCII)
# New ids follow the newest rows; reading all of a large case for one id would be slow.
RECENT = 200


def next_codes(case: Case, kind: str, count: int = 1) -> list[str]:
    """Return ids that no record of this kind has or had: a forgotten id is not given again."""
    prefix, width = _PREFIXES[kind], _DIGITS.get(kind, 4)
    ours = {"case": case, "kind": kind, "code__startswith": prefix}
    newest = [
        *Record.objects.filter(**ours).order_by("-pk").values_list("code", flat=True)[:RECENT],
        *Revision.objects.filter(**ours).order_by("-pk").values_list("code", flat=True)[:RECENT],
    ]
    number = max((_number(code, prefix) for code in newest), default=0)
    found: list[str] = []
    while len(found) < count:
        number += 1
        code = f"{prefix}{number:0{width}}"
        if not Record.objects.filter(case=case, kind=kind, code=code).exists():
            found.append(code)
    return found


def next_owned_code(case: Case, kind: str, owner: str) -> str:
    """Return the id of one more name or step of status of `owner`: `P-akhundzada.3`."""
    held = Record.objects.filter(case=case, kind=kind, code__startswith=f"{owner}.")
    numbers = [int(code.rpartition(".")[2]) for code in held.values_list("code", flat=True)]
    return f"{owner}.{max(numbers, default=0) + 1}"


def _number(code: str, prefix: str) -> int:
    match = _NUMBERED.fullmatch(code.removeprefix(prefix))
    return int(match[0]) if match else 0
