"""The full-text index: a table of the database's own kind, which no model describes."""

from django.db import migrations

from dadkhah_web.search.full_text import dialect


def create(apps, editor):
    for statement in dialect().CREATE:
        editor.execute(statement, None)


def drop(apps, editor):
    for statement in dialect().DROP:
        editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_tables")]

    operations = [migrations.RunPython(create, drop)]
