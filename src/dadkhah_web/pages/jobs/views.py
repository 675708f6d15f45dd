"""Follow long work: how far it is, what came of it; stop it, or do it again."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from dadkhah_web.cases.access import Access
from dadkhah_web.jobs.selectors import find_job, jobs_of
from dadkhah_web.jobs.services import repeat_job, stop_job
from dadkhah_web.pages.door import CaseRequest, case_page, fragment_or
from dadkhah_web.pages.jobs.words import job_words

PAGE = 50


@require_GET
@case_page()
def listing(request: CaseRequest, access: Access) -> HttpResponse:
    """Show the long work of this case."""
    page = Paginator(jobs_of(access), PAGE).get_page(request.GET.get("page"))
    rows = [(job, job_words(job.kind)) for job in page]
    return render(request, "jobs/list.html", {"page": page, "rows": rows})


@require_GET
@case_page()
def show(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Show one piece of work; htmx asks for its progress alone."""
    job = find_job(access, number)
    if getattr(request, "htmx", False):
        request.readings = []  # somebody who waits is not reading it again each second
    names = {"job": job, "words": job_words(job.kind)}
    return render(request, fragment_or(request, "jobs/_progress.html", "jobs/show.html"), names)


@require_POST
@case_page()
def stop(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Ask the work to stop."""
    stop_job(find_job(access, number))
    return redirect("jobs:show", slug=access.case.slug, number=number)


@require_POST
@case_page()
def repeat(request: CaseRequest, access: Access, number: int) -> HttpResponse:
    """Do ended work again."""
    repeat_job(find_job(access, number))
    return redirect("jobs:show", slug=access.case.slug, number=number)
