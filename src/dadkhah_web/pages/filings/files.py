"""The files of a filing: read in the page, shut off from everything, or taken along."""

import base64
import hashlib
import re
from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from dadkhah_web.cases.access import Access
from dadkhah_web.filings.models import Filing
from dadkhah_web.filings.selectors import find_file, find_filing
from dadkhah_web.filings.services import content_of
from dadkhah_web.pages.door import CaseRequest, case_page

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_LINK = re.compile(r'<a href="\.\./[^"]*"><bdi>([^<]+)</bdi></a>')
# Nothing may run in it, so it may be of this site: else a link out of it comes without its cookie.
_SANDBOX = "allow-same-origin allow-top-navigation-by-user-activation"


@require_GET
@xframe_options_sameorigin
@case_page()
def preview(request: CaseRequest, access: Access, kind: str, number: int) -> HttpResponse:
    """Show the HTML of a filing. Its exhibits lead to the items of the case, not into a bundle.

    It runs nothing and loads nothing: a filing holds words of others.
    """
    filing = find_filing(access, kind, number)
    html = content_of(find_file(filing, f"{kind}.html")).decode()
    request.readings = [("read", f"{kind}-{number}")]
    response = HttpResponse(_linked(html, filing, access.case.slug))
    style = _STYLE.search(html)
    digest = hashlib.sha256(style[1].encode()).digest() if style else b""
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{base64.b64encode(digest).decode()}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors 'self'; sandbox {_SANDBOX}"
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_GET
@case_page()
def download(
    request: CaseRequest, access: Access, kind: str, number: int, file: str
) -> HttpResponse:
    """Hand out one file, byte for byte."""
    found = find_file(find_filing(access, kind, number), file)
    request.readings = [("export", f"{kind}-{number} {found.name}")]
    response = HttpResponse(content_of(found), content_type=found.media_type)
    stem, _, ending = found.name.rpartition(".")
    given = f"{access.case.slug}-{stem}-{number}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{given}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _linked(html: str, filing: Filing, slug: str) -> str:
    """Lead from each exhibit to its item: the bundle it links into is not made yet."""
    items: Mapping[str, str] = {
        str(exhibit["number"]): str(exhibit["item"]) for exhibit in filing.listing["exhibits"]
    }

    def link(found: re.Match[str]) -> str:
        number = found[1]
        if number not in items:
            return f"<bdi>{number}</bdi>"
        url = reverse("evidence:show", kwargs={"slug": slug, "code": items[number]})
        return f'<a href="{escape(url)}" target="_top"><bdi>{number}</bdi></a>'

    return _LINK.sub(link, html)
