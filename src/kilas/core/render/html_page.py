"""Writes briefs as self-contained HTML pages: one file without scripts, which makes no requests."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from kilas.core.article import Refusal
from kilas.core.brief import Brief
from kilas.core.publishing import is_indexable
from kilas.core.render import inline
from kilas.core.render.refusing import in_words
from kilas.core.render.ui_language import Ui, UiLanguage, speak
from kilas.core.render.view import View, safe_url, view
from kilas.core.render.web.facts import SCHEMA_ORG, based_on, data_block, filled, source_type
from kilas.core.text.markup import clean

# The sentence map: cells per row, width and height of a cell, and gap, in pixels.
_MAP_COLUMNS, _CELL, _CELL_HEIGHT, _GAP = 24, 17, 20, 3
_INLINE = ("claim", "facts", "figures", "original", "pills", "sign", "spoken", "told", "tone")
_NAMES = {"id": "Indonesia", "en": "English"}  # each language's own name


def brief_page(briefs: Sequence[Brief], ui: Ui, zone: tzinfo, refusals: Sequence[Refusal] = ()) -> str:
    """One page with one or several briefs, followed by the refusals."""
    views = _views(briefs, ui, zone)
    return fill(
        "brief.html",
        ui,
        views=views,
        maps=[sentence_map(v) for v in views],
        data=[_json_ld(v) for v in views],
        rules="".join(map(lighting, views)),
        indexable=all(
            brief.audience == "public" and is_indexable(article)
            for brief in briefs
            for article in brief.sources
        ),
        refusals=[in_words(refusal, ui) for refusal in refusals],
    )


def _views(briefs: Sequence[Brief], ui: Ui, zone: tzinfo) -> list[View]:
    """The views of `briefs`; several get prefixes, so that the ids of the page are unique."""
    if len(briefs) == 1:
        return [view(briefs[0], ui, zone)]
    return [view(brief, ui, zone, f"b{n}-") for n, brief in enumerate(briefs, 1)]


def refusal_page(refusals: Sequence[Refusal], ui: Ui) -> str:
    told = [in_words(refusal, ui) for refusal in refusals]
    return fill("refusal.html", ui, refusals=told, rules="", indexable=False)


def sentence_map(shown: View) -> tuple[tuple[str, str], ...]:
    """SVG paths with a cell per sentence: "y" for those quoted, "z" for the others; without empty paths."""
    quoted = set(shown.quoted)
    cells: dict[str, list[str]] = {"y": [], "z": []}
    for n in range(shown.sentences):
        cells["y" if n + 1 in quoted else "z"].append(_cell(n))
    return tuple((kind, "".join(paths)) for kind, paths in cells.items() if paths)


@lru_cache(maxsize=1_024)
def _cell(n: int) -> str:
    across, down = _CELL + _GAP, _CELL_HEIGHT + _GAP
    at = f"M{(n % _MAP_COLUMNS) * across} {(n // _MAP_COLUMNS) * down}"
    return f"{at}h{_CELL}v{_CELL_HEIGHT}h-{_CELL}z"


def _map_height(sentences: int) -> int:
    return (sentences - 1) // _MAP_COLUMNS * (_CELL_HEIGHT + _GAP) + _CELL_HEIGHT


def fill(template: str, ui: Ui, *, rules: str, sheets: Sequence[str] = ("brief",), **values: object) -> str:
    """Renders `template` with `values` as a page of its own, with the style `sheets` followed by `rules`."""
    sheet = "".join(map(style_sheet, sheets))
    style, source = sheet + rules, style_source(sheet, rules)
    policy = f"default-src 'none'; style-src {source}; img-src data:; base-uri 'none'; form-action 'none'"
    return pour(template, ui, style, policy, **{"place": None, "data": (), **values})


def pour(template: str, ui: Ui, style: str, policy: str, **values: object) -> str:
    """Renders `template` with `values`, a style sheet, and a content security policy that allows it."""
    return _template(ui.code, template).render(
        ui=ui,
        style=Markup(style),  # noqa: S704  # our own style sheets
        policy=policy,
        **values,
    )


def style_source(sheets: str, rules: str = "") -> str:
    """Source expression of a content security policy that allows the style `sheets` + `rules`: its hash."""
    hashed = _hashed(sheets).copy()
    hashed.update(rules.encode())
    return f"'sha256-{base64.b64encode(hashed.digest()).decode()}'"


@lru_cache(maxsize=16)
def _hashed(sheets: str) -> Any:
    return hashlib.sha256(sheets.encode())


def prepare() -> None:
    """Compiles every template in every interface language, so that no reader waits for it."""
    for code in get_args(UiLanguage):
        for name in _templates(code).list_templates():
            _template(code, name)


@cache
def _template(code: UiLanguage, name: str) -> Template:
    return _templates(code).get_template(name)


@cache
def _templates(code: UiLanguage) -> Environment:
    found = _Environment(
        loader=PackageLoader("kilas.core.render"),
        extensions=[_Labels],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_printable,
    )
    # filters, because Jinja calls functions more slowly
    found.filters |= {name: getattr(inline, name) for name in _INLINE}
    # plain functions: their results are escaped like any other text
    found.globals |= {"_": speak(code).gettext, "ngettext": speak(code).ngettext}
    found.globals |= {
        "tick": inline.TICK,
        "warn": inline.WARN,
        "near": inline.NEAR,
        "safe_url": safe_url,
        "names": _NAMES,
    }
    found.globals |= {"map_columns": _MAP_COLUMNS, "map_height": _map_height}
    return found


class _Environment(Environment):
    """Looks up attributes only. By default Jinja tries items as well, at a higher cost."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # the built-in takes no self


class _Labels(Extension):
    """Translates plain labels, `{{ _("…") }}`, when a template is compiled instead of for each page."""

    _LABEL = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        tokens, at = list(stream), 0
        while at < len(tokens):
            run = tokens[at : at + len(self._LABEL)]
            if tuple(token.type for token in run) == self._LABEL and run[1].value == "_":
                yield Token(run[0].lineno, "data", self._label(run[3].value))
                at += len(run)
            else:
                yield tokens[at]
                at += 1

    def _label(self, message: str) -> str:
        translate = cast("Callable[[str], str]", self.environment.globals["_"])
        return inline.text(translate(message))


def _printable(value: object) -> object:
    """Removes control, bidirectional and invalid characters from every text that a template prints."""
    if type(value) is not str or (
        value.isascii() and value.isprintable()
    ):  # as `is_plain`, inlined for speed
        return value
    return clean(value)


@cache
def style_sheet(sheet: str) -> str:
    """A style sheet of ours, without comments and line breaks."""
    written = files(__package__).joinpath("static", f"{sheet}.css").read_text("utf-8")
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL))


def lighting(shown: View) -> str:
    """CSS rules that highlight the claims of the targeted source sentence, and the tab of the targeted part.

    Selectors cannot compare two attributes, so there is one selector for each pair on this page.
    """
    p = shown.prefix
    pairs = [f"body:has(#{p}s{n}:target) #{p}{claim.id} .c" for claim in shown.claims for n in claim.numbers]
    tabs = [
        f"body:has(#{p}{part}:target) .tabs a[href='#{p}{part}']"
        for part in ("takeaways", "insights", "original")
    ]
    tabs.append(f"body:has(#{p}original :target) .tabs a[href='#{p}original']")
    lit = f"{','.join(pairs)}{{background:var(--mark);box-shadow:0 0 0 .15rem var(--mark)}}" if pairs else ""
    return lit + f"{','.join(tabs)}{{color:var(--ink);border-color:var(--accent)}}"


def _json_ld(shown: View) -> Markup:
    brief = shown.brief
    language = brief.text_language or brief.language
    return data_block(
        filled(
            {
                "@context": SCHEMA_ORG,
                "@type": "NewsArticle",
                "headline": shown.headline,
                "description": shown.excerpt,
                "inLanguage": language if language != "und" else "",
                "wordCount": brief.word_count,
                "dateCreated": brief.provenance.created.isoformat() if brief.provenance.created else "",
                "author": {"@type": "Organization", "name": "Kilas"},
                "digitalSourceType": source_type(brief.provenance.model),
                "isBasedOn": based_on(shown),
            }
        )
    )
