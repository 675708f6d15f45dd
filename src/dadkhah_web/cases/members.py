"""Who works on a case, in which roles; and who is in which compartment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from dadkhah.errors import CaseWithoutCustodian, NotVisible
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Compartment, Membership
from dadkhah_web.cases.reading_log import note_reading
from dadkhah_web.cases.roles import Role


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a case with every role they have in it, in the order of the roles."""

    user: User
    roles: tuple[Role, ...]


def members(access: Access) -> tuple[Member, ...]:
    """Return everybody who works on the case, by the word they sign in with."""
    rows = Membership.objects.filter(case=access.case).select_related("user")
    roles: dict[User, set[str]] = {}
    for row in rows.order_by("user__handle"):
        roles.setdefault(row.user, set()).add(row.role)
    return tuple(Member(user, _ordered(held)) for user, held in roles.items())


def member(access: Access, code: str) -> Member:
    """Return one person of the case; raises `NotVisible`."""
    found = next((one for one in members(access) if one.user.code == code), None)
    if found is None:
        raise NotVisible(f"Nobody in this case has the code '{code}'.")
    return found


@transaction.atomic
def set_roles(access: Access, user: User, roles: Collection[Role], *, at: datetime) -> None:
    """Give a person exactly these roles; with none, they leave the case and its compartments.

    Raises `CaseWithoutCustodian` when nobody would be left to manage the case.
    """
    rows = Membership.objects.filter(case=access.case)
    others = rows.filter(role=Role.CUSTODIAN).exclude(user=user)
    if Role.CUSTODIAN not in roles and not others.exists():
        raise CaseWithoutCustodian(
            f"{user.code} is the only custodian of this case. Make somebody else one first."
        )
    rows.filter(user=user).exclude(role__in=roles).delete()
    Membership.objects.bulk_create(
        [Membership(case=access.case, user=user, role=role) for role in roles],
        ignore_conflicts=True,
    )
    if Role.CUSTODIAN not in roles:
        _leave_no_compartment_alone(access, user, is_leaving=not roles, at=at)
    words = ", ".join(_ordered(roles)) or "no role any more"
    note_reading(access, "people", f"{user.code}: {words}", at=at)


def compartments(access: Access) -> QuerySet[Compartment]:
    """Return the compartments this person is in; others are not there."""
    rows = Compartment.objects.filter(case=access.case, members=access.user)
    return rows.prefetch_related("members").order_by("title")


def compartment(access: Access, number: int) -> Compartment:
    """Return one compartment this person is in; raises `NotVisible`."""
    found = compartments(access).filter(pk=number).first()
    if found is None:
        raise NotVisible("There is no such compartment here that you may see.")
    return found


def make_compartment(access: Access, title: str, *, at: datetime) -> Compartment:
    """Make a compartment; who makes it is its first member."""
    row = Compartment.objects.create(case=access.case, title=title)
    row.members.add(access.user)
    note_reading(access, "people", f"made compartment {row.pk}", at=at)
    return row


def set_members(access: Access, row: Compartment, users: Iterable[User], *, at: datetime) -> None:
    """Let exactly these people of the case see what is in the compartment.

    Who changes it stays in it: a compartment nobody can manage could never be opened again.
    """
    keys = {user.pk for user in users} | {access.user.pk}
    chosen = User.objects.filter(pk__in=keys, memberships__case=access.case).distinct()
    row.members.set(chosen)
    codes = ", ".join(sorted(user.code for user in chosen))
    note_reading(access, "people", f"compartment {row.pk}: {codes}", at=at)


def _leave_no_compartment_alone(
    access: Access, user: User, *, is_leaving: bool, at: datetime
) -> None:
    """Take who leaves out of the compartments; who acts takes over those nobody would manage."""
    for row in Compartment.objects.filter(case=access.case, members=user):
        if is_leaving:
            row.members.remove(user)
        managing = Membership.objects.filter(
            case=access.case, role=Role.CUSTODIAN, user__in=row.members.all()
        )
        if not managing.exists():
            row.members.add(access.user)
            note_reading(access, "people", f"took over compartment {row.pk}", at=at)


def _ordered(roles: Collection[str]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
