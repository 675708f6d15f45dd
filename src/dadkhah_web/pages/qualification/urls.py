"""Addresses of these pages."""

from django.urls import path

from dadkhah_web.pages.qualification.views import charges, findings, gaps, matrix, propositions

app_name = "qualification"
urlpatterns = [
    path("", charges.charges, name="charges"),
    path("new/", charges.new_charge, name="new-charge"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("elements/<path:element>/", matrix.cell, name="cell"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("checks/", gaps.checks, name="checks"),
    path("propositions/", propositions.listing, name="propositions"),
    path("propositions/new/", propositions.new, name="new-proposition"),
    path("propositions/<str:code>/", propositions.show, name="proposition"),
    path("propositions/<str:code>/edit/", propositions.edit, name="edit-proposition"),
    path("findings/new/", findings.new, name="new-finding"),
    path("findings/<str:code>/", findings.show, name="finding"),
    path("findings/<str:code>/edit/", findings.edit, name="edit-finding"),
    path("charge/<str:code>/", charges.charge, name="charge"),
    path("charge/<str:code>/edit/", charges.edit_charge, name="edit-charge"),
]
