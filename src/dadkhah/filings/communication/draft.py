"""Put a communication together: the words of its draft, and what the records say."""

from datetime import date

from dadkhah.filings.charts import (
    matrix_picture,
    restrictions_by_province,
    restrictions_over_time,
)
from dadkhah.filings.communication.annexes import annexes
from dadkhah.filings.communication.opening import about, cover, notice, presumption
from dadkhah.filings.communication.persons import charged, persons_and_positions, respondents
from dadkhah.filings.communication.proof import contrary_passages, table_of_proof
from dadkhah.filings.document import (
    Block,
    Document,
    Draft,
    Heading,
    InLanguage,
    PageBreak,
    Sentence,
)
from dadkhah.filings.drafts import CommunicationDraft, read_communication_draft
from dadkhah.filings.wording import methods, official
from dadkhah.law.model import Law
from dadkhah.qualification.matrix import ProofMatrix, proof_matrix
from dadkhah.records.case import CaseRecords

Blocks = tuple[Block[Sentence], ...]
_SUMMARIES = {"fa": "خلاصه به زبان دری", "ps": "لنډیز په پښتو ژبه"}


def draft_communication(case: CaseRecords, law: Law, on: date) -> Draft:
    """Return the communication of a case, dated `on`.

    Raises `DraftInvalid` when `filings/communication.yaml` is missing or malformed, and what
    qualifying the charges raises. Citations are checked by `dadkhah.filings.footnotes.number`.
    """
    words = read_communication_draft(case)
    matrix = proof_matrix(case, law, on=on)
    body = (
        *about(case, words),
        *_summary(words),
        *_from_method_to_context(case, law, words, matrix),
        *_crimes(case, law, words, matrix),
        *_persons(case, law, words, matrix),
        *_from_admissibility_to_requests(case, words),
    )
    return Document(
        title=words.texts["title"],
        subtitle=words.texts["subtitle"],
        language="en",
        date=on,
        marking=words.texts["marking"],
        author=case.info.sender,
        law_version=law.version,
        cover=cover(case, law, words, on),
        blocks=(*body, *annexes(case, law, matrix, body, on)),
    )


def _summary(words: CommunicationDraft) -> Blocks:
    blocks: Blocks = (PageBreak(), Heading("Summary", 1, "2"), *words.summary["en"])
    for language, title in _SUMMARIES.items():
        inner = (Heading(title, 2), *words.summary[language])
        blocks = (*blocks, PageBreak(), InLanguage(language, inner))
    return (*blocks, PageBreak())


def _from_method_to_context(
    case: CaseRecords, law: Law, words: CommunicationDraft, matrix: ProofMatrix
) -> Blocks:
    context = [section for section in matrix.sections if section.kind == "context"]
    return (
        Heading("Method of the sender", 1, "3"),
        *words.sections["method"],
        *(methods(text) for text in (*case.info.method, *case.info.limits)),
        Heading("Jurisdiction", 1, "4"),
        *words.sections["jurisdiction"],
        Heading("Context: the attack and its policy", 1, "5"),
        *words.sections["context"],
        restrictions_over_time(case, law),
        restrictions_by_province(case),
        *(table_of_proof(section, matrix, law) for section in context),
    )


def _crimes(case: CaseRecords, law: Law, words: CommunicationDraft, matrix: ProofMatrix) -> Blocks:
    blocks: Blocks = (Heading("Crimes", 1, "6"), notice())
    charted = [section for section in matrix.sections if section.kind == "crime"]
    for number, section in enumerate(charted, start=1):
        title = f"{section.title} ({official(section.provision)})"
        blocks = (
            *blocks,
            Heading(title, 2, f"6.{number}"),
            *words.crimes.get(section.id, ()),
            table_of_proof(section, matrix, law),
        )
    return blocks


def _persons(case: CaseRecords, law: Law, words: CommunicationDraft, matrix: ProofMatrix) -> Blocks:
    named = len(charged(matrix))
    modes = tuple(section for section in matrix.sections if section.kind == "mode")
    return (
        Heading("Persons and modes of liability", 1, "7"),
        presumption(),
        matrix_picture(matrix, law),
        *respondents(case, words, matrix),
        Heading("Modes of liability", 2, f"7.{named + 1}"),
        *(table_of_proof(section, matrix, law) for section in modes),
        Heading("Further persons and offices", 2, f"7.{named + 2}"),
        *persons_and_positions(case),
    )


def _from_admissibility_to_requests(case: CaseRecords, words: CommunicationDraft) -> Blocks:
    return (
        Heading("Admissibility", 1, "8"),
        *words.sections["admissibility"],
        Heading("Victims", 1, "9"),
        *words.sections["victims"],
        Heading("Facts that point the other way", 1, "10"),
        *words.sections["contrary"],
        *contrary_passages(case),
        Heading("Requests", 1, "11"),
        *words.sections["requests"],
    )
