"""Make the tables on first use, and let the first people into a case."""

from collections.abc import Iterable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Case, Membership
from dadkhah_web.cases.roles import Role

# Who makes or loads a case begins alone, and so does everything but review their own work.
FOUNDER = (Role.CUSTODIAN, Role.INVESTIGATOR, Role.ANALYST, Role.LAWYER)


def bring_tables_up_to_date() -> None:
    """Run the migrations that this database has not seen; with none it only looks."""
    if steps_behind():
        call_command("migrate", verbosity=0, interactive=False)


def steps_behind() -> int:
    """Return how many migrations this database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def join(case: Case, user: User, roles: Iterable[Role] = FOUNDER) -> None:
    """Give a person these roles in a case, beside those they have."""
    Membership.objects.bulk_create(
        [Membership(case=case, user=user, role=role) for role in roles], ignore_conflicts=True
    )


def adopt_orphans(user: User) -> None:
    """Let a person into every case that nobody is in, as one brought in from the command line.

    For the laptop alone: whoever signs in there is whom the machine belongs to.
    """
    for case in Case.objects.filter(memberships=None):
        join(case, user)
