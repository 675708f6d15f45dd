"""Make the tables on first use, and bring them to what this version needs."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def bring_tables_up_to_date() -> None:
    """Run the migrations that this database has not seen; with none it only looks."""
    if steps_behind():
        call_command("migrate", verbosity=0, interactive=False)


def steps_behind() -> int:
    """Return how many migrations this database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
