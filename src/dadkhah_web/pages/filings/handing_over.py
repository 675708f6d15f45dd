"""Hand sealed filings over, and fetch the bundle that was made."""

from collections.abc import Iterator
from typing import BinaryIO

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import RecordCompartment
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.evidence.unlocking import needed_identity, vault_identity
from dadkhah_web.filings.handing_over import open_bundle
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import filings_of, find_handover, require_whole_case
from dadkhah_web.jobs.services import start_job
from dadkhah_web.pages.door import CaseRequest, case_page
from dadkhah_web.pages.filings.forms import HandOverForm
from dadkhah_web.pages.filings.wording import KIND_WORDS, kind_of

PIECE = 1024 * 1024


@require_http_methods(["GET", "POST"])
@case_page(Capability.SEAL)
def new(request: CaseRequest, access: Access) -> HttpResponse:
    """Choose what goes to whom and what stays behind, and make the bundle."""
    require_whole_case(access)
    rows = filings_of(access).filter(state=Filing.SEALED).defer("listing", "gates")
    sealed = [(one, KIND_WORDS[kind_of(one.kind)]) for one in rows]
    first = {"filings": request.GET.getlist("filing")}
    form = HandOverForm(request.POST or None, access=access, sealed=sealed, initial=first)
    if request.method == "POST" and form.is_valid():
        identity = needed_identity(request)
        withhold = [*form.cleaned_data["withhold"], *_closed(form.compartments())]
        asked = {
            "filings": form.chosen(),
            "recipient": form.cleaned_data["recipient"],
            "withhold": withhold,
        }
        start_job(access, "write-bundle", asked, identity=identity)
        return redirect("filings:list", access.case.slug)
    names = {
        "form": form,
        "has_sealed": bool(sealed),
        "is_locked": vault_identity(request) is None,
        "steps": _steps(access, _("Hand over")),
    }
    return render(request, "filings/hand_over.html", names, status=422 if form.errors else 200)


@require_GET
@case_page(Capability.SEAL)
def show(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Show a bundle: for whom, its hash, and how its recipient checks it."""
    handover = find_handover(access, number)
    filings = handover.filings.only("kind", "number").order_by("kind")
    vault = site_vault()
    names = {
        "handover": handover,
        "filings": [(one, KIND_WORDS[kind_of(one.kind)]) for one in filings],
        "keys": {device: vault.log(device).vkey.fingerprint for device in vault.devices()},
        "is_locked": vault_identity(request) is None,
        "steps": _steps(access, _("Bundle for %(who)s") % {"who": handover.recipient}),
    }
    return render(request, "filings/bundle.html", names)


@require_GET
@case_page(Capability.SEAL)
def download(request: CaseRequest, access: Access, number: int) -> HttpResponseBase:
    """Hand out the bundle. It is opened piece by piece and never lies in the clear here."""
    handover = find_handover(access, number)
    plain = open_bundle(handover, needed_identity(request))
    request.readings = [("export", f"bundle {handover.pk} to {handover.recipient}")]
    response = StreamingHttpResponse(_pieces(plain), content_type="application/zip")
    name = f"{access.case.slug}-{handover.made_at:%Y-%m-%d}-{handover.sha256[:8]}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Length"] = str(handover.size)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _pieces(plain: BinaryIO) -> Iterator[bytes]:
    with plain:
        while piece := plain.read(PIECE):
            yield piece


def _closed(compartments: list[int]) -> list[str]:
    """Return every record in these compartments, as a bundle names it."""
    rows = RecordCompartment.objects.filter(compartment__in=compartments)
    pairs = rows.values_list("record__kind", "record__code").distinct()
    return sorted(f"{kind}/{code}" for kind, code in pairs)


def _steps(access: Access, here: str) -> list[tuple[str, str]]:
    return [(_("Filings"), reverse("filings:list", kwargs={"slug": access.case.slug})), (here, "")]
