"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.evidence import (
    about,
    checks,
    consents,
    files,
    item,
    listing,
    receiving,
)

app_name = "evidence"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("texts/", listing.read_texts, name="read-texts"),
    path("receive/", receiving.receive, name="receive"),
    path("receive/begin/", receiving.begin, name="upload-begin"),
    path("receive/<str:token>/", receiving.piece, name="upload-piece"),
    path("receive/<str:token>/discard/", receiving.discard, name="upload-discard"),
    path("verify/", checks.verify_all, name="verify-all"),
    path("anchor/", checks.anchor, name="anchor"),
    path("verified/<int:number>/", checks.verified, name="verified"),
    path("passages/<str:code>/", item.passage, name="passage"),
    path("sources/<str:code>/consent/", consents.record, name="consent"),
    path("consents/<int:number>/withdraw/", consents.withdraw, name="withdraw"),
    path("<str:code>/", item.show, name="show"),
    path("<str:code>/about/", about.about, name="about"),
    path("<str:code>/keep/", item.keep, name="keep"),
    path("<str:code>/verify/", checks.verify, name="verify"),
    path("<str:code>/original/", files.original, name="original"),
    path("<str:code>/picture/", files.picture, name="picture"),
    path("<str:code>/picture/<int:page>/", files.picture, name="page-picture"),
    path("<str:code>/media/", files.media, name="media"),
]
