"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.records.views import edit, forget, fragments, history, lists, show, work

app_name = "records"
_ONE = "<str:kind>/<path:code>"
urlpatterns = [
    path("", lists.acts, name="list"),
    path("waiting/", work.waiting, name="waiting"),
    path("new/", edit.new, name="new"),
    path("pick/", fragments.pick, name="pick"),
    path("date/", fragments.date, name="date"),
    path("row/", fragments.row, name="row"),
    path("<str:kind>/bulk/", work.bulk, name="bulk"),
    path("<str:kind>/", lists.kind, name="kind"),
    path(f"{_ONE}/edit/", edit.edit, name="edit"),
    path(f"{_ONE}/history/", history.history, name="history"),
    path(f"{_ONE}/restore/", history.restore, name="restore"),
    path(f"{_ONE}/review/", work.review, name="review"),
    path(f"{_ONE}/comment/", work.comment, name="comment"),
    path(f"{_ONE}/comment/<int:number>/settle/", work.settle, name="settle"),
    path(f"{_ONE}/forget/", forget.forget, name="forget"),
    path(f"{_ONE}/", show.record, name="show"),
]
