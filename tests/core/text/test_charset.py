"""Bytes to text: the encoding is declared, seen or guessed, and nothing makes it fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.extract import decode
from kilas.core.text.charset import encoding_name

CHINESE = "的确，今天港口委员会在会议上说，新的渡轮时间表是大家都同意的。他们不会改变这个决定了。"
JAPANESE = "港の委員会は、新しい時刻表についての会議をして、これを決めました。それはとても長いものです。"
RUSSIAN = "Портовый совет утвердил новое расписание паромов после долгого обсуждения в понедельник вечером."


@pytest.mark.parametrize(
    ("label", "name"),
    [("gb2312", "GBK"), ("GB18030", "gb18030"), ("ISO-8859-1", "windows-1252"), (" utf8 ", "UTF-8"), ("x-sjis", "Shift_JIS"),
     ("latin5", "windows-1254"), ("ks_c_5601-1987", "EUC-KR"), ("tis-620", "windows-874"), ("cp1251", "windows-1251"), ("latin9", "ISO-8859-15"), ("x-user-defined", None),
     ("klingon", None)],
)  # fmt: skip
def test_a_label_means_what_the_encoding_standard_says(label: str, name: str | None) -> None:
    assert encoding_name(label) == name


@pytest.mark.parametrize(
    "codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
)
def test_wide_and_marked_bytes_are_read_without_a_declaration(codec: str) -> None:
    page = "<p>Harga naik — “lima persen”.</p>"
    assert decode(page.encode(codec))[0].lstrip("\ufeff") == page


def test_a_mark_beats_the_header_and_the_header_beats_the_page() -> None:
    page = b"<meta charset=koi8-r><p>caf\xe9"
    assert decode(page, [("Content-Type", "text/html; charset=iso-8859-1")]) == (
        "<meta charset=koi8-r><p>café",
        "windows-1252",
    )
    assert decode(b"\xef\xbb\xbf" + page, [("Content-Type", "text/html; charset=big5")])[1] == "UTF-8"


def test_a_bad_byte_costs_one_letter_not_the_page() -> None:
    text, name = decode(
        b"<meta charset=gb2312><p>" + CHINESE.encode("gb18030") + b"\xff<p>" + CHINESE.encode("gb18030")
    )
    assert name == "GBK"
    assert text.count(CHINESE) == 2
    assert text.count("\ufffd") == 1


def test_valid_utf_8_is_utf_8_whatever_an_old_template_declares() -> None:
    page = f"<meta charset=gb2312><p>{CHINESE}".encode()
    assert decode(page) == (page.decode(), "UTF-8")


def test_a_page_that_could_be_read_so_far_is_not_utf_16() -> None:
    assert decode(b"<meta charset=utf-16><p>plain")[1] == "UTF-8"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [(CHINESE, "gb18030", "GBK"), (JAPANESE, "shift_jis", "Shift_JIS"), (JAPANESE, "euc_jp", "EUC-JP"), (RUSSIAN * 3, "cp1251", "windows-1251")],
)  # fmt: skip
def test_undeclared_bytes_are_read_in_the_encoding_that_makes_sense_of_them(
    text: str, codec: str, name: str
) -> None:
    assert decode(f"<html><p>{text}</p></html>".encode(codec)) == (f"<html><p>{text}</p></html>", name)


SPANISH = "El alcalde dijo que los niños de la región no tendrán más días de clase, según el “informe” de los médicos."
INDONESIAN = (
    "Menteri itu mengatakan harga beras naik dan warga tidak bisa membeli untuk bulan ini — “mahal sekali”."
)
GERMAN = "Der Bürgermeister sagte, die Brücke über den Fluss sei für den Verkehr nicht mehr zu öffnen und müsse weg."


@pytest.mark.parametrize("text", [SPANISH, INDONESIAN, GERMAN])
@pytest.mark.parametrize("declared", ["utf-8", "bogus"])
def test_western_bytes_that_are_not_what_they_say_are_read_as_windows_1252(text: str, declared: str) -> None:
    page = f"<meta charset={declared}><p>{text}</p>"
    assert decode(page.encode("cp1252")) == (page, "windows-1252")
    header = [("Content-Type", f"text/html; charset={declared}")]
    assert decode(f"<p>{text}</p>".encode("cp1252"), header) == (f"<p>{text}</p>", "windows-1252")


def test_a_stray_byte_in_utf_8_is_no_other_encoding() -> None:
    page = f"<meta charset=utf-8><p>{SPANISH}".encode() + b"\xff"
    assert decode(page) == (f"<meta charset=utf-8><p>{SPANISH}\ufffd", "UTF-8")


def test_russian_that_says_utf_8_is_guessed() -> None:
    page = f"<meta charset=utf-8><p>{RUSSIAN * 3}"
    assert decode(page.encode("cp1251")) == (page, "windows-1251")


def test_declarations_in_comments_and_in_other_attributes_do_not_count() -> None:
    assert decode(b'<!-- <meta charset="koi8-r"> --><meta charset="iso-8859-2"><p>\xe1')[1] == "ISO-8859-2"
    assert (
        decode(b'<meta name="description" content="text/html; charset=koi8-r"><p>ascii')[1] == "windows-1252"
    )


def test_the_holes_of_windows_code_pages_are_control_characters_not_errors() -> None:
    assert decode(b"<meta charset=windows-1252>\x81\x80")[0].endswith("\x81€")


@given(page=st.binary(max_size=2_000))
def test_any_bytes_are_decoded(page: bytes) -> None:
    text, name = decode(page)
    assert isinstance(text, str)
    assert name
