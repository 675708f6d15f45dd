"""What anchoring in time and reaching other machines can end with."""

from dadkhah.errors.custody import CustodyError
from dadkhah.errors.root import DadkhahError
from dadkhah.errors.screen import InputError


class AnchorNotValid(CustodyError):
    """A time stamp, a proof or a cosignature does not fit the head it was given for.

    It proves nothing and was not kept. Ask again; if it happens again, do not rely on whoever
    answered, and keep the answer: it may tell what happened.
    """

    code = "anchor-not-valid"


class ForkSeen(CustodyError):
    """A witness has seen another story of this log than the one it was shown.

    Stop. The vault may be an old or an edited copy, or the key of the log was used elsewhere.
    Keep everything, compare heads with the witness, and start a new device log.
    """

    code = "fork-seen"


class PolicyNotReadable(InputError):
    """The list of authorities, calendars and witnesses has a line that cannot be used.

    The message names the line. Correct `vault/anchors/policy`, or the words of the command.
    """

    code = "policy-not-readable"


class WitnessNotReadable(InputError):
    """The folder of a witness holds no key, or one that cannot be read.

    `dadkhah witness create` makes one. Never copy the key of another witness.
    """

    code = "witness-not-readable"


class NetworkError(DadkhahError):
    """Another machine could not be asked, or did not answer as it should."""

    code = "network"


class AddressRefused(InputError):
    """An address is none that may be asked: not http or https, or without a host.

    Write it in full, such as `https://stamp.example/tsr`, without a name and a password in it.
    """

    code = "address-refused"


class NotReachable(NetworkError):
    """Nobody answered at an address: no network, no such machine, or no valid certificate.

    Nothing is lost: what was to be sent waits. Run the command again when there is a network.
    """

    code = "not-reachable"


class AnswerRefused(NetworkError):
    """The answer of another machine was too long, or sent us somewhere else.

    Check the address. What was to be sent waits.
    """

    code = "answer-refused"
