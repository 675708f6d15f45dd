"""Who may call which address: one row for each address and each kind of object it can show.

`test_permissions.py` calls every row as every person below and fails when an address of the site
is in no row. Whoever adds an address adds its rows here, next to those of the same folder.

The people: one for each role (all of them members of the compartment "closed"), and
  outsider   has every role, and is not in the compartment
  stranger   has signed in and has no role in this case
  anonymous  has not signed in

The case is the small one of tests/dadkhah_web/conftest.py, slug "sample". In the compartment are
item/I-0002 and person/P-minister, so what hangs on them is closed too: X-0002, F-0001, N-0001,
N-0002, C-01, V-02, H-01, K-01. Open are S-001, S-002, I-0001, X-0001, O-ministry, E-0001, A-0001,
A-0002, R-0001, V-01.

Write a row with one of these; `slug` is filled in by itself:
  page("records:list")                               GET; needs Capability.SEE
  page("cases:people", needs=Capability.MANAGE)      GET; roles without it get 403
  page("records:show", kind="act", code="A-0001")    GET of an open object
  hidden("records:show", kind="item", code="I-0002") GET of a closed one: the outsider gets 404
  action("records:save", needs=Capability.RECORD, data={...})         POST that may be allowed
  hidden_action("records:save", needs=..., code="F-0001", data={...})  POST on a closed object
  own("accounts:settings")                           GET; everybody who has signed in
  own_action("accounts:tokens", data={...})          POST; everybody who has signed in
  row.but(anonymous=200, reader=302)                 the same row with other answers
  page("jobs:show", number=a_function)               a key that is known only when it is called
For the API: api("GET", name, needs=..., **names), api_hidden(...): called with a token; anonymous
gets 401.

A number is the status expected. SIGN_IN is the way to the sign-in page. MAY stands for any answer
that is neither a refusal (401, 403, 404, 405, SIGN_IN) nor a failure (500): a POST with too little
data may well be answered by 422.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dadkhah_web.cases.models import Compartment
from dadkhah_web.cases.roles import ROLE_CAPABILITIES, Capability, Role
from filed import a_bundle, a_disclosure, a_filing

MAY = "may"
SIGN_IN = "sign in"
OUTSIDE = ("outsider", "stranger", "anonymous")
PEOPLE = (*(str(role) for role in Role), *OUTSIDE)


@dataclass(frozen=True)
class Row:
    """One call, and what each person gets for it."""

    name: str
    names: Mapping[str, Any]
    method: str
    expected: Mapping[str, int | str]
    data: Mapping[str, Any] = field(default_factory=dict)
    by_token: bool = False

    def but(self, **expected: int | str) -> "Row":
        """The same row, with another answer for some."""
        return replace(self, expected={**self.expected, **expected})

    def __str__(self) -> str:
        names = [getattr(value, "__name__", str(value)) for value in self.names.values()]
        return " ".join([self.method, self.name, *names])


def expect(needs: Capability, allowed: int | str, *, is_closed: bool) -> dict[str, int | str]:
    """What each person gets for a page of the case that needs a capability."""
    answers: dict[str, int | str] = {
        str(role): allowed if needs in ROLE_CAPABILITIES[role] else 403 for role in Role
    }
    outsider = 404 if is_closed else allowed
    return {**answers, "outsider": outsider, "stranger": 404, "anonymous": SIGN_IN}


def page(name: str, *, needs: Capability = Capability.SEE, **names: Any) -> Row:
    return Row(name, names, "GET", expect(needs, 200, is_closed=False))


def hidden(name: str, *, needs: Capability = Capability.SEE, **names: Any) -> Row:
    return Row(name, names, "GET", expect(needs, 200, is_closed=True))


def action(
    name: str, *, needs: Capability, data: Mapping[str, Any] | None = None, **names: Any
) -> Row:
    return Row(name, names, "POST", expect(needs, MAY, is_closed=False), data or {})


def hidden_action(
    name: str, *, needs: Capability, data: Mapping[str, Any] | None = None, **names: Any
) -> Row:
    return Row(name, names, "POST", expect(needs, MAY, is_closed=True), data or {})


def own(name: str, **names: Any) -> Row:
    return Row(name, names, "GET", {**dict.fromkeys(PEOPLE, 200), "anonymous": SIGN_IN})


def own_action(name: str, data: Mapping[str, Any] | None = None, **names: Any) -> Row:
    answers: dict[str, int | str] = {**dict.fromkeys(PEOPLE, MAY), "anonymous": SIGN_IN}
    return Row(name, names, "POST", answers, data or {})


def api(
    method: str,
    name: str,
    *,
    needs: Capability = Capability.SEE,
    data: Mapping[str, Any] | None = None,
    **names: Any,
) -> Row:
    answers = expect(needs, 200 if method == "GET" else MAY, is_closed=False)
    return Row(name, names, method, {**answers, "anonymous": 401}, data or {}, by_token=True)


def api_hidden(
    method: str,
    name: str,
    *,
    needs: Capability = Capability.SEE,
    data: Mapping[str, Any] | None = None,
    **names: Any,
) -> Row:
    answers = expect(needs, 200 if method == "GET" else MAY, is_closed=True)
    return Row(name, names, method, {**answers, "anonymous": 401}, data or {}, by_token=True)


_C = Capability


def the_compartment() -> int:
    """A name may be a function: what it gives is looked up when the row is called."""
    return Compartment.objects.get(title="closed").pk


# A page of allauth that first asks for the passphrase again sends there.
_ASKS_AGAIN = dict.fromkeys((name for name in PEOPLE if name != "anonymous"), 302)

ACCOUNTS: list[Row] = [
    own("accounts:settings"),
    own_action("accounts:preferences", {"language": "en", "calendar": ""}),
    own("accounts:passphrase"),
    own_action("accounts:passphrase"),
    own("accounts:open-vault"),
    own_action("accounts:open-vault"),
    own_action("accounts:close-vault"),
    own_action("accounts:add-token", {"name": "a program"}),
    own_action("accounts:end-token", number=1),
    own("lock"),
    own_action("lock"),
    own_action("alive"),
    own("lock-sent").but(**dict.fromkeys(_ASKS_AGAIN, 302)),
    own_action("lock-forget", number=1),
    own("lock-passkey"),
    own("drafts").but(**dict.fromkeys(_ASKS_AGAIN, 400)),
    own_action("drafts", {"key": "act:new", "data": '{"title": "x"}'}),
    own("account_logout").but(anonymous=302),
    own("account_reauthenticate"),
    own("mfa_index").but(**_ASKS_AGAIN, anonymous=302),
    own("mfa_authenticate").but(**_ASKS_AGAIN),
    own("mfa_reauthenticate").but(**_ASKS_AGAIN),
    own("mfa_activate_totp").but(**_ASKS_AGAIN),
    own("mfa_deactivate_totp").but(**dict.fromkeys(_ASKS_AGAIN, 404)),
    own("mfa_view_recovery_codes").but(**dict.fromkeys(_ASKS_AGAIN, 404)),
    own("mfa_generate_recovery_codes").but(**_ASKS_AGAIN),
    own("mfa_list_webauthn"),
    own("mfa_add_webauthn").but(**_ASKS_AGAIN),
    own("mfa_remove_webauthn", pk=1).but(**_ASKS_AGAIN),
    own("mfa_edit_webauthn", pk=1).but(**_ASKS_AGAIN),
    own("mfa_reauthenticate_webauthn").but(**_ASKS_AGAIN),
    own_action("accounts:sign-out-everywhere").but(**dict.fromkeys(_ASKS_AGAIN, SIGN_IN)),
]
CASES: list[Row] = [
    own("cases:list"),
    own("cases:new"),
    own_action("cases:new", {"title": "Another", "languages": ["en"]}),
    own_action("cases:sample"),
    page("cases:home"),
]
PEOPLE_PAGES: list[Row] = [
    page("cases:people", needs=_C.MANAGE),
    page("cases:invite", needs=_C.MANAGE),
    action("cases:invite", needs=_C.MANAGE, data={"roles": ["reader"]}),
    page("cases:person", needs=_C.MANAGE, code="U-reader"),
    action("cases:person", needs=_C.MANAGE, data={"roles": ["reader"]}, code="U-reader"),
    page("cases:remove-person", needs=_C.MANAGE, code="U-reader"),
    action("cases:remove-person", needs=_C.MANAGE, code="U-reader"),
    page("cases:audit", needs=_C.AUDIT),
    page("cases:audit-table", needs=_C.AUDIT),
    page("cases:new-compartment", needs=_C.MANAGE),
    action("cases:new-compartment", needs=_C.MANAGE, data={"title": "another"}),
    hidden("cases:compartment", needs=_C.MANAGE, number=the_compartment),
    hidden_action("cases:compartment", needs=_C.MANAGE, number=the_compartment),
    page("cases:compartments-of", needs=_C.MANAGE, kind="item", code="I-0001"),
    hidden("cases:compartments-of", needs=_C.MANAGE, kind="item", code="I-0002"),
    action("cases:compartments-of", needs=_C.MANAGE, kind="item", code="I-0001"),
    hidden_action("cases:compartments-of", needs=_C.MANAGE, kind="item", code="I-0002"),
    # An invitation that is not there is there for nobody.
    action("cases:withdraw", needs=_C.MANAGE, number=1).but(custodian=404, outsider=404),
]
# The vault is locked: who may open an original is told so (403), who may not is not let in (403).
_LEADS = dict.fromkeys((*(str(role) for role in Role), "outsider"), 302)
_NO_SUCH = {"custodian": 404, "investigator": 404, "outsider": 404}
EVIDENCE: list[Row] = [
    page("evidence:list"),
    action("evidence:read-texts", needs=_C.OPEN_ORIGINALS),
    page("evidence:receive", needs=_C.RECEIVE),
    action("evidence:receive", needs=_C.RECEIVE),
    action("evidence:upload-begin", needs=_C.RECEIVE, data={"name": "a", "size": "1"}),
    action("evidence:upload-piece", needs=_C.RECEIVE, token="0" * 32).but(**_NO_SUCH),
    action("evidence:upload-discard", needs=_C.RECEIVE, token="0" * 32).but(**_NO_SUCH),
    action("evidence:verify-all", needs=_C.AUDIT),
    action("evidence:anchor", needs=_C.AUDIT),
    page("evidence:verified", needs=_C.AUDIT, number=1).but(custodian=404, outsider=404),
    page("evidence:passage", code="X-0001").but(**_LEADS),
    hidden("evidence:passage", code="X-0002").but(**{**_LEADS, "outsider": 404}),
    page("evidence:consent", needs=_C.RECEIVE, code="S-001"),
    action("evidence:consent", needs=_C.RECEIVE, code="S-001"),
    action("evidence:withdraw", needs=_C.RECEIVE, number=1).but(**_NO_SUCH),
    page("evidence:show", code="I-0001"),
    hidden("evidence:show", code="I-0002"),
    page("evidence:about", code="I-0001"),
    hidden("evidence:about", code="I-0002"),
    action("evidence:keep", needs=_C.RECORD, code="I-0001", data={"quote": "The school"}),
    hidden_action("evidence:keep", needs=_C.RECORD, code="I-0002", data={"quote": "Girls"}),
    page("recognition:correct", code="I-0001", page=1),
    hidden("recognition:correct", code="I-0002", page=1),
    action("recognition:correct", needs=_C.RECORD, code="I-0001", page=1, data={"text": "x"}),
    hidden_action("recognition:correct", needs=_C.RECORD, code="I-0002", page=1),
    action("recognition:start", needs=_C.OPEN_ORIGINALS, code="I-0001"),
    hidden_action("recognition:start", needs=_C.OPEN_ORIGINALS, code="I-0002"),
    action("recognition:translate", needs=_C.RECORD, code="I-0001", data={"into": "en"}),
    hidden_action("recognition:translate", needs=_C.RECORD, code="I-0002", data={"into": "en"}),
    action("evidence:verify", needs=_C.OPEN_ORIGINALS, code="I-0001"),
    hidden_action("evidence:verify", needs=_C.OPEN_ORIGINALS, code="I-0002"),
    *(
        row
        for name in ("evidence:original", "evidence:picture", "evidence:media")
        for row in (
            Row(name, {"code": "I-0001"}, "GET", expect(_C.OPEN_ORIGINALS, 403, is_closed=False)),
            Row(name, {"code": "I-0002"}, "GET", expect(_C.OPEN_ORIGINALS, 403, is_closed=True)),
        )
    ),
    page("frames:show", code="I-0001"),
    hidden("frames:show", code="I-0002"),
    *(
        Row(
            "frames:still",
            {"code": code, "name": "poster"},
            "GET",
            expect(_C.OPEN_ORIGINALS, 403, is_closed=is_closed),
        )
        for code, is_closed in (("I-0001", False), ("I-0002", True))
    ),
    Row(
        "evidence:page-picture",
        {"code": "I-0002", "page": 1},
        "GET",
        expect(_C.OPEN_ORIGINALS, 403, is_closed=True),
    ),
]
_ACT = {"kind": "act", "code": "A-0001"}
_CLOSED = {"kind": "person", "code": "P-minister"}
_RECORDING = ("investigator", "analyst", "lawyer", "outsider")
REDACTION: list[Row] = [
    page("redaction:mark", needs=_C.RECORD, code="I-0001"),
    hidden("redaction:mark", needs=_C.RECORD, code="I-0002"),
    action("redaction:add", needs=_C.RECORD, code="I-0001", data={"kind": "words", "words": "x"}),
    hidden_action(
        "redaction:add", needs=_C.RECORD, code="I-0002", data={"kind": "words", "words": "x"}
    ),
    action("redaction:remove", needs=_C.RECORD, code="I-0001", data={"kind": "all"}),
    hidden_action("redaction:remove", needs=_C.RECORD, code="I-0002", data={"kind": "all"}),
    action("redaction:seal", needs=_C.RECORD, code="I-0001"),
    hidden_action("redaction:seal", needs=_C.RECORD, code="I-0002"),
    action("redaction:discard", needs=_C.RECORD, code="I-0001"),
    hidden_action("redaction:discard", needs=_C.RECORD, code="I-0002"),
    # Nobody here has opened the vault, and no copy waits.
    *(
        Row(name, {"code": code, **more}, method, expect(_C.RECORD, answer, is_closed=is_closed))
        for name, method, answer, more in (
            ("redaction:make", "POST", 403, {}),
            ("redaction:preview", "GET", 302, {}),
            ("redaction:preview-media", "GET", 404, {}),
            ("redaction:preview-page", "GET", 404, {"page": 1}),
        )
        for code, is_closed in (("I-0001", False), ("I-0002", True))
    ),
]

RECORDS: list[Row] = [
    page("records:list"),
    page("records:kind", kind="person"),
    page("records:waiting"),
    page("records:new", needs=_C.RECORD),
    page("records:pick", needs=_C.RECORD).but(**dict.fromkeys(_RECORDING, 404)),
    page("records:date", needs=_C.RECORD),
    page("records:row", needs=_C.RECORD).but(**dict.fromkeys(_RECORDING, 404)),
    action("records:bulk", needs=_C.SEE, data={"do": "assign"}, kind="act").but(reader=403),
    page("records:show", **_ACT),
    hidden("records:show", **_CLOSED),
    hidden("records:show", kind="position", code="H-01"),
    hidden("records:show", kind="command_link", code="K-01"),
    hidden("records:show", kind="involvement", code="V-02"),
    page("records:edit", needs=_C.RECORD, **_ACT),
    hidden("records:edit", needs=_C.RECORD, **_CLOSED),
    page("records:history", **_ACT),
    hidden("records:history", **_CLOSED),
    action("records:restore", needs=_C.RECORD, data={"number": "1"}, **_ACT),
    hidden_action("records:restore", needs=_C.RECORD, data={"number": "1"}, **_CLOSED),
    action("records:review", needs=_C.REVIEW, data={"do": "review"}, **_ACT),
    hidden_action("records:review", needs=_C.REVIEW, data={"do": "review"}, **_CLOSED),
    action("records:comment", needs=_C.SEE, data={"words": "x"}, **_ACT).but(reader=403),
    hidden_action("records:comment", needs=_C.SEE, data={"words": "x"}, **_CLOSED).but(reader=403),
    action("records:settle", needs=_C.SEE, number=1, **_ACT).but(reader=403),
    hidden_action("records:settle", needs=_C.SEE, number=1, **_CLOSED).but(reader=403),
    page("records:forget", needs=_C.FORGET, **_ACT),
    hidden("records:forget", needs=_C.FORGET, **_CLOSED),
]
QUALIFICATION: list[Row] = [
    page("qualification:charges"),
    page("qualification:matrix"),
    page("qualification:gaps"),
    page("qualification:checks"),
    page("qualification:propositions"),
    page("qualification:cell", element="cah-policy"),
    page("qualification:cell", element="rs-7-1-h/1"),
    replace(hidden("qualification:cell", element="rs-7-1-h/1"), data={"charge": "C-01"}),
    replace(hidden("qualification:cell", element="rs-7-1-h/6"), data={"respondent": "P-minister"}),
    hidden("qualification:charge", code="C-01"),
    hidden("qualification:proposition", code="F-0001"),
    # A finding is shown in its cell, and leads there.
    hidden("qualification:finding", code="N-0001").but(**dict.fromkeys(map(str, Role), 302)),
    page("qualification:new-charge", needs=_C.QUALIFY),
    action("qualification:new-charge", needs=_C.QUALIFY),
    hidden("qualification:edit-charge", needs=_C.QUALIFY, code="C-01"),
    hidden_action("qualification:edit-charge", needs=_C.QUALIFY, code="C-01"),
    page("qualification:new-proposition", needs=_C.QUALIFY),
    action("qualification:new-proposition", needs=_C.QUALIFY, data={"look": "1"}),
    action("qualification:new-proposition", needs=_C.QUALIFY),
    hidden("qualification:edit-proposition", needs=_C.QUALIFY, code="F-0001"),
    hidden_action("qualification:edit-proposition", needs=_C.QUALIFY, code="F-0001"),
    replace(page("qualification:new-finding", needs=_C.QUALIFY), data={"element": "cah-policy"}),
    # The element stands in the query; a POST without it is about nothing.
    action("qualification:new-finding", needs=_C.QUALIFY).but(
        analyst=404, lawyer=404, outsider=404
    ),
    # By another analyst: nobody changes what somebody else found.
    hidden("qualification:edit-finding", needs=_C.QUALIFY, code="N-0001").but(
        analyst=403, lawyer=403
    ),
    hidden_action("qualification:edit-finding", needs=_C.QUALIFY, code="N-0001").but(
        analyst=403, lawyer=403
    ),
]
# What is closed is in no picture: tests/dadkhah_web/pages/see.
SEE: list[Row] = [
    page("see:timeline"),
    page("see:map"),
    page("see:command"),
    page("see:count"),
    page("see:count-csv"),
    page("see:counted"),
]
# Who does not see the whole case sees no filing. Whoever records or approves may speak of one.
_LETTER: Mapping[str, Any] = {"kind": "letter", "number": a_filing}
_SPEAK = {"reviewer": MAY, "custodian": MAY}
FILINGS: list[Row] = [
    page("disclosures:list"),
    page("disclosures:prepare", needs=_C.DRAFT),
    action("disclosures:prepare", needs=_C.DRAFT),
    hidden("disclosures:show", number=a_disclosure),
    hidden_action("disclosures:approve", needs=_C.APPROVE, number=a_disclosure),
    hidden_action("disclosures:drop", needs=_C.DRAFT, number=a_disclosure),
    hidden_action("disclosures:give", needs=_C.SEAL, number=a_disclosure).but(custodian=403),
    hidden("disclosures:file", needs=_C.SEAL, number=a_disclosure).but(custodian=404),
    hidden_action("disclosures:receipt", needs=_C.SEAL, number=a_disclosure),
    page("filings:list"),
    hidden("filings:words", needs=_C.DRAFT, kind="letter"),
    hidden_action("filings:words", needs=_C.DRAFT, kind="letter", data={"text": "title: x"}),
    hidden_action("filings:draft", needs=_C.DRAFT, kind="letter", data={"on": "2026-11-24"}),
    hidden("filings:show", **_LETTER),
    hidden("filings:preview", **_LETTER),
    hidden("filings:file", **_LETTER, file="letter.html"),
    hidden_action("filings:comment", needs=_C.RECORD, **_LETTER, data={"text": "x"}).but(**_SPEAK),
    hidden_action("filings:settle", needs=_C.RECORD, **_LETTER, pk=1).but(**_SPEAK),
    hidden_action("filings:approve", needs=_C.APPROVE, **_LETTER),
    hidden_action("filings:seal", needs=_C.SEAL, **_LETTER),
    hidden("filings:hand-over", needs=_C.SEAL),
    hidden_action("filings:hand-over", needs=_C.SEAL),
    hidden("filings:bundle", needs=_C.SEAL, number=a_bundle),
    # The vault is locked.
    hidden("filings:bundle-file", needs=_C.SEAL, number=a_bundle).but(custodian=403),
]
# A saved search is its owner's alone, and here nobody has one.
_NOBODYS = dict.fromkeys((*map(str, Role), "outsider"), 404)
SEARCH: list[Row] = [
    page("search:find"),
    page("search:pick"),
    action("search:save", needs=_C.SEE, data={"name": "mine", "query": "q=school"}),
    action("search:delete", needs=_C.SEE, number=1).but(**_NOBODYS),
]
# Nobody has started any; who may see which is in tests/dadkhah_web/jobs.
JOBS: list[Row] = [
    page("jobs:list"),
    page("jobs:show", number=1).but(**_NOBODYS),
    action("jobs:stop", needs=_C.SEE, number=1).but(**_NOBODYS),
    action("jobs:repeat", needs=_C.SEE, number=1).but(**_NOBODYS),
]
# The tables of the small case hold a finding that rests on nothing, so there is no proof of it.
_NO_PROOF = {**dict.fromkeys(map(str, Role), 422), "outsider": 200}
_CELLS: Mapping[str, Any] = {"cells": {}, "based_on": 1}
API: list[Row] = [
    api("GET", "api:list_cases").but(stranger=200),
    api("GET", "api:show_case"),
    api("GET", "api:list_records", kind="act"),
    api("GET", "api:show_record", kind="act", code="A-0001"),
    api_hidden("GET", "api:show_record", kind="item", code="I-0002"),
    api_hidden("GET", "api:show_record", kind="proposition", code="F-0001"),
    api("GET", "api:show_history", kind="act", code="A-0001"),
    api_hidden("GET", "api:show_history", kind="passage", code="X-0002"),
    api("GET", "api:list_comments", kind="act", code="A-0001"),
    api_hidden("GET", "api:list_comments", kind="person", code="P-minister"),
    api("POST", "api:create_record", needs=_C.RECORD, data=_CELLS, kind="event"),
    api("POST", "api:create_record", needs=_C.QUALIFY, data=_CELLS, kind="charge"),
    api("PATCH", "api:change_record", needs=_C.RECORD, data=_CELLS, kind="act", code="A-0002"),
    api_hidden(
        *("PATCH", "api:change_record"),
        needs=_C.RECORD,
        data=_CELLS,
        kind="person",
        code="P-minister",
    ),
    api_hidden(
        "PATCH", "api:change_record", needs=_C.QUALIFY, data=_CELLS, kind="charge", code="C-01"
    ),
    api("POST", "api:save_several", needs=_C.RECORD, data={"records": []}),
    api(
        *("POST", "api:forget"),
        needs=_C.FORGET,
        data={"records": ["restriction/R-0001"], "reason": "asked"},
    ),
    api_hidden(
        *("POST", "api:forget"),
        needs=_C.FORGET,
        data={"records": ["finding/N-0001"], "reason": "asked"},
    ),
    api(
        *("POST", "api:review_record"),
        needs=_C.REVIEW,
        data={"state": "reviewed"},
        kind="act",
        code="A-0002",
    ),
    api_hidden(
        *("POST", "api:review_record"),
        needs=_C.REVIEW,
        data={"state": "reviewed"},
        kind="item",
        code="I-0002",
    ),
    api("POST", "api:comment_on_record", data={"text": "x"}, kind="act", code="A-0001").but(
        reader=403
    ),
    api_hidden("POST", "api:comment_on_record", data={"text": "x"}, kind="item", code="I-0002").but(
        reader=403
    ),
    # Without a file it is refused before anything is asked; test_evidence.py of the API sends one.
    api("POST", "api:receive", needs=_C.RECEIVE).but(
        **dict.fromkeys((name for name in PEOPLE if name != "anonymous"), 422)
    ),
    api("GET", "api:show_item", code="I-0001"),
    api_hidden("GET", "api:show_item", code="I-0002"),
    api("GET", "api:show_page", code="I-0001", number=1).but(
        **dict.fromkeys((*map(str, Role), "outsider"), 404)
    ),
    api_hidden("GET", "api:show_page", code="I-0002", number=1).but(
        **dict.fromkeys((*map(str, Role), "outsider"), 404)
    ),
    api("GET", "api:list_passages", code="I-0001"),
    api_hidden("GET", "api:list_passages", code="I-0002"),
    api("POST", "api:keep", needs=_C.RECORD, data={"quote": "school"}, code="I-0001"),
    api_hidden("POST", "api:keep", needs=_C.RECORD, data={"quote": "Girls"}, code="I-0002"),
    api("POST", "api:verify", needs=_C.OPEN_ORIGINALS, code="I-0001"),
    api_hidden("POST", "api:verify", needs=_C.OPEN_ORIGINALS, code="I-0002"),
    api("GET", "api:show_matrix").but(**_NO_PROOF),
    api("GET", "api:show_gaps").but(**_NO_PROOF),
    api("GET", "api:search"),
    api("GET", "api:list_filings"),
    api("POST", "api:draft", needs=_C.DRAFT, data={"on": "2026-11-24"}, kind="letter").but(
        outsider=404
    ),
    api("GET", "api:show_filing", kind="letter", number=9).but(
        **dict.fromkeys((*map(str, Role), "outsider"), 404)
    ),
    api("GET", "api:fetch_file", kind="letter", number=9, file="letter.pdf").but(
        **dict.fromkeys((*map(str, Role), "outsider"), 404)
    ),
    api("GET", "api:list_jobs"),
    api("GET", "api:show_job", number=9).but(**dict.fromkeys((*map(str, Role), "outsider"), 404)),
    api("POST", "api:stop", number=9).but(**dict.fromkeys((*map(str, Role), "outsider"), 404)),
]

ROWS = [
    *(*ACCOUNTS, *CASES, *PEOPLE_PAGES, *EVIDENCE, *REDACTION, *RECORDS, *QUALIFICATION),
    *(*SEE, *FILINGS, *SEARCH, *JOBS, *API),
]

# What a reader may send all the same, and why that changes nothing of the case.
READERS_MAY: Mapping[str, str] = {
    "search:save": "keeps a search of one's own",
}

# Addresses that show nothing of a case and are open to everybody, or to who is on the way in.
PUBLIC: Mapping[str, str] = {
    "accounts:root": "leads to the sign-in page or to one's own cases",
    "accounts:start": "makes the first account, and leads away as soon as there is one",
    "accounts:join": "needs the word of an invitation; tests/dadkhah_web/pages/people",
    "account_login": "the way in",
    "account_inactive": "says that an account is closed",
    "mfa_login_webauthn": "the way in by a passkey",
    "exit": "leaving is never refused",
    "set_language": "keeps a language in the browser",
    "picture": "an empty answer",
    "api:openapi-json": "describes the API and says nothing of a case",
    "api:api-root": "there is nothing at it",
}
