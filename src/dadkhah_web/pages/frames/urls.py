"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.frames import views

app_name = "frames"
urlpatterns = [
    path("<str:code>/frames/", views.show, name="show"),
    path("<str:code>/frames/<slug:name>/", views.still, name="still"),
]
