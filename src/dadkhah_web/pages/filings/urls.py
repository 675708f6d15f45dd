"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.filings import acting, files, handing_over, listing, show, words

app_name = "filings"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("hand-over/", handing_over.new, name="hand-over"),
    path("bundles/<int:number>/", handing_over.show, name="bundle"),
    path("bundles/<int:number>/bundle.zip", handing_over.download, name="bundle-file"),
    path("<str:kind>/words/", words.edit, name="words"),
    path("<str:kind>/draft/", acting.draft, name="draft"),
    path("<str:kind>/<int:number>/", show.show, name="show"),
    path("<str:kind>/<int:number>/preview/", files.preview, name="preview"),
    path("<str:kind>/<int:number>/files/<str:file>", files.download, name="file"),
    path("<str:kind>/<int:number>/comment/", acting.say, name="comment"),
    path("<str:kind>/<int:number>/comments/<int:pk>/settle/", acting.settle, name="settle"),
    path("<str:kind>/<int:number>/approve/", acting.approve, name="approve"),
    path("<str:kind>/<int:number>/seal/", acting.seal, name="seal"),
]
