"""What approvals confirmed, which items a filing shows, and bundles that lie in the vault."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("filings", "0001_tables")]
    operations: ClassVar = [
        migrations.RemoveField("handover", "folder"),
        migrations.AddField("approval", "confirmed", models.JSONField(default=list)),
        migrations.AddField("filing", "items", models.JSONField(default=list)),
        migrations.AddField(
            "handover",
            "object_name",
            models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "handover", "size", models.PositiveBigIntegerField(default=0), preserve_default=False
        ),
    ]
