"""Addresses of the search, of saved searches, and of what one may choose from in a form."""

from django.urls import path

from dadkhah_web.pages.search import views

app_name = "search"
urlpatterns = [
    path("", views.find_page, name="find"),
    path("pick/", views.pick, name="pick"),
    path("saved/", views.save, name="save"),
    path("saved/<int:number>/delete/", views.delete, name="delete"),
]
