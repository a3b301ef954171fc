"""Sound articles of our own (public domain), and the places in them where a payload is put."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import Literal

from evals.hostile.rows import Payload
from kilas.core.article import Article, Refusal, Rights
from kilas.core.extract import extract, from_text

Place = Literal["title", "byline", "source", "paragraph", "typed", "body"]
PLACES: tuple[Place, ...] = ("title", "byline", "source", "paragraph", "typed", "body")
# A fixed address gives a fixed article id, so carriers whose payload left no trace come out equal.
URL = "https://lumbung.example/berita/carrier"
# Own, so that the whole text is shown and nothing of a payload hides behind the quotation cap.
RIGHTS = Rights(mode="own", reason="our own test article")
_HOLE = "\ue0f0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A clean article: four paragraphs of three sentences each. ASCII only, so that bytes in any charset fit in."""

    language: str
    title: str
    byline: str
    source: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(s for p in self.paragraphs for s in p)


INDONESIAN = Carrier(
    language="id",
    title="Lumbung Desa Wanasari Menyimpan Cadangan Beras untuk Musim Kemarau",
    byline="Sekar Pramesti",
    source="Kabar Lumbung",
    paragraphs=(
        (
            "Pemerintah Desa Wanasari membuka lumbung pangan baru pada Senin pagi untuk menyimpan 120 ton beras menjelang musim kemarau.",
            "Lumbung itu dibangun dengan dana desa sebesar Rp850 juta dan dikerjakan warga setempat selama tujuh bulan.",
            "Kepala Desa Wanasari, Bambang Suryadi, mengatakan cadangan beras akan dijual kepada warga jika harga pasar naik lebih dari 20 persen.",
        ),
        (
            "Harga beras di pasar kecamatan naik dari Rp12.500 menjadi Rp14.200 per kilogram sejak bulan Juni.",
            "Kenaikan harga terjadi karena panen di tiga desa tetangga gagal akibat serangan hama wereng.",
            "Dinas Pertanian Kabupaten Seroja mencatat 340 hektare sawah rusak di seluruh kecamatan.",
        ),
        (
            "Kelompok tani setempat menyerahkan sepersepuluh hasil panen mereka sebagai simpanan awal lumbung.",
            "Setiap keluarga yang menyimpan gabah menerima buku catatan dan dapat mengambil kembali simpanannya setelah enam bulan.",
            "Namun sebagian petani khawatir gabah mereka rusak karena lumbung belum memiliki alat pengering.",
        ),
        (
            "Peneliti pangan Universitas Muara Kencana, Lestari Wulandari, menilai lumbung desa efektif bila pencatatannya terbuka.",
            "Pemerintah kabupaten berencana membangun lumbung serupa di sembilan desa lain pada tahun depan.",
            "Dewan desa akan mengevaluasi jumlah cadangan beras setiap tiga bulan mulai Oktober.",
        ),
    ),
)
ENGLISH = Carrier(
    language="en",
    title="Harbour Town Opens Flood Barrier After Six Years of Work",
    byline="Maren Holloway",
    source="Quayside Courier",
    paragraphs=(
        (
            "The harbour town of Eastmere opened a new flood barrier on Tuesday after six years of construction work.",
            "The barrier cost 48 million dollars and protects about 9,300 homes along the lower river.",
            "Mayor Olive Tarrant said the gates would close whenever the tide rose more than two metres above normal.",
        ),
        (
            "Storm water flooded the old market three times between 2019 and 2022 and closed 140 shops.",
            "Insurance companies raised their prices for the district by 35 percent because of those floods.",
            "Engineers from the county water office tested all seven gates during the spring tides in March.",
        ),
        (
            "Fishing crews feared that the closed gates would keep their boats in the harbour for days.",
            "However, the town agreed to open a narrow lock for boats twice a day during long closures.",
            "The county council will pay half of the running costs, which are expected to reach 1.2 million dollars a year.",
        ),
        (
            "River researcher Henrik Dahl of the coastal institute expects the barrier to last until about 2090.",
            "Rising seas could make longer closures necessary, according to a study the institute published last month.",
            "The town plans to review the closing rules with fishing crews and residents every October.",
        ),
    ),
)
CARRIERS = (INDONESIAN, ENGLISH)


def carrier_for(number: int, place: Place) -> Carrier:
    """Every payload meets both languages, in different places."""
    return CARRIERS[(number + PLACES.index(place)) % 2]


def article_of(carrier: Carrier, place: Place, payload: Payload) -> Article | Refusal:
    """What Kilas reads from the carrier with the payload in that place."""
    if place == "typed":
        return from_text(typed(carrier, payload), url=URL, source=carrier.source, rights=RIGHTS)
    return extract(page(carrier, place, payload), url=URL, rights=RIGHTS)


def typed(carrier: Carrier, payload: Payload) -> str:
    """The article as somebody would paste it, with the payload inside its second paragraph."""
    return "\n\n".join([carrier.title, *_paragraphs(carrier, payload.text)])


def page(carrier: Carrier, place: Place | None = None, payload: Payload | None = None) -> bytes:
    """The article as a web page, with the payload in that place.

    Attributes and JSON-LD hold the payload properly encoded, as a publisher's own tools would;
    running text, headline and `<title>` hold it raw, as a careless template does.
    """
    if payload is None:
        return _page(carrier).encode("ascii")
    hole = _HOLE.encode("utf-8")
    return (
        _page(carrier, place)
        .encode("utf-8")
        .replace(hole + b"raw", payload.data)
        .replace(hole + b"attribute", _attribute(payload))
        .replace(hole + b"json", _json(payload))
    )


def _attribute(payload: Payload) -> bytes:
    return html.escape(payload.data.decode("latin-1")).encode("latin-1")


def _json(payload: Payload) -> bytes:
    text = json.dumps(payload.text.encode("utf-8", "replace").decode("utf-8"))[1:-1]
    return text.replace("</", "<\\/").replace("<!--", "\\u003c!--").encode("ascii")


def _page(carrier: Carrier, place: Place | None = None) -> str:
    def field(name: Place, how: str, base: str) -> str:
        return _HOLE + how if place == name else base

    def led(how: str) -> str:
        return f"{_HOLE}{how} {carrier.title}" if place == "title" else carrier.title

    paragraphs = [f"<p>{p}</p>" for p in _paragraphs(carrier, _HOLE + "raw" if place == "paragraph" else "")]
    if place == "body":
        paragraphs.insert(2, _HOLE + "raw")
    facts = (
        f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{led("json")}",'
        f' "datePublished": "2026-08-03T08:00:00+07:00",'
        f' "author": {{"@type": "Person", "name": "{field("byline", "json", carrier.byline)}"}}}}'
    )
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{carrier.language}">\n<head>\n<meta charset="utf-8">',
            f"<title>{led('raw')}</title>",
            f'<meta property="og:title" content="{led("attribute")}">',
            f'<meta property="og:site_name" content="{field("source", "attribute", carrier.source)}">',
            f'<meta name="author" content="{field("byline", "attribute", carrier.byline)}">',
            f'<script type="application/ld+json">{facts}</script>',
            f'</head>\n<body>\n<main><article>\n<h1>{led("raw")}</h1>\n<div class="entry-content">',
            *paragraphs,
            "</div>\n</article></main>\n</body>\n</html>\n",
        ]
    )


def _paragraphs(carrier: Carrier, payload: str) -> list[str]:
    """The paragraphs, with `payload` after the first sentence of the second."""
    joined = [" ".join(p) for p in carrier.paragraphs]
    if payload:
        first, *rest = carrier.paragraphs[1]
        joined[1] = " ".join([first, payload, *rest])
    return joined
