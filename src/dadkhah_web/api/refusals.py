"""Errors of the API: a stable code, a sentence, and a reason for each field."""

from collections.abc import Sequence
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
Reason = tuple[str, str, str]
"""The record, its field, and why."""


class Refusals:
    """Says every error of an API in one way."""

    def __init__(self, api: NinjaAPI) -> None:
        self.api = api
        handlers: tuple[tuple[type[Exception], Any], ...] = (
            (DadkhahError, self._on_purpose),
            (RowRefused, self._cells),
            (ValidationError, self._shape),
            (HttpError, self._http),
            (AuthenticationError, self._no_token),
            (Throttled, self._too_often),
            (Http404, self._nothing),
        )
        for kind, handler in handlers:
            api.add_exception_handler(kind, handler)

    def _on_purpose(self, request: HttpRequest, error: DadkhahError) -> HttpResponse:
        status = next((s for family, s in _STATUS if isinstance(error, family)), UNPROCESSABLE)
        reasons = error.reasons if isinstance(error, RecordsRefused) else ()
        return self._said(request, status, error.code, str(error), reasons)

    def _cells(self, request: HttpRequest, error: RowRefused) -> HttpResponse:
        reasons = [("", column, why) for column, why in error.reasons]
        return self._said(request, UNPROCESSABLE, "cells-refused", "Nothing was saved.", reasons)

    def _shape(self, request: HttpRequest, error: ValidationError) -> HttpResponse:
        reasons = [("", ".".join(map(str, one["loc"])), str(one["msg"])) for one in error.errors]
        message = "The request is not as the API describes it."
        return self._said(request, UNPROCESSABLE, "request-refused", message, reasons)

    def _http(self, request: HttpRequest, error: HttpError) -> HttpResponse:
        return self._said(request, error.status_code, "request-refused", str(error))

    def _no_token(self, request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        message = "Send `Authorization: Bearer` and a token from your settings."
        response = self._said(request, 401, "no-token", message)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    def _too_often(self, request: HttpRequest, error: Throttled) -> HttpResponse:
        message = "Too many requests. Wait, then go on."
        response = self._said(request, 429, "too-often", message)
        response.headers["Retry-After"] = str(error.wait or 1)
        return response

    def _nothing(self, request: HttpRequest, _error: Http404) -> HttpResponse:
        return self._said(request, 404, NotVisible.code, "There is nothing here.")

    def _said(
        self,
        request: HttpRequest,
        status: int,
        code: str,
        message: str,
        reasons: Sequence[Reason] = (),
    ) -> HttpResponse:
        named = [dict(zip(("record", "field", "reason"), one, strict=True)) for one in reasons]
        body = {"code": code, "message": message, "reasons": named}
        return self.api.create_response(request, body, status=status)
