from __future__ import annotations

from dataclasses import replace

import pytest

from kilas.core.brief import Derivation, Draft, Operand, Search
from kilas.core.check import check, recompute
from kilas.core.check.recompute import hits
from tests.core.check.check_texts import EN, ID, judged, operand, own


def words(*terms: str) -> Search:
    return Search(kind="words", terms=terms)


FROM, TO = operand("Rp32.000", 32000.0), operand("Rp36.000", 36000.0)
RISE = Derivation(operation="percent_change", operands=(FROM, TO), result=12.5)
PART = Derivation(operation="share", operands=(operand("18", 18.0), operand("72", 72.0)), result=25.0)


@pytest.mark.parametrize(
    ("operation", "expected"),
    [("difference", 4.0), ("ratio", 1.5), ("sum", 20.0), ("percent_change", -100 / 3), ("count", 2.0)],
)
def test_each_operation_is_worked_out_again(operation: str, expected: float) -> None:
    operands = (operand("12", 12.0), operand("8", 8.0))
    done = Derivation(operation=operation, operands=operands, result=0.0)  # type: ignore[arg-type]
    assert recompute(done, ["12 ships and 8 boats"], "en") == pytest.approx(expected)


def test_a_share_is_the_first_as_a_part_of_the_second_in_percent() -> None:
    assert recompute(PART, [ID.quote(4)], "id") == 25.0


@pytest.mark.parametrize(
    ("operation", "operands", "reason"),
    [
        ("ratio", (operand("12", 12.0), operand("0", 0.0)), "divided by zero"),
        ("share", (operand("12", 12.0), operand("8", 8.0)), "a part cannot exceed"),
        ("difference", (operand("12", 12.0),), "needs two operands"),
        ("sum", (operand("12", 12.0),), "needs two operands"),
        ("count", (operand("12", 12.0), operand("12", 12.0)), "counted twice"),
        ("count", (), "must say what was counted"),
        ("absence", (), "what was searched for"),
        ("sum", (operand("12", 12.0), operand("5 percent", 5.0)), ""),
        ("sum", (operand("12", 12.0), operand("99", 99.0)), "is not in its evidence"),
        ("sum", (operand("12", 12.0), operand("8", 9.0)), "does not read 9"),
        ("sum", (operand("12", 12.0), operand("8", 8.0, at=3)), "evidence that is not there"),
        ("sum", (operand("5 percent", 5.0), operand("$7", 7.0)), "different units"),
        ("sum", (operand("2", 2.0), operand("8", 8.0)), "does not read 2"),
    ],
)
def test_what_cannot_be_worked_out_is_told(
    operation: str, operands: tuple[Operand, ...], reason: str
) -> None:
    done = Derivation(operation=operation, operands=operands, result=0.0)  # type: ignore[arg-type]
    found = recompute(done, ["12 ships, 8 boats, 0 rafts, 5 percent more, $7"], "en")
    if reason:
        assert isinstance(found, str)
        assert reason in found
    else:
        assert found == 17.0


def test_an_own_calculation_that_adds_up_is_verified() -> None:
    text = "Menurut hitungan Kilas, perubahan dari Rp32.000 menjadi Rp36.000 berarti naik 12,5 persen."
    assert own(ID, text, RISE, 0).status == "verified"
    assert (
        own(ID, "Menurut hitungan Kilas, 18 dari 72 setara dengan 25 persen.", PART, 4).status == "verified"
    )


@pytest.mark.parametrize("printed", ["12,5", "13", "12", "12,50"])
def test_the_result_may_be_rounded_as_printed(printed: str) -> None:
    assert own(ID, f"Kenaikannya {printed} persen.", RISE, 0).status == "verified"


@pytest.mark.parametrize("printed", ["12,4", "14", "12,6", "125"])
def test_a_result_that_is_not_the_calculated_one_is_flagged(printed: str) -> None:
    found = own(ID, f"Kenaikannya {printed} persen.", RISE, 0)
    assert found.status == "flagged"
    assert "neither an operand nor the result" in found.reason


def test_a_stored_result_that_is_wrong_is_flagged() -> None:
    assert own(ID, "Kenaikannya 12,5 persen.", replace(RISE, result=13.0), 0).status == "flagged"
    assert own(ID, "Kenaikannya 12,5 persen.", replace(RISE, result=float("nan")), 0).status == "flagged"


def test_the_words_must_go_the_way_the_numbers_go() -> None:
    found = own(ID, "Harganya turun 12,5 persen.", RISE, 0)
    assert found.reason == "the claim says less, the calculation more"


def test_an_own_statement_needs_a_derivation() -> None:
    assert judged(ID, "Kenaikannya 12,5 persen.", 0, origin="kilas").status == "flagged"


def test_a_derivation_is_checked_whatever_origin_the_draft_claims() -> None:
    assert judged(ID, "Harganya turun 12,5 persen.", 0, derivation=RISE).status == "flagged"


def test_an_own_statement_may_not_bring_names_or_quotations_of_its_own() -> None:
    assert "Agus" in own(ID, "Menurut Agus Salim, kenaikannya 12,5 persen.", RISE, 0).reason
    assert "quotation" in own(ID, "Kenaikannya “luar biasa”, 12,5 persen.", RISE, 0).reason


def test_cited_spans_are_counted_and_each_must_match() -> None:
    one = Derivation(operation="count", result=1.0, searched=Search(kind="quotation_marks"))
    assert (
        own(ID, "Berita ini mengutip narasumber secara langsung dalam 1 kalimat.", one, 2).status
        == "verified"
    )
    two = replace(one, result=2.0)
    text = "Berita ini mengutip narasumber secara langsung dalam 2 kalimat."
    assert own(ID, text, two, 2, 3).status == "flagged"  # the second span quotes nobody
    assert own(ID, text, two, 2, 2).reason == "a span is counted twice"


def test_absence_is_searched_for_in_the_whole_article() -> None:
    absent = Derivation(operation="absence", result=0.0, searched=words("subsidi", "impor"))
    assert own(ID, "Sumber tidak menyebut subsidi atau impor.", absent).status == "verified"
    assert own(ID, "Sumber tidak menyebut subsidi atau impor.", absent, 0).status == "verified"
    present = replace(absent, searched=words("kios", "subsidi"))
    assert own(ID, "Sumber tidak menyebut kios atau subsidi.", present, 0).status == "flagged"
    inflected = replace(absent, searched=words("vote"))
    assert own(EN, "No price.", inflected).status == "flagged"  # "votes" is a hit


def test_absence_must_say_where_and_what_was_searched() -> None:
    absent = Derivation(operation="absence", result=0.0, searched=words("subsidi"))
    draft = Draft(text="Tidak ada subsidi.", origin="kilas", evidence=(), derivation=absent)
    assert check(draft, ()).status == "flagged"
    assert own(ID, "Tidak ada.", replace(absent, searched=None)).reason == "no evidence is cited"
    assert own(ID, "Tidak ada.", replace(absent, searched=words(" , "))).status == "flagged"


SAYS_WHO = (
    "Menurut menurutnya kata katanya mengatakan menyatakan menjelaskan menuturkan mengungkapkan menambahkan menegaskan"
    " ujar ujarnya tutur tuturnya ucap ucapnya ungkap ungkapnya imbuh imbuhnya"
)


@pytest.mark.parametrize(
    ("language", "telling"),
    [("en", "said Says told"), ("id", SAYS_WHO)],
)
def test_each_word_that_tells_who_says_so_is_found(language: str, telling: str) -> None:
    for word in telling.split():
        assert hits(Search(kind="attributions"), f"{word} Budi.", language) == 1, word


def test_a_term_of_several_words_is_found_in_order_and_in_its_inflections() -> None:
    text = "Target penumpangnya naik, target tetap penumpang: target"
    assert hits(words("target penumpang"), text, "id") == 1
    assert hits(words("bus"), "Bus dan busnya", "id") == 1  # a short word only as it stands
