"""The site is one command, and ends with all it started."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from dadkhah_cli.main import main
from dadkhah_cli.running.serve import _open_soon

STARTING = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(address: str, process: subprocess.Popen) -> bytes:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310
                return response.read()
        except OSError:
            time.sleep(0.2)
    pytest.fail("the site did not answer")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_serve_answers_and_ends_with_its_worker(tmp_path, stop):
    home, port = tmp_path / "home", free_port()
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dadkhah_cli", "serve", "--no-browser", "--port", str(port)],
        env=environment | {"DADKHAH_HOME": str(home)},
        start_new_session=True,
    )
    try:
        assert b"Dadkhah" in answer(f"http://127.0.0.1:{port}/start/", process)
        # A terminal sends Ctrl-C to all of them, a service manager stops the first.
        os.killpg(process.pid, stop) if stop is signal.SIGINT else process.send_signal(stop)
        process.wait(STARTING)
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert (home / "case.db").stat().st_mode & 0o077 == 0


def test_where_no_browser_starts_the_address_is_said_again(monkeypatch, capsys):
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    monkeypatch.setattr("time.sleep", lambda seconds: None)

    _open_soon("http://127.0.0.1:8000/")

    assert "Open http://127.0.0.1:8000/ in one yourself." in capsys.readouterr().out


def test_serve_says_which_port_is_taken(tmp_path, monkeypatch, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        monkeypatch.setattr(sys, "argv", ["dadkhah", "serve", "--no-browser", "--port", port])
        monkeypatch.setenv("DADKHAH_HOME", str(tmp_path))

        with pytest.raises(SystemExit):
            main()

    assert f"port {port}" in capsys.readouterr().err
