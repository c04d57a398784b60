"""Documents as DOCX (ISO/IEC 29500), for an office that goes on writing: Times New Roman by name.

The standard prescribes the order of what describes a paragraph or a table, and Word insists on it.

A line under words is the border of an empty paragraph, indented until it is as long as the decree
says of the words; words are never underlined.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

from diemcau.adapters.documents.hyphens import hold_together
from diemcau.adapters.documents.widths import width
from diemcau.app.documents import OfficialDocument
from diemcau.app.documents.shapes import Block, Signer
from diemcau.app.files.packing import packed_again

_FONT = "Times New Roman"
_DESCRIBED: Final = 255
"""Letters of what describes a file (`docProps/core.xml`); Word takes no more."""
_STATE, _SIGNER, _SHARE = 97.0, 105.0, 0.4
"""mm: the columns of the state's name and of one who signs; and the line under a body's name."""
_BESIDE, _ABOVE, _BELOW = 3.0, 2.45, 9.5
"""Points around the words in a table and below it all: with its lines, which take room here, it is
as high as in the PDF.
"""


def written(document: OfficialDocument, rules: Mapping[str, Any]) -> bytes:
    """The whole file; the same document is the same file, whenever it is written."""
    word = docx.Document()
    _Sheet(word, document, rules).write()
    hold_together(word.element.body)
    file = io.BytesIO()
    word.save(file)
    return packed_again(file.getvalue())


class _Sheet:
    def __init__(self, word: Word, document: OfficialDocument, rules: Mapping[str, Any]) -> None:
        self._word, self._document, self._rules = word, document, rules
        self._sizes, self._page, self._words = rules["sizes"], rules["page"], rules["words"]
        self._paper = (297, 210) if document.landscape else (210, 297)
        self._wide = self._paper[0] - self._page["left"] - self._page["right"]

    def write(self) -> None:
        self._set_page()
        self._set_text()
        self._head()
        self._title()
        *others, last = self._document.blocks
        for block in others:
            self._block(block)
        self._block(last, self._words["end"], keep=True)
        self._foot()

    # -- the page ------------------------------------------------------------------------------

    def _set_page(self) -> None:
        section, page = self._word.sections[0], self._page
        section.page_width, section.page_height = map(Mm, self._paper)
        if self._document.landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
        section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
        section.header_distance = Mm(page["top"] / 2 - 2)
        section.different_first_page_header_footer = True
        number = _plain(section.header.paragraphs[0], ALIGN.CENTER)
        for part in _field("PAGE"):
            run = number.add_run()
            run.font.size = Pt(page["number"])
            run._r.append(part)  # noqa: SLF001 – python-docx has no fields
        if self._document.draft:
            first = _plain(section.first_page_header.paragraphs[0], ALIGN.LEFT)
            self._say(first, self._words["draft"], page["number"], bold=True)

    def _set_text(self) -> None:
        style, text = self._word.styles["Normal"], self._rules["text"]
        style.font.name, style.font.size = _FONT, Pt(self._sizes["text"])
        for script in ("w:eastAsia", "w:cs"):
            style.element.rPr.rFonts.set(qn(script), _FONT)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(0), Pt(text["after"])
        form.line_spacing, form.first_line_indent = text["leading"], Mm(text["indent"])
        form.alignment = ALIGN.JUSTIFY
        about, body = self._word.core_properties, self._document.letterhead.body
        about.identifier = self._document.anchor[:_DESCRIBED]
        about.title, about.author = self._document.title[:_DESCRIBED], " ".join(body)[:_DESCRIBED]

    # -- above the text ------------------------------------------------------------------------

    def _head(self) -> None:
        left, right = self._columns(_STATE)
        beside = self._wide - _STATE
        head, sizes = self._document.letterhead, self._sizes
        lines = [(head.superior.upper(), False)] if head.superior else []
        self._lines(left, [*lines, *((line, True) for line in head.body)], sizes["body_name"])
        self._rule(left, width(head.body[-1], sizes["body_name"], bold=True) * _SHARE, beside)
        number = _plain(left.add_paragraph(), ALIGN.CENTER)
        self._say(number, f"{self._words['number']} {self._document.number}", sizes["number"])
        self._lines(right, [(self._words["state"], True)], sizes["state"])
        motto = _plain(right.add_paragraph(), ALIGN.CENTER)
        self._say(motto, self._words["motto"], sizes["motto"], bold=True)
        self._rule(right, width(self._words["motto"], sizes["motto"], bold=True), _STATE)
        day = _plain(right.add_paragraph(), ALIGN.CENTER)
        self._say(day, self._document.place_date, sizes["place_date"]).font.italic = True
        if not self._document.kind:
            about = _plain(left.add_paragraph(), ALIGN.CENTER)
            self._say(about, self._document.subject, sizes["about"])

    def _title(self) -> None:
        if not self._document.kind:
            to = _plain(self._word.add_paragraph(), ALIGN.CENTER, before=14)
            self._say(to, f"{self._words['to']} {self._document.to}", self._sizes["text"])
            return
        title = (self._document.kind.upper(), self._document.subject)
        for number, words in enumerate(title):
            line = _plain(self._word.add_paragraph(), ALIGN.CENTER, before=0 if number else 14)
            line.paragraph_format.left_indent = Mm(self._wide / 10)
            line.paragraph_format.right_indent = Mm(self._wide / 10)
            self._say(line, words, self._sizes["title"], bold=True)
        self._rule(self._word, self._wide / 5, self._wide, after=8)

    def _rule(self, where: Cell | Word, length: float, column: float, *, after: float = 2) -> None:
        """As long as that, in the middle of a column; both in mm."""
        line = _plain(where.add_paragraph(), ALIGN.CENTER, after=after)
        form = line.paragraph_format
        form.left_indent = form.right_indent = Mm(max(column - length, 0) / 2)
        form.line_spacing = Pt(2)
        border = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        border.append(top)
        form = line._p.get_or_add_pPr()  # noqa: SLF001 – python-docx has no borders
        form.insert_element_before(border, "w:spacing", "w:ind", "w:jc")

    # -- text and foot -------------------------------------------------------------------------

    def _block(self, block: Block, end: str = "", *, keep: bool = False) -> None:
        """A heading stays with what it is above; the last one with those who sign: a page with
        nothing else on it could be put under another text.
        """
        if block.rows:
            self._table(block)
            return
        line = self._word.add_paragraph()
        if block.centred:
            _plain(line, ALIGN.CENTER, after=self._rules["text"]["after"])
        line.add_run(f"{block.text}{end}").font.bold = block.level > 0
        line.paragraph_format.keep_with_next = keep or block.level > 0

    def _table(self, block: Block) -> None:
        """Rows are alike: the first below the head is the pattern of all others, for the library is
        slow at making each anew.
        """
        table = self._word.add_table(rows=0, cols=len(block.widths), style="Table Grid")
        _room(table, _BESIDE, _ABOVE)
        for number, row in enumerate(block.rows[:2]):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                self._say(_plain(cell.paragraphs[0], ALIGN.LEFT), words, bold=number == 0)
        share = self._wide / sum(block.widths)
        _share(table, [part * share for part in block.widths])
        for number, row in enumerate(table.rows):
            _keep(row, head=number == 0)
        for more in block.rows[2:]:
            _add_alike(table, more)
        gap = _plain(self._word.add_paragraph(), ALIGN.LEFT)
        gap.paragraph_format.line_spacing = Pt(_BELOW)

    def _foot(self) -> None:
        gap = _plain(self._word.add_paragraph(), ALIGN.LEFT)
        gap.paragraph_format.keep_with_next = True
        signers = self._document.signers
        left, right = self._columns(_SIGNER if len(signers) == 1 else _STATE)
        if len(signers) == 1:
            self._recipients(left.paragraphs[0], left.add_paragraph)
            self._signed(right, signers[0])
            return
        for cell, signer in zip((left, right), signers, strict=True):
            self._signed(cell, signer)
        self._recipients(self._word.add_paragraph(), self._word.add_paragraph)

    def _recipients(self, first: Paragraph, more: Callable[[], Paragraph]) -> None:
        head = self._say(
            _plain(first, ALIGN.LEFT), self._words["recipients"], self._sizes["recipients_head"]
        )
        head.font.bold = head.font.italic = True
        names = self._document.recipients
        for number, name in enumerate(names, 1):
            line = _plain(more(), ALIGN.LEFT)
            self._say(
                line, f"- {name}{'.' if number == len(names) else ';'}", self._sizes["recipients"]
            )

    def _signed(self, cell: Cell, signer: Signer) -> None:
        self._lines(cell, [(line, True) for line in signer.authority], self._sizes["signer"])
        name = _plain(cell.add_paragraph(), ALIGN.CENTER, before=26 / 25.4 * 72)
        self._say(name, signer.name, self._sizes["signer"], bold=True)

    # -- small things --------------------------------------------------------------------------

    def _columns(self, right: float) -> tuple[Cell, Cell]:
        """Side by side, without the room that cells have around their words."""
        table = self._word.add_table(rows=1, cols=2)
        _room(table, 0, 0)
        _keep(table.rows[0])
        _share(table, (self._wide - right, right))
        left, beside = table.rows[0].cells
        return left, beside

    def _lines(self, cell: Cell, lines: Sequence[tuple[str, bool]], size: float) -> None:
        for number, (words, bold) in enumerate(lines):
            line = cell.add_paragraph() if number else cell.paragraphs[0]
            self._say(_plain(line, ALIGN.CENTER), words, size, bold=bold)

    def _say(
        self, line: Paragraph, words: str, size: float | None = None, *, bold: bool = False
    ) -> Any:  # noqa: ANN401 – a run of the library
        run = line.add_run(words)
        run.font.size, run.font.bold = Pt(size or self._sizes["text"]), bold
        return run


def _plain(line: Paragraph, align: ALIGN, *, before: float = 0, after: float = 0) -> Paragraph:
    """Without what the text has: no indent, no room around it."""
    form = line.paragraph_format
    form.alignment, form.first_line_indent, form.line_spacing = align, Mm(0), 1
    form.space_before, form.space_after = Pt(before), Pt(after)
    return line


def _room(table: Table, beside: float, above: float) -> None:
    """Around the words in each cell, in points."""
    room = OxmlElement("w:tblCellMar")
    for side, points in (("top", above), ("left", beside), ("bottom", above), ("right", beside)):
        each = OxmlElement(f"w:{side}")
        each.set(qn("w:w"), f"{round(points * 20)}")
        each.set(qn("w:type"), "dxa")
        room.append(each)
    form = table._tbl.tblPr  # noqa: SLF001 – python-docx has no margins of cells
    form.insert_element_before(room, "w:tblLook")


def _add_alike(table: Table, row: Sequence[str]) -> None:
    """Like the second, with other words."""
    pattern = table._tbl.tr_lst[1]  # noqa: SLF001 – python-docx copies no rows
    made = deepcopy(pattern)
    for part, words in zip(made.iter(qn("w:r")), row, strict=True):
        part.text = words
    table._tbl.append(made)  # noqa: SLF001


def _keep(row: Row, *, head: bool = False) -> None:
    """On one page; a head on every page."""
    form = row._tr.get_or_add_trPr()  # noqa: SLF001 – python-docx keeps no row together
    for name in ("w:cantSplit", "w:tblHeader")[: 1 + head]:
        form.append(OxmlElement(name))


def _share(table: Table, widths: Sequence[float]) -> None:
    """Columns as wide as that, in mm: some programs ask the column, others each cell."""
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)


def _field(code: str) -> Iterator[Any]:
    """What a word processor puts in by itself."""
    begin, text, end = map(OxmlElement, ("w:fldChar", "w:instrText", "w:fldChar"))
    begin.set(qn("w:fldCharType"), "begin")
    text.text = code
    end.set(qn("w:fldCharType"), "end")
    yield from (begin, text, end)
