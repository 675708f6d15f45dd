"""Files are read on other machines over TLS, with the same outcome as here; no key leaves."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dadkhah.derivation.engine import Request, ThisMachine, run_carried, write_carried
from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, read_text_layer
from dadkhah.errors import SettingRefused
from dadkhah_network import cluster as clusters
from dadkhah_network.cluster import cluster

pytest.importorskip("distributed")
HOSTS = ("127.0.0.2", "127.0.0.3")


@pytest.fixture
def certificates(tmp_path):
    """A CA of this test, and one certificate for all its hosts."""
    folder = tmp_path / "tls"
    folder.mkdir()
    now = datetime.now(UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n)]) for n in ("ca", "host")]
    hosts = [x509.IPAddress(ip_address(host)) for host in ("127.0.0.1", *HOSTS)]
    made = []
    for name, key, is_ca in ((names[0], keys[0], True), (names[1], keys[1], False)):
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(names[0])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        )
        made.append(builder.sign(keys[0], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(made[0].public_bytes(pem))
    (folder / "cert.pem").write_bytes(made[1].public_bytes(pem))
    (folder / "key.pem").write_bytes(
        keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder


@contextmanager
def started(*arguments, log):
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            stdout=output,
            stderr=output,
            env=os.environ | {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"},
        )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def waited_for(log, pattern):
    for _ in range(300):
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))


@pytest.mark.slow
def test_two_workers_on_two_addresses_read_what_this_machine_reads(certificates, tmp_path):
    tls = [
        f"--tls-{name}={certificates / file}.pem"
        for name, file in (("ca-file", "ca"), ("cert", "cert"), ("key", "key"))
    ]
    log = tmp_path / "scheduler.log"
    requests = []
    for n in range(12):
        source = tmp_path / f"{n}.txt"
        source.write_text(f"زنان {n}", encoding="utf-8")
        requests.append(Request(n, "plain-text", source))
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    common = ["--no-dashboard", *tls, "--protocol=tls"]
    worker = ["--nthreads=1", "--nworkers=1", "--no-nanny", f"--local-directory={tmp_path}"]
    with started("dask_scheduler", "--host=127.0.0.1", f"--port={port}", *common, log=log):
        waited_for(log, r"Scheduler at:\s+(\S+)")
        address = f"tls://127.0.0.1:{port}"
        first, second = (tmp_path / host for host in HOSTS)
        with (
            started("dask_worker", address, f"--host={HOSTS[0]}", *common, *worker, log=first),
            started("dask_worker", address, f"--host={HOSTS[1]}", *common, *worker, log=second),
            cluster(address, str(certificates)) as engine,
        ):
            engine._client.wait_for_workers(2, timeout=30)
            (tmp_path / "scratch").mkdir()
            there = {
                one.request.key: (one.outcome.answer, text_in(one.folder))
                for one in engine.run(requests, tmp_path / "scratch")
            }
            did = engine._client.run(lambda dask_worker: dask_worker.state.executed_count)
    here = {
        one.request.key: (one.outcome.answer, text_in(one.folder))
        for one in ThisMachine(1).run(requests, tmp_path / "scratch")
    }

    assert there == here
    assert {address.split("//")[1].split(":")[0] for address in did} == set(HOSTS)
    assert all(count > 0 for count in did.values())
    assert not list((tmp_path / "scratch").iterdir())


def text_in(folder):
    return read_text_layer((folder / TEXT_FILE).read_bytes())


def test_evidence_goes_to_another_machine_over_tls_only():
    with pytest.raises(SettingRefused, match="over TLS only"), cluster("tcp://10.0.0.5:8786"):
        pass


def test_without_the_library_of_the_cluster_one_line_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(SettingRefused, match=r"dadkhah\[cluster\]"):
        clusters._distributed()


def test_what_a_worker_makes_comes_back_as_bytes_and_is_written_here(tmp_path):
    outcome, made = run_carried("plain-text", "سلام".encode(), {})

    assert isinstance(outcome, Done)
    assert write_carried(made, tmp_path) is None
    assert text_in(tmp_path).pages[0].text == "سلام"


def test_a_failure_on_a_worker_brings_no_files():
    outcome, made = run_carried("plain-text", b"\0\1\2", {})

    assert isinstance(outcome, Failed)
    assert made == {}


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a\\b", ""])
def test_a_worker_that_names_a_file_outside_its_folder_is_not_believed(name, tmp_path):
    (tmp_path / "in").mkdir()
    failed = write_carried({name: b"x"}, tmp_path / "in")

    assert failed is not None
    assert failed.reason == Reason.CRASHED
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
