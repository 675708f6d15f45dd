"""The site with the sample case: pages, the API, records saved in a second; SQLite and PostgreSQL.

    python bench/site.py --quick          under a minute and a half
    python bench/site.py                  more rounds

The server is the real one (`dadkhah serve`, with its worker). Times are whole requests as a
client on the same machine sees them: one at a time, then eight readers at once; beside them the
processor time of the server, which other work on the machine hardly changes. The peer of saving a
record is the same server, database and durability with one bare insert (bench/peers/bare.py): the
ratio is what revision, custody log, permission, search and checks cost. Bayanat publishes 25
records a second for its own API on its own machine: a remark, not a comparison. The last line is
JSON. PostgreSQL is measured when it answers on 127.0.0.1:5432 and lets root in; a database of its
own is made and dropped.
"""

import argparse
import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "bench"
SLUG = "afghanistan"
POSTGRES = "postgresql://root@127.0.0.1:5432"
STARTING = 60
READERS, WRITERS = 8, 4
SLOW_MS = 100
PAGES = {
    "case home": f"/c/{SLUG}/",
    "list of evidence": f"/c/{SLUG}/evidence/",
    "item": f"/c/{SLUG}/evidence/I-0001/",
    "list of acts": f"/c/{SLUG}/records/",
    "one act": f"/c/{SLUG}/records/act/A-0001/",
    "form of an act": f"/c/{SLUG}/records/act/A-0001/edit/",
    "matrix": f"/c/{SLUG}/charges/matrix/",
    "search": f"/c/{SLUG}/search/?q=school",
    "timeline": f"/c/{SLUG}/see/",
    "map": f"/c/{SLUG}/see/map/",
}
READS = {
    "api: cases": "/api/v1/cases",
    "api: 50 acts": f"/api/v1/cases/{SLUG}/records/act",
    "api: one act": f"/api/v1/cases/{SLUG}/records/act/A-0001",
    "api: matrix": f"/api/v1/cases/{SLUG}/matrix",
    "api: search": f"/api/v1/cases/{SLUG}/search?q=school",
}
ACT = {
    "event": "E-0001",
    "type": "res.public_life",
    "date": "2021-09-17",
    "places": "AF-KAB",
    "supports": "X-0037",
}
PEOPLE = """
import json
from dadkhah_cli import site
site.prepare()
from django.test import Client
from django.utils import timezone
from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.tokens import make_token
from dadkhah_web.cases.models import Case
from dadkhah_web.cases.services import join
user = User.objects.create_user("words for these tests", handle="bench")
join(Case.objects.get(), user)
client = Client()
client.force_login(user)
session = client.session
session.set_expiry(3600)
session.save()
token = make_token(user, "bench", at=timezone.now())
print(json.dumps({"session": session.session_key, "token": token}))
"""


@dataclass(frozen=True)
class Server:
    """A server that answers, and how to speak to it."""

    port: int
    process: int
    headers: dict[str, str]

    def client(self) -> "Client":
        return Client(http.client.HTTPConnection("127.0.0.1", self.port), self.headers)


@dataclass
class Client:
    """One connection that is kept open."""

    connection: http.client.HTTPConnection
    headers: dict[str, str]

    def ask(self, path: str, body: object = None) -> float:
        """Send one request; return its seconds. Anything but success ends the program."""
        sent = json.dumps(body) if body is not None else None
        headers = self.headers | ({"Content-Type": "application/json"} if sent else {})
        started = time.perf_counter()
        self.connection.request("POST" if sent else "GET", path, sent, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - started
        if answer.status not in (200, 201):
            sys.exit(f"{path}: {answer.status} {content[:600]!r}")
        return took


def main() -> int:
    """Measure both databases; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few rounds")
    options = parser.parse_args()
    print(__doc__)
    rounds, saves = (8, 24) if options.quick else (40, 300)
    place = PLACE / f"site-{time.time_ns():x}"
    place.mkdir(parents=True)
    figures: dict[str, dict[str, float]] = {}
    try:
        figures["sqlite"] = measure(place / "sqlite", "", rounds, saves)
        with postgres_database() as address:
            if address:
                figures["postgresql"] = measure(place / "postgresql", address, rounds, saves)
            else:
                print("\nPostgreSQL does not answer: measured on SQLite only.")
    finally:
        shutil.rmtree(place)
    report(figures)
    print(json.dumps(figures))
    return 0


def report(figures: dict[str, dict[str, float]]) -> None:
    """Print a table: a line for each figure, a column for each database."""
    print(f"\n{'':<44}" + "".join(f"{name:>14}" for name in figures))
    for name in next(iter(figures.values())):
        values = [found[name] for found in figures.values()]
        slow = "  SLOW" if name.endswith("processor ms") and max(values) > SLOW_MS else ""
        print(f"{name:<44}" + "".join(f"{value:>14.1f}" for value in values) + slow)


def measure(home: Path, address: str, rounds: int, saves: int) -> dict[str, float]:
    """Fill a home with the sample case, serve it, and measure."""
    print(f"\n{home.name}: importing the sample case ...", flush=True)
    environment = own_environment(home, address)
    dadkhah(environment, "vault", "create", "--custodian", "U-bench")
    dadkhah(environment, "case", "import", "examples/afghanistan")
    made = json.loads(output(environment, "-c", PEOPLE))
    figures: dict[str, float] = {}
    command = ["-m", "dadkhah_cli", "serve", "--no-browser", "--port"]
    with served(command, environment) as (port, process):
        pages = Server(port, process, {"Cookie": f"sessionid={made['session']}"})
        api = Server(port, process, {"Authorization": f"Bearer {made['token']}"})
        print(f"{home.name}: measuring ...", flush=True)
        for server, paths in ((pages, PAGES), (api, READS)):
            for name, path in paths.items():
                figures |= latency(server, name, path, rounds)
        figures |= readers(pages, rounds)
        figures |= saving(api, f"/api/v1/cases/{SLUG}/records/act", "save", saves)
        figures |= saving_together(api, f"/api/v1/cases/{SLUG}/records", saves)
    figures |= bare(home, address, saves)
    for clients in (1, WRITERS):
        ours, theirs = figures[f"save, {clients} at once, a second"], f"bare, {clients} at once"
        figures[f"bare insert / ours, {clients} at once"] = figures[f"{theirs}, a second"] / ours
    return figures


def bare(home: Path, address: str, saves: int) -> dict[str, float]:
    """Measure the peer in a database of the same kind."""
    environment = own_environment(home.with_name(f"{home.name}-bare"), address)
    Path(environment["DADKHAH_HOME"]).mkdir(mode=0o700)
    token = secrets.token_urlsafe(32)
    environment |= {"BENCH_TOKEN": token, "PYTHONPATH": str(ROOT / "bench" / "peers")}
    command = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4"]
    command += ["--no-log", "bare:application", "--port"]
    with served(command, environment) as (port, process):
        server = Server(port, process, {"Authorization": f"Bearer {token}"})
        return saving(server, "/acts", "bare", saves)


def latency(server: Server, name: str, path: str, rounds: int) -> dict[str, float]:
    """Ask for one page again and again; the first two times do not count."""
    client = server.client()
    for _ in range(2):
        client.ask(path)
    before = processor_ms(server.process)
    times = [client.ask(path) * 1000 for _ in range(rounds)]
    used = processor_ms(server.process) - before
    p95 = sorted(times)[max(0, round(len(times) * 0.95) - 1)]
    return {
        f"{name}, median ms": statistics.median(times),
        f"{name}, p95 ms": p95,
        f"{name}, processor ms": used / rounds,
    }


def processor_ms(process: int) -> float:
    """Return the processor time of a server without its worker; 0 where /proc does not tell."""
    ticks = 0
    pending = [process]
    while pending:
        number = pending.pop()
        try:
            if b"work\0--alone" in Path(f"/proc/{number}/cmdline").read_bytes():
                continue  # the worker has work of its own
            stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
            children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="utf-8")
        except OSError:
            continue
        fields = stat.rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
        pending += map(int, children.split())
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def readers(server: Server, rounds: int) -> dict[str, float]:
    """Let eight people read all pages at once."""

    def read(_number: int) -> list[float]:
        client = server.client()
        return [
            client.ask(path) * 1000 for _ in range(max(1, rounds // 9)) for path in PAGES.values()
        ]

    started = time.perf_counter()
    with ThreadPoolExecutor(READERS) as pool:
        times = [one for found in pool.map(read, range(READERS)) for one in found]
    seconds = time.perf_counter() - started
    return {
        f"{READERS} readers, median ms of a page": statistics.median(times),
        f"{READERS} readers, pages a second": len(times) / seconds,
    }


def saving(server: Server, path: str, name: str, saves: int) -> dict[str, float]:
    """Save acts, one client after the other and four at once; return how many a second."""

    def save(client: Client, count: int) -> None:
        for _ in range(count):
            client.ask(path, {"cells": ACT | {"summary": f"Saved by the bench {time.time_ns()}."}})

    client = server.client()
    save(client, 3)
    figures = {}
    for clients in (1, WRITERS):
        each = max(1, saves // clients)
        before, started = processor_ms(server.process), time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(save, [server.client() for _ in range(clients)], [each] * clients))
        took = time.perf_counter() - started
        used = processor_ms(server.process) - before
        figures[f"{name}, {clients} at once, a second"] = each * clients / took
        figures[f"{name}, {clients} at once, processor ms"] = used / (each * clients)
    return figures


def saving_together(server: Server, path: str, saves: int) -> dict[str, float]:
    """Save as many acts in one request, all or none; return how many a second."""
    cells = [ACT | {"summary": f"Saved with others {number}."} for number in range(saves)]
    took = server.client().ask(path, {"records": [{"kind": "act", "cells": one} for one in cells]})
    return {f"save, {saves} in one request, a second": saves / took}


def own_environment(home: Path, address: str) -> dict[str, str]:
    """Return an environment in which nothing but this home is set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DADKHAH", "DJANGO"))}
    return kept | {
        "DADKHAH_HOME": str(home),
        "DADKHAH_DATABASE": address,
        "DADKHAH_ACTOR": "U-bench",
        "DADKHAH_PASSPHRASE": "words for these tests",
    }


def dadkhah(environment: dict[str, str], *arguments: str) -> None:
    """Run a command."""
    output(environment, "-m", "dadkhah_cli", *arguments)


def output(environment: dict[str, str], *arguments: str) -> str:
    """Run Python with these arguments and return what it printed."""
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout if not done.returncode else sys.exit(done.stderr)


@contextmanager
def served(command: list[str], environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Run a server until the block ends; give its free port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command, str(port)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(lambda: socket.create_connection(("127.0.0.1", port), 1).close(), process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STARTING)


def wait_for(attempt: Callable[[], None], process: "subprocess.Popen[bytes]") -> None:
    """Try until it works, or the server has ended."""
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return attempt()
        except OSError:
            time.sleep(0.1)
    return sys.exit("The server did not start.")


@contextmanager
def postgres_database() -> Iterator[str]:
    """Give the address of a new database, or nothing where none can be made."""
    try:
        import psycopg  # noqa: PLC0415

        server = psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=2)
    except (ImportError, OSError, psycopg.Error):
        yield ""
        return
    name = f"dadkhah_bench_{time.time_ns():x}"
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{POSTGRES}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
