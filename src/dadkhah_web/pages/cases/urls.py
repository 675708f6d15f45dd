"""Addresses of the list of cases, of a case's home, and of the people in it."""

from django.urls import URLPattern, path

app_name = "cases"
urlpatterns: list[URLPattern] = []
