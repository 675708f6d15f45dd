"""The only way out carries bytes to the address that was named, within limits, and nowhere else."""

import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from authority import Certified
from dadkhah.errors import AddressRefused, AnswerRefused, NotReachable
from dadkhah_network.posting import post


@contextmanager
def answering(reply, context=None):
    """A server whose every answer is written by `reply(handler)`; yields address and requests."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.command, self.path, dict(self.headers), body))
            reply(self)

        do_GET = do_POST

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saying(status, body=b"", **headers):
    def reply(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def test_bytes_go_out_as_they_are_and_the_answer_comes_back():
    with answering(saying(200, b"yes", **{"Content-Type": "a/b; charset=x"})) as (address, asked):
        answer = post(f"{address}/tsr", b"\x00ask", media_type="application/timestamp-query")

    ((method, path, headers, body),) = asked
    assert (answer.status, answer.body, answer.media_type) == (200, b"yes", "a/b")
    assert (method, path, body) == ("POST", "/tsr", b"\x00ask")
    assert headers["Content-Type"] == "application/timestamp-query"
    assert headers["User-Agent"] == "dadkhah"
    assert "Cookie" not in headers


def test_without_bytes_it_asks_with_get():
    with answering(saying(200, b"yes")) as (address, asked):
        post(f"{address}/timestamp/ab")

    assert asked[0][0] == "GET"


@pytest.mark.parametrize("status", [404, 409, 500])
def test_any_status_is_an_answer(status):
    with answering(saying(status, b"5\n")) as (address, _):
        answer = post(address, b"x")

    assert (answer.status, answer.body) == (status, b"5\n")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_sends_us_to_another_address(status):
    with answering(saying(status, Location="http://127.0.0.1:9/")) as (address, asked):
        for body in (b"x", None):
            with pytest.raises(AnswerRefused) as refused:
                post(address, body)
            assert "127.0.0.1:9" not in str(refused.value)

    assert len(asked) == 2


def test_an_answer_that_is_too_long_is_refused():
    with (
        answering(saying(200, bytes(2000))) as (address, _),
        pytest.raises(AnswerRefused, match="more than 1000 bytes"),
    ):
        post(address, b"x", largest=1000)


def test_an_answer_without_an_end_is_cut():
    def trickle(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(50):
            try:
                handler.wfile.write(bytes(70_000))
                handler.wfile.flush()
            except OSError:
                return
            handler_waits.wait(0.02)

    handler_waits = threading.Event()
    with answering(trickle) as (address, _), pytest.raises(NotReachable, match="the end of"):
        post(address, b"x", largest=2**30, seconds=0.05)


def test_nobody_there_is_said_without_what_follows_the_host():
    with pytest.raises(NotReachable, match=r"^http://127.0.0.1:9 did not answer: .*refused"):
        post("http://127.0.0.1:9/secret?key=1", b"x")


def test_one_who_speaks_no_http_did_not_answer():
    def nonsense(handler):
        handler.wfile.write(b"nonsense\r\n\r\n")

    with answering(nonsense) as (address, _), pytest.raises(NotReachable):
        post(address, b"x")


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    own = Certified.make("localhost", usage=None, ends=datetime.now(UTC) + timedelta(days=9))
    key = own.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "pem").write_bytes(key + own.pem)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "pem")
    with (
        answering(saying(200), context) as (address, asked),
        pytest.raises(NotReachable, match=r"(?i)certificate"),
    ):
        post(address, b"x")

    assert asked == []


@pytest.mark.parametrize("address", [
    "", "stamp.example", "ftp://a.example", "file:///etc/passwd", "http://", "https://u:p@a.example",
    "http://a b.example", "http://a.example/\n", "http://a.example:99999999", "http://[::1",
    "http://آ.example", "http://a.example:0",
])  # fmt: skip
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(AddressRefused, match="cannot be asked"):
        post(address, b"x")
