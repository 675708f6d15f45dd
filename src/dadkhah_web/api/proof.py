"""The proof matrix and the gaps, as `dadkhah charge ... --json` prints them."""

from typing import Any

from ninja import Query, Router

from dadkhah.qualification.completeness import completeness_checks
from dadkhah.qualification.gaps import gaps, gaps_json
from dadkhah.qualification.matrix import matrix_json, proof_matrix
from dadkhah_web.api.door import ApiRequest, enter
from dadkhah_web.api.shapes import ProofIn
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.exchange.snapshot import kept, snapshot

router = Router(tags=["proof"])
Json = dict[str, Any]


@router.get("/cases/{slug}/matrix", response=Json)
def show_matrix(request: ApiRequest, slug: str, asked: Query[ProofIn]) -> Json:
    """Show elements, respondents and a conclusion for each, with what it rests on; and checks."""
    access, law = enter(request, slug), current_law()

    def make() -> Json:
        case = snapshot(access)
        matrix = proof_matrix(case, law, **_part(asked))
        return matrix_json(matrix, completeness_checks(case, law, standard=asked.standard))

    return kept(access, f"matrix json {asked!r}", make)


@router.get("/cases/{slug}/gaps", response=Json)
def show_gaps(request: ApiRequest, slug: str, asked: Query[ProofIn]) -> Json:
    """Show what is missing for each charge, each further suspect and each further crime."""
    access, law = enter(request, slug), current_law()

    def make() -> Json:
        case = snapshot(access)
        return gaps_json(gaps(case, law, **_part(asked)))

    return kept(access, f"gaps json {asked!r}", make)


def _part(asked: ProofIn) -> Json:
    return {
        "standard": asked.standard,
        "crimes": asked.crime,
        "respondents": asked.respondent,
    }
