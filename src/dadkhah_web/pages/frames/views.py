"""Look over a film without playing it; each picture leads to the player at its time."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from dadkhah.derivation.findings import Findings, Picture
from dadkhah.derivation.media_type import SHOWN_INLINE
from dadkhah.errors import DadkhahError, NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.copies import stills_of
from dadkhah_web.evidence.copies.stills import MEDIA_TYPES
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.selectors import find_item, kind_of
from dadkhah_web.evidence.unlocking import needed_identity, vault_identity
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.files import copies_of, inline, note_opening, openable_item
from dadkhah_web.pages.evidence.item import head
from dadkhah_web.pages.evidence.places import clock

_FILMS = ("video", "audio")
_TICKS = 6  # times beneath the shape of a sound
_HUNDREDTH, _TENTH, _WHOLE = Decimal("0.01"), Decimal("0.1"), Decimal(1)
_SHORT = 12  # seconds: times beneath it have a decimal


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a film: as a clock shows it, where the player begins there, and its picture."""

    clock: str
    url: str
    still: str = ""
    width: int = 0
    height: int = 0


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show the keyframes of a film in rows, and the shape of its sound."""
    item = find_item(access, code)
    names = head(request, access, item, tab="frames")
    names |= {
        "is_film": kind_of(item.media_type) in _FILMS,
        "plays": item.media_type in SHOWN_INLINE,
        "failure": "",
        "notices": (),
    }
    identity = vault_identity(request) if names["open"].may_open and names["is_film"] else None
    if identity and item.object_name:
        copies = copies_of(request)
        if not copies.holds(item):
            request.readings = [*request.readings, ("open", f"item/{code}")]
        try:
            found, _folder, seconds = stills_of(copies, item, identity)
            names |= _shown(access, item, found, seconds)
        except DadkhahError as error:
            names["failure"] = str(error)
    return render(request, "frames/show.html", names)


@require_GET
@case_page(Capability.OPEN_ORIGINALS)
def still(request: CaseRequest, access: Access, code: str, name: str) -> HttpResponseBase:
    """Send one picture: "poster", "waveform", or a keyframe by its number from 1."""
    item, copies = openable_item(access, code), copies_of(request)
    identity = needed_identity(request)
    note_opening(request, copies, item)
    found, folder, _seconds = stills_of(copies, item, identity)
    wanted = dict(_named(found)).get(name)
    if wanted is None:
        raise NotVisible(f"There is no picture '{name}' of {code}.")
    path = folder / wanted.file
    return inline(FileResponse(path.open("rb"), content_type=MEDIA_TYPES[path.suffix]))


def _named(found: Findings) -> Iterator[tuple[str, Picture]]:
    number = 0
    for one in found.pictures:
        number += one.what == "keyframe"
        yield (str(number) if one.what == "keyframe" else one.what), one


def _shown(access: Access, item: EvidenceItem, found: Findings, seconds: float) -> dict[str, Any]:
    moments = [
        _moment(access, item, Decimal(one.at).quantize(_HUNDREDTH), name, one)
        for name, one in _named(found)
        if one.what == "keyframe"
    ]
    waveform = next((one for one in found.pictures if one.what == "waveform"), None)
    unit = _TENTH if seconds < _SHORT else _WHOLE
    steps = (Decimal(seconds * n / _TICKS).quantize(unit) for n in range(_TICKS))
    return {
        "moments": moments,
        "is_upright": any(one.height > one.width for one in moments),
        "waveform": waveform,
        "ticks": [_moment(access, item, step) for step in steps] if seconds else [],
        "length": clock(Decimal(seconds).quantize(unit)) if seconds else "",
        "notices": found.notices,
    }


def _moment(
    access: Access,
    item: EvidenceItem,
    second: Decimal,
    name: str = "",
    still: Picture | None = None,
) -> Moment:
    names = {"slug": access.case.slug, "code": item.record.code}
    url = f"{reverse('evidence:show', kwargs=names)}?at={second}"
    if still is None:
        return Moment(clock(second), url)
    picture = reverse("frames:still", kwargs={**names, "name": name})
    return Moment(clock(second), url, picture, still.width, still.height)
