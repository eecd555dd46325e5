"""The styles, numberings and settings every template shares; nothing is laid out by blanks or by hand."""

from collections.abc import Sequence

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HURUF = "Arial"
# Numberings: id of the list, and what counts in it.
DAFTAR, BAB, BAGIAN, DAFTAR_BAB = 1, 2, 3, 4
_KIRI_TTD = 4250  # twips from the left margin to a signature block
_AWALAN = 470  # twips that "a.n.", "Plh." and "Plt." hang to its left
_SISI = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for s in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _spacing(before: int = 0, after: int = 0, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_TENGAH = '<w:jc w:val="center"/>'
_RATA = '<w:jc w:val="both"/>'
_TEBAL = "<w:b/><w:bCs/>"
_SATU = "<w:keepNext/><w:keepLines/>"
_TTD = f'<w:ind w:left="{_KIRI_TTD}"/>'

# (id, name, based on, paragraph properties, character properties). Built-in styles keep Word's English names.
_PARAGRAF: tuple[tuple[str, str, str, str, str], ...] = (
    ("BodyText", "Body Text", "Normal", _spacing(0, 120, 276) + _RATA, ""),
    ("Title", "Title", "Normal", _SATU + _spacing(60, 0) + _TENGAH, _TEBAL + _size(26)),
    ("Subtitle", "Subtitle", "Normal", "<w:keepNext/>" + _spacing(60, 0) + _TENGAH, _TEBAL),
    (
        "Heading1",
        "heading 1",
        "Normal",
        f'{_SATU}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BAB}"/></w:numPr>'
        + _spacing(240, 120)
        + '<w:outlineLvl w:val="0"/>',
        _TEBAL,
    ),
    (
        "Heading2",
        "heading 2",
        "Normal",
        f'{_SATU}<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{BAB}"/></w:numPr>'
        + _spacing(120, 60)
        + '<w:outlineLvl w:val="1"/>',
        _TEBAL,
    ),
    (
        "Bagian",
        "Bagian",
        "Normal",
        f'{_SATU}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BAGIAN}"/></w:numPr>'
        + _spacing(120, 60)
        + '<w:outlineLvl w:val="1"/>',
        _TEBAL,
    ),
    ("IsiBagian", "Isi Bagian", "BodyText", '<w:ind w:left="425"/>', ""),
    ("ListNumber", "List Number", "Normal", _spacing(0, 60), ""),
    ("KopPemerintah", "Kop Pemerintah", "Normal", _TENGAH, _size(24)),
    ("KopInstansi", "Kop Instansi", "Normal", _TENGAH, _TEBAL + _size(32)),
    ("KopAlamat", "Kop Alamat", "Normal", _TENGAH, _size(18)),
    (
        "GarisKop",
        "Garis Kop",
        "Normal",
        '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="1" '
        'w:color="auto"/></w:pBdr>' + _spacing(0, 200),
        _size(4),
    ),
    ("NomorNaskah", "Nomor Naskah", "Normal", _spacing(20, 240) + _TENGAH, ""),
    ("IsiBab", "Isi Bab", "BodyText", '<w:ind w:left="567"/>', ""),
    ("Penutup", "Penutup", "BodyText", "<w:keepNext/>" + _spacing(120, 160, 276) + _RATA, ""),
    ("Perintah", "Perintah", "Normal", "<w:keepNext/>" + _spacing(160, 120) + _TENGAH, _TEBAL),
    ("Butir", "Butir", "Normal", _spacing(20, 20), ""),
    ("IsiTabel", "Isi Tabel", "Normal", _spacing(20, 20), _size(22)),
    (
        "Pilihan",
        "Pilihan",
        "IsiTabel",
        '<w:tabs><w:tab w:val="left" w:pos="397"/></w:tabs>'
        + _spacing(20, 20)
        + '<w:ind w:left="397" w:hanging="397"/>',
        "",
    ),
    ("TabelRapat", "Tabel Rapat", "Normal", _spacing(20, 20), _size(20)),
    ("KepalaTabel", "Kepala Tabel", "Normal", "<w:keepNext/>" + _spacing(40, 40) + _TENGAH, _TEBAL + _size(20)),
    ("JudulTabel", "Judul Tabel", "Normal", "<w:keepNext/>" + _spacing(200, 80), _TEBAL),
    ("LabelTabel", "Label Tabel", "IsiTabel", "", _TEBAL),
    ("ParafGanjil", "Paraf Ganjil", "TabelRapat", _spacing(120, 120), ""),
    ("ParafGenap", "Paraf Genap", "TabelRapat", _spacing(120, 120) + '<w:ind w:left="1100"/>', ""),
    ("Petunjuk", "Petunjuk", "Normal", _spacing(0, 120), "<w:i/><w:iCs/>" + _size(18)),
    ("Antara", "Antara", "Normal", "<w:keepNext/>" + _spacing(0, 0), _size(12)),
    ("TandaTangan", "Tanda Tangan", "Normal", _SATU + _TTD, ""),
    ("TempatTanggal", "Tempat Tanggal", "TandaTangan", _spacing(200, 0), ""),
    ("TanggalSurat", "Tanggal Surat", "TandaTangan", _spacing(0, 200), ""),
    ("Persetujuan", "Persetujuan", "TandaTangan", _spacing(60, 0), "<w:i/><w:iCs/>" + _size(16)),
    ("NamaPejabat", "Nama Pejabat", "TandaTangan", _spacing(860, 0), _TEBAL + '<w:u w:val="single"/>'),
    ("AtasNama", "Atas Nama", "TandaTangan", f'<w:ind w:left="{_KIRI_TTD}" w:hanging="{_AWALAN}"/>', ""),
    ("AkhirTandaTangan", "Akhir Tanda Tangan", "Normal", "<w:keepLines/>" + _TTD, ""),
    ("Pihak", "Pihak", "Normal", _SATU + _TENGAH, _size(22)),
    ("NamaPihak", "Nama Pihak", "Pihak", _spacing(780, 0), _TEBAL + '<w:u w:val="single"/>'),
    ("JudulTembusan", "Judul Tembusan", "Normal", "<w:keepNext/>" + _spacing(240, 0), _size(20)),
    ("Tembusan", "Tembusan", "Normal", _SATU, _size(20)),
    ("AlamatSurat", "Alamat Surat", "Normal", _spacing(240, 0), ""),
    ("AkhirAlamat", "Akhir Alamat", "Normal", _spacing(0, 240), ""),
    ("Header", "header", "Normal", _TENGAH, _size(20)),
    (
        "Footer",
        "footer",
        "Normal",
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="808080"/></w:pBdr>' + _TENGAH,
        '<w:color w:val="595959"/>' + _size(14),
    ),
)


def styles() -> list[BaseOxmlElement]:
    """docDefaults, the four defaults of Word, then the styles of the house."""
    defaults = (
        f'<w:docDefaults {NS}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{HURUF}" w:hAnsi="{HURUF}" w:eastAsia="{HURUF}" '
        f'w:cs="{HURUF}"/>{_size(24)}<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing()}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    basic = (
        f'<w:style {NS} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>",
        f'<w:style {NS} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        f'<w:style {NS} w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "<w:semiHidden/></w:style>",
        f'<w:style {NS} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins(0)}</w:tblPr></w:style>',
        f'<w:style {NS} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>{margins(85)}</w:tblPr></w:style>",
    )
    return [parse_xml(x) for x in (defaults, *basic, *(_style(*row) for row in _PARAGRAF))]


def margins(side: int) -> str:
    """Cell margins, left and right in twips."""
    return (
        f'<w:tblCellMar {NS}><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


def _style(style_id: str, name: str, based: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style {NS} w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def numberings(lists: Sequence[int]) -> list[BaseOxmlElement]:
    """Abstract numberings, then their uses: BAB, BAGIAN, and one list from 1 for each of `lists`.

    `lists` holds DAFTAR or DAFTAR_BAB for each list of the document.
    """
    abstract = (
        _abstract(DAFTAR, _level(0, "decimal", "%1.", 397, 397)),
        _abstract(
            BAB,
            _level(0, "upperRoman", "%1.", 567, 567, "Heading1")
            + _level(1, "upperLetter", "%2.", 567, 567, "Heading2"),
        ),
        _abstract(BAGIAN, _level(0, "upperLetter", "%1.", 425, 425, "Bagian")),
        _abstract(DAFTAR_BAB, _level(0, "decimal", "%1.", 964, 397)),
    )
    uses = [_use(BAB, BAB), _use(BAGIAN, BAGIAN)]
    uses += [_use(list_number(n), kind, restart=True) for n, kind in enumerate(lists)]
    return [parse_xml(x) for x in (*abstract, *uses)]


def list_number(urut: int) -> int:
    """The numbering of the `urut`-th list of numbers in a document, from 0."""
    return 10 + urut


def _abstract(number: int, levels: str) -> str:
    return (
        f'<w:abstractNum {NS} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, kind: str, text: str, left: int, hanging: int, style: str = "") -> str:
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{link}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _use(number: int, abstract: int, *, restart: bool = False) -> str:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    return f'<w:num {NS} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{start}</w:num>'


def settings() -> list[BaseOxmlElement]:
    """Word 2013 behaviour, Indonesian, and no stretched lines before a line break."""
    parts = (
        f'<w:zoom {NS} w:percent="100"/>',
        f'<w:defaultTabStop {NS} w:val="720"/>',
        f'<w:characterSpacingControl {NS} w:val="doNotCompress"/>',
        f'<w:compat {NS}><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
        f'<w:themeFontLang {NS} w:val="id-ID"/>',
        f'<w:decimalSymbol {NS} w:val=","/>',
        f'<w:listSeparator {NS} w:val=";"/>',
    )
    return [parse_xml(x) for x in parts]
