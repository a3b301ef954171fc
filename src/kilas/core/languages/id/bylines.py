"""Words around the names of authors, keys of front matter: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import BylineWords

WORDS = BylineWords(
    front_matter={
        "judul": "title",
        "penulis": "byline",
        "oleh": "byline",
        "tanggal": "date",
        "sumber": "source",
        "bahasa": "language",
    },
    typed_openers="oleh|penulis",
    body_openers="oleh|penulis",
    credit_openers="Oleh|OLEH",
    credit_labels="Penulis|Reporter|Pewarta|Jurnalis|Wartawan",
    prefixes="oleh|penulis|reporter|pewarta|jurnalis|kontributor|laporan",
    prefixes_before_colon="oleh|penulis|reporter|pewarta",
    particles="bin",
    joins="dan",
    credit_joins="dan",
    nobody="redaksi",
    classes="penulis",
)
