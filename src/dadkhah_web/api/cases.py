"""Cases: which there are for this person, and what is in one."""

from ninja import Router

from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.shapes import CaseOut
from dadkhah_web.cases.access import Access, cases_of, enter_case
from dadkhah_web.cases.roles import capabilities
from dadkhah_web.exchange.kinds import KINDS

router = Router(tags=["cases"])


@router.get("/cases", response=list[CaseOut])
def list_cases(request: ApiRequest) -> list[CaseOut]:
    """List the cases in which you have a role."""
    user = request.auth
    return [_case(enter_case(user, case.slug)) for case in cases_of(user)]


@router.get("/cases/{slug}", response=CaseOut)
def show_case(request: ApiRequest, slug: str) -> CaseOut:
    """Show the head of a case, and how much you may see in it."""
    return _case(enter(request, slug))


def _case(access: Access) -> CaseOut:
    case = access.case
    kinds = list(access.records().values_list("kind", flat=True))
    return CaseOut(
        slug=case.slug,
        title=case.title,
        situation=case.situation,
        sender=case.sender,
        mandate=case.mandate,
        languages=case.languages,
        records={kind.name: kinds.count(kind.name) for kind in KINDS},
        roles=sorted(access.roles),
        may=sorted(capabilities(access.roles)),
    )
