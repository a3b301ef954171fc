"""Tone: what a report sounds like, when it abstains, and what it points to."""

from __future__ import annotations

import hashlib
import json
import math
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core import tone
from kilas.core.article import Article, Rights
from kilas.core.brief import Tone
from kilas.core.text import sentences
from kilas.core.tone import MIN_MARGIN, rate, read_tone

PROFIT_EN = (
    "Norvane Foods reported a record profit on Monday as sales rose strongly in every market. "
    "Revenue grew 18 percent and beat expectations, and the margin improved for the third year. "
    "The company raised its dividend and praised its staff for an excellent year.\n\n"
    "Shares jumped 9 percent to a record high. Analysts welcomed the strong results and upgraded the stock."
)
FLOOD_EN = (
    "Floods killed at least 14 people and destroyed hundreds of homes in the valley on Friday. "
    "Rescuers warned that the death toll could rise, because dozens are still missing. "
    "The disaster cut off power and ruined the harvest, leaving families desperate.\n\n"
    "Residents accused officials of ignoring warnings about the broken dam. Two children drowned."
)
SCHEDULE_EN = (
    "The council will hold its regular meeting on Tuesday at 7 p.m. in the town hall. "
    "The agenda lists the minutes of the March meeting and the calendar for the autumn. "
    "Documents are available at the front desk.\n\n"
    "The meeting will be held in room 4. The next one is scheduled for June 11."
)
PROFIT_ID = (
    "Laba bersih perusahaan melonjak 30 persen dan mencetak rekor tertinggi tahun ini. "
    "Penjualan tumbuh kuat di semua wilayah dan margin membaik. "
    "Perusahaan menaikkan dividen dan meraih penghargaan atas kinerja yang gemilang.\n\n"
    "Sahamnya melesat 9 persen. Analis optimistis pertumbuhan berlanjut."
)
FLOOD_ID = (
    "Banjir bandang menewaskan 14 orang dan menghancurkan ratusan rumah pada Jumat. "
    "Puluhan warga masih hilang dan korban dikhawatirkan bertambah. "
    "Listrik padam, jembatan ambruk, dan petani merugi karena gagal panen.\n\n"
    "Warga kecewa karena peringatan diabaikan. Dua anak tewas terseret arus."
)
SCHEDULE_ID = (
    "Rapat rutin dewan dijadwalkan pada Selasa pukul 19.00 di balai kota. "
    "Agenda memuat risalah rapat Maret dan kalender kegiatan musim depan. "
    "Dokumen tersedia di meja depan.\n\n"
    "Rapat berlangsung di ruang 4. Rapat berikutnya dijadwalkan pada 11 Juni."
)
TITLES = {
    PROFIT_EN: "Norvane posts record profit and raises dividend",
    FLOOD_EN: "Floods kill 14 and destroy hundreds of homes",
    SCHEDULE_EN: "Council to meet on Tuesday",
    PROFIT_ID: "Laba melonjak, perusahaan cetak rekor",
    FLOOD_ID: "Banjir bandang tewaskan 14 orang",
    SCHEDULE_ID: "Jadwal rapat dewan pekan depan",
}


def article(text: str, language: str, title: str | None = None) -> Article:
    return Article(
        id="a1",
        title=title,
        language=language,
        text=text,
        sentences=sentences(text, language),
        rights=Rights(mode="own"),
    )


def score(text: str, language: str) -> float:
    return read_tone(text, None, language).score


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        (PROFIT_EN, "en", "positive"),
        (FLOOD_EN, "en", "negative"),
        (PROFIT_ID, "id", "positive"),
        (FLOOD_ID, "id", "negative"),
    ],
)
def test_good_and_bad_news_are_rated_as_such(text: str, language: str, label: str) -> None:
    found = rate(article(text, language, TITLES[text]))
    assert (found.rated, found.reason, found.label) == (True, "rated", label)
    assert found.margin is not None
    assert found.margin >= MIN_MARGIN
    assert found.score is not None
    assert (found.score > 0) == (label == "positive")


@pytest.mark.parametrize(("text", "language"), [(SCHEDULE_EN, "en"), (SCHEDULE_ID, "id")])
def test_a_schedule_is_neither_good_nor_bad(text: str, language: str) -> None:
    assert rate(article(text, language, TITLES[text])).label == "neutral"
    assert abs(read_tone(text, TITLES[text], language).score) < 0.4


@pytest.mark.parametrize(
    ("plain", "negated", "language"),
    [
        ("The rescue was a failure.", "The rescue was not a failure.", "en"),
        (
            "The project is a disaster, residents said.",
            "The project is not a disaster, residents said.",
            "en",
        ),
        ("Proyek itu gagal.", "Proyek itu tidak gagal.", "id"),
        ("Pelayanannya buruk.", "Pelayanannya tidak buruk.", "id"),
    ],
)
def test_a_negator_takes_the_edge_off_bad_news(plain: str, negated: str, language: str) -> None:
    assert score(plain, language) < score(negated, language)


@pytest.mark.parametrize(
    ("plain", "negated", "language"),
    [
        ("The service is good.", "The service is not good.", "en"),
        ("Pelayanannya bagus.", "Pelayanannya tidak bagus.", "id"),
    ],
)
def test_a_negator_takes_the_edge_off_good_news(plain: str, negated: str, language: str) -> None:
    assert score(plain, language) > score(negated, language)


@pytest.mark.parametrize("language", ["und", "vi", "ms", "nl"])
def test_a_language_without_a_model_is_not_rated(language: str) -> None:
    assert rate(article(FLOOD_EN, language, "A title")) == Tone(
        label="neutral", rated=False, reason="language"
    )


def test_a_short_untitled_text_is_not_rated() -> None:
    assert rate(article("Profits rose strongly.", "en")).reason == "too_short"
    assert rate(article("", "en")).reason == "too_short"
    assert rate(article("Profits rose strongly.", "en", "  ")).reason == "too_short"


def test_a_short_titled_text_may_be_rated() -> None:
    found = rate(
        article("Profits rose to a record.", "en", "Norvane posts record profit and raises dividend")
    )
    assert found.reason in ("rated", "low_margin")


def test_a_text_that_says_both_is_not_rated() -> None:
    mixed = "Profits rose to a record and shareholders cheered. Floods killed 14 people and destroyed homes."
    text = " ".join([mixed, "The office is in the north of the town, near the river and the station."] * 2)
    found = rate(article(text, "en"))
    assert found == Tone(label="neutral", rated=False, reason="low_margin")


def test_a_brief_article_is_read_and_rated_alike() -> None:
    for text, language in ((PROFIT_EN, "en"), (FLOOD_ID, "id")):
        found, reading = rate(article(text, language, TITLES[text])), read_tone(text, TITLES[text], language)
        assert (found.label, found.score, found.margin) == (reading.label, reading.score, reading.margin)


@pytest.mark.parametrize(("text", "language"), [(PROFIT_EN, "en"), (FLOOD_ID, "id")])
def test_evidence_stands_where_it_says_and_pulls_the_way_of_the_label(text: str, language: str) -> None:
    whole = article(text, language, TITLES[text])
    found = rate(whole)
    assert 1 <= len(found.evidence) <= 4
    for item in found.evidence:
        span = item.evidence
        assert text.startswith(span.quote, span.start)
        assert (span.article_id, span.revision) == (whole.id, whole.revision)
        assert span.quote in {whole.quote(i) for i in range(len(whole.sentences))}
        assert -1 <= item.weight <= 1
        assert (item.weight > 0) == (found.label == "positive")


@pytest.mark.parametrize(("text", "language"), [(SCHEDULE_EN, "en"), (SCHEDULE_ID, "id")])
def test_a_neutral_report_shows_no_sentence_that_moved_it(text: str, language: str) -> None:
    found = rate(article(text, language, TITLES[text]))
    assert (found.rated, found.label, found.evidence) == (True, "neutral", ())


PRAISED = {
    "en": (
        "Baker known for award-winning bread dies in fire",
        (
            "A baker died on Monday when fire destroyed his shop in Larkin Street.\n\n"
            '"He was a wonderful man, the best of friends, and everybody loved his excellent bread," a neighbour said. '
            '"His smile made every morning happy and bright," said another. '
            "The shop had won many prizes and was popular with visitors."
        ),
    ),
    "id": (
        "Pembuat Roti Juara Tewas dalam Kebakaran",
        (
            "Seorang pembuat roti tewas ketika api menghanguskan tokonya di Jalan Larasati, Senin.\n\n"
            '"Dia orang yang sangat baik, ramah, dan rotinya lezat sekali," kata tetangganya. '
            '"Senyumnya membuat setiap pagi bahagia," kata yang lain. '
            "Tokonya pernah meraih banyak penghargaan dan digemari wisatawan."
        ),
    ),
}


@pytest.mark.parametrize("language", ["en", "id"])
def test_praise_in_a_bad_story_neither_lifts_its_tone_nor_stands_as_evidence(language: str) -> None:
    title, text = PRAISED[language]
    found = rate(article(text, language, title))
    assert (found.rated, found.label) == (True, "negative")
    assert found.evidence
    assert all(item.weight < 0 for item in found.evidence)


def test_what_opens_a_report_outweighs_its_sound() -> None:
    praise = "The gardens are lovely, the visitors are happy and the staff are excellent. " * 12
    text = f"Two visitors were killed on Sunday when a wall of the castle collapsed.\n\n{praise}"
    assert rate(article(text, "en", "Two die as castle wall collapses")).label == "negative"
    assert rate(article(praise, "en", "A day at the castle")).label == "positive"


def test_a_long_text_is_read_by_its_sound_and_a_report_by_its_news() -> None:
    text = f"{FLOOD_EN} {PROFIT_EN * 6}"
    assert read_tone(text, TITLES[FLOOD_EN], "en").label == "positive"
    assert rate(article(text, "en", TITLES[FLOOD_EN])).label == "negative"


def test_a_longer_sentence_counts_more() -> None:
    glad, sad = (0.1, 0.2, 0.7), (0.7, 0.2, 0.1)
    lean, calm = tone.mean_of([glad, sad], ["A fine day for all of us.", "Sad."])
    assert lean > 0
    assert calm == pytest.approx(0.2)
    assert tone.mean_of([glad, sad], ["Good.", "Evil."])[0] == pytest.approx(0)


def test_evidence_comes_in_the_order_of_the_text() -> None:
    starts = [item.evidence.start for item in rate(article(FLOOD_EN, "en", TITLES[FLOOD_EN])).evidence]
    assert starts == sorted(set(starts))


def test_the_same_text_gives_the_same_tone_again() -> None:
    first = [rate(article(text, "en", None)) for text in (PROFIT_EN, FLOOD_EN)]
    tone._words.cache_clear()
    tone._weights.cache_clear()
    assert [rate(article(text, "en", None)) for text in (PROFIT_EN, FLOOD_EN)] == first


@given(
    st.text(max_size=300),
    st.none() | st.text(max_size=60),
    st.sampled_from(["en", "id", "ms", "zh", "und", ""]),
)
def test_any_text_gets_a_reading(text: str, title: str | None, language: str) -> None:
    reading = read_tone(text, title, language)
    assert reading.label in ("positive", "neutral", "negative")
    assert 0 <= reading.margin <= 1
    assert -1 <= reading.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\ud800 broken \udfff",
        "😀🎉" * 50,
        "GREAT!!! sO bAd",
        "经济增长强劲。",
        "الأرباح ارتفعت",
        "²½٣",
        "a" * 200_000,
    ],
    ids=["empty", "blank", "surrogates", "emoji", "case", "han", "arabic", "digits", "one word"],
)
def test_odd_text_does_no_harm(text: str) -> None:
    for language in ("en", "id"):
        assert 0 <= read_tone(text, None, language).margin <= 1
        assert 0 <= read_tone(text, text, language).margin <= 1


def test_a_huge_article_is_read_in_part() -> None:
    text = "Floods killed many people and destroyed the harvest. " * 20_000
    assert read_tone(text, None, "en").label == "negative"


def test_case_does_not_decide() -> None:
    assert (
        read_tone("FLOODS KILL 14 PEOPLE", None, "en").label
        == read_tone("floods kill 14 people", None, "en").label
    )


@pytest.mark.parametrize("language", ["en", "id"])
@given(
    text=st.lists(st.sampled_from("not tidak good bagus bad gagal , . fell 12,5 naik Don't ĳ".split())).map(
        " ".join
    )
)
def test_the_short_way_gives_what_features_times_weights_give(language: str, text: str) -> None:
    weights = tone._weights(language)
    buckets, columns = tone.features(text, language)
    root = math.sqrt(len(buckets) or 1)
    sides = ((weights.low, 0), (weights.high, 1))
    columns_of = [(weights.scale * down, weights.scale * up) for down, up in weights.classes]
    columns_of += weights.form.tolist()
    slow = [
        weights.scale * sum(int(table[b]) for b in buckets) / root
        + sum(value * pair[side] for value, pair in zip(columns, columns_of, strict=True))
        for table, side in sides
    ]
    others = ["Not good, not bad.", "", "gagal"]  # texts read side by side do not touch each other
    assert tone.logits([*others, text, *others], language)[3] == pytest.approx(slow, abs=1e-6)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_weights_are_those_of_their_provenance(language: str) -> None:
    data = resources.files("kilas.core").joinpath("data")
    card = json.loads(data.joinpath(f"tone.{language}.provenance.json").read_text("utf-8"))
    packed = data.joinpath(card["file"]).read_bytes()
    assert hashlib.sha256(packed).hexdigest() == card["sha256"]
    words = data.joinpath(card["words"]["file"]).read_bytes()
    assert hashlib.sha256(words).hexdigest() == card["words"]["sha256"]


@pytest.mark.parametrize(
    ("language", "allowed", "licence"),
    [
        ("en", {"newsmtsc": "MIT", "sentfin": "MIT"}, "MIT"),
        (
            "id",
            {"cnbc_id": "MIT", "smsa": "CC-BY-SA-4.0", "nusax_id": "CC-BY-SA-4.0"},
            "CC-BY-SA-4.0",
        ),
    ],
)
def test_the_weights_were_trained_on_permitted_sets_only(
    language: str, allowed: dict[str, str], licence: str
) -> None:
    data = resources.files("kilas.core").joinpath("data")
    text = data.joinpath(f"tone.{language}.provenance.json").read_text("utf-8")
    card = json.loads(text)
    assert {row["name"]: row["licence"] for row in card["sets"]} == allowed
    assert card["licence"] == licence
    assert "fpb" not in text
    assert "persent" not in text
