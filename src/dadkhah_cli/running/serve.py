"""`dadkhah serve`: the site on this machine, with the worker that does its long work."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from dadkhah.errors import PortTaken
from dadkhah_cli import site

app = typer.Typer()
LOCAL = "127.0.0.1"
PATIENCE = 10
"""Seconds that the worker is given to end; what it leaves unfinished goes on at the next start."""


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    open_browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the site in the browser.")
    ] = True,
    threads: Annotated[int, typer.Option(help="Requests answered at the same time.")] = 4,
) -> None:
    """Open the site in the browser, and serve it until Ctrl-C.

    On a laptop it listens to this machine alone. A server puts a proxy with TLS before it.
    """
    _refuse_taken(port)
    site.prepare()
    address = f"http://{LOCAL}:{port}/"
    typer.echo(f"{address}  (Ctrl-C stops)")
    if open_browser:
        threading.Thread(target=_open_soon, args=[address], daemon=True).start()
    _take_interrupts_alone()
    with _worker():
        site.serve(LOCAL, port, threads=threads)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCAL, port))
        except OSError:
            raise PortTaken(
                f"Another program listens on port {port}. Stop it, or give another: --port "
                f"{port + 1}"
            ) from None


def _take_interrupts_alone() -> None:
    """Let Ctrl-C end this process, and this process end its own.

    A terminal sends it to all of them at once. The server's own worker would then be told twice to
    stop, and about every second time it waits for itself for ever.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return
    # What is started from now on inherits this.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        signal.sigwait({signal.SIGINT})
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def _worker() -> Iterator[None]:
    """Run `dadkhah work` beside the site, and end it with the site."""
    process = subprocess.Popen([sys.executable, "-m", "dadkhah_cli", "work", "--alone"])
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()  # nothing of it is left, not even its name


def _open_soon(address: str) -> None:
    time.sleep(1)
    if not webbrowser.open(address):
        typer.echo(f"No browser could be started here. Open {address} in one yourself.")
