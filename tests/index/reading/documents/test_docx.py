"""What a .docx says becomes headings, paragraphs, lists and tables."""

from __future__ import annotations

import pytest
from made_documents import docx_lines

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"/>'
    '<w:style w:type="paragraph" w:styleId="Titolo1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mio"><w:basedOn w:val="Titolo1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fett"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punti"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    "</w:pPr></w:style>"
)


def paragraph(text: str, *, style: str = "", run: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("style", ["Titolo1", "Mio"])
def test_a_style_is_a_heading_by_its_name_or_that_of_its_parent(style):
    assert docx_lines(paragraph("Un coro", style=style), styles=STYLES) == ["<h1>Un coro</h1>"]


@pytest.mark.parametrize("style", ["Heading1", "Titolo1", "Titre1", "Title 1"])
def test_a_style_that_the_file_does_not_describe_is_a_heading_by_its_id(style):
    assert docx_lines(paragraph("Un coro", style=style), styles="") == ["<h1>Un coro</h1>"]
    assert docx_lines(paragraph("Un coro", style="Corpotesto1"), styles="") == ["<p>Un coro</p>"]


def test_without_styles_larger_letters_and_bold_lines_are_headings():
    inner = (
        paragraph("L'anno", run='<w:b/><w:sz w:val="40"/>')
        + paragraph("3 maggio 2007 - Un coro", run="<w:b/>")
        + paragraph("Quaranta coristi sono stati ricevuti in municipio.")
        + paragraph("5 maggio 2007 - Una visita", style="Fett")
        + paragraph("Gli ospiti hanno visitato la biblioteca civica.")
    )
    found = docx_lines(inner, styles=STYLES)
    assert [line[:4] for line in found] == ["<h1>", "<h2>", "<p>Q", "<h2>", "<p>G"]


def test_items_of_a_list_are_items():
    inner = paragraph("uno", style="Punti") + paragraph("due", style="Punti") + paragraph("fine")
    assert docx_lines(inner, styles=STYLES) == [
        "<ul>", "<li>uno</li>", "<li>due</li>", "</ul>", "<p>fine</p>",
    ]  # fmt: skip


def test_breaks_tabs_and_hyphens_are_kept_as_a_reader_sees_them():
    inner = (
        "<w:p><w:r><w:t>sud</w:t><w:noBreakHyphen/><w:t>est,</w:t><w:br/><w:t>via</w:t>"
        "<w:softHyphen/><w:t>le</w:t></w:r></w:p>"
    )
    assert docx_lines(inner) == ["<p>sud-est,<br>viale</p>"]


def test_tracked_changes_are_as_if_they_were_accepted_and_hidden_text_is_not_shown():
    inner = (
        "<w:p><w:r><w:t>Il </w:t></w:r><w:ins><w:r><w:t>nuovo</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>vecchio</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>spostato</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> segreto</w:t></w:r><w:r><w:t> coro</w:t></w:r></w:p>"
    )
    assert docx_lines(inner) == ["<p>Il nuovo coro</p>"]


def test_text_in_controls_boxes_links_and_fields_is_read():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('riquadro')}</w:txbxContent></w:pict></w:r>"
    inner = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('modulo')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink><w:r><w:t>legame </w:t></w:r></w:hyperlink><w:fldSimple><w:r>"
        f"<w:t>campo</w:t></w:r></w:fldSimple>{box}</w:p>"
    )
    assert docx_lines(inner) == ["<p>modulo</p>", "<p>legame campo</p>", "<p>riquadro</p>"]


def test_of_two_forms_of_one_thing_one_is_read():
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inner = (
        f"<mc:AlternateContent {mc}><mc:Choice>{paragraph('nuovo')}</mc:Choice>"
        f"<mc:Fallback>{paragraph('vecchio')}</mc:Fallback></mc:AlternateContent>"
    )
    assert docx_lines(inner) == ["<p>nuovo</p>"]


def test_a_table_has_the_head_that_is_bold():
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    inner = (
        "<w:tbl>"
        + row(paragraph("Data", run="<w:b/>"), paragraph("Titolo", run="<w:b/>"))
        + row(paragraph("3 maggio 2007"), paragraph("Un coro"))
        + "</w:tbl>"
    )
    assert "".join(docx_lines(inner)) == (
        "<table><tr><th><b>Data</b></th><th><b>Titolo</b></th></tr>"
        "<tr><td>3 maggio 2007</td><td>Un coro</td></tr></table>"
    )


def test_headers_footers_and_notes_are_furniture():
    found = docx_lines(
        paragraph("Testo"), header1=paragraph("Ufficio"), footnotes=paragraph("Nota")
    )
    assert found == ["<p>Testo</p>", "<aside>", "<p>Ufficio</p>", "<p>Nota</p>", "</aside>"]


def test_letters_of_markup_are_escaped():
    assert docx_lines(paragraph("a &lt;b&gt; &amp; c")) == ["<p>a &lt;b&gt; &amp; c</p>"]
