"""The peer of bench/site.py: one act saved by Django and django-ninja, and nothing else.

No revision, no log, no permission, no search, no check of codes: what a program saves that keeps
no promise. The same server, database, durability and token header.
"""

import os
from typing import Any

import django
from django.conf import settings

from dadkhah_web.settings.base import database
from dadkhah_web.settings.installation import installation

_here = installation()
settings.configure(
    SECRET_KEY="of no use",  # noqa: S106
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": database(_here.database, _here.home)},
    INSTALLED_APPS=[],
    ROOT_URLCONF="bare",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - all of it needs the settings
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.urls import path  # noqa: E402
from ninja import NinjaAPI, Schema  # noqa: E402
from ninja.security import HttpBearer  # noqa: E402

TOKEN = os.environ["BENCH_TOKEN"]


class BareAct(models.Model):
    """One act, as texts."""

    event = models.TextField()
    type = models.TextField(db_index=True)
    date = models.TextField()
    places = models.TextField()
    summary = models.TextField()
    supports = models.TextField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.summary


class CellsIn(Schema):
    """What is sent."""

    cells: dict[str, str]


class Token(HttpBearer):
    """The one token."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        """Return it when it is the one."""
        return token if token == TOKEN else None


api = NinjaAPI(auth=Token(), docs_url=None, openapi_url=None)


@api.post("/acts", response={201: dict[str, Any]})
def create(request: HttpRequest, body: CellsIn) -> tuple[int, dict[str, Any]]:
    """Insert one row."""
    with transaction.atomic():
        row = BareAct.objects.create(**body.cells)
    return 201, {"id": row.pk, "cells": body.cells}


urlpatterns = [path("", api.urls)]
with connection.schema_editor() as editor:
    editor.create_model(BareAct)
application = get_wsgi_application()
