"""Read the reading log: who came in, looked at, searched for and took what."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils import timezone

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Reading, Record, RecordCompartment


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What to show of the log; an empty value asks for nothing."""

    actor: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""


def readings(access: Access, asked: LogFilter) -> QuerySet[Reading]:
    """Return the lines of this case, and the sign-ins of its people, newest first.

    A line that names a record or a compartment closed to this person is not there either.
    """
    people = Reading.objects.filter(case=access.case).values("actor")
    rows = Reading.objects.filter(Q(case=access.case) | Q(case=None, actor__in=people))
    if asked.actor:
        rows = rows.filter(actor=asked.actor)
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.since:
        rows = rows.filter(at__gte=_start_of(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_start_of(asked.until) + timedelta(days=1))
    if asked.words:
        rows = rows.filter(subject__icontains=asked.words)
    return _without_closed(access, rows).order_by("-at", "-pk")


def actors(access: Access) -> list[str]:
    """Return the codes that stand in the log of this case."""
    rows = Reading.objects.filter(case=access.case).order_by("actor")
    return list(rows.values_list("actor", flat=True).distinct())


def _without_closed(access: Access, rows: QuerySet[Reading]) -> QuerySet[Reading]:
    if not access.closed:
        return rows
    hidden = RecordCompartment.objects.filter(compartment__in=access.closed).values("record_id")
    names = _apart(OuterRef("subject"))
    named = Record.objects.filter(pk__in=hidden).annotate(
        names=names, name=_apart(F("code")), slashed=_apart(F("code"), before="/")
    )
    found = named.filter(Q(names__contains=F("name")) | Q(names__contains=F("slashed")))
    return rows.exclude(_of_compartments(access)).exclude(Exists(found))


def _of_compartments(access: Access) -> Q:
    """Say which lines tell of the compartments that are closed to this person."""
    found = Q()
    for number in access.closed:
        name = f"compartment {number}"
        found |= Q(subject__in=(f"cases:{name}", f"made {name}", f"took over {name}"))
        found |= Q(subject__startswith=f"{name}:")
    return found


def _apart(text: Combinable, before: str = " ") -> Concat:
    """Return a text between spaces, so that A-0001 is not found in A-00012."""
    return Concat(Value(before), text, Value(" "), output_field=TextField())


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
