"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.disclosures import acting, listing, preparing, show

app_name = "disclosures"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("prepare/", preparing.new, name="prepare"),
    path("<int:number>/", show.show, name="show"),
    path("<int:number>/approve/", acting.approve, name="approve"),
    path("<int:number>/drop/", acting.drop, name="drop"),
    path("<int:number>/give/", acting.give, name="give"),
    path("<int:number>/disclosure.zip", acting.download, name="file"),
    path("<int:number>/receipt/", acting.receipt, name="receipt"),
]
