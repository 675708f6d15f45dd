"""The one way into a case: what this person may see and do in it. Everything else is not there.

Selectors take an `Access` and not a case, so nothing can be read without having asked.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from dadkhah.errors import NotAllowed, NotVisible
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Case, Compartment, Membership, Record, RecordCompartment
from dadkhah_web.cases.roles import Capability, Role, capabilities

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Access:
    """One person in one case."""

    case: Case
    user: User
    roles: frozenset[Role]
    closed: frozenset[int]
    """Keys of the compartments this person is not in."""

    def may(self, capability: Capability | str) -> bool:
        """Whether a role of this person allows it."""
        return Capability(capability) in capabilities(self.roles)

    def require(self, capability: Capability) -> None:
        """Raise `NotAllowed` unless a role of this person allows it."""
        if not self.may(capability):
            raise NotAllowed(
                f"Your roles in this case do not allow this ({capability}). A custodian of the "
                "case can give you another role."
            )

    def records(self, kind: str | None = None) -> QuerySet[Record]:
        """Return the identities of the records this person may see."""
        rows = Record.objects.filter(case=self.case)
        return self.narrow(rows.filter(kind=kind) if kind else rows, "")

    def record(self, kind: str, code: str) -> Record:
        """Return the identity of one record; raises `NotVisible` when it is closed or not there."""
        found = self.records(kind).filter(code=code).first()
        if found is None:
            raise NotVisible(f"There is no {kind}/{code} here that you may see.")
        return found

    def narrow(self, rows: QuerySet[_Row], path: str = "record") -> QuerySet[_Row]:
        """Leave out the rows whose record, at this lookup path, is closed to this person."""
        if not self.closed:
            return rows
        return rows.exclude(**{f"{path or 'pk'}__in": self.hidden()})

    def hidden(self) -> QuerySet[RecordCompartment, Any]:
        """Return the keys of the records that are closed to this person."""
        rows = RecordCompartment.objects.filter(compartment__in=self.closed)
        return rows.values_list("record_id", flat=True)


def enter_case(user: User, slug: str) -> Access:
    """Return what `user` may do in the case; raises `NotVisible` for who has no role in it."""
    memberships = Membership.objects.filter(user=user, case__slug=slug).select_related("case")
    rows = list(memberships)
    if not rows:
        raise NotVisible(f"There is no case '{slug}' here that you may see.")
    case = rows[0].case
    closed = Compartment.objects.filter(case=case).exclude(members=user)
    roles = frozenset(Role(row.role) for row in rows)
    return Access(case, user, roles, frozenset(closed.values_list("pk", flat=True)))


def who_may(case: Case, capability: Capability) -> frozenset[int]:
    """Return the keys of the people who can sign in and whose roles in the case allow this."""
    roles = [role for role in Role if capability in capabilities(frozenset({role}))]
    rows = Membership.objects.filter(case=case, role__in=roles, user__is_active=True)
    return frozenset(rows.values_list("user_id", flat=True))


def owner_access(case: Case, code: str) -> Access:
    """Return what may be done by who holds the home folder and works on it without the site.

    Everything in the case: the files of the home folder are open to them already. `code` is how
    the log names them. Originals stay closed without the passphrase of a custodian.
    """
    return Access(case, User(code=code), frozenset(Role), frozenset())


def cases_of(user: User) -> QuerySet[Case]:
    """Return the cases in which this person has a role."""
    return Case.objects.filter(memberships__user=user).distinct().order_by("slug")


def records_of(user: User) -> QuerySet[Record]:
    """Return the records this person may see, of all their cases."""
    closed = Compartment.objects.exclude(members=user)
    hidden = RecordCompartment.objects.filter(compartment__in=closed)
    rows = Record.objects.filter(case__memberships__user=user).distinct()
    return rows.exclude(pk__in=hidden.values("record_id"))
