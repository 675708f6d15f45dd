"""The footnotes part of a Word file: real footnotes, which python-docx cannot write."""

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from dadkhah.filings.word.runs import add_text, element, set_direction

_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST = 2  # 0 and 1 are the separators Word expects


class Footnotes:
    """The footnotes of one Word document, in order of their marks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root: BaseOxmlElement = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        self.count = 0

    def add(self, paragraph: Paragraph, text: str, language: str) -> None:
        """Mark the end of `paragraph` and keep `text` as its note."""
        identity = str(self.count + _FIRST)
        self.count += 1
        mark = paragraph.add_run(style="Footnote Mark")
        mark._r.append(element("w:footnoteReference", id=identity))
        note = element("w:footnote", id=identity)
        body = Paragraph(element("w:p"), paragraph._parent)
        body.style = self.document.styles["Footnote Text"]
        set_direction(body, language)
        own = body.add_run(style="Footnote Mark")
        own._r.append(element("w:footnoteRef"))
        add_text(body, f" {text}", language)
        note.append(body._p)
        self.root.append(note)

    def attach(self) -> None:
        """Put the part into the document; call once, after the last note."""
        blob = serialize_part_xml(self.root)
        main = self.document.part
        part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, blob, main.package)
        main.relate_to(part, _RELATIONSHIP)
