from __future__ import annotations

import pytest

from kilas.core.text import count_words, detect_language, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tarif turun menjadi Rp2.000.", 4),
        ("state-of-the-art, don't", 2),
        ("satu — dua – tiga", 3),
        ("“Ya!” … kata dia", 3),
        ("中文字数", 4),
        ("日本 and English", 4),
        ("ภาษาไทย", 2),
        ("", 0),
        ("*** --- !!!", 0),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert count_words(text) == count


def test_words_keep_their_inner_marks_and_lose_the_outer_ones() -> None:
    assert words("(Rp31,5) miliar; 12% 'kata'") == ["Rp31,5", "miliar", "12%", "kata"]


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Harga beras di pasar itu naik dan warga tidak bisa membeli untuk bulan ini", "en-US", "id"),
        ("The mayor of the town said that it was not the end of the bridge", "id", "en"),
        ("Der Bürgermeister der Stadt sagte am Montag, die Brücke werde gebaut", None, "de"),
        ("Der Bürgermeister der Stadt sagte am Montag, die Brücke werde gebaut", "de-AT", "de"),
        ("今天市长宣布新桥开通，居民表示欢迎", None, "zh"),
        ("Kurz", "in", "id"),
        ("", None, "und"),
        ("123 456", "x-nonsense", "und"),
    ],
)
def test_the_language_is_the_declared_one_unless_the_text_says_otherwise(
    text: str, declared: str | None, expected: str
) -> None:
    assert detect_language(text, declared) == expected
