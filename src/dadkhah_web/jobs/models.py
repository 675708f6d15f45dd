"""One piece of long work: who asked for it, how far it is, what came of it."""

from django.db import models

from dadkhah_web.cases.models import Case


class Job(models.Model):
    """Long work of a case. Its row outlives the process that does it."""

    WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"

    case = models.ForeignKey(Case, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    started_by = models.CharField(max_length=42)
    state = models.CharField(max_length=10, default=WAITING, db_index=True)
    is_to_stop = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    # The vault's secret, shut with the site's own secret, for as long as the work needs it.
    shut_key = models.TextField(blank=True)
    made_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)  # the last sign of life of whoever does it
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.case}: {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (self.DONE, self.FAILED, self.CANCELLED)
