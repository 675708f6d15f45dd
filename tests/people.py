"""People with roles in the sample case, for tests of what each may see and do."""

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import Access, enter_case
from dadkhah_web.cases.models import Case, Compartment, Membership, Record
from dadkhah_web.cases.roles import Role
from dadkhah_web.exchange.compartments import set_compartments

PASSPHRASE = "words for these tests"  # noqa: S105


def person(handle: str, *roles: Role, case: str = "sample") -> User:
    """Make somebody with these roles in a case; with none, a stranger to it."""
    user = User.objects.create_user(PASSPHRASE, code=f"U-{handle}", handle=handle)
    for role in roles:
        Membership.objects.create(case=Case.objects.get(slug=case), user=user, role=role)
    return user


def access(user: User, case: str = "sample") -> Access:
    return enter_case(user, case)


def closed(title: str, *keys: str, members: tuple[User, ...] = (), case: str = "sample") -> None:
    """Put records (`item/I-0001`) into a compartment of these members only."""
    row = Case.objects.get(slug=case)
    compartment = Compartment.objects.create(case=row, title=title)
    compartment.members.set(members)
    for key in keys:
        kind, _, code = key.partition("/")
        set_compartments(row, Record.objects.get(case=row, kind=kind, code=code), [compartment])
