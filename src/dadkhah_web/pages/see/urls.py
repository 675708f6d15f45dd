"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.see import views

app_name = "see"
urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("map/", views.province_map, name="map"),
    path("command/", views.command, name="command"),
    path("count/", views.count, name="count"),
    path("count.csv", views.count_csv, name="count-csv"),
    path("counted/", views.counted, name="counted"),
]
