"""Look at a redacted copy before it is sealed, and seal it or throw it away."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dadkhah.derivation.outcome import Failed
from dadkhah.derivation.sandbox import run_limited
from dadkhah.errors import DadkhahError, FileNotDerivable, NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.drafts import drop_draft, find_draft
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.exchange.work.redacting import (
    MadeCopy,
    digest_of,
    discard_copy,
    made_copy,
    marks_of,
)
from dadkhah_web.exchange.work.sealing_copies import AboutCopy, seal_copy
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.files import inline, part_of
from dadkhah_web.pages.evidence.item import head
from dadkhah_web.pages.redaction.forms import AboutForm
from dadkhah_web.pages.redaction.marking import folder_of, openable
from dadkhah_web.pages.redaction.words import notice_words, searched_words

_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".mp4": "video/mp4", ".m4a": "audio/mp4",
    ".pdf": "application/pdf", ".txt": "text/plain",
}  # fmt: skip
_SCALE = 1.5
_MOST_TEXT = 200_000  # characters of a copy that are shown


@require_GET
@case_page(Capability.RECORD)
def show(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Show the copy that waits, and what the check says of it."""
    item = openable(access, code)
    draft = find_draft(access.user, access.case, _about_key(code))
    title = _("Copy of %(code)s with parts hidden") % {"code": code}
    form = AboutForm(initial=AboutForm.first(item, title) | (dict(draft.data) if draft else {}))
    return _page(request, access, item, form)


@require_POST
@case_page(Capability.RECORD)
def seal(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Seal the copy as an item of its own."""
    item = openable(access, code)
    form = AboutForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        about = AboutCopy(data["title"].strip(), data["sensitivity"], tuple(data["reasons"]))
        try:
            child = seal_copy(access, item, folder_of(request, item), about, at=timezone.now())
        except DadkhahError as error:
            form.add_error(None, _(str(error)))
        else:
            drop_draft(access.user, access.case, _about_key(code))
            messages.success(request, _("The copy is sealed as %(code)s.") % {"code": child})
            return redirect("evidence:show", slug=access.case.slug, code=child)
    return _page(request, access, item, form)


@require_POST
@case_page(Capability.RECORD)
def discard(request: CaseRequest, access: Access, code: str) -> HttpResponse:
    """Throw the copy away; the marks stay."""
    discard_copy(folder_of(request, openable(access, code)))
    return redirect("redaction:mark", slug=access.case.slug, code=code)


@require_GET
@case_page(Capability.RECORD)
def picture(request: CaseRequest, access: Access, code: str, page: int) -> HttpResponseBase:
    """Send the picture of the copy, or of one page of it."""
    _made, file = _waiting(request, openable(access, code))
    request.readings = []
    if file.suffix in (".png", ".jpg"):
        return inline(FileResponse(file.open("rb"), content_type=_TYPES[file.suffix]))
    if file.suffix != ".pdf":
        raise NotVisible("The copy has no pictures.")
    with tempfile.TemporaryDirectory(dir=file.parent) as name:
        options = {"page": page, "scale": _SCALE}
        outcome = run_limited("pdf-page", file, Path(name), options=options)
        drawn = Path(name) / "page.png"
        if isinstance(outcome, Failed) or drawn.is_symlink():
            raise FileNotDerivable("damaged", "This page of the copy cannot be shown.")
        return inline(HttpResponse(drawn.read_bytes(), content_type="image/png"))


@require_GET
@case_page(Capability.RECORD)
def media(request: CaseRequest, access: Access, code: str) -> HttpResponseBase:
    """Send the film or recording, or the part of it that the player asks for."""
    _made, file = _waiting(request, openable(access, code))
    request.readings = []
    if file.suffix not in (".mp4", ".m4a"):
        raise NotVisible("The copy cannot be played.")
    return inline(part_of(file, _TYPES[file.suffix], request.headers.get("Range", "")))


def _page(
    request: CaseRequest, access: Access, item: EvidenceItem, form: AboutForm
) -> HttpResponse:
    found = made_copy(folder_of(request, item))
    if found is None:
        messages.info(request, _("There is no copy yet. Mark what it hides, and make it."))
        return redirect("redaction:mark", slug=access.case.slug, code=item.record.code)
    made, file = found
    names = head(request, access, item, tab="redact")
    names |= {
        "form": form,
        "made": made,
        "kind_of_copy": _TYPES[file.suffix].partition("/")[0],
        "pages": range(1, made.pages + 1),
        "text": _text(file),
        "size": file.stat().st_size,
        "leaks": [notice_words(*one) for one in made.leaks],
        "notices": [notice_words(*one) for one in made.notices if one not in made.leaks],
        "searched": [searched_words(one) for one in made.searched],
        "is_stale": made.marks != digest_of(marks_of(access, item).hidden),
        "draft_key": _about_key(item.record.code),
    }
    return render(request, "redaction/preview.html", names, status=422 if form.errors else 200)


def _waiting(request: CaseRequest, item: EvidenceItem) -> tuple[MadeCopy, Path]:
    found = made_copy(folder_of(request, item))
    if found is None:
        raise NotVisible(f"There is no copy of {item.record.code} to look at.")
    return found


def _text(file: Path) -> str:
    if file.suffix != ".txt":
        return ""
    with file.open(encoding="utf-8") as stream:
        return stream.read(_MOST_TEXT)


def _about_key(code: str) -> str:
    return f"redact-about/{code}"
