"""Words around the names of authors, keys of front matter: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import BylineWords

WORDS = BylineWords(
    front_matter={
        "judul": "title",
        "penulis": "byline",
        "reporter": "byline",
        "pewarta": "byline",
        "oleh": "byline",
        "tanggal": "date",
        "terbit": "date",
        "sumber": "source",
        "bahasa": "language",
    },
    typed_openers="oleh|penulis|pewarta|jurnalis",
    body_openers="oleh|penulis",
    credit_openers="Oleh|OLEH",
    credit_labels="Penulis|Reporter|Pewarta|Jurnalis|Wartawan|Laporan|Kontributor",
    prefixes="oleh|penulis|reporter|pewarta|jurnalis|kontributor|laporan",
    prefixes_before_colon="oleh|penulis|reporter|pewarta",
    particles="bin|binti",
    joins="dan",
    credit_joins="dan",
    nobody=r"(?:tim )?redaksi|redaktur|penulis|pewarta|(?:ikuti|hubungi|kirim|lihat|baca)\b.*",
    roles_first="wartawan|jurnalis|reporter|koresponden|kontributor|redaktur|pewarta|kolumnis|fotografer|editor",
    classes="penulis",
)
