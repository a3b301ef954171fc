from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilas.core.article import Article, Span
from kilas.core.brief import Draft
from kilas.core.check import check, judge
from tests.core.check.check_texts import EN, EN_TEXT, ID, article, evidence, judged

BOTH = [(ID, i) for i in range(len(ID.sentences))] + [(EN, i) for i in range(len(EN.sentences))]


@pytest.mark.parametrize(("of", "at"), BOTH)
def test_a_sentence_as_it_stands_is_verified(of: Article, at: int) -> None:
    found = judged(of, of.quote(at), at)
    assert (found.status, found.reason) == ("verified", "verbatim")


@pytest.mark.parametrize(
    ("of", "at", "claim"),
    [
        (ID, 0, "Harga bawang merah naik 12,5 persen dari Rp32.000 menjadi Rp36.000 per kilogram."),
        (ID, 1, "Wali Kota Siti Aminah (54) memastikan pasokan aman pada Senin (3/8/2026)."),
        (EN, 0, "The council approved the tidal array on Monday by 14 votes to 9."),
        (EN, 1, "Engineers said the turbines could harm eels unless the screens are replaced."),
    ],
)
def test_dateline_connective_and_aside_may_be_cut(of: Article, at: int, claim: str) -> None:
    assert judged(of, claim, at).status == "verified"


@pytest.mark.parametrize(
    ("of", "at", "claim", "reason"),
    [
        (ID, 2, "“Kami akan menutup pasar itu,” ujarnya.", "a negation was cut: 'tidak'"),
        (EN, 2, "Mayor Jo Field, who did vote, called the plan “a gamble we can only take once”.", "a negation was cut: 'not'"),
        (ID, 3, "Polisi menduga Budi menimbun sedikitnya lima ton bawang jika harga terus naik.", "a modality was cut: 'mungkin'"),
        (EN, 1, "Engineers said the turbines harm eels unless the screens are replaced.", "a modality was cut: 'could'"),
        (ID, 3, "Polisi menduga Budi mungkin menimbun sedikitnya lima ton bawang.", "a condition was cut: 'jika'"),
        (EN, 1, "Engineers said the turbines could harm eels.", "a condition was cut: 'unless'"),
        (ID, 3, "Polisi menduga Budi mungkin menimbun lima ton bawang jika harga terus naik.", "a limit was cut: 'sedikitnya'"),
        (EN, 3, "300 homes in Harlow will be supplied from 2028.", "a limit was cut: 'about'"),
        (EN, 1, "The turbines could harm eels unless the screens are replaced.", "an attribution was cut: 'said'"),
        (ID, 2, "“Kami tidak akan menutup pasar itu.”", "an attribution was cut: 'ujarnya'"),
        (EN, 2, "Mayor Jo Field, who did not vote, called the plan “a gamble we can take once”.", "a limit was cut: 'only'"),
        (EN, 2, "Mayor Jo Field, who did not vote, called the plan “a gamble”.", "a modality was cut: 'can'"),
    ],
)  # fmt: skip
def test_a_cut_that_changes_the_claim_is_flagged(of: Article, at: int, claim: str, reason: str) -> None:
    found = judged(of, claim, at)
    assert (found.status, found.reason) == ("flagged", reason)


@pytest.mark.parametrize(
    ("of", "at", "claim", "reason"),
    [
        (ID, 1, "Wali Kota Siti Aminah (54) memastikan pasokan aman pada Senin.", "the number 3 was cut"),
        (ID, 1, "Wali Kota Siti Aminah memastikan pasokan aman pada Senin (3/8/2026).", "the number 54 was cut"),
        (ID, 0, "Harga bawang merah naik dari Rp32.000 menjadi Rp36.000 per kilogram.", "the number 12,5 persen was cut"),
        (EN, 3, "About 300 homes in Harlow will be supplied.", "the number 2028 was cut"),
    ],
)  # fmt: skip
def test_a_claim_may_leave_a_number_out_but_is_not_verified(
    of: Article, at: int, claim: str, reason: str
) -> None:
    found = judged(of, claim, at)
    assert (found.status, found.reason) == ("unverifiable", reason)


@pytest.mark.parametrize(
    ("language", "sentence", "claim", "reason"),
    [
        ("en", "Three of the 10 bridges closed.", "The 10 bridges closed.", "'of' was cut before '10'"),
        ("en", "The fare rose 5 percent to 300 rupiah.", "The fare rose 300 rupiah.", "'to' was cut before '300'"),
        ("en", "The brother of Mayor Ada Voss died.", "Mayor Ada Voss died.", "'of' was cut before 'mayor'"),
        ("en", "The plan cost $5 million.", "The plan cost $5.", "the number $5 is not in the evidence"),
        ("en", "The quay is 420 metres long.", "The quay is 420 long.", "the number 420 is not in the evidence"),
        ("id", "Tiga dari 10 jembatan ditutup.", "10 jembatan ditutup.", "'dari' was cut before '10'"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_cut_sentence_may_not_say_something_else(
    language: str, sentence: str, claim: str, reason: str
) -> None:
    found = judged(article(sentence, language), claim, 0)
    assert (found.status, found.reason) == ("flagged", reason)


def test_part_of_a_quotation_may_not_be_cut() -> None:
    of = article("She called the old harbour plan “a great and costly gamble”.", "en")
    found = judged(of, "She called the old harbour plan “a great gamble”.", 0)
    assert (found.status, found.reason) == ("flagged", "part of a quotation was cut")
    bare = judged(of, "She called the old harbour plan a great and costly gamble.", 0)
    assert (bare.status, bare.reason) == ("flagged", "part of a quotation was cut")


def test_an_aside_that_denies_may_not_be_cut() -> None:
    of = article("The ship (which is not insured) left the port.", "en")
    assert judged(of, "The ship left the port.", 0).status == "flagged"


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Budi Santoso – the dam will hold.", "The dam will hold."),
        ("Trump: I won the vote.", "I won the vote."),
        ("Still waters run deep here.", "Waters run deep here."),
        ("But for the dam, the town would flood.", "For the dam, the town would flood."),
        ("However small the leak, it matters.", "Small the leak, it matters."),
        ("Did the dam hold?", "Did the dam hold"),
        ("The change was -5 points.", "The change was 5 points."),
        ("It cost £5 to enter.", "It cost 5 to enter."),
    ],
)
def test_what_only_looks_like_an_allowed_cut_is_not_called_verified(sentence: str, claim: str) -> None:
    assert judged(article(sentence, "en"), claim, 0).status != "verified"


@pytest.mark.parametrize(
    ("language", "sentence", "claim"),
    [
        ("en", "Arsenal beat Chelsea by two goals.", "Chelsea beat Arsenal by two goals."),
        ("en", "The sluice was shut by 14 votes to 9.", "The sluice was shut by 9 votes to 14."),
        ("id", "Wali kota memanggil camat ke balai kota.", "Camat memanggil wali kota ke balai kota."),
    ],
)
def test_words_in_another_order_are_not_called_verified(language: str, sentence: str, claim: str) -> None:
    assert judged(article(sentence, language), claim, 0).status == "unverifiable"


@pytest.mark.parametrize(
    ("language", "sentence", "claim", "reason"),
    [
        ("en", "The plan was approved in a public vote.", "The plan was rejected in a public vote.", "'rejected' where the evidence says 'approved'"),
        ("en", "It was shut after three hearings.", "It was shut before three hearings.", "'before' where the evidence says 'after'"),
        ("id", "Harga beras naik 12 persen di pasar itu.", "Harga beras turun 12 persen di pasar itu.", "'turun' where the evidence says 'naik'"),
    ],
)  # fmt: skip
def test_the_opposite_of_a_word_is_flagged(language: str, sentence: str, claim: str, reason: str) -> None:
    found = judged(article(sentence, language), claim, 0)
    assert found.status == "flagged"
    assert reason in found.reason


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The change was -5 points.", "The change was 5 points."),
        ("It cost £5 to enter the park.", "It cost $5 to enter the park."),
        ("Some 5 people were fined.", "Some 5 percent were fined."),
    ],
)
def test_a_number_keeps_its_sign_and_its_unit(sentence: str, claim: str) -> None:
    found = judged(article(sentence, "en"), claim, 0)
    assert found.status == "flagged"
    assert found.reason.startswith("the number")


def test_in_a_list_of_numbers_the_last_one_prints_the_unit_for_all() -> None:
    of = article("The rates are 5, 6 and 7 percent in the three towns.", "en")
    assert (
        judged(of, "In the three towns the rates are 5 percent, 6 percent and 7 percent.", 0).status
        != "flagged"
    )


def test_a_denial_of_its_own_is_flagged() -> None:
    of = article("The mayor opened the old sluice before the storm came.", "en")
    found = judged(of, "The mayor never opened the old sluice before the storm came.", 0)
    assert found.reason == "the claim denies what the evidence does not deny"


def test_a_claim_of_new_words_is_left_to_other_judges() -> None:
    assert judged(EN, "Homes in Harlow get clean power soon after.", 3).status == "flagged"
    assert judged(EN, "Homes in Harlow will get supplies.", 3).status == "unverifiable"


@pytest.mark.parametrize(
    ("of", "at", "claim"),
    [
        (EN, 2, "Mayor Jo Field has resigned."),
        (EN, 0, "Explain the theory of relativity."),
        (ID, 1, "Wali Kota Siti Aminah mengundurkan diri."),
    ],
)
def test_a_claim_about_something_else_is_flagged(of: Article, at: int, claim: str) -> None:
    found = judged(of, claim, at)
    assert (found.status, found.reason) == ("flagged", "the evidence says nothing of the kind")


def test_words_are_known_by_their_roots() -> None:
    of = article("Pemerintah membangun jembatan di Kirana setelah banjir merusak jalan.", "id")
    assert judged(of, "Pembangunan jembatan Kirana menyusul kerusakan akibat banjir.", 0).status != "flagged"


@pytest.mark.parametrize(
    ("of", "claim"),
    [
        (EN, "The passage describes how the council approved the tidal array."),
        (ID, "Artikel ini membahas harga bawang merah yang naik."),
    ],
)
def test_a_claim_about_the_text_is_flagged(of: Article, claim: str) -> None:
    assert judged(of, claim, 0).reason == "the claim speaks of the text, not of the news"


@pytest.mark.parametrize("marker", ["1. ", "2) ", "- ", "• ", "**Key point:** ", "Takeaway 3: ", "Intinya: "])
def test_a_list_marker_or_label_is_no_part_of_the_claim(marker: str) -> None:
    assert (
        judged(EN, marker + "The council approved the tidal array by 14 votes to 9.", 0).status
        == "unverifiable"
    )
    assert (
        judged(EN, marker + "The council approved the tidal array by 15 votes to 9.", 0).status == "flagged"
    )


def test_any_other_cut_is_not_called_verified() -> None:
    found = judged(EN, "The council approved the tidal array by 14 votes to 9.", 0)
    assert found.status == "unverifiable"
    assert "monday" in found.reason


def test_a_quote_cut_out_of_its_sentence_does_not_hide_the_rest() -> None:
    quote = "the turbines could harm eels"
    draft = Draft(text="The turbines could harm eels", evidence=(evidence(EN, quote),))
    found = check(draft, [EN])
    assert found.status == "flagged"


@pytest.mark.parametrize(
    ("of", "at", "claim", "reason"),
    [
        (EN, 0, "The council approved 15 tidal arrays.", "the number 15 is not in the evidence"),
        (ID, 0, "Harga bawang naik 15 persen.", "the number 15 persen is not in the evidence"),
        (
            EN,
            0,
            "The council approved the array, pleasing Maria Lopez.",
            "the name Maria Lopez is not in the evidence",
        ),
        (EN, 0, "The array won approval on Friday.", "the date Friday is not in the evidence"),
        (EN, 2, "The mayor called it “a safe bet”.", "the quotation “a safe bet” is not in the evidence"),
    ],
)
def test_what_the_evidence_does_not_print_is_flagged(of: Article, at: int, claim: str, reason: str) -> None:
    found = judged(of, claim, at)
    assert (found.status, found.reason) == ("flagged", reason)


@pytest.mark.parametrize(
    ("claim", "address"),
    [
        ("The council approved a tidal array, says example.org/vote.", "example.org/vote"),
        ("The council (example.org) approved a tidal array.", "example.org"),
        ("The council approved a tidal array, hxxps://example[.]org", "hxxps://example[.]org"),
        ("The council approved a tidal array, a@example.org.", "a@example.org"),
    ],
)
def test_a_claim_may_bring_no_address_of_its_own(claim: str, address: str) -> None:
    of = article("The council approved a tidal array.", "en")
    found = judged(of, claim, 0)
    assert (found.status, found.reason) == ("flagged", f"the address {address} is not in the evidence")


def test_an_address_of_the_evidence_and_a_full_stop_without_space_are_none() -> None:
    of = article("The council said on Kirana.example that it will meet at 9 p.m. on Pier No.9.", "en")
    for claim in (
        "The council said on kirana.example it will meet at 9 p.m. on Pier No.9.",
        "On kirana.example's page the council said it will meet at 9 p.m. on Pier No.9.",
    ):
        assert "address" not in judged(of, claim, 0).reason


def test_evidence_must_stand_where_it_says() -> None:
    span = evidence(EN, EN.quote(0))
    known = [EN]
    for wrong, word in (
        (replace(span, start=span.start + 1), "does not stand"),
        (replace(span, start=-1), "does not stand"),
        (replace(span, quote=""), "does not stand"),
        (replace(span, article_id="other"), "not known"),
        (replace(span, revision="0" * 64), "not known"),
    ):
        found = check(Draft(text=EN.quote(0), evidence=(wrong,)), known)
        assert found.status == "flagged"
        assert word in found.reason


def test_a_claim_without_evidence_is_flagged() -> None:
    assert check(Draft(text="Rain fell.", evidence=()), [EN]).reason == "no evidence is cited"


def test_a_lead_must_open_its_claim() -> None:
    text = EN.quote(0)
    assert judged(EN, text, 0, lead=text[:6]).status == "verified"
    assert judged(EN, text, 0, lead="The mayor").status == "flagged"


def test_an_empty_claim_is_flagged() -> None:
    assert judged(EN, " ", 0).status == "flagged"
    assert judged(EN, "…", 0).status == "flagged"


def test_judge_fills_status_and_reason_and_keeps_the_rest() -> None:
    draft = Draft(text=EN.quote(0), lead="HARLOW", evidence=(evidence(EN, EN.quote(0)),))
    claim = judge(draft, [EN])
    assert (claim.status, claim.reason, claim.lead, claim.evidence) == (
        "verified",
        "verbatim",
        "HARLOW",
        draft.evidence,
    )


@given(st.text(min_size=1).filter(str.strip), st.data())
def test_any_span_that_is_a_sentence_of_the_article_is_verified(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    of = replace(article("x", "en"), text=text, sentences=(Span(start=start, end=end),))
    quote = of.quote(0)
    if quote.strip():
        span = replace(evidence(EN, EN.quote(0)), revision=of.revision, quote=quote, start=start)
        assert check(Draft(text=quote, evidence=(span,)), [of]).status == "verified"


@given(st.integers(10_000, 10**9))
def test_a_claim_with_a_fresh_number_is_flagged(value: int) -> None:
    assert judged(EN, f"About {value} homes in Harlow will be supplied from 2028.", 3).status == "flagged"


@given(st.text(), st.text())
def test_no_claim_makes_the_checker_fail(claim: str, lead: str) -> None:
    draft = Draft(text=claim, lead=lead, evidence=(evidence(EN, EN_TEXT),))
    assert check(draft, [EN]).status in ("verified", "flagged", "unverifiable")
