"""A witness on the network answers its one question, within limits."""

import socket
import threading

import pytest

from dadkhah.evidence.anchors.witnessing.witness import Witness
from dadkhah_network import witness_server
from dadkhah_network.posting import post
from dadkhah_network.witness_server import WitnessServer


@pytest.fixture
def serve(tmp_path):
    servers = []

    def start(**options):
        said = []
        witness = Witness.create(tmp_path / "w", "witness.example/w")
        server = WitnessServer(("127.0.0.1", 0), witness, say=said.append, **options)
        server.said = said
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return server, f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_it_answers_as_the_witness_does_and_says_so(serve):
    server, address = serve()
    answer = post(f"{address}/add-checkpoint", b"nonsense")

    assert (answer.status, answer.media_type) == (400, "text/plain")
    assert "127.0.0.1" in server.said[0]
    assert '"POST /add-checkpoint HTTP/1.1" 400' in server.said[0]


def test_nothing_else_is_there(serve):
    _, address = serve()

    assert post(f"{address}/other", b"x").status == 404
    assert post(f"{address}/add-checkpoint").status == 501


def test_a_long_request_is_not_read(serve):
    _, address = serve()
    host, port = address.removeprefix("http://").split(":")
    for length, status in (("70000", b" 413 "), ("9" * 30, b" 413 "), ("x", b" 411 ")):
        with socket.create_connection((host, int(port))) as line:
            line.sendall(
                f"POST /add-checkpoint HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode()
            )
            assert status in line.recv(1000)


def test_who_asks_too_often_is_told_to_wait(serve):
    _, address = serve(a_minute=3)
    answers = [post(f"{address}/add-checkpoint", b"x").status for _ in range(5)]

    assert answers == [400, 400, 400, 429, 429]


def test_too_many_lines_at_once_are_hung_up_on(serve, monkeypatch):
    monkeypatch.setattr(witness_server, "MOST_AT_ONCE", 1)
    _, address = serve()
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as idle:
        idle.sendall(b"POST /add-checkpoint HTTP/1.1\r\n")
        with socket.create_connection((host, int(port)), timeout=5) as second:
            assert second.recv(10) == b""


def test_what_a_stranger_sends_cannot_move_the_cursor(serve):
    server, address = serve()
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(b"POST /\x1b[2J HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
        line.recv(1000)

    assert all("\x1b" not in one for one in server.said)


def test_it_forgets_who_asked_rather_than_grow(serve, monkeypatch):
    server, _ = serve()
    monkeypatch.setattr(witness_server, "MOST_CLIENTS", 2)
    for number in range(5):
        assert server.may_ask(f"client {number}")

    assert len(server._asked) <= 3
