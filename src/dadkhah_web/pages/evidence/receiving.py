"""Receive files: chosen in a form, or sent in pieces before it."""

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dadkhah.errors import DadkhahError, UploadRefused
from dadkhah.records.evidence import EvidenceItem, Source
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.models import Upload
from dadkhah_web.evidence.spool import part_path
from dadkhah_web.evidence.uploads import (
    PIECE,
    Announced,
    append_piece,
    begin_upload,
    discard_forgotten,
    discard_uploads,
    find_upload,
    uploads_of,
)
from dadkhah_web.exchange.codes import next_codes
from dadkhah_web.exchange.work.receiving import receive_files
from dadkhah_web.exchange.work.sealing import Arrived, Incoming
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.evidence.forms.receiving import NEW, ReceiveForm


@require_http_methods(["GET", "POST"])
@case_page(Capability.RECEIVE)
def receive(request: CaseRequest, access: Access) -> HttpResponse:
    """Ask for files and where they come from; seal them and say what became of each."""
    discard_forgotten(timezone.now())
    uploads = list(uploads_of(access))
    waiting = [(one.token, one.name) for one in uploads if one.is_whole]
    form = ReceiveForm(access, waiting, data=request.POST or None, files=request.FILES or None)
    arrived: list[Arrived] = []
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in uploads if one.token in form.cleaned_data.get("uploads", ())]
        try:
            arrived = _receive(access, form, chosen)
        except DadkhahError as error:
            form.add_error(None, str(error))
    if arrived:
        return render(request, "evidence/received.html", {"access": access, "arrived": arrived})
    names = {
        "access": access,
        "form": form,
        "unfinished": [one for one in uploads if not one.is_whole],
        "piece": PIECE,
    }
    return render(request, "evidence/receive.html", names, status=422 if form.errors else 200)


@require_POST
@case_page(Capability.RECEIVE)
def begin(request: CaseRequest, access: Access) -> JsonResponse:
    """Say how much of a file is here already, and under which word to send the rest."""
    try:
        size = int(request.POST.get("size", ""))
    except ValueError:
        return _said(UploadRefused("The size of the file is missing."))
    file = Announced(request.POST.get("name", ""), size, request.POST.get("start", ""))
    try:
        return _state(begin_upload(access, file, at=timezone.now()))
    except UploadRefused as error:
        return _said(error)


@require_POST
@case_page(Capability.RECEIVE)
def piece(request: CaseRequest, access: Access, token: str) -> JsonResponse:
    """Take the next piece of a file, as the body of the request."""
    upload = find_upload(access, token)
    try:
        start = int(request.GET.get("start", ""))
    except ValueError:
        return _state(upload)
    try:
        return _state(append_piece(upload, request.body, start=start, at=timezone.now()))
    except UploadRefused as error:
        return _said(error)


@require_POST
@case_page(Capability.RECEIVE)
def discard(request: CaseRequest, access: Access, token: str) -> HttpResponse:
    """Remove a file that was on its way."""
    discard_uploads([find_upload(access, token)])
    return redirect("evidence:receive", slug=access.case.slug)


def _receive(access: Access, form: ReceiveForm, uploads: Sequence[Upload]) -> list[Arrived]:
    data, at = form.cleaned_data, timezone.now()
    posted = [*data["chosen"], *data["folder"]]
    incoming = [Incoming(one.path, one.name) for one in posted]
    incoming += [Incoming(part_path(one.token), one.name) for one in uploads]
    source, code = _new_source(access, data) if data["source"] == NEW else (None, data["source"])
    about = EvidenceItem(
        id="",
        source=code,
        file="",
        title=data["title"].strip(),
        media_type="",
        language=data["language"],
        address=data["address"].strip(),
        published_by=data["published_by"].strip(),
        role=data["role"],
        credibility=data["credibility"],
        sensitivity=data["sensitivity"],
        note=data["note"].strip(),
    )
    arrived = receive_files(access, incoming, about, new_source=source, at=at)
    sealed = {one.name for one in arrived if one.code}
    discard_uploads([one for one in uploads if one.name in sealed])
    return arrived


def _new_source(access: Access, data: dict[str, str]) -> tuple[Source, str]:
    (code,) = next_codes(access.case, "source")
    kind, description = data["new_kind"], data["new_description"].strip()
    return Source(code, kind, description, data["new_reliability"] or "F"), code


def _state(upload: Upload) -> JsonResponse:
    return JsonResponse({"token": upload.token, "received": upload.received, "size": upload.size})


def _said(error: UploadRefused) -> JsonResponse:
    return JsonResponse({"error": _(str(error))}, status=422)
