"""Front matter in YAML and TOML, also where it is not quite valid; lines as paragraphs; questions as headlines."""

from __future__ import annotations

import pytest

from kilas.core.extract.front_matter import front_matter
from kilas.core.extract.typed import read_text

PARAGRAPHS = (
    "Petani kopi memanen lebih awal tahun ini karena hujan datang terlambat, kata ketua koperasi pada Senin.",
    "Panen pertama menghasilkan 42 ton, naik dari 35 ton tahun lalu.",
    "Ketua koperasi mengatakan pembeli dari tiga kota sudah memesan.",
    "Penyuluh pertanian meminta petani tidak memetik buah hijau.",
)


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ('---\ntitle: "Panen: Kopi"\nauthor: [Bagas, Dewi]\n---\n', {"title": "Panen: Kopi", "byline": "Bagas, Dewi"}),
        ("---\ntitle: Panen Kopi\nauthor:\n  - Bagas Wirawan\n  - Dewi\n---\n", {"title": "Panen Kopi", "byline": "Bagas Wirawan, Dewi"}),
        ("---\nauthors:\n  - name: Bagas Wirawan\n    role: editor\n  - name: Dewi\n...\n", {"byline": "Bagas Wirawan, Dewi"}),
        ("---\njudul: Panen Kopi\npenulis: Dewi\ntanggal: 2026-11-16\nsumber: Kabar\n---\n", {"title": "Panen Kopi", "byline": "Dewi", "date": "2026-11-16", "source": "Kabar"}),
        # not YAML: a colon in a plain text, a tab, an open bracket
        ("---\ntitle: Panen: kopi naik\nauthor: Dewi\ntags: [a, b]\n---\n", {"title": "Panen: kopi naik", "byline": "Dewi"}),
        ("---\ntitle: [Panen\nauthor: 'Dewi'\n---\n", {"title": "[Panen", "byline": "Dewi"}),
        ("---\ntitle: >\n  Panen Kopi\n  Lereng Tirta\n---\n", {"title": "Panen Kopi Lereng Tirta"}),
        ('+++\ntitle = "Panen"\nauthors = ["Bagas", "Dewi"]\ndate = 2026-11-16T10:15:00+07:00\n+++\n', {"title": "Panen", "byline": "Bagas, Dewi", "date": "2026-11-16T10:15:00+07:00"}),
        ("+++\ntitle = 'Panen: kopi'\ndate = 2026-11-16\n[params]\nx = 1\n+++\n", {"title": "Panen: kopi", "date": "2026-11-16"}),
        ("+++\ntitle = Panen\nauthor = Dewi\n+++\n", {"title": "Panen", "byline": "Dewi"}),
        ("---\ntitle: Panen\ndraft: true\nweight: 10\n---\n", {"title": "Panen"}),
    ],
)  # fmt: skip
def test_front_matter_is_read(block: str, fields: dict[str, str]) -> None:
    assert front_matter(f"{block}\nTeks.") == (fields, "\nTeks.")


@pytest.mark.parametrize("text", ["---\nBerita hari ini.\n---\nTeks.", "Teks.\n---\ntitle: x\n---\n", "---\n\n---\nTeks.", "+++\nTeks."])  # fmt: skip
def test_a_rule_above_a_text_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, text)


BOMB = (
    "---\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n"
    + "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 15))
    + "title: *x14\n---\n"
)


@pytest.mark.parametrize("block", ["---\n" + "[" * 4_900 + "\n---\n", "---\ntitle: &a [*a, *a]\n---\n", BOMB, "---\n!!python/object:os.system x\n---\n", "+++\n" + "a=" + "[" * 4_900 + "\n+++\n"])  # fmt: skip
def test_hostile_front_matter_does_no_harm(block: str) -> None:
    assert front_matter(f"{block}Teks.")[1].endswith("Teks.")


@pytest.mark.parametrize(
    "headline",
    ["Mengapa Panen Kopi Datang Lebih Awal?", "Panen Kopi Datang Lebih Awal!", "Panen kopi: naik, kata “Dewi”", "Who grows Orrin's coffee?", "Panen Kopi Datang Lebih Awal…"],
)  # fmt: skip
def test_a_headline_may_be_a_question(headline: str) -> None:
    found = read_text("\n\n".join((headline, *PARAGRAPHS)))
    assert (found.title, found.text) == (headline, "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("opening", ["Apa yang terjadi? Petani panen lebih awal.", "Petani memanen kopi lebih awal tahun ini."])  # fmt: skip
def test_a_first_sentence_is_no_headline(opening: str) -> None:
    assert read_text("\n\n".join((opening, *PARAGRAPHS))).title is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Panen Kopi Datang Lebih Awal", *PARAGRAPHS), ("Mengapa Panen Datang Lebih Awal?", *PARAGRAPHS), ("Coffee Harvest Comes Early", *PARAGRAPHS[:1]),
        ("Panen Kopi Datang Lebih Awal", "Oleh Bagas Wirawan", "Senin, 16 November 2026 10.15 WIB", *PARAGRAPHS),
        ("Panen Kopi Datang Lebih Awal", *PARAGRAPHS[:2], "Harga Naik", *PARAGRAPHS[2:]),
    ],
)  # fmt: skip
def test_lines_are_paragraphs_where_nothing_else_separates_them(lines: tuple[str, ...]) -> None:
    found = read_text("\n".join(lines))
    told = [line for line in lines[1:] if not line.startswith(("Oleh", "Senin"))]
    assert (found.title, found.text.split("\n\n")) == (lines[0], told)
    assert found.byline == ("Bagas Wirawan" if len(told) < len(lines) - 1 else None)


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "Petani kopi memanen lebih awal tahun ini karena hujan\ndatang terlambat. Panen pertama menghasilkan 42 ton,\nnaik dari 35 ton."
    found = read_text(f"Panen Kopi\n\n{wrapped}")
    assert (found.title, found.text) == ("Panen Kopi", wrapped.replace("\n", " "))
    assert read_text(wrapped).text == wrapped.replace("\n", " ")


@pytest.mark.parametrize(
    ("date", "moment", "source"),
    [("---\ndate: 2026-11-16 10:15 WIB\n---\n", "2026-11-16T10:15:00+07:00", "metadata"), ("Panen Kopi\n\nOleh Dewi\n16/11/2026 10.15 WITA\n\n", "2026-11-16T10:15:00+08:00", "printed")],
)  # fmt: skip
def test_a_text_tells_its_date(date: str, moment: str, source: str) -> None:
    found = read_text(date + "\n\n".join(PARAGRAPHS)).dated
    assert found is not None
    assert (found.when.isoformat(), found.source) == (moment, source)
