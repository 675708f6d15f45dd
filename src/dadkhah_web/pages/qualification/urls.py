"""Addresses of these pages."""

from django.urls import URLPattern

app_name = "qualification"
urlpatterns: list[URLPattern] = []
