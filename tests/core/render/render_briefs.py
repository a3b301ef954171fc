"""Briefs built by hand, over articles we wrote, in Indonesian and English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kilas.core.article import Article, Reservation, Rights, Span
from kilas.core.brief import (
    Attempt,
    Brief,
    Checks,
    Claim,
    Derivation,
    Evidence,
    Figure,
    Operand,
    Paragraph,
    Provenance,
    Search,
    Section,
    SectionKind,
    Tone,
    ToneEvidence,
)

ANGKOT = """\
Pemerintah Kota Lamandara akan menguji coba angkutan kota bertenaga listrik di empat trayek mulai 3 Agustus 2026. \
Tarif selama masa uji coba ditetapkan Rp2.000 sekali jalan, turun dari tarif angkot reguler Rp5.000.

“Kami ingin warga mencoba dulu, baru menilai,” kata Kepala Dinas Perhubungan Lamandara, Sari Wulandani, di Balai Kota, Selasa.

Uji coba berlangsung enam bulan dan memakai 48 unit kendaraan berkapasitas 12 penumpang. \
Setiap unit mampu menempuh sekitar 160 kilometer dalam sekali pengisian daya, menurut dokumen lelang yang dibuka dinas. \
Dua stasiun pengisian disiapkan di Terminal Muara dan Pasar Lontar.

Pemkot menganggarkan Rp31,5 miliar, dengan sekitar dua pertiganya untuk sewa kendaraan. \
Sisanya dipakai membangun stasiun pengisian serta melatih 110 sopir.

Ketua Koperasi Angkutan Sejahtera, Bonar Sitohang, mendukung rencana itu dengan syarat sopir lama didahulukan. \
“Jangan sampai mobilnya baru, sopirnya ikut baru semua,” ujarnya. \
Koperasi mencatat 412 sopir aktif di empat trayek tersebut.

Peneliti transportasi Universitas Teluk Biru, Mira Handayani, menilai jumlah unit belum cukup untuk jam sibuk. \
Hitungannya, empat trayek itu memerlukan sedikitnya 70 unit agar waktu tunggu pada pagi hari tetap di bawah sepuluh menit.

Dinas menyatakan jumlah unit akan dievaluasi pada bulan ketiga. \
Hasil evaluasi akan menentukan apakah program diperluas ke sebelas trayek lain pada 2027. \
Hingga berita ini ditulis, jadwal rinci keberangkatan belum diumumkan."""

SEAWALL = """\
The harbour town of Port Ellery will spend 12 million dollars on a new sea wall, its council decided on Tuesday. \
The wall replaces one that two winter storms damaged beyond repair in January.

Work starts in March and should take 18 months, said Ines Corbett, who leads the project. \
“We would rather build once and build high,” she told the council.

The new wall is 2.4 metres high, against 1.6 metres for the old one. \
About 340 homes behind it lie below the level of a spring tide.

Fishers fear that the works will close the inner harbour for most of next summer. \
Their association counts 57 boats, most of which have nowhere else to land a catch. \
The council promised a decision on temporary berths by the end of November.

Engineers at the coastal institute warn that the wall moves the problem along the shore, because sand that it holds back no longer reaches the eastern beach."""


@dataclass
class Builder:
    """Writes a brief over `article`, citing sentences by number."""

    article: Article

    def evidence(self, *numbers: int) -> tuple[Evidence, ...]:
        spans = [self.article.sentences[n - 1] for n in numbers]
        return tuple(
            Evidence(
                article_id=self.article.id,
                revision=self.article.revision,
                quote=self.article.text[span.start : span.end],
                start=span.start,
            )
            for span in spans
        )

    def claim(self, text: str, *numbers: int, lead: str = "") -> Claim:
        return Claim(
            text=text,
            lead=lead,
            status="verified",
            reason="every quote stands where it says",
            evidence=self.evidence(*numbers),
        )


def article(text: str, **changes: Any) -> Article:
    base = Article(
        id="a1",
        url="https://harianpesisir.example/kota/angkot-listrik",
        source="Harian Pesisir",
        title="Angkot listrik mulai diuji Agustus, tarif Rp2.000",
        byline="Dewi Larasati",
        published=datetime(2026, 7, 14, 1, 55, tzinfo=UTC),
        language="id",
        text=text,
        sentences=spans(text),
        rights=Rights(mode="own", reason="our own text"),
    )
    return replace(base, **changes)


def spans(text: str) -> tuple[Span, ...]:
    """Good enough for the texts above: a sentence ends at a full stop before a space or the end."""
    return tuple(
        Span(start=m.start(), end=m.end())
        for m in re.finditer(r"\S[^\n]*?[.?!]”?(?:,” \w+\.)?(?=\s|$)", text)
    )


def sections(
    summary: Sequence[Paragraph] = (),
    watch_next: Sequence[Claim] = (),
    takeaways: Sequence[Claim] = (),
    insights: Sequence[Claim] = (),
) -> tuple[Section, ...]:
    """The sections of a brief, each list one point a claim."""
    lists: dict[SectionKind, Sequence[Claim]] = {
        "watch_next": watch_next,
        "takeaways": takeaways,
        "insights": insights,
    }
    found = [Section(kind="summary", paragraphs=tuple(summary))]
    found += [
        Section(kind=kind, paragraphs=tuple(Paragraph(claims=(claim,)) for claim in claims))
        for kind, claims in lists.items()
    ]
    return tuple(section for section in found if section.paragraphs)


def with_sections(brief: Brief, **changes: Sequence[Claim]) -> Brief:
    """`brief` with other lists: `takeaways=(claim,)`."""
    now: dict[str, Any] = {
        "summary": brief.summary,
        "watch_next": brief.watch_next,
        "takeaways": brief.takeaways,
        "insights": brief.insights,
    }
    return replace(brief, sections=sections(**{**now, **changes}))


def provenance(claims: int, derived: int = 0, **changes: Any) -> Provenance:
    base = Provenance(
        engine="embedded",
        engine_version="1",
        checks=Checks(claims=claims, verified=claims, derived=derived, dropped=1, numbers=14),
        seconds=0.21,
        created=datetime(2026, 7, 14, 2, 41, tzinfo=UTC),
    )
    return replace(base, **changes)


def angkot_brief(**changes: Any) -> Brief:
    build = Builder(article(ANGKOT))
    fare = Derivation(
        operation="percent_change",
        operands=(
            Operand(text="Rp5.000", value=5000.0, evidence=0),
            Operand(text="Rp2.000", value=2000.0, evidence=0),
        ),
        result=-60.0,
    )
    gap = Derivation(
        operation="difference",
        operands=(Operand(text="70", value=70.0, evidence=1), Operand(text="48", value=48.0, evidence=0)),
        result=22.0,
    )
    nothing = Derivation(
        operation="absence",
        result=0.0,
        searched=Search(kind="words", is_whole=True, terms=("subsidi", "target penumpang")),
    )
    own = build.claim("Tarif turun 60 persen selama uji coba.", 2)
    less = build.claim("Selisihnya 22 unit dari hitungan peneliti.", 4, 13)
    base = Brief(
        id="b1",
        revision="r1c0ffee1234567890",
        language="id",
        headline="Lamandara Uji Angkot Listrik Bertarif Rp2.000 di Empat Trayek",
        word_count=70,
        word_budget=120,
        sources=(build.article,),
        tone=Tone(
            label="neutral",
            rated=True,
            reason="rated",
            score=0.08,
            margin=0.4,
            evidence=(
                ToneEvidence(evidence=build.evidence(9)[0], weight=0.3),
                ToneEvidence(evidence=build.evidence(12)[0], weight=-0.2),
            ),
        ),
        sections=sections(
            summary=(
                Paragraph(
                    claims=(
                        build.claim(
                            "Kota Lamandara akan menguji coba angkot listrik di empat trayek mulai 3 Agustus 2026.",
                            1,
                            lead="Kota Lamandara akan menguji coba angkot listrik",
                        ),
                        build.claim("Tarifnya Rp2.000 sekali jalan, turun dari Rp5.000.", 2),
                        build.claim("Uji coba berlangsung enam bulan dan memakai 48 unit kendaraan.", 4),
                    )
                ),
                Paragraph(
                    claims=(
                        build.claim(
                            "Pemkot menganggarkan Rp31,5 miliar, dengan sekitar dua pertiganya untuk sewa kendaraan.",
                            7,
                            lead="Pemkot menganggarkan Rp31,5 miliar",
                        ),
                        build.claim(
                            "Sisanya dipakai membangun stasiun pengisian serta melatih 110 sopir.", 8
                        ),
                    )
                ),
                Paragraph(
                    claims=(
                        build.claim(
                            "Koperasi mendukung rencana itu dengan syarat sopir lama didahulukan.",
                            9,
                            lead="Koperasi mendukung rencana itu",
                        ),
                        build.claim(
                            "Peneliti menilai empat trayek itu memerlukan sedikitnya 70 unit.", 12, 13
                        ),
                    )
                ),
            ),
            watch_next=(
                build.claim(
                    "Hasil evaluasi akan menentukan apakah program diperluas ke sebelas trayek lain pada 2027.",
                    15,
                ),
            ),
            takeaways=(
                replace(own, origin="kilas", derivation=fare),
                build.claim("Jumlah unit akan dievaluasi pada bulan ketiga.", 14),
                build.claim("Koperasi mencatat 412 sopir aktif di empat trayek tersebut.", 11),
                build.claim("Jadwal rinci keberangkatan belum diumumkan.", 16),
            ),
            insights=(
                replace(less, origin="kilas", derivation=gap),
                build.claim("Jumlah unit dinilai belum cukup untuk jam sibuk.", 12),
                replace(
                    build.claim("Sumber tidak menyebut subsidi atau target penumpang."),
                    origin="kilas",
                    derivation=nothing,
                ),
            ),
        ),
        figures=(
            Figure(value="Rp2.000", label="tarif uji coba sekali jalan", evidence=build.evidence(2)[0]),
            Figure(value="48 unit", label="kendaraan", evidence=build.evidence(4)[0]),
            Figure(value="Rp31,5 miliar", label="dianggarkan pemkot", evidence=build.evidence(7)[0]),
            Figure(value="412 sopir", label="aktif di empat trayek", evidence=build.evidence(11)[0]),
        ),
        provenance=provenance(15, derived=3),
    )
    return replace(base, **changes)


def seawall_brief(**changes: Any) -> Brief:
    """An English brief of a page that belongs to somebody else: cited sentences only."""
    build = Builder(
        article(
            SEAWALL,
            id="a2",
            url="https://ellery-post.example/sea-wall",
            source="Ellery Post",
            title="Port Ellery to build higher sea wall",
            byline=None,
            language="en",
            rights=Rights(
                mode="link", reservations=(Reservation("noai", "robots"),), reason="no licence is recorded"
            ),
        )
    )
    base = Brief(
        id="b2",
        revision="r2decade1234567890",
        language="en",
        headline="Port Ellery to build higher sea wall",
        word_count=46,
        word_budget=60,
        sources=(build.article,),
        tone=Tone(label="negative", rated=True, reason="rated", score=-0.31, margin=0.3),
        sections=sections(
            summary=(
                Paragraph(
                    claims=(
                        build.claim(
                            "The harbour town of Port Ellery will spend 12 million dollars on a new sea wall.",
                            1,
                            lead="The harbour town of Port Ellery will spend 12 million dollars",
                        ),
                        build.claim("Work starts in March and should take 18 months.", 3),
                    )
                ),
                Paragraph(
                    claims=(
                        build.claim(
                            "Fishers fear that the works will close the inner harbour.",
                            7,
                            lead="Fishers fear",
                        ),
                    )
                ),
            ),
            watch_next=(
                build.claim("The council promised a decision on temporary berths by the end of November.", 9),
            ),
            takeaways=(build.claim("About 340 homes behind it lie below the level of a spring tide.", 6),),
        ),
        notices=("rights_cap", "reservations"),
        provenance=provenance(5, engine="local", engine_version="0.1", model="example-8b", cost_usd=0.0012),
    )
    return replace(base, **changes)


ATTEMPTS = (
    Attempt(route="open-us", outcome="skipped", reason="policy: jurisdictions (US)"),
    Attempt(route="big-gateway", outcome="rate", reason="HTTP 429 (rate_limit)", seconds=0.4),
    Attempt(route="rhine-1", outcome="ungrounded", reason="no summary", seconds=6.8, usd=0.00187),
    Attempt(route="delta-eu", outcome="ok", seconds=3.1, usd=0.000422),
    Attempt(route="own-gguf", outcome="skipped", reason="not_needed"),
    Attempt(route="embedded", outcome="skipped", reason="not_needed"),
)


def model_brief(judge: str | None = None, **changes: Any) -> Brief:
    """A brief by a language model: the first two claims are verified, the others in its own words."""
    base = seawall_brief()
    build = Builder(base.sources[0])

    def reworded(text: str, *numbers: int, lead: str = "") -> Claim:
        claim = build.claim(text, *numbers, lead=lead)
        return replace(claim, status="unverifiable", reason="too far from the wording", judge=judge)

    told = sections(
        summary=(
            Paragraph(
                claims=(
                    build.claim(
                        "The harbour town of Port Ellery will spend 12 million dollars on a new sea wall.",
                        1,
                        lead="The harbour town of Port Ellery",
                    ),
                    reworded("Its predecessor was wrecked by two storms in January.", 2),
                )
            ),
            Paragraph(
                claims=(
                    build.claim("Work starts in March and should take 18 months.", 3, lead="Work starts"),
                    reworded("Boat owners worry that they will have no harbour next summer.", 7),
                )
            ),
        ),
        watch_next=(reworded("Where the boats may berth meanwhile is to be settled by late November.", 9),),
        takeaways=(reworded("Some 340 houses behind the wall lie lower than a spring tide.", 6),),
        insights=(reworded("Experts expect erosion further along the coast.", 10),),
    )
    claims = sum(len(section.claims) for section in told)
    base = replace(
        base,
        sections=told,
        provenance=Provenance(
            engine="model",
            engine_version="1",
            model="delta-small-2611",
            route="delta-eu",
            prompt="brief-3:5d1c0a9e",
            style="plain-2:77aa10c4",
            judge=judge,
            attempts=ATTEMPTS,
            checks=Checks(claims=claims, verified=2, derived=0, dropped=1, numbers=4, reworded=claims - 2),
            seconds=11.4,
            cost_usd=0.002292,
            created=datetime(2026, 7, 14, 2, 41, tzinfo=UTC),
        ),
    )
    return replace(base, **changes)
