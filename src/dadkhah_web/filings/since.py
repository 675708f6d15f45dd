"""What changed since a filing was drafted, and against the filing before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dadkhah_web.cases.access import Access
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import filings_of
from dadkhah_web.records.models import Revision


@dataclass(frozen=True, slots=True)
class Changed:
    """Records of one kind to which the same happened."""

    kind: str
    action: str  # "create" | "change" | "forget"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What is different from the earlier filing, and in the case since this one."""

    changed: tuple[Changed, ...]
    new_facts: tuple[str, ...]
    gone_facts: tuple[str, ...]
    before: Filing | None


def since(access: Access, filing: Filing) -> Since:
    """Return what is different from the filing before, and in the case since this one."""
    earlier = filings_of(access).filter(kind=filing.kind, number__lt=filing.number)
    before = earlier.order_by("-number").first()
    ours = _facts(filing)
    theirs = _facts(before) if before else []
    return Since(
        changed=changed_since(filing),
        new_facts=_only(ours, theirs) if before else (),
        gone_facts=_only(theirs, ours),
        before=before,
    )


def changed_since(filing: Filing) -> tuple[Changed, ...]:
    """Return which records were added, changed or forgotten since a filing was drafted."""
    rows = Revision.objects.filter(case=filing.case_id, pk__gt=filing.revision).order_by("pk")
    what: dict[tuple[str, str], str] = {}
    for kind, code, action in rows.values_list("kind", "code", "action"):
        is_new = what.get((kind, code)) == "create" and action == "change"
        what[kind, code] = "create" if is_new else action
    groups: dict[tuple[str, str], list[str]] = {}
    for (kind, code), action in what.items():
        groups.setdefault((kind, action), []).append(code)
    return tuple(Changed(kind, action, tuple(codes)) for (kind, action), codes in groups.items())


def _facts(filing: Filing) -> list[str]:
    return [fact["text"] for fact in filing.listing["facts"]]


def _only(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    others = set(those)
    return tuple(text for text in dict.fromkeys(these) if text not in others)
