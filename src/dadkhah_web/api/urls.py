"""Every operation of the API, and its description at openapi.json."""

from importlib.metadata import version

from django.urls import path
from ninja import NinjaAPI

from dadkhah_web.api import (
    cases,
    changing,  # noqa: F401 - adds its operations to those of `records`
    evidence,
    filings,
    jobs,
    proof,
    records,
    searching,
)
from dadkhah_web.api.door import Rate, Token, noted
from dadkhah_web.api.refusals import Refusals

api = NinjaAPI(
    title="Dadkhah",
    version=version("dadkhah"),
    description=(
        "What the pages show and the forms save, for programs. Everybody sees and does here what "
        "they may see and do on the pages."
    ),
    urls_namespace="api",
    docs_url=None,
    auth=Token(),
    throttle=Rate(),
)
api.add_decorator(noted, mode="view")
for part in (cases, records, evidence, proof, searching, filings, jobs):
    api.add_router("", part.router)
Refusals(api)

urlpatterns = [path("", api.urls)]
