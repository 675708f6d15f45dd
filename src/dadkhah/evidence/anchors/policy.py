"""Who is asked to fix heads in time: `vault/anchors/policy`, written like a C2SP tlog-policy.

    authority NAME ADDRESS          an RFC 3161 authority; its root lies in roots/NAME.pem
    calendar NAME ADDRESS           an OpenTimestamps calendar
    witness NAME VKEY [ADDRESS]     a witness, as C2SP tlog-policy says
    group NAME any|all|K NAME...
    quorum NAME|none

Without the lines `authority` and `calendar`, which are ours, the file is a C2SP tlog-policy.
There is no file by default, and then nothing is ever sent.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Self

from dadkhah.errors import KeyNotReadable, PolicyNotReadable
from dadkhah.evidence.tlog.signed_note import COSIGNATURE, VerifierKey

NONE = "none"
OURS = "witnesses"
"""The group that the command keeps: every witness that was added, and how many are needed."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,1000}")


@dataclass(frozen=True, slots=True)
class Authority:
    """An RFC 3161 authority: what we call it, and where it answers."""

    name: str
    address: str

    @property
    def file(self) -> str:
        """The name of the file with its answer about a head."""
        return f"{self.name}.tsr"


@dataclass(frozen=True, slots=True)
class Calendar:
    """An OpenTimestamps calendar: what we call it, and where it answers."""

    name: str
    address: str

    @property
    def file(self) -> str:
        """The name of the file with its answer about a head."""
        return f"{self.name}.ots"


@dataclass(frozen=True, slots=True)
class WitnessAsked:
    """A witness: what we call it, its key, and where it answers ("" when it is not asked)."""

    name: str
    key: VerifierKey
    address: str = ""

    @property
    def file(self) -> str:
        """The name of the file with its answer about a head."""
        return f"{self.name}.cosignature"


Asked = Authority | Calendar | WitnessAsked


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses and groups, of whom `needed` must have cosigned."""

    name: str
    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who is asked, and how many witnesses make a quorum."""

    authorities: tuple[Authority, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    witnesses: tuple[WitnessAsked, ...] = ()
    groups: tuple[Group, ...] = ()
    quorum: str = NONE
    logs: tuple[str, ...] = field(default=())
    """Lines of the C2SP format that name logs: kept as they are, the logs are in the vault."""

    @property
    def everybody(self) -> tuple[Asked, ...]:
        """Every authority, calendar and witness."""
        return (*self.authorities, *self.calendars, *self.witnesses)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are taken."""
        return (*(one.name for one in self.everybody), *(group.name for group in self.groups))

    def is_met_by(self, cosigners: Collection[str]) -> bool:
        """Say whether these witnesses make the quorum; `none` asks for no one."""
        met = set(cosigners)
        for group in self.groups:
            if sum(member in met for member in group.members) >= group.needed:
                met.add(group.name)
        return self.quorum == NONE or self.quorum in met

    def with_authority(self, name: str, address: str) -> Self:
        """Return the policy with one more authority. Raises `PolicyNotReadable`."""
        return self._checked(authorities=(*self.authorities, Authority(name, address)))

    def with_calendar(self, name: str, address: str) -> Self:
        """Return the policy with one more calendar. Raises `PolicyNotReadable`."""
        return self._checked(calendars=(*self.calendars, Calendar(name, address)))

    def with_witness(self, name: str, vkey: str, address: str = "") -> Self:
        """Return the policy with one more witness; the quorum stays. Raises `PolicyNotReadable`."""
        return self._checked(witnesses=(*self.witnesses, WitnessAsked(name, _key(vkey), address)))

    def with_group(self, group: Group) -> Self:
        """Return the policy with one more group. Raises `PolicyNotReadable`."""
        return self._checked(groups=(*self.groups, group))

    def counting(self, needed: int | None = None) -> Self:
        """Return the policy whose quorum is `needed` of all its witnesses.

        Without `needed` as many as before, and one at first. Raises `PolicyNotReadable` where the
        file has groups of its own, and for a quorum that cannot be met.
        """
        if any(group.name != OURS for group in self.groups):
            raise PolicyNotReadable(
                "The policy has groups of its own: change its witnesses in `vault/anchors/policy`."
            )
        members = tuple(witness.name for witness in self.witnesses)
        if needed is None:
            before = next((group.needed for group in self.groups), 1)
            needed = min(before, len(members))
        if not min(1, len(members)) <= needed <= len(members):
            raise PolicyNotReadable(f"A quorum of {needed} of {len(members)} cannot be met.")
        groups = (Group(OURS, needed, members),) if members else ()
        return self._checked(groups=groups, quorum=OURS if members else NONE)

    def without(self, name: str) -> Self:
        """Return the policy without an authority, calendar or witness of this name."""
        if name not in self.names or name in {group.name for group in self.groups}:
            raise PolicyNotReadable(f"'{name}' is no authority, calendar or witness here.")
        left = replace(
            self,
            authorities=tuple(one for one in self.authorities if one.name != name),
            calendars=tuple(one for one in self.calendars if one.name != name),
            witnesses=tuple(one for one in self.witnesses if one.name != name),
        )
        return left if left.witnesses == self.witnesses else left.counting()

    def written(self) -> str:
        """Return the policy as its file."""
        lines = [*self.logs]
        lines += [f"authority {one.name} {one.address}" for one in self.authorities]
        lines += [f"calendar {one.name} {one.address}" for one in self.calendars]
        lines += [
            f"witness {one.name} {one.key.text} {one.address}".strip() for one in self.witnesses
        ]
        lines += [f"group {g.name} {g.needed} {' '.join(g.members)}" for g in self.groups]
        return "\n".join([*lines, f"quorum {self.quorum}", ""])

    def _checked(self, **changes: object) -> Self:
        changed = replace(self, **changes)  # type: ignore[arg-type]
        for one in changed.everybody:
            if one.address and not _ADDRESS.fullmatch(one.address):
                raise PolicyNotReadable(f"{one.name}: '{one.address}' is no http(s) address.")
        _check_names(changed)
        return changed


def _check_names(policy: Policy) -> None:
    for name in policy.names:
        if not _NAME.fullmatch(name) or name == NONE:
            message = f"'{name}' is no name: write small letters, digits, dots and hyphens."
            raise PolicyNotReadable(message)
        if policy.names.count(name) > 1:
            raise PolicyNotReadable(f"The name '{name}' is taken.")
    keys = [witness.key.public_key for witness in policy.witnesses]
    if len(set(keys)) < len(keys):
        raise PolicyNotReadable("Two witnesses have the same key: they are one witness.")


def _key(text: str) -> VerifierKey:
    try:
        return VerifierKey.parse(text, COSIGNATURE)
    except KeyNotReadable as error:
        raise PolicyNotReadable(f"This is no key of a witness: {error}") from None
