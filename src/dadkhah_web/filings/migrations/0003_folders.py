"""The folders of a bundle that a filing links to."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("filings", "0002_as_pages_need")]
    operations: ClassVar = [
        migrations.AddField("filing", "folders", models.JSONField(default=dict)),
    ]
