"""Read back what a drafted filing lists: its facts, and the number it gives each exhibit."""

import json
from collections.abc import Mapping
from typing import Any

from dadkhah.errors import FilingNotOfCase
from dadkhah.records.case import CaseRecords


def exhibit_numbers(files: Mapping[str, bytes], case: CaseRecords) -> dict[str, dict[str, str]]:
    """Return for each filing the number it gives each item, from the passages its facts cite.

    `files` are the filings by name; those that end in `.json` list the facts. Raises
    `FilingNotOfCase`.
    """
    item_of = {passage.id: passage.item for passage in case.passages}
    numbers: dict[str, dict[str, str]] = {}
    for name, content in files.items():
        if not name.endswith(".json"):
            continue
        own = numbers.setdefault(name.removesuffix(".json"), {})
        for fact in read_listing(name, content)["facts"]:
            for cited in fact["citations"]:
                if cited["passage"] not in item_of:
                    raise FilingNotOfCase(
                        f"{name} cites passage {cited['passage']}, which is not in the case. "
                        "Draft it again."
                    )
                own[item_of[cited["passage"]]] = cited["exhibit"]
    return numbers


def read_listing(name: str, content: bytes) -> dict[str, Any]:
    """Return what a filing lists of itself; raises `FilingNotOfCase` for what is not JSON."""
    try:
        listing = json.loads(content)
    except ValueError as error:
        raise FilingNotOfCase(f"{name} is not JSON: {error}.") from None
    return listing if isinstance(listing, dict) else {}
