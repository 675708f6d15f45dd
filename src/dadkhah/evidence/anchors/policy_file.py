"""Read the lines of a policy, refusing every one that is not understood."""

import re
from dataclasses import replace

from dadkhah.errors import PolicyNotReadable
from dadkhah.evidence.anchors.policy import NONE, Group, Policy

_AUTHORITY_WORDS = 2
_WITNESS_WORDS = (2, 3)
_GROUP_WORDS = 3


def read_policy(text: str) -> Policy:
    """Return what a policy says; raises `PolicyNotReadable` with the line that is wrong."""
    policy, quorums = Policy(), 0
    for number, line in enumerate(text.split("\n"), 1):
        word, *rest = line.split() or [""]
        if not word or word.startswith("#"):
            continue
        try:
            policy = _read_line(policy, word, rest)
        except PolicyNotReadable as error:
            raise PolicyNotReadable(f"Line {number} of the policy: {error}") from None
        quorums += word == "quorum"
    if quorums != 1:
        raise PolicyNotReadable(f"The policy has {quorums} lines `quorum`; it needs one.")
    return policy


def _read_line(policy: Policy, word: str, rest: list[str]) -> Policy:
    if word in {"authority", "calendar"} and len(rest) == _AUTHORITY_WORDS:
        add = policy.with_authority if word == "authority" else policy.with_calendar
        return add(*rest)
    if word == "witness" and len(rest) in _WITNESS_WORDS:
        return policy.with_witness(*rest)
    if word == "group" and len(rest) >= _GROUP_WORDS:
        return _with_group(policy, rest[0], rest[1], tuple(rest[2:]))
    if word == "quorum" and len(rest) == 1:
        if rest[0] not in {NONE, *_countable(policy)}:
            raise PolicyNotReadable(f"'{rest[0]}' is no witness or group above.")
        return replace(policy, quorum=rest[0])
    if word == "log" and rest:
        return replace(policy, logs=(*policy.logs, " ".join([word, *rest])))
    raise PolicyNotReadable(f"'{' '.join([word, *rest])[:200]}' is not understood.")


def _with_group(policy: Policy, name: str, count: str, members: tuple[str, ...]) -> Policy:
    taken = {member for group in policy.groups for member in group.members}
    for member in members:
        if member not in _countable(policy):
            raise PolicyNotReadable(f"'{member}' is no witness or group above.")
        if member in taken or members.count(member) > 1:
            raise PolicyNotReadable(f"'{member}' is counted twice.")
    needed = {"any": 1, "all": len(members)}.get(count)
    if needed is None:
        needed = int(count) if re.fullmatch("[0-9]{1,4}", count) else 0
    if not 1 <= needed <= len(members):
        raise PolicyNotReadable(f"'{count}' of {len(members)} cannot be met.")
    return policy.with_group(Group(name, needed, members))


def _countable(policy: Policy) -> set[str]:
    return {one.name for one in policy.witnesses} | {one.name for one in policy.groups}
