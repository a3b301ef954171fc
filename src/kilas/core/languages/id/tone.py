"""Indonesian words for the tone model."""

from __future__ import annotations

from kilas.core.languages.shape import ToneWords, words

WORDS = ToneWords(
    table="id",
    negators=words("tidak tak bukan belum tanpa jangan gak nggak enggak ga tdk ngga kurang batal"),
    endings=words("nya kan an i lah pun ku mu kah") | {""},
)
