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


_FRENCH = (
    "Le gouvernement a annoncé mardi une réforme des retraites qui doit entrer en vigueur à la rentrée. Les syndicats ont aussitôt appelé à une"
    " journée de grève, estimant que les salariés les plus modestes seraient pénalisés. Selon le ministère, les recettes supplémentaires"
    " serviront à financer les hôpitaux publics et les écoles des communes rurales, dont les budgets baissent depuis dix ans. "
)
_RUSSIAN = (
    "Министерство сообщило во вторник, что новая больница откроется осенью. Жители города ждали её семь лет, а строители дважды переносили"
    " срок сдачи. По словам мэра, в ней будут работать двести врачей, и ещё пятьдесят мест для медсестёр пока свободны. Деньги на ремонт"
    " дороги к больнице выделят из областного бюджета в следующем году, добавил он. "
)


@pytest.mark.parametrize("declared", ["en", "en-US", "id", "ms"])
@pytest.mark.parametrize(("text", "language"), [(_FRENCH, "fr"), (_RUSSIAN, "ru")], ids=["french", "russian"])
def test_a_template_that_declares_another_language_is_not_believed(
    text: str, language: str, declared: str
) -> None:
    assert detect_language(text, declared) == language


@pytest.mark.parametrize("declared", ["en", "id"])
def test_a_short_text_of_no_function_words_is_what_it_is_declared(declared: str) -> None:
    assert detect_language("Persib 2, Arema 1; Bali United 0, Persija 0.", declared) == declared
