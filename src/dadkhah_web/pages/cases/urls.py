"""Addresses of the list of cases, of a case's home, and of the people in it."""

from django.urls import include, path

from dadkhah_web.pages.cases import beginning, home, listing

app_name = "cases"
urlpatterns = [
    path("cases/", listing.listing, name="list"),
    path("cases/new/", beginning.new, name="new"),
    path("cases/sample/", beginning.sample, name="sample"),
    path("c/<slug:slug>/", home.home, name="home"),
    path("c/<slug:slug>/", include("dadkhah_web.pages.cases.people_urls")),
]
