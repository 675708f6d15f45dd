"""Errors of the API: a stable code, a sentence, and a reason for each field."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from dadkhah.errors import (
    CustodyError,
    DadkhahError,
    NotAllowed,
    NotVisible,
    RecordChanged,
    RecordsRefused,
    VaultLocked,
)
from dadkhah.exchange.tables.columns import RowRefused

_STATUS: tuple[tuple[type[DadkhahError], int], ...] = (
    (NotVisible, 404),
    (NotAllowed, 403),
    (VaultLocked, 403),
    (RecordChanged, 409),
    (CustodyError, 500),
)
UNPROCESSABLE = 422
Reason = dict[str, str]


def answer_errors(api: NinjaAPI) -> None:
    """Let every error of this API be said in one way."""

    def said(
        request: HttpRequest,
        status: int,
        code: str,
        message: str,
        reasons: list[Reason] | None = None,
    ) -> HttpResponse:
        body = {"code": code, "message": message, "reasons": reasons or []}
        return api.create_response(request, body, status=status)

    def on_purpose(request: HttpRequest, error: DadkhahError) -> HttpResponse:
        status = next((s for family, s in _STATUS if isinstance(error, family)), UNPROCESSABLE)
        return said(request, status, error.code, str(error), _reasons(error))

    def row(request: HttpRequest, error: RowRefused) -> HttpResponse:
        reasons = [{"record": "", "field": column, "reason": why} for column, why in error.reasons]
        return said(request, UNPROCESSABLE, "cells-refused", "No record was saved.", reasons)

    def shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
        reasons = [
            {"record": "", "field": ".".join(map(str, one["loc"])), "reason": str(one["msg"])}
            for one in error.errors
        ]
        return said(
            request, UNPROCESSABLE, "request-refused", "The request is not as described.", reasons
        )

    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        return said(request, error.status_code, "request-refused", str(error))

    def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        response = said(
            request, 401, "no-token", "Send `Authorization: Bearer` and a token from your settings."
        )
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
        response = said(request, 429, "too-often", "Too many requests. Wait, then go on.")
        response.headers["Retry-After"] = str(error.wait or 1)
        return response

    def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
        return said(request, 404, NotVisible.code, "There is nothing here.")

    handlers: tuple[tuple[type[Exception], Any], ...] = (
        (DadkhahError, on_purpose),
        (RowRefused, row),
        (ValidationError, shape),
        (HttpError, http),
        (AuthenticationError, unknown),
        (Throttled, too_often),
        (Http404, missing),
    )
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def _reasons(error: DadkhahError) -> list[Reason]:
    if not isinstance(error, RecordsRefused):
        return []
    return [
        {"record": record, "field": field, "reason": reason}
        for record, field, reason in error.reasons
    ]
