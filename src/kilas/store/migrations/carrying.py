"""Converts rows of schema 0002 to 0003, for databases and for older backups."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_KINDS = {
    "quotation marks": ("quotation_marks", False),
    "tanda kutip": ("quotation_marks", False),
    "sources that are not named": ("unnamed_sources", False),
    "sumber yang tidak disebut namanya": ("unnamed_sources", False),
    "words that tell who says so": ("attributions", False),
    "kata penanda siapa yang berbicara": ("attributions", False),
    "quotations in the whole report": ("quotations", True),
    "kutipan di seluruh laporan": ("quotations", True),
    "words in the whole report that tell who says so": ("attributions", True),
    "kata penanda siapa yang berbicara di seluruh laporan": ("attributions", True),
}
_LIST_SIGN = re.compile(r"\s*[,;|/]\s*|\s+(?:atau|or|dan|and)\s+")
_LISTS = ("watch_next", "takeaways", "insights")
_TDM = re.compile(r"(meta|header)-(tdm-.+)")


def row(table: str, old: Json) -> Json:
    """A row of `table` in the form of schema 0003."""
    if table == "briefs":
        kept = {name: old[name] for name in ("revision", "turn", "saved")}
        return {"item_id": old["article_id"], **kept, "body": _dumped(brief(json.loads(old["body"])))}
    if table == "articles":
        return {**old, "body": _dumped(article(json.loads(old["body"])))}
    return old


def source(old: Json) -> Json:
    """The row of `brief_sources` for a row of `briefs`, which had one source."""
    return {
        "item_id": old["article_id"],
        "brief_revision": old["revision"],
        "place": 0,
        "article_id": old["article_id"],
        "article_revision": old["article_revision"],
    }


def _claims(sections: list[Json]) -> Iterator[Json]:
    for section in sections:
        for paragraph in section["paragraphs"]:
            yield from paragraph["claims"]


def brief(body: Json) -> Json:
    """Converts a brief with one embedded article: now it has sections, and its source has no text."""
    rest = {name: value for name, value in body.items() if name not in ("article", "summary", *_LISTS)}
    sections = [{"kind": "summary", "paragraphs": [part for part in body["summary"] if part["claims"]]}]
    sections += [{"kind": kind, "paragraphs": [{"claims": [one]} for one in body[kind]]} for kind in _LISTS]
    kept = [section for section in sections if section["paragraphs"]]
    for claim in _claims(kept):
        if claim.get("derivation"):
            claim["derivation"] = _derivation(claim["derivation"])
    source = {**article(body["article"]), "text": "", "sentences": []}
    return {**rest, "sources": [source], "sections": kept}


def article(body: Json) -> Json:
    """Converts an article whose reservations were plain texts."""
    rights = body["rights"]
    found = {_reservation(told) for told in rights["reservations"] if isinstance(told, str)}
    kept = [{"use": use, "where": where} for where, use in sorted(found, key=":".join)]
    return {**body, "rights": {**rights, "reservations": kept or rights["reservations"]}}


def _dumped(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _derivation(done: Json) -> Json:
    told = done.get("searched")
    if not isinstance(told, str):
        return done
    return {**done, "searched": _search(told, is_absence=done["operation"] == "absence")}


def _search(told: str, *, is_absence: bool) -> Json:
    if told in _KINDS:
        kind, is_whole = _KINDS[told]
        return {"kind": kind, "is_whole": is_whole or is_absence, "terms": []}
    return {
        "kind": "words",
        "is_whole": is_absence,
        "terms": [term for term in _LIST_SIGN.split(told) if term],
    }


def _reservation(told: str) -> tuple[str, str]:
    """The signal that states a reservation, and the reserved use."""
    if tdm := _TDM.fullmatch(told):
        return tdm[1], tdm[2]
    where, _, use = told.partition(":")
    return where, "noindex" if use == "none" else use
