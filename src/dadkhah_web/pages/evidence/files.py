"""The bytes of an item: as they were received, and what a browser may show of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.http import (
    FileResponse,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_GET

from dadkhah.derivation.media_type import FIRST_BYTES, SHOWN_INLINE, sniff
from dadkhah.errors import FileNotDerivable, NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.copies import WorkingCopies, picture_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.openness import require_open
from dadkhah_web.evidence.selectors import find_item
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.evidence.unlocking import needed_identity
from dadkhah_web.pages.door import CaseRequest, case_page

BLOCK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@require_GET
@case_page(Capability.OPEN_ORIGINALS)
def original(request: CaseRequest, access: Access, code: str) -> HttpResponseBase:
    """Send the bytes as received, to be saved and never shown."""
    item = openable_item(access, code)
    stream = site_vault().open_object(item.object_name, needed_identity(request))
    request.readings = [("open", f"item/{code} original")]
    response = StreamingHttpResponse(
        iter(lambda: stream.read(BLOCK), b""), content_type="application/octet-stream"
    )
    response.headers["Content-Length"] = str(item.size)
    name = f"{code}{Path(item.file).suffix}"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return _sandboxed(response)


@require_GET
@case_page(Capability.OPEN_ORIGINALS)
def picture(request: CaseRequest, access: Access, code: str, page: int = 0) -> HttpResponseBase:
    """Send the picture of an image or of one page of a PDF."""
    item, copies = openable_item(access, code), copies_of(request)
    note_opening(request, copies, item)
    made, path = picture_of(copies, item, needed_identity(request), page=page)
    return inline(FileResponse(path.open("rb"), content_type=made.media_type))


@require_GET
@case_page(Capability.OPEN_ORIGINALS)
def media(request: CaseRequest, access: Access, code: str) -> HttpResponseBase:
    """Send sound or moving pictures, or the part of them that the player asks for."""
    item, copies = openable_item(access, code), copies_of(request)
    note_opening(request, copies, item)
    path = copies.original(item, needed_identity(request))
    with path.open("rb") as file:
        found = sniff(file.read(FIRST_BYTES))
    if found not in SHOWN_INLINE:
        raise FileNotDerivable("not-this-kind", "A browser cannot play this file. Save it instead.")
    return inline(part_of(path, found, request.headers.get("Range", "")))


def openable_item(access: Access, code: str) -> EvidenceItem:
    """Return an item whose bytes are here and which this person may open."""
    item = find_item(access, code)
    require_open(access, item)
    if not item.object_name:
        raise NotVisible(f"The bytes of {code} were never received here.")
    return item


def copies_of(request: CaseRequest) -> WorkingCopies:
    """Return the working copies of this session."""
    return WorkingCopies(request.session.session_key or "")


def note_opening(request: CaseRequest, copies: WorkingCopies, item: EvidenceItem) -> None:
    """A player asks for many parts of one file: that it was opened is noted once a session."""
    is_open = copies.holds(item)
    request.readings = [] if is_open else [("open", f"item/{item.record.code}")]


def part_of(path: Path, media_type: str, asked: str) -> HttpResponseBase:
    """Answer a request for one range of bytes (RFC 9110); anything else gets the whole file."""
    size = path.stat().st_size
    match = _RANGE.fullmatch(asked.strip())
    if match is None or not (match[1] or match[2]):
        response: HttpResponseBase = FileResponse(path.open("rb"), content_type=media_type)
        response.headers["Accept-Ranges"] = "bytes"
        return response
    first, last = int(match[1] or 0), int(match[2] or size - 1)
    if not match[1]:  # the last so many bytes
        first, last = max(0, size - last), size - 1
    last = min(last, size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(
        _bytes(path, first, last + 1), status=206, content_type=media_type
    )
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last + 1 - first)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _bytes(path: Path, start: int, stop: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < stop and (block := file.read(min(BLOCK, stop - start))):
            start += len(block)
            yield block


def inline(response: HttpResponseBase) -> HttpResponseBase:
    """Let a browser show what was made of a stranger's bytes, and do nothing else with it."""
    """Let a browser show it and nothing else."""
    response.headers["Content-Disposition"] = "inline"
    return _sandboxed(response)


def _sandboxed(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever a stranger's bytes are, a browser may neither run them nor keep them."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
