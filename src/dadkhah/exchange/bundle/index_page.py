"""The page of a bundle that a judge opens from disk: what it is, what is in it, how to check it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.55 system-ui, "Noto Sans Arabic", sans-serif; }
body { max-inline-size: 64rem; margin-inline: auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin-block-end: .5rem; }
h2 { font-size: 1.2rem; margin-block: 2.5rem .5rem; }
table { border-collapse: collapse; inline-size: 100%; }
caption { text-align: start; padding-block: .5rem; }
th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0;
  border-block-end: 1px solid #8884; }
th { white-space: nowrap; }
thead th { font-weight: normal; font-size: .9em; opacity: .8; }
code, pre { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; }
pre { padding: .75rem; border: 1px solid #8886; overflow-x: auto; }
.notice { border-inline-start: .25rem solid #b45309; padding-inline-start: 1rem; }
.hash { min-inline-size: 18rem; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """One exhibit as the page shows it; a withheld one has no title, file or hash."""

    number: str
    device: str
    entry: int
    title: str = ""
    file: str = ""
    sha256: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)  # filing -> its own number


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All that the page says."""

    title: str
    situation: str
    sender: str
    recipient: str
    made_at: datetime
    filings: tuple[str, ...]
    exhibits: tuple[ExhibitRow, ...]
    records: tuple[tuple[str, int], ...]  # kind, how many
    withheld: tuple[str, ...]  # names of records and fields that are held back


def render_index(page: IndexPage) -> str:
    """Return the page: no script, nothing fetched, readable by a screen reader."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width">
<title>Case bundle: {escape(page.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1 dir="auto">{escape(page.title)}</h1>
<p>Situation <bdi>{escape(page.situation)}</bdi>. From <bdi>{escape(page.sender)}</bdi>, for
<bdi>{escape(page.recipient)}</bdi>, made at {page.made_at:%Y-%m-%d %H:%M} UTC.</p>
{_VERIFY}
{_filings(page)}
{_exhibits(page)}
{_records(page)}
{_withheld(page)}
{_CUSTODY}
</main>
</body>
</html>
"""


_VERIFY = """<h2>How to check it</h2>
<pre><code>python3 verify.py
python3 verify.py --key FINGERPRINT</code></pre>
<p class="notice">Everything rests on the key of the log. Ask the sender for its fingerprint by
another way than this bundle, and use a copy of <code>verify.py</code> that did not come with it.
This page is a convenience; the verifier is what counts.</p>"""

_CUSTODY = """<h2>Custody</h2>
<p>Every exhibit was sealed when it was received, and its hash was recorded in the custody log of
the receiving device. Every saved revision of a record was recorded in the same way. The logs are
under <code>data/log/</code>: the hash of every entry is here, also of those whose content is not
shown, so it can be seen how many there are and where. The heads of the logs are signed.</p>
<p>The log proves what was recorded and that it was not changed since. It does not prove that an
exhibit is authentic or a record true, and whoever holds the key could have recorded something false
before a head was first shown to others or time-stamped.</p>"""


def _filings(page: IndexPage) -> str:
    forms: dict[str, list[str]] = {}
    for name in page.filings:
        filing, _, form = name.rpartition(".")
        forms.setdefault(filing, []).append(_link(f"data/filing/{name}", form.upper()))
    rows = "".join(
        f"<li><bdi>{escape(filing.capitalize())}</bdi>: {' · '.join(links)}</li>\n"
        for filing, links in forms.items()
    )
    return f"<h2>Filings</h2>\n<ul>\n{rows}</ul>" if rows else "<h2>Filings</h2>\n<p>None.</p>"


def _exhibits(page: IndexPage) -> str:
    logs = sorted({row.device for row in page.exhibits})
    short = {log: f"log {place}, " if len(logs) > 1 else "" for place, log in enumerate(logs, 1)}
    filings = sorted({filing for row in page.exhibits for filing in row.numbers})
    rows = "".join(_exhibit(row, filings, short[row.device]) for row in page.exhibits)
    named_filings = (f"In the {filing}" for filing in filings)
    names = ("Folder", *named_filings, "Title", "SHA-256 as received", "Entry")
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    named = ", ".join(f"{short[log]}<code>{escape(log)}</code>" for log in logs)
    return f"""<h2>Exhibits</h2>
<table>
<caption>{len(page.exhibits)} exhibits, received in {named or "no log"}. Each stands in its folder
of <code>data/exhibits/</code>; a filing numbers only what it cites, in its own order.</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}</tbody>
</table>"""


def _exhibit(row: ExhibitRow, filings: list[str], log: str) -> str:
    title = _link(row.file, row.title or row.file) if row.file else "Withheld"
    given = "".join(f"<td>{escape(row.numbers.get(filing, '–'))}</td>" for filing in filings)
    return (
        f'<tr><th scope="row">{escape(row.number)}</th>{given}<td dir="auto">{title}</td>'
        f'<td class="hash"><code>{row.sha256}</code></td><td>{log}{row.entry}</td></tr>\n'
    )


def _records(page: IndexPage) -> str:
    rows = "".join(
        f"<li>{_link(f'data/records/{kind}.jsonl', kind)}: {count}</li>\n"
        for kind, count in page.records
    )
    return f"<h2>Records</h2>\n<ul>\n{rows}</ul>"


def _withheld(page: IndexPage) -> str:
    if not page.withheld:
        return "<h2>Withheld</h2>\n<p>No record and no field of this case was held back.</p>"
    rows = "".join(f"<li><code>{escape(name)}</code></li>\n" for name in page.withheld)
    return (
        "<h2>Withheld</h2>\n<p>These are held back. Their places in the log are shown; what they"
        f" say can be disclosed later and will verify.</p>\n<ul>\n{rows}</ul>"
    )


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}"><bdi>{escape(text)}</bdi></a>'
