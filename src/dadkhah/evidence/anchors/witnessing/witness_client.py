"""Ask a witness for its cosignature of a head (C2SP tlog-witness, the log's side)."""

import re
from datetime import datetime

from dadkhah.errors import AnchorNotValid, ForkSeen
from dadkhah.evidence.anchors.policy import WitnessAsked
from dadkhah.evidence.anchors.sending import Answer, Send
from dadkhah.evidence.anchors.witnessing.cosignature import cosigned_at
from dadkhah.evidence.anchors.witnessing.witness_request import PATH, WitnessRequest
from dadkhah.evidence.custody.log_reader import LogReader

OK, NOT_FOUND, CONFLICT, NOT_PROVEN = 200, 404, 409, 422
_SIZE = re.compile(rb"(0|[1-9][0-9]{0,18})\n")
_SAID = 200


def cosigned_by(
    witness: WitnessAsked, log: LogReader, send: Send, *, seen: int
) -> tuple[bytes, datetime]:
    """Return the lines with which a witness cosigns the head of `log`, and when it did.

    `seen` is the size it cosigned last, as far as we know; it says itself when it was another.
    Raises `ForkSeen` when it saw another story of this log, `AnchorNotValid` when it refuses or
    when its cosignature does not hold, `NetworkError`.
    """
    answer = _asked(witness, log, send, seen)
    size = _SIZE.fullmatch(answer.body)
    if answer.status == CONFLICT and size:
        if int(size[1]) > log.size:
            raise ForkSeen(
                f"The witness {witness.name} has cosigned a head of {int(size[1])} entries of this "
                f"log, which has {log.size} here: the vault is an old copy, or there are two."
            )
        answer = _asked(witness, log, send, int(size[1]))
    if answer.status in {CONFLICT, NOT_PROVEN}:
        raise ForkSeen(
            f"The witness {witness.name} has seen another story of this log than the one here: "
            f"{_said(answer)}"
        )
    if answer.status == NOT_FOUND:
        raise AnchorNotValid(
            f"The witness {witness.name} does not know this log. Send it the key line: "
            f"{log.vkey.text}"
        )
    if answer.status != OK:
        raise AnchorNotValid(
            f"The witness {witness.name} refused, status {answer.status}: {_said(answer)}"
        )
    return answer.body, cosigned_at(log.head().signed, answer.body, witness.key)


def _asked(witness: WitnessAsked, log: LogReader, send: Send, old_size: int) -> Answer:
    old_size = min(old_size, log.size)
    proof = log.consistency_proof(old_size) if old_size else ()
    request = WitnessRequest(old_size, proof, log.head().signed).written()
    address = f"{witness.address.rstrip('/')}/{PATH}"
    return send(address, request, media_type="text/plain; charset=utf-8")


def _said(answer: Answer) -> str:
    return " ".join(answer.body.decode(errors="replace").split())[:_SAID]
