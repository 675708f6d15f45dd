"""The words a new filing begins with: every key in its place, to be written over."""

from dadkhah.exchange.filing import FilingKind

_COMMUNICATION = """\
# The words of the communication. Tables, annexes and exhibits come from the records.
title: Communication under Article 15 of the Rome Statute
subtitle: To be written
marking: Draft
contact: To be written
relation: No earlier communication by this sender.
summary:
  en:
  - paragraph:
    - argument: To be written.
  fa:
  - paragraph:
    - argument: نوشته شود.
  ps:
  - paragraph:
    - argument: ولیکل شي.
method:
- paragraph:
  - method: To be written.
jurisdiction:
- paragraph:
  - law: To be written.
context:
- paragraph:
  - argument: To be written.
crimes: {}
persons: {}
admissibility:
- paragraph:
  - argument: To be written.
victims:
- paragraph:
  - argument: To be written.
contrary: []
requests:
- paragraph:
  - request: To be written.
"""
_LETTER = """\
# The words of the open letter, side by side in Dari, Pashto and English.
marking:
  fa: پیش‌نویس
  ps: مسوده
  en: Draft
title:
  fa: نامهٔ سرگشاده
  ps: پرانیستی لیک
  en: Open letter
addressee:
  fa: به
  ps: ته
  en: To
sender:
  fa: از
  ps: له
  en: From
salutation:
  fa: با احترام،
  ps: په درناوي،
  en: Sir, Madam,
body:
  fa:
  - paragraph:
    - argument: نوشته شود.
  ps:
  - paragraph:
    - argument: ولیکل شي.
  en:
  - paragraph:
    - argument: To be written.
law:
  fa: []
  ps: []
  en: []
requests:
- kind: protect
  text:
    fa: نوشته شود.
    ps: ولیکل شي.
    en: To be written.
closing:
  fa: با احترام
  ps: په درناوي
  en: Respectfully
"""


def first_words(kind: FilingKind) -> str:
    """Return a draft that can be drafted from at once and says nothing yet."""
    return _COMMUNICATION if kind is FilingKind.COMMUNICATION else _LETTER
