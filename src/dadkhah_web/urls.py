"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("dadkhah_web.pages.accounts.urls")),
    path("", include("dadkhah_web.pages.accounts.every_page_urls")),
    path("", include("dadkhah_web.pages.cases.urls")),
    path("c/<slug:slug>/evidence/", include("dadkhah_web.pages.evidence.urls")),
    path("c/<slug:slug>/evidence/", include("dadkhah_web.pages.frames.urls")),
    path("c/<slug:slug>/evidence/", include("dadkhah_web.pages.recognition.urls")),
    path("c/<slug:slug>/evidence/", include("dadkhah_web.pages.redaction.urls")),
    path("c/<slug:slug>/records/", include("dadkhah_web.pages.records.urls")),
    path("c/<slug:slug>/charges/", include("dadkhah_web.pages.qualification.urls")),
    path("c/<slug:slug>/see/", include("dadkhah_web.pages.see.urls")),
    path("c/<slug:slug>/filings/", include("dadkhah_web.pages.filings.urls")),
    path("c/<slug:slug>/disclosures/", include("dadkhah_web.pages.disclosures.urls")),
    path("c/<slug:slug>/search/", include("dadkhah_web.pages.search.urls")),
    path("c/<slug:slug>/jobs/", include("dadkhah_web.pages.jobs.urls")),
    path("api/v1/", include("dadkhah_web.api.urls")),
]
