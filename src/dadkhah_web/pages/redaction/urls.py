"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.redaction import marking, preview

app_name = "redaction"
urlpatterns = [
    path("<str:code>/redact/", marking.mark, name="mark"),
    path("<str:code>/redact/add/", marking.add, name="add"),
    path("<str:code>/redact/remove/", marking.remove, name="remove"),
    path("<str:code>/redact/make/", marking.make, name="make"),
    path("<str:code>/redact/preview/", preview.show, name="preview"),
    path("<str:code>/redact/preview/media/", preview.media, name="preview-media"),
    path("<str:code>/redact/preview/<int:page>/", preview.picture, name="preview-page"),
    path("<str:code>/redact/seal/", preview.seal, name="seal"),
    path("<str:code>/redact/discard/", preview.discard, name="discard"),
]
