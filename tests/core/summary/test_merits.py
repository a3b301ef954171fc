from __future__ import annotations

import pytest

from kilas.core.article import Article
from kilas.core.extract import from_text
from kilas.core.summary import ranker
from kilas.core.summary.features import FEATURE_NAMES
from kilas.core.summary.lines import read_lines
from kilas.core.summary.merits import merits_of

ENGLISH = (
    "Ferry to Sandel island runs again\n\n"
    "The ferry to Sandel island will run again from Monday, the harbour office in Corrie said. "
    "The old boat was taken out of service in August after an inspector found rot. "
    "Repairs cost 180,000 pounds and took eleven weeks. "
    "Schools on the mainland will open an hour later because of the new timetable."
)
INDONESIAN = (
    "Feri ke Pulau Karang Beroperasi Lagi\n\n"
    "Feri ke Pulau Karang beroperasi lagi mulai Senin, kata kantor pelabuhan Corrie. "
    "Kapal lama dihentikan pada Agustus setelah petugas menemukan lambung lapuk. "
    "Perbaikan menelan biaya Rp3,4 miliar dan memakan waktu sebelas pekan. "
    "Sekolah di daratan masuk satu jam lebih siang karena jadwal baru tersebut."
)


def read(text: str) -> Article:
    article = from_text(text)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("text", [ENGLISH, INDONESIAN])
def test_the_first_sentence_of_a_report_opens_it_and_matches_the_headline_best(text: str) -> None:
    article = read(text)
    lines = read_lines(article)
    parts = ranker.explain([each.text for each in lines], article.title, article.language, 60)
    merits = merits_of(lines, article.title, parts)
    assert {"opens_report", "best_title_match"} <= set(merits[0])
    assert sum("opens_report" in each for each in merits) == 1
    assert sum("best_title_match" in each for each in merits) == 1


def test_a_fact_whose_features_lowered_the_score_is_no_merit() -> None:
    lines = read_lines(read(ENGLISH))
    raised, lowered = (dict.fromkeys(FEATURE_NAMES, amount) for amount in (1.0, -1.0))
    assert "figures" in merits_of(lines, "Ferry", [dict(raised, first=-99.0)] * len(lines))[2]
    assert merits_of(lines, "Ferry", [lowered] * len(lines)) == ((),) * len(lines)


def test_without_a_title_nothing_matches_it_and_without_parts_nothing_is_a_merit() -> None:
    lines = read_lines(read(ENGLISH))
    raised = dict.fromkeys(FEATURE_NAMES, 1.0)
    assert not any(
        "title" in merit for each in merits_of(lines, None, [raised] * len(lines)) for merit in each
    )
    assert merits_of(lines, "Ferry", ()) == ((),) * len(lines)
