"""Take files from a browser into the vault and the case, and read the texts of the new ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah.records.evidence import Source as SourceValue
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.selectors import items_of
from dadkhah_web.exchange.work.deriving import read_text
from dadkhah_web.exchange.work.sealing import Arrived, Incoming, seal_files


def receive_files(
    access: Access,
    files: Sequence[Incoming],
    about: ItemValue,
    *,
    new_source: SourceValue | None = None,
    at: datetime,
) -> list[Arrived]:
    """Seal files and save an item for each, as `seal_files` does; then read their texts."""
    arrived = seal_files(access, files, about, new_source=new_source, at=at)
    new = {one.code for one in arrived if one.code and not one.was_here}
    rows = items_of(access).filter(record__code__in=new).select_related("record")
    items = {item.record.code: item for item in rows}
    said = []
    for one, incoming in zip(arrived, files, strict=True):
        item = items.get(one.code) if not one.was_here else None
        made = read_text(access, item, incoming.file) if item else None
        problem = made.failure.partition(" ")[2] if made else ""
        said.append(replace(one, text_problem=problem))
    return said
