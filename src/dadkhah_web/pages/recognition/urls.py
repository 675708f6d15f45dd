"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.recognition import views

app_name = "recognition"
urlpatterns = [
    path("<str:code>/text/start/", views.start, name="start"),
    path("<str:code>/text/translate/", views.translate, name="translate"),
    path("<str:code>/text/<int:page>/", views.correct, name="correct"),
]
