"""Carry bytes to an address over http or https, and bring back the answer: the only way out.

No cookies, no names of this machine or program beyond what HTTP needs, no proxy but one that the
environment names, no address that an answer sends us to.
"""

import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import urlsplit

from dadkhah.errors import AddressRefused, AnswerRefused, NotReachable

SECONDS = 20.0
LARGEST_ANSWER = 2**20
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = "dadkhah"


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answered, whatever the status of HTTP."""

    status: int
    body: bytes
    media_type: str


def post(
    address: str,
    body: bytes | None = None,
    *,
    media_type: str = "",
    seconds: float = SECONDS,
    largest: int = LARGEST_ANSWER,
) -> Answered:
    """POST `body` as `media_type`, or GET when it is None; return the answer.

    Certificates are verified against the roots of this system. `seconds` is how long to wait for a
    sign of life. Raises `AddressRefused`, `NotReachable`, and `AnswerRefused` for an answer of
    more than `largest` bytes or one that sends us to another address.
    """
    _check(address)
    headers = {"User-Agent": _AGENT} | ({"Content-Type": media_type} if media_type else {})
    request = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310 - checked
    try:
        with _opener().open(request, timeout=seconds) as answer:
            body = _read(address, answer, largest, seconds)
            return Answered(answer.status, body, answer.headers.get_content_type())
    except urllib.error.HTTPError as error:
        with error:
            if error.code in REDIRECTS:
                raise AnswerRefused(
                    f"{_shown(address)} sends us to another address, and nothing was sent there. "
                    "If the address has changed, name the new one."
                ) from None
            body = _read(address, error, largest, seconds)
            return Answered(error.code, body, error.headers.get_content_type())
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise NotReachable(f"{_shown(address)} did not answer: {reason}.") from None


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follow nobody to another address: what was sent was meant for the one that was named."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401
        """Return nothing, so that the answer itself comes back."""


def _opener() -> urllib.request.OpenerDirector:
    context = ssl.create_default_context()
    return urllib.request.build_opener(_StayHere, urllib.request.HTTPSHandler(context=context))


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        is_sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_sound = False
    is_plain = address.isascii() and address.isprintable() and " " not in address
    if not is_sound or not is_plain or "@" in parts.netloc:
        raise AddressRefused(
            f"'{address[:200]}' cannot be asked: write a whole address that begins with https:// "
            "or http://, without a name and a password."
        )


def _read(address: str, stream: IO[bytes], largest: int, seconds: float) -> bytes:
    """Read an answer in pieces, for at most ten times `seconds` in all."""
    body, end = b"", time.monotonic() + 10 * seconds
    while piece := stream.read(min(2**16, largest + 1 - len(body))):
        body += piece
        if len(body) > largest:
            raise AnswerRefused(f"{_shown(address)} answered with more than {largest} bytes.")
        if time.monotonic() > end:
            raise NotReachable(f"{_shown(address)} did not come to the end of its answer.")
    return body


def _shown(address: str) -> str:
    """Name an address in a message without what follows the host: it may hold a key."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
