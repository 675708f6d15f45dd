"""Let other machines read files: the tasks of derivation on a Dask cluster.

The bytes of a file go to the worker over TLS and what it found comes back; no key of the vault
ever leaves. The worker runs the same task in the same sandbox.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dadkhah.derivation.engine import (
    AHEAD,
    Finished,
    Request,
    ThisMachine,
    run_carried,
    write_carried,
)
from dadkhah.derivation.outcome import MIB, Done, Failed, Outcome, Reason
from dadkhah.errors import SettingRefused

LARGEST_CARRIED = 256 * MIB
"""Larger files are read here: carrying them costs more than it saves."""
_Distributed = Any  # of a library that is optional
_HERE = ("127.", "localhost", "[::1]")


class Cluster:
    """Runs tasks on the workers of a Dask scheduler; files too large to carry run here."""

    def __init__(self, client: _Distributed) -> None:
        self._client = client

    def run(self, requests: Iterable[Request], scratch: Path) -> Iterator[Finished]:
        """Yield each request with its outcome, in the order in which they end."""
        waiting = iter(requests)
        running = _distributed().as_completed([], with_results=True, raise_errors=False)
        asked: dict[_Distributed, Request] = {}
        while True:
            room = self._at_once() * AHEAD - len(asked)
            for request in islice(waiting, max(room, 0)):
                if request.source.stat().st_size > LARGEST_CARRIED:
                    yield from ThisMachine(1).run([request], scratch)
                    continue
                future = self._submit(request)
                asked[future] = request
                running.add(future)
            if not asked:
                return
            future, result = next(running)
            yield from self._finished(asked.pop(future), future, result, scratch)

    def _submit(self, request: Request) -> _Distributed:
        content = request.source.read_bytes()
        options = dict(request.options)
        return self._client.submit(run_carried, request.task, content, options, pure=False)

    def _at_once(self) -> int:
        return max(1, int(sum(self._client.ncores().values())))

    def _finished(
        self,
        request: Request,
        future: _Distributed,
        result: _Distributed,
        scratch: Path,
    ) -> Iterator[Finished]:
        folder = Path(tempfile.mkdtemp(dir=scratch))
        try:
            yield Finished(request, _brought(future, result, folder), folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster(address: str, tls_folder: str = "") -> Iterator[Cluster]:
    """Connect to a scheduler: `tls://host:8786`, or `tcp://127.0.0.1:8786` on this machine.

    Raises `SettingRefused` where files would travel unencrypted, or nothing answers.
    """
    parts = urlsplit(address)
    if parts.scheme != "tls" and not parts.netloc.startswith(_HERE):
        raise SettingRefused(
            f"DADKHAH_ENGINE is '{address}': evidence goes to another machine over TLS only. "
            "Write tls://host:port, and DADKHAH_ENGINE_TLS."
        )
    files = {name: str(Path(tls_folder) / f"{name}.pem") for name in ("ca", "cert", "key")}
    security = _distributed().Security(
        tls_ca_file=files["ca"],
        tls_client_cert=files["cert"],
        tls_client_key=files["key"],
        require_encryption=True,
    )
    try:
        client = _distributed().Client(
            address, security=security if tls_folder else None, timeout=10
        )
    except (OSError, TypeError, ValueError) as error:
        raise SettingRefused(f"The cluster at {address} does not answer: {error}.") from error
    with client:
        yield Cluster(client)


def _distributed() -> _Distributed:
    """Return the library of the cluster; raises `SettingRefused` where it is not installed."""
    try:
        import distributed  # noqa: PLC0415 - optional
    except ImportError:
        raise SettingRefused(
            "DADKHAH_ENGINE names a cluster, and `distributed` is not installed here: "
            "pip install 'dadkhah[cluster]'."
        ) from None
    return distributed


def _brought(future: _Distributed, result: _Distributed, folder: Path) -> Outcome:
    """Return the outcome that a worker brought, or why it brought none."""
    if future.status != "finished":
        return Failed(Reason.NOT_STARTED, "The worker that should have read it was lost.")
    outcome, made = result
    if not isinstance(outcome, Done | Failed):
        return Failed(Reason.CRASHED, "The worker brought no answer.")
    return write_carried(made, folder) or outcome
