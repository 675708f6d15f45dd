"""Addresses of the people of a case, of its compartments and its reading log."""

from django.urls import path

from dadkhah_web.pages.cases import audit, compartments, people

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.add, name="invite"),
    path("people/invitations/<int:number>/withdraw/", people.take_back, name="withdraw"),
    path("people/log/", audit.audit, name="audit"),
    path("people/log/table/", audit.audit_table, name="audit-table"),
    path("people/<str:code>/", people.one, name="person"),
    path("people/<str:code>/remove/", people.remove, name="remove-person"),
    path("compartments/new/", compartments.new, name="new-compartment"),
    path("compartments/<int:number>/", compartments.show, name="compartment"),
    path("compartments/of/<str:kind>/<str:code>/", compartments.of_record, name="compartments-of"),
]
