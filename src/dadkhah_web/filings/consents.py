"""Whether the people behind a filing agreed to it: withdrawn consent bars every way out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dadkhah.filings.gates import Gate, GateState
from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.models import Consent, EvidenceItem

# What was said or shown by somebody who can be found and hurt: never without their word.
GIVEN_BY_PEOPLE = frozenset({"src.interview", "src.medical"})
# What may have been made public or not: a person has to know.
PERHAPS_PRIVATE = frozenset({"src.photo", "src.video", "src.audio", "src.social", "src.physical"})


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the sources of some items say to one use of them."""

    refusing: tuple[str, ...]
    """They took their consent back, or never gave it for this use."""
    unasked: tuple[str, ...]
    """No consent is written down, and whether one is needed a person has to judge."""


def consent_gate(case: Case, items: Collection[str], *, is_public: bool) -> Gate:
    """Return the gate of consent, as it stands now, for a filing that shows these items."""
    agreed = sources_of(case, items, is_public=is_public)
    if agreed.refusing:
        reason = f"These sources do not agree, or no longer: {', '.join(agreed.refusing)}."
        return Gate("consent", GateState.FAILED, reason)
    reason = "Consent covers this recipient and this purpose."
    if agreed.unasked:
        reason += f" None is written down for: {', '.join(agreed.unasked)}."
    return Gate("consent", GateState.BY_HAND, reason)


def sources_of(case: Case, items: Collection[str], *, is_public: bool) -> Agreed:
    """Return which sources of these items do not agree, and which were never asked."""
    sources = _sources(case, items)
    given = _given(list(sources), is_public=is_public)
    refusing, unasked = [], []
    for key, (code, kind) in sources.items():
        if not given.get(key, kind not in GIVEN_BY_PEOPLE):
            refusing.append(code)
        elif key not in given and kind in PERHAPS_PRIVATE:
            unasked.append(code)
    return Agreed(tuple(sorted(refusing)), tuple(sorted(unasked)))


def items_refused(case: Case) -> Mapping[bool, frozenset[str]]:
    """Return the items whose source does not agree: to a filing (False), to publication (True)."""
    every = _rows(case)
    sources = {key: kind for _, key, _, kind in every}
    refused = {}
    for is_public in (False, True):
        given = _given(list(sources), is_public=is_public)
        no = {k for k, kind in sources.items() if not given.get(k, kind not in GIVEN_BY_PEOPLE)}
        refused[is_public] = frozenset(item for item, key, _, _ in every if key in no)
    return refused


def _sources(case: Case, items: Collection[str]) -> Mapping[int, tuple[str, str]]:
    """Return code and kind of each source of these items, by its key."""
    wanted = set(items)
    return {key: (code, kind) for item, key, code, kind in _rows(case) if item in wanted}


def _rows(case: Case) -> list[tuple[str, int, str, str]]:
    """Return of every item its code, and key, code and kind of its source."""
    rows = EvidenceItem.objects.filter(record__case=case)
    named = ("record__code", "source_id", "source__record__code", "source__kind")
    return list(rows.values_list(*named))


def _given(sources: Collection[int], *, is_public: bool) -> Mapping[int, bool]:
    """Return for each source with a consent on record whether one of them allows this use."""
    use = "publication" if is_public else "filing"
    given: dict[int, bool] = {}
    for consent in Consent.objects.filter(source__in=sources):
        allows = consent.withdrawn_at is None and use in consent.uses
        given[consent.source_id] = given.get(consent.source_id, False) or allows
    return given
