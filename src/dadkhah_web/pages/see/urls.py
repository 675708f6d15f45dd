"""Addresses of these pages."""

from django.urls import URLPattern

app_name = "see"
urlpatterns: list[URLPattern] = []
