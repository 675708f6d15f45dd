"""Anchors from the command line, with an authority, a calendar and witnesses on this machine."""

import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import Timestamp
from typer.testing import CliRunner

from authority import Authority
from dadkhah.errors import (
    AnchorNotValid,
    LogRolledBack,
    PolicyNotReadable,
    PortTaken,
    WitnessNotReadable,
)
from dadkhah.evidence.anchors.witnessing.witness import Witness
from dadkhah.evidence.vault import Vault
from dadkhah_cli.app import app
from dadkhah_network.witness_server import WitnessServer

AT = datetime(2026, 11, 24, tzinfo=UTC)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


@contextmanager
def listening(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def answering(answer):
    """A server whose every answer is what `answer(path, body)` gives: status and bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            status, content = answer(
                self.path, self.rfile.read(int(self.headers["Content-Length"]))
            )
            self.reply(status, content)

        def do_GET(self):
            self.reply(*answer(self.path, None))

        def reply(self, status, content):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with listening(HTTPServer(("127.0.0.1", 0), Handler)) as address:
        yield address


class Calendar:
    """A calendar that promises at first, and has a block later."""

    has_block = False

    def __call__(self, path, body):
        if body is None and not self.has_block:
            return 404, b"Pending"
        stamp = Timestamp(body or bytes.fromhex(path.rpartition("/")[2]))
        if body is None:
            block = stamp.ops.add(OpSHA256())
            block.attestations.add(BitcoinBlockHeaderAttestation(840_000))
        else:
            stamp.attestations.add(PendingAttestation("https://cal.example"))
        context = BytesSerializationContext()
        stamp.serialize(context)
        return 200, context.getbytes()


@pytest.fixture
def authority(home, tmp_path):
    own = Authority(at=datetime.now(UTC).replace(microsecond=0))
    (tmp_path / "root.pem").write_bytes(own.root.pem)
    with answering(lambda _, body: (200, own.answer(body))) as address:
        added = run("vault", "trust", "authority", "tsa", address, "--root", tmp_path / "root.pem")
        assert "tsa: trusts CN=A root" in added.output
        yield own


@pytest.fixture
def witnesses(home, tmp_path):
    """Two witnesses that know this vault's log, listening."""
    vkey = Vault.open(home).log().vkey.text
    said = []
    servers = []
    for name in ("north", "south"):
        folder = tmp_path / name
        made = run("witness", "create", folder, "--name", f"{name}.example/w")
        run("witness", "know", folder, vkey)
        servers.append(WitnessServer(("127.0.0.1", 0), Witness.load(folder), say=said.append))
        servers[-1].key_line = made.output.splitlines()[-1]
    with listening(servers[0]) as north, listening(servers[1]) as south:
        for server, address in zip(servers, (north, south), strict=True):
            name = "north" if address == north else "south"
            run("vault", "trust", "witness", name, server.key_line, address)
        yield said


def test_nobody_is_asked_at_first(home):
    assert "Nobody is asked, so nothing was sent" in run("vault", "anchor").output
    assert "Nobody is asked." in run("vault", "trust", "list").output
    assert not (home / "vault" / "anchors").exists()


def test_a_head_is_anchored_by_everybody_and_checked(home, authority, witnesses):
    calendar = Calendar()
    with answering(calendar) as address:
        run("vault", "trust", "calendar", "cal", address)
        first = run("vault", "anchor")
        waiting = run("vault", "anchor")
        calendar.has_block = True
        fetched = run("vault", "anchor")
        nothing = run("vault", "anchor")

    assert first.exit_code == 0, first.output
    assert first.output.count("anchored  ") == 3
    assert "promised  cal, head of 2: promised" in first.output
    assert "not in a block yet" in waiting.output
    assert "in Bitcoin block 840000" in fetched.output
    assert "Everybody has seen all there is." in nothing.output
    checked = run("vault", "anchor", "--check")
    assert (checked.exit_code, checked.output.count("holds")) == (0, 4)
    assert (home / "vault" / "log" / Vault.open(home).device / "checkpoints" / "2").exists()
    assert any("POST /add-checkpoint" in line and " 200 " in line for line in witnesses)


def test_json_says_the_same(home, authority):
    (made,) = json.loads(run("vault", "anchor", "--json").output)
    (checked,) = map(json.loads, run("vault", "anchor", "--check", "--json").output.splitlines())
    trusted = json.loads(run("vault", "trust", "list", "--json").output)

    assert (made["name"], made["state"], made["size"]) == ("tsa", "anchored", 2)
    assert (checked["name"], checked["kind"], checked["holds"]) == ("tsa", "authority", True)
    assert [one["kind"] for one in trusted["asked"]] == ["authority"]


def test_offline_everything_waits_and_the_exit_is_good(home, tmp_path):
    (tmp_path / "root.pem").write_bytes(Authority().root.pem)
    run("vault", "trust", "authority", "tsa", "http://127.0.0.1:9", "--root", tmp_path / "root.pem")
    made = run("vault", "anchor")

    assert made.exit_code == 0
    assert made.output.startswith("waits     tsa, head of 2: http://127.0.0.1:9 did not answer")
    assert "asked for by the next `dadkhah vault anchor`" in made.output
    assert "Nothing is anchored yet." in run("vault", "anchor", "--check").output


def test_an_answer_that_does_not_hold_ends_with_one(home, tmp_path):
    (tmp_path / "root.pem").write_bytes(Authority().root.pem)
    with answering(lambda *_: (200, b"nonsense")) as address:
        run("vault", "trust", "authority", "tsa", address, "--root", tmp_path / "root.pem")
        made = run("vault", "anchor")

    assert (made.exit_code, made.output[:8]) == (1, "refused ")


def test_a_witness_that_saw_a_fork_ends_with_three(home, witnesses, tmp_path):
    run("vault", "anchor")
    vault = Vault.open(home)
    folder = vault.folder / "anchors" / vault.device / "2"
    for file in folder.iterdir():
        file.unlink()
    witness = Witness.load(tmp_path / "north")
    (tmp_path / "north" / "heads").rename(tmp_path / "north" / "gone")
    _show_another_story(vault, witness)
    made = run("vault", "anchor")

    assert made.exit_code == 3
    assert "fork      north" in made.output
    assert "anchored  south" in made.output


def _show_another_story(vault, witness):
    from dadkhah.evidence.anchors.witnessing.witness_request import WitnessRequest  # noqa: PLC0415
    from dadkhah.evidence.custody.device import DeviceKey  # noqa: PLC0415
    from dadkhah.evidence.tlog.checkpoint import sign_checkpoint  # noqa: PLC0415

    key = DeviceKey.load(vault.device_folder)
    other = sign_checkpoint(size=2, root=bytes(32), key=key.vkey, sign=key.sign)
    answer = witness.add_checkpoint(WitnessRequest(0, (), other.signed).written(), at=AT)
    assert answer.status == 200


def test_an_anchor_that_was_exchanged_ends_with_three(home, authority):
    run("vault", "anchor")
    (stamp,) = (home / "vault" / "anchors").rglob("*.tsr")
    stamp.write_bytes(b"nonsense")
    checked = run("vault", "anchor", "--check")

    assert (checked.exit_code, checked.output[:6]) == (3, "WRONG ")


def test_an_old_copy_of_the_vault_is_shown_to_nobody(home, authority):
    device = home / "device" / "last-head"
    vault = Vault.open(home)
    before = {p: p.read_bytes() for p in vault.log().folder.rglob("*") if p.is_file()}
    vault.note({"type": "note"}, at=AT)
    memory = device.read_bytes()
    for path in vault.log().folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
    assert device.read_bytes() == memory
    with pytest.raises(LogRolledBack):
        run("vault", "anchor")


def test_who_is_trusted_is_listed_and_can_be_taken_back(home, witnesses):
    listed = run("vault", "trust", "list").output
    run("vault", "trust", "remove", "north")

    assert "witness    north  http://127.0.0.1" in listed
    assert "quorum     1 of north, south" in listed
    assert Vault.open(home).log().vkey.text in listed
    assert "north" not in run("vault", "trust", "list").output


def test_a_quorum_is_set_with_the_witness(home, tmp_path):
    lines = [
        run("witness", "create", tmp_path / n, "--name", n).output.splitlines()[-1] for n in "abc"
    ]
    for name, line in zip("abc", lines, strict=True):
        made = run("vault", "trust", "witness", name, line, "--quorum", "1")
    assert "1 of 3 are enough" in made.output
    with pytest.raises(PolicyNotReadable):
        run("vault", "trust", "witness", "d", lines[0])


def test_a_file_that_is_no_certificate_is_refused_and_nothing_is_changed(home, tmp_path):
    (tmp_path / "root.pem").write_text("nonsense")
    with pytest.raises(AnchorNotValid):
        run("vault", "trust", "authority", "t", "https://x", "--root", tmp_path / "root.pem")
    assert not (home / "vault" / "anchors").exists()


def test_a_witness_shows_its_key_its_logs_and_what_it_saw(home, witnesses, tmp_path):
    before = run("witness", "list", tmp_path / "north").output
    run("vault", "anchor")
    after = run("witness", "list", tmp_path / "north").output

    assert before.startswith("north.example/w+")
    assert "nothing seen yet" in before
    assert "head of 2" in after
    with pytest.raises(WitnessNotReadable):
        run("witness", "list", tmp_path / "nowhere")


def test_a_port_that_is_taken_is_named(tmp_path):
    run("witness", "create", tmp_path / "w", "--name", "w")
    with answering(lambda *_: (200, b"")) as address, pytest.raises(PortTaken):
        run("witness", "serve", tmp_path / "w", "--port", address.rpartition(":")[2])


def test_a_witness_listens_to_this_machine_until_it_is_stopped(tmp_path, monkeypatch):
    run("witness", "create", tmp_path / "w", "--name", "w")
    monkeypatch.setattr(WitnessServer, "serve_forever", lambda self: self.say("listened"))
    served = run("witness", "serve", tmp_path / "w", "--port", 0)

    assert "http://127.0.0.1:" in served.output
    assert "listened" in served.output
