"""Answer the witness protocol over HTTP: one POST, with limits."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Lock
from typing import Any, ClassVar

from dadkhah.evidence.anchors.witnessing.witness import Witness, WitnessAnswer
from dadkhah.evidence.anchors.witnessing.witness_request import LONGEST_REQUEST, PATH

SECONDS_TO_SEND = 20.0
REQUESTS_A_MINUTE = 60
MOST_AT_ONCE, MOST_CLIENTS = 20, 10_000
MINUTE = 60


class WitnessServer(ThreadingHTTPServer):
    """A witness that listens. `say` is given a line about each request."""

    daemon_threads = True

    def __init__(
        self,
        place: tuple[str, int],
        witness: Witness,
        *,
        say: Callable[[str], None],
        a_minute: int = REQUESTS_A_MINUTE,
    ) -> None:
        """Listen at `place` (address and port; port 0 takes a free one). Raises `OSError`."""
        self.witness = witness
        self.say = say
        self._a_minute = a_minute
        self._asked: dict[str, list[float]] = {}
        self._lock = Lock()
        self._places = BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(place, _Handler)

    def may_ask(self, client: str) -> bool:
        """Say whether this client has asked less than it may within the last minute."""
        now = time.monotonic()
        with self._lock:
            recent = [then for then in self._asked.get(client, []) if now - then < MINUTE]
            if len(self._asked) > MOST_CLIENTS:  # forget, rather than grow
                self._asked.clear()
            self._asked[client] = [*recent, now][-self._a_minute :]
            return len(recent) < self._a_minute

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer in a thread of its own; hang up when too many are being answered."""
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Answer, and give the place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()


class _Handler(BaseHTTPRequestHandler):
    """Read one request, with its limits, and hand it to the witness."""

    server: WitnessServer
    timeout = SECONDS_TO_SEND
    server_version, sys_version = "dadkhah-witness", ""
    protocol_version = "HTTP/1.0"
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"
    _limits: ClassVar[dict[int, str]] = {
        404: "Nothing is here but add-checkpoint.\n",
        411: "Say how long the request is.\n",
        413: "The request is too long.\n",
        429: "Too many requests.\n",
    }

    def do_POST(self) -> None:
        """Answer `add-checkpoint`."""
        length = self.headers.get("Content-Length", "")
        if not self.server.may_ask(self.client_address[0]):
            self._answer(self._refusal(429))
        elif self.path.rstrip("/").rpartition("/")[2] != PATH:
            self._answer(self._refusal(404))
        elif not (length.isascii() and length.isdecimal()):
            self._answer(self._refusal(411))
        elif len(length) > 9 or int(length) > LONGEST_REQUEST:  # noqa: PLR2004
            self._answer(self._refusal(413))
        else:
            request = self.rfile.read(int(length))
            self._answer(self.server.witness.add_checkpoint(request, at=datetime.now(UTC)))

    def _refusal(self, status: int) -> WitnessAnswer:
        return WitnessAnswer(status, self._limits[status])

    def _answer(self, answer: WitnessAnswer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say one line for each request: when, from where, what came of it."""
        words = "".join(c if c.isprintable() else "?" for c in format % args)
        self.server.say(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {self.client_address[0]} {words}")
