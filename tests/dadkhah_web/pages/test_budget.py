"""Every page of the sample case asks the database at most twenty questions."""

from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dadkhah.exchange.casefolder import read_case_folder
from dadkhah_web.accounts.tokens import make_token
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.exchange import services
from derived import keep_text
from people import person

EXAMPLE = Path(__file__).parents[3] / "examples" / "afghanistan"
BUDGET = 20
PAGES = """
cases/
cases/new/
settings/
c/afghanistan/
c/afghanistan/people/
c/afghanistan/people/log/
c/afghanistan/compartments/of/item/I-0001/
c/afghanistan/evidence/
c/afghanistan/evidence/?kind=pdf&sort=-passages
c/afghanistan/evidence/receive/
c/afghanistan/evidence/I-0001/
c/afghanistan/evidence/I-0001/about/
c/afghanistan/evidence/I-0001/redact/
c/afghanistan/evidence/I-0001/frames/
c/afghanistan/records/
c/afghanistan/records/waiting/
c/afghanistan/records/event/
c/afghanistan/records/person/
c/afghanistan/records/restriction/
c/afghanistan/records/source/
c/afghanistan/records/position/
c/afghanistan/records/command_link/
c/afghanistan/records/new/
c/afghanistan/records/new/?kind=person
c/afghanistan/records/act/A-0001/
c/afghanistan/records/act/A-0001/edit/
c/afghanistan/records/act/A-0001/history/
c/afghanistan/records/act/A-0001/forget/
c/afghanistan/records/event/E-0001/
c/afghanistan/records/person/P-akhundzada/
c/afghanistan/records/person/P-akhundzada/edit/
c/afghanistan/records/restriction/afg-r-010/
c/afghanistan/records/restriction/afg-r-010/edit/
c/afghanistan/records/source/S-001/
c/afghanistan/charges/
c/afghanistan/charges/matrix/
c/afghanistan/charges/gaps/
c/afghanistan/charges/checks/
c/afghanistan/charges/propositions/
c/afghanistan/charges/propositions/new/
c/afghanistan/charges/propositions/F-0001/
c/afghanistan/charges/elements/rs-7-1-h/1/
c/afghanistan/charges/new/
c/afghanistan/charges/charge/C-01/
c/afghanistan/see/
c/afghanistan/see/map/
c/afghanistan/see/command/
c/afghanistan/see/count/
c/afghanistan/filings/
c/afghanistan/filings/letter/words/
c/afghanistan/filings/communication/words/
c/afghanistan/disclosures/
c/afghanistan/disclosures/prepare/
c/afghanistan/search/
c/afghanistan/search/?q=school
c/afghanistan/search/?q=school&kind=act&place=AF-KAB
c/afghanistan/search/pick/?kind=person&q=had
c/afghanistan/jobs/
api/v1/cases
api/v1/cases/afghanistan
api/v1/cases/afghanistan/records/act?size=500
api/v1/cases/afghanistan/records/act/A-0001
api/v1/cases/afghanistan/records/act/A-0001/history
api/v1/cases/afghanistan/records/passage
api/v1/cases/afghanistan/evidence/I-0001
api/v1/cases/afghanistan/evidence/I-0001/passages
api/v1/cases/afghanistan/matrix
api/v1/cases/afghanistan/gaps
api/v1/cases/afghanistan/search?q=school
api/v1/cases/afghanistan/filings
api/v1/cases/afghanistan/jobs
"""
# Work that is due once and kept: the proof of the case is made on the first page that needs it.
WARMING = "c/afghanistan/"


@pytest.fixture
def afghanistan(db, vault, settings):
    """The sample case with everything in it, and the text of one item."""
    settings.DADKHAH_HOME = vault.home
    case = read_case_folder(EXAMPLE)
    services.import_case(
        case, EXAMPLE, vault=vault, actor="U-7f3a", at=timezone.now(), update=False
    )
    item = EvidenceItem.objects.get(record__code="I-0001")
    keep_text(item, EXAMPLE / item.file)


@pytest.mark.slow
def test_no_page_of_the_sample_case_asks_more_than_twenty_questions(afghanistan):
    user = person("everything", *Role, case="afghanistan")
    client, program = Client(), Client()
    client.force_login(user)
    token = make_token(user, "a program", at=timezone.now())
    client.get(f"/{WARMING}")
    wrong = []
    for path in PAGES.split():
        is_api = path.startswith("api/")
        headers = {"authorization": f"Bearer {token}"} if is_api else {}
        with CaptureQueriesContext(connection) as asked:
            answer = (program if is_api else client).get(f"/{path}", headers=headers)
        if answer.status_code != 200:
            wrong.append(f"{path}: {answer.status_code}")
        if len(asked) > BUDGET:
            wrong.append(f"{path}: {len(asked)} queries")

    assert site_settings.DEBUG is False
    assert wrong == [], "\n" + "\n".join(wrong)
