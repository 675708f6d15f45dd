"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:number>/", views.show, name="show"),
    path("<int:number>/stop/", views.stop, name="stop"),
    path("<int:number>/repeat/", views.repeat, name="repeat"),
]
