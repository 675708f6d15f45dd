"""A law of two crimes, small enough to read in one look, and to break in one place."""

from pathlib import Path

import pytest

from dadkhah.law import Law, load_law

FILES = {
    "VERSION": "0.1.0\n",
    "about/crimes.yaml": "id: crimes\ntitle: How\nnotes:\n  language: ours\n",
    "concepts/moral-crime.yaml": """\
id: moral-crime
labels: unofficial
name: {en: Moral crime, fa: جرم اخلاقی, ps: اخلاقي جرم}
codified: false
status: No statute knows it.
belongs: It belongs in a letter.
debate:
- date: 2019
  event: Someone said so.
  sources: [https://example.org/1]
confidence: high
""",
    "contextual/article-7.yaml": """\
labels: unofficial
elements:
- id: ctx-attack
  name: {en: Attack, fa: حمله, ps: برید}
  kind: contextual
  text: There was an attack.
  cite: statute/7
- id: ctx-policy
  name: {en: Policy, fa: سیاست, ps: پالیسي}
  kind: contextual
  text: There was a policy.
  cite: statute/7(1); icc-elements/7-introduction#3
shared:
- id: ctx-nexus
  kind: contextual
  sub_kind: mental
  text: The act was part of it.
  needs:
  - ctx-attack | ctx-policy
  - ctx-policy
""",
    "crimes/s-7-1-a.yaml": """\
id: s-7-1-a
provision: statute/7(1)(a)
family: crime-against-humanity
in_force_from: 2002-07-01
labels: unofficial
name: {en: Killing, fa: قتل, ps: وژنه}
statutory_definition: statute/7(3)
element_count: 2
elements:
- number: 1
  kind: conduct
  text: The perpetrator killed.
  cite: icc-elements/7(1)(a)#1
  needs: act-of-another-crime
- number: 2
  shared: ctx-nexus
  cite: icc-elements/7(1)(a)#2
grounds:
- id: gender
  name: {en: Gender, fa: جنسیت, ps: جنسیت}
  provision: statute/7(3)
sub_forms:
- id: slow
  name: {en: Slow killing, fa: قتل آهسته, ps: ورو وژنه}
  text: Killing over years.
  authority: A court.
  confidence: low
  sources: [https://example.org/2]
case_law:
- case: A v. B
  date: 2024
  point: It is so.
  sources: [https://example.org/3]
""",
    "crimes/war/s-8-1.yaml": """\
id: s-8-1
provision: statute/8(1)
family: war-crime
secondary: true
in_force_from: 2002-07-01
labels: unofficial
name: {en: Pillage, fa: چپاول, ps: لوټ}
element_count: 1
elements:
- number: 1
  kind: conduct
  text: The perpetrator pillaged.
  cite: icc-elements/8(1)#1
""",
    "general-rules.yaml": """\
jurisdiction:
  accession: 2003-02-10
  temporal_start: 2003-05-01
  basis: Arts 11-13
  note: from 1 May 2003
  confidence: high
rules:
- id: multiple
  provision: icc-elements/general-introduction#9
  text: One act may be several crimes.
""",
    "instruments/statute.yaml": """\
id: statute
kind: treaty
labels: unofficial
name: {en: Statute, fa: اساسنامه, ps: اساسنامه}
adopted: 1998-07-17
entry_into_force: 2002-07-01
afghanistan:
  consent: accession
  on: 2003-02-10
  notes:
    reservations: none
provisions:
- {article: 7, label: crimes, right: crimes}
- {article: 7(3), label: gender, right: gender}
- {article: 8, label: war, right: war}
- {article: 25-28, label: liability, right: liability}
confidence: high
sources: [https://example.org/4]
""",
    "liability/25-direct.yaml": """\
id: 25-direct
provision: statute/25(3)(a)
form: principal
only_for: [crime-against-humanity]
labels: unofficial
name: {en: Direct, fa: مستقیم, ps: مستقیم}
elements:
- {number: 1, kind: conduct, text: In person., cite: statute/25}
confidence: high
sources: [https://example.org/5]
""",
    "other-treaties.yaml": "treaties:\n- name: Other\nsources: [https://example.org/6]\n",
    "penalties.yaml": """\
provision: statute/27
imprisonment: up to 30 years
additional: [fine]
related: {'28': reparations}
death_penalty: not available
confidence: high
""",
    "proceedings/court.yaml": """\
id: court
title: The Court
notes: {chamber: II}
steps:
- {date: 2020, event: Opened., confidence: high, sources: [https://example.org/7]}
- {date: 2020-12-31, event: Closed., confidence: low, search_note: nothing found}
case_law:
- {case: C v. D, date: 2023, point: So., sources: [https://example.org/8]}
listed_officials:
- {name: N. N., position: Minister, listed_by: [EU]}
""",
    "respondents/first.yaml": """\
id: first
labels: unofficial
name: {en: First Person, fa: شخص اول, ps: لومړی کس}
variants: {en: [F. Person], fa: [اول], ar: [الأول]}
position: Leader
since: 2021
status: at large
charges:
- {crime: s-7-1-a, ground: gender}
modes: [25-direct]
confidence: high
sources: [https://example.org/9]
""",
    "restrictions/2021.yaml": """\
year: 2021
restrictions:
- id: r-1
  date: 2021-08-15
  date_precision: day
  title: No school
  issuer: The ministry
  issuers: [moe]
  form: letter
  form_class: letter
  areas: [education]
  scope: [AF-KAB, national, several districts]
  target: girls
  status: in_force
  confidence: high
  sources: [https://example.org/10]
- id: r-2
  date: 2021-08
  date_precision: month
  end_date: 2021-09-30
  title: No work
  issuer: The ministry
  issuers: [moe]
  form: letter
  form_class: letter
  areas: [education]
  scope: [national]
  target: girls
  status: in_force
  confidence: high
  sources: [https://example.org/11]
""",
    "standards-of-proof.yaml": """\
labels: unofficial
standards:
- id: doubt
  provision: statute/26
  name: {en: Doubt, fa: شک, ps: شک}
  text: Beyond doubt.
  confidence: high
  sources: [https://example.org/12]
""",
    "venues/letter.yaml": """\
id: letter
labels: unofficial
name: {en: Letter, fa: نامه, ps: لیک}
who: Anyone.
form: Public.
languages: [fa]
confidence: high
sources: [https://example.org/13]
""",
    "vocabularies/act-types.yaml": """\
id: act_types
title: Acts
labels: unofficial
terms:
- code: kill
  name: {en: Killing, fa: کشتن, ps: وژل}
  crimes: [s-7-1-a]
  rights: [life]
  modes: [25-direct]
  provisions: [statute/7]
  variants: {en: [slaying], fa: [قتل], ps: [مړ کول]}
""",
}
for _id, _codes in {
    "rights": "life",
    "taliban_institutions": "moe",
    "restriction_areas": "education",
    "provinces": "AF-KAB",
    "restriction_status": "in_force",
    "restriction_form_class": "letter",
    "restriction_target": "girls",
    "confidence": "high",
    "date_precision": "day month",
}.items():
    FILES[f"vocabularies/{_id.replace('_', '-')}.yaml"] = (
        f"id: {_id}\ntitle: {_id}\nlabels: english-only\nterms:\n"
        + "".join(f"- {{code: {code}, name: {{en: {code}}}}}\n" for code in _codes.split())
    )


class SmallLaw:
    """The folder of the small law."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not say {old!r}"
        self.write(name, text.replace(old, new, 1))

    def load(self) -> Law:
        return load_law(self.path)


@pytest.fixture
def small_law(tmp_path):
    return SmallLaw(tmp_path / "law")


@pytest.fixture(scope="session")
def law():
    """The law that ships."""
    return load_law()
