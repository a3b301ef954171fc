"""Articles and evidence the tests of `check` share."""

from __future__ import annotations

from kilas.core.article import Article, Rights
from kilas.core.brief import Derivation, Draft, Evidence, Operand, Origin
from kilas.core.check import Verdict, check
from kilas.core.text import sentences

ID_TEXT = (
    "MUARA JATI, KABAR PESISIR – Harga bawang merah naik 12,5 persen dari Rp32.000 menjadi Rp36.000 per kilogram.\n\n"
    "Namun, Wali Kota Siti Aminah (54) memastikan pasokan aman pada Senin (3/8/2026).\n\n"
    "“Kami tidak akan menutup pasar itu,” ujarnya.\n\n"
    "Polisi menduga Budi mungkin menimbun sedikitnya lima ton bawang jika harga terus naik.\n\n"
    "Sebanyak 18 dari 72 kios tutup sejak pagi."
)
EN_TEXT = (
    "HARLOW (Coast Wire) — The council approved the tidal array on Monday by 14 votes to 9.\n\n"
    "But engineers said the turbines could harm eels unless the screens are replaced.\n\n"
    "Mayor Jo Field, who did not vote, called the plan “a gamble we can only take once”.\n\n"
    "About 300 homes in Harlow will be supplied from 2028."
)


def article(text: str, language: str) -> Article:
    return Article(
        id="a1",
        language=language,
        text=text,
        sentences=sentences(text, language),
        rights=Rights(mode="own"),
    )


ID, EN = article(ID_TEXT, "id"), article(EN_TEXT, "en")


def evidence(of: Article, quote: str) -> Evidence:
    return Evidence(article_id=of.id, revision=of.revision, quote=quote, start=of.text.index(quote))


def judged(
    of: Article,
    text: str,
    *at: int,
    lead: str = "",
    origin: Origin = "source",
    derivation: Derivation | None = None,
) -> Verdict:
    """The verdict on `text` with the sentences numbered `at` as evidence."""
    spans = tuple(evidence(of, of.quote(i)) for i in at)
    draft = Draft(text=text, lead=lead, evidence=spans, origin=origin, derivation=derivation)
    return check(draft, [of])


def own(of: Article, text: str, derivation: Derivation, *at: int) -> Verdict:
    return judged(of, text, *at, origin="kilas", derivation=derivation)


def operand(text: str, value: float, at: int = 0) -> Operand:
    return Operand(text=text, value=value, evidence=at)
