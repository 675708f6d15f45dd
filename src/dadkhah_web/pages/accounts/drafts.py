"""Where the pages keep what is typed and not saved yet."""

import json

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dadkhah_web.cases.access import enter_case
from dadkhah_web.cases.drafts import drop_draft, find_draft, keep_draft
from dadkhah_web.cases.models import Case
from dadkhah_web.pages.door import SignedInRequest, signed_in
from dadkhah_web.pages.idle import LARGEST_KEPT

TOO_LARGE, REFUSED = 413, 400


@require_http_methods(["GET", "POST"])
@never_cache
@signed_in
def drafts(request: SignedInRequest) -> HttpResponse:
    """Keep a draft (POST key, case, data), forget it (data empty), or give it back (GET)."""
    asked = request.POST if request.method == "POST" else request.GET
    key, slug = asked.get("key", ""), asked.get("case", "")
    if not key:
        return HttpResponse(status=REFUSED)
    case = enter_case(request.user, slug).case if slug else None
    if request.method == "GET":
        found = find_draft(request.user, case, key)
        return JsonResponse({"data": found.data if found else None})
    return _keep(request, case, key)


def _keep(request: SignedInRequest, case: Case | None, key: str) -> HttpResponse:
    written = request.POST.get("data", "")
    if len(written) > LARGEST_KEPT:
        return HttpResponse(status=TOO_LARGE)
    try:
        data = json.loads(written or "null")
    except ValueError:
        return HttpResponse(status=REFUSED)
    if not data:
        drop_draft(request.user, case, key)
    elif isinstance(data, dict):
        keep_draft(request.user, case, key, data, at=timezone.now())
    else:
        return HttpResponse(status=REFUSED)
    return HttpResponse(status=204)
