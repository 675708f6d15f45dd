"""Anchor the head of a log with everybody who is asked and has not seen it; follow up promises."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from dadkhah.errors import AddressRefused, AnchorNotValid, ForkSeen, NetworkError
from dadkhah.evidence.anchors import open_timestamps
from dadkhah.evidence.anchors.anchor_folder import HEAD_FILE, AnchorFolder
from dadkhah.evidence.anchors.policy import Authority, Calendar
from dadkhah.evidence.anchors.queue import Promise, Waiting, promises, waiting_for
from dadkhah.evidence.anchors.sending import Answer, Send
from dadkhah.evidence.anchors.time_stamp import QUERY_TYPE, check_stamp, stamp_request
from dadkhah.evidence.anchors.witnessing.witness_client import cosigned_by
from dadkhah.evidence.custody.log_reader import LogReader

ANCHORED, PROMISED, WAITS, REFUSED, FORK = "anchored", "promised", "waits", "refused", "fork"
CLOCKS_APART = timedelta(minutes=10)
OK, NOT_FOUND = 200, 404
_DIGEST_TYPE = "application/x-www-form-urlencoded"  # what OpenTimestamps calendars are used to


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking somebody about one head."""

    name: str
    size: int
    state: str
    """"anchored"; "promised" by a calendar; "waits", nobody answered; "refused", the answer does
    not hold; "fork", a witness saw another story of this log."""
    message: str


@dataclass(frozen=True, slots=True)
class Anchoring:
    """One log, whom to ask stands in `anchors`, and how to reach them.

    The head of `log` must be one that may be told to others (`Vault.continued_head`), and kept.
    """

    anchors: AnchorFolder
    log: LogReader
    send: Send
    clock: Callable[[], datetime]

    def follow_up(self) -> Iterator[Outcome]:
        """Fetch what calendars promised about any head of this log. Raises `PolicyNotReadable`."""
        policy, device = self.anchors.policy(), self.log.folder.name
        for promise in promises(self.anchors, policy, device):
            name = promise.calendar.name
            yield self._tried(name, promise.size, partial(self._follow_up, promise))

    def ask(self) -> Iterator[Outcome]:
        """Ask everybody who has not seen the head.

        Answers are checked, and kept only when they hold. One who does not answer keeps nobody
        else from being asked. An empty log has nothing to anchor. Raises `PolicyNotReadable`.
        """
        policy, head, device = self.anchors.policy(), self.log.head(), self.log.folder.name
        waiting = waiting_for(self.anchors, policy, device, head.size)
        if waiting:
            self.anchors.write(device, head.size, HEAD_FILE, head.signed)
        for one in waiting:
            yield self._tried(one.asked.name, head.size, partial(self._ask, one))

    def _tried(self, name: str, size: int, ask: Callable[[], tuple[str, str]]) -> Outcome:
        try:
            state, message = ask()
        except (NetworkError, AddressRefused) as error:
            state, message = WAITS, str(error)
        except ForkSeen as error:
            state, message = FORK, str(error)
        except AnchorNotValid as error:
            state, message = REFUSED, str(error)
        return Outcome(name, size, state, message)

    def _ask(self, waiting: Waiting) -> tuple[str, str]:
        asked = waiting.asked
        if isinstance(asked, Authority):
            return self._ask_authority(asked)
        if isinstance(asked, Calendar):
            return self._ask_calendar(asked)
        lines, time = cosigned_by(asked, self.log, self.send, seen=waiting.seen)
        self._keep(asked.file, lines)
        return ANCHORED, f"cosigned at {self._said(time)}"

    def _ask_authority(self, authority: Authority) -> tuple[str, str]:
        roots, head = self.anchors.roots(authority.name), self.log.head().signed
        request = stamp_request(head)
        answer = self.send(authority.address, request.content, media_type=QUERY_TYPE)
        stamp = check_stamp(_body(answer), head, roots, nonce=request.nonce)
        self._keep(authority.file, answer.body)
        return ANCHORED, f"stamped at {self._said(stamp.time)} by {stamp.authority}"

    def _ask_calendar(self, calendar: Calendar) -> tuple[str, str]:
        head, nonce = self.log.head().signed, secrets.token_bytes(open_timestamps.NONCE_BYTES)
        digest = open_timestamps.digest_to_send(head, nonce)
        address = f"{calendar.address.rstrip('/')}/digest"
        answer = self.send(address, digest, media_type=_DIGEST_TYPE)
        proof = open_timestamps.begun(head, nonce, _body(answer))
        self._keep(calendar.file, proof)
        return _promised(proof, head)

    def _follow_up(self, promise: Promise) -> tuple[str, str]:
        """Ask the calendar of the policy: an address that a proof names is not trusted."""
        device, name = self.log.folder.name, promise.calendar.file
        head, proof = (self.anchors.read(device, promise.size, n) for n in (HEAD_FILE, name))
        address = promise.calendar.address.rstrip("/")
        answer = self.send(f"{address}/timestamp/{promise.pending.digest.hex()}")
        if answer.status == NOT_FOUND:
            return PROMISED, "not in a block yet"
        made = open_timestamps.completed(proof or b"", head or b"", promise.pending, _body(answer))
        self.anchors.write(device, promise.size, name, made)
        return _promised(made, head or b"")

    def _keep(self, name: str, content: bytes) -> None:
        self.anchors.write(self.log.folder.name, self.log.size, name, content)

    def _said(self, time: datetime) -> str:
        """Write a time; say when this device's clock does not agree."""
        words = f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        if abs(time - self.clock()) > CLOCKS_APART:
            words += f" (this device says {self.clock().astimezone(UTC):%Y-%m-%d %H:%M}: set it)"
        return words


def _body(answer: Answer) -> bytes:
    if answer.status != OK:
        said = " ".join(answer.body[:200].decode(errors="replace").split())
        raise AnchorNotValid(f"It answered with status {answer.status}: {said}")
    return answer.body


def _promised(proof: bytes, head: bytes) -> tuple[str, str]:
    read = open_timestamps.read_proof(proof, head)
    if read.blocks:
        return ANCHORED, f"in Bitcoin block {read.blocks[0].height}, says the calendar"
    if read.pending:
        return PROMISED, "promised; a Bitcoin block will have it in some hours"
    raise AnchorNotValid("The answer leads to no block and promises none.")
