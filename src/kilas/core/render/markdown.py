"""Writes briefs as CommonMark whose only markup is ours: headings, bold leads, lists, numbered links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from urllib.parse import quote

from kilas.core.article import Article, Refusal
from kilas.core.brief import Brief
from kilas.core.render.refusing import in_words
from kilas.core.render.ui_language import Ui
from kilas.core.render.view import (
    SIGN,
    Cited,
    Original,
    Passage,
    View,
    attempt_line,
    facts_of,
    line,
    safe_url,
    view,
)

# Escaped everywhere: characters that open code, links, escapes and, on GitHub, tables, strikethrough and formulas.
_ALWAYS = re.compile(r"[\\`\[\]~|$]")
# Escaped only where they would be markup, so that "a < b", "AT&T" and "snake_case" stay readable in the raw text.
_TAG_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_STAR = re.compile(r"\*(?! )|(?<! )\*|^\*")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^(?:([#>+=-])|(\d{1,9})([.)])(?=\s|$))")
_FRAGMENT_WORDS = 5  # taken from each end of a quote: enough to be found, short enough to read


def brief_as_markdown(brief: Brief, ui: Ui, zone: tzinfo) -> str:
    shown = view(brief, ui, zone)
    return "\n\n".join(_blocks(shown)) + "\n"


def refusal_as_markdown(refusal: Refusal, ui: Ui) -> str:
    refusal = in_words(refusal, ui)
    mend = ui.gettext("Try: %(mend)s", mend=line(refusal.mend))
    return f"# {escape(ui.gettext('No brief'))}\n\n{escape(line(refusal.source))}\n\n{escape(line(refusal.detail))}\n\n{escape(mend)}\n"


def article_as_markdown(article: Article) -> str:
    """The article as extracted, below its title."""
    title, url = line(article.title or ""), safe_url(article.url)
    blocks = [f"# {escape(title)}"] if title else []
    blocks += [f"<{url}>"] if url else []
    blocks += [escape(line(paragraph)) for paragraph in article.text.split("\n\n") if line(paragraph)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    r"""`text` escaped so that CommonMark shows it unchanged.

    >>> escape("a < b, **kwargs and <b>")
    'a < b, \\*\\*kwargs and \\<b>'
    """
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub(r"\\&", _TAG_OPENING.sub(r"\\<", text))
    text = _UNDERSCORE.sub(r"\\_", _STAR.sub(r"\\*", text))
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)


def _blocks(shown: View) -> Iterator[str]:
    ui = shown.ui
    if shown.source:
        yield escape(shown.source)
    yield f"# {escape(shown.headline)}"
    yield from _about(shown)
    for notice in shown.notices:
        yield f"> {escape(notice)}"
    if shown.legend:
        yield f"> {SIGN} {escape(shown.legend)}."
    yield from _summary(shown)
    yield from _section(shown, ui.gettext("What to watch next"), shown.watch_next, "- ")
    yield from _section(shown, ui.gettext("Key takeaways"), shown.takeaways, "{n}. ")
    yield from _section(shown, ui.gettext("Insights & analysis"), shown.insights, "- ")
    yield from _original(shown)
    yield from _made(shown)


def _about(shown: View) -> Iterator[str]:
    ui = shown.ui
    parts = [escape(part) for part in (shown.byline, shown.published) if part]
    parts.append(escape(f"{ui.gettext('Tone of the report')}: {shown.tone.detail}"))
    if shown.url:
        parts.append(f"[{escape(ui.gettext('Read the original'))}](<{shown.url}>)")
    yield " · ".join(parts)


def _summary(shown: View) -> Iterator[str]:
    if shown.summary:
        yield f"## {escape(shown.summary_label)}"
    for paragraph in shown.summary:
        yield " ".join(_claim(shown, claim) for claim in paragraph)
    if shown.figures:
        yield "\n".join(
            f"- {_bold(f'{f.value} {f.unit}'.strip())} {escape(f.label)}{_notes(shown, f.numbers)}"
            for f in shown.figures
        )


def _made(shown: View) -> Iterator[str]:
    """The section on how the brief was made, and the link definitions of the numbers."""
    yield f"## {escape(shown.ui.gettext('How this brief was made'))}"
    yield "\n".join(f"- {escape(fact)}" for fact in facts_of(shown))
    if shown.attempts:
        yield escape(f"{shown.ui.gettext('Routes tried')}:")
        yield "\n".join(f"- {escape(attempt_line(attempt, shown.ui))}" for attempt in shown.attempts)
    if linked := [n for n in shown.cited if shown.original_of(n).url]:
        yield "\n".join(f"[{n}]: <{_fragment(shown, n)}>" for n in linked)


def _section(shown: View, heading: str, claims: Sequence[Cited], mark: str) -> Iterator[str]:
    if not claims:
        return
    yield f"## {escape(heading)}"
    yield "\n".join(mark.format(n=n) + _claim(shown, claim) for n, claim in enumerate(claims, start=1))


def _original(shown: View) -> Iterator[str]:
    if not shown.has_originals:
        return
    yield f"## {escape(shown.ui.gettext('Original text'))}"
    for original in shown.originals:
        yield from _named(shown, original)
        yield from _text(original)


def _named(shown: View, original: Original) -> Iterator[str]:
    """Heading of one of several sources; nothing for the only source."""
    if shown.only:
        return
    yield f"### {escape(': '.join(filter(None, (original.source, original.title))))}"
    parts = [escape(part) for part in (original.byline, original.published) if part]
    parts += [f"<{original.url}>"] if original.url else []
    if parts:
        yield " · ".join(parts)


def _text(original: Original) -> Iterator[str]:
    yield escape(original.rights)
    for passage in original.passages:
        if passage.skipped:
            yield "…"
        yield _passage(passage)
    if original.skipped_after:
        yield "…"


def _passage(passage: Passage) -> str:
    parts = [(f"\\[{part.number}\\] " if part.claim else "") + escape(part.text) for part in passage.parts]
    return " ".join(parts)


def _claim(shown: View, claim: Cited) -> str:
    notes = "".join(f" ({_inner(note)})" for note in (claim.own, claim.doubt) if note)
    sign = f" {SIGN}" if claim.reworded else ""
    return _opened(claim.lead, claim.rest) + notes + sign + _notes(shown, claim.numbers)


def _notes(shown: View, numbers: Sequence[int]) -> str:
    # without the space, a "!" before the link would turn it into an image
    return "".join(f" [\\[{n}\\]][{n}]" if shown.original_of(n).url else f" \\[{n}\\]" for n in numbers)


def _lets_bold_end(char: str) -> bool:
    """True when `**` may close after punctuation that `char` follows."""
    return char.isspace() or _is_punctuation(char)


def _end_of_words(text: str) -> int:
    """Length of `text` without the punctuation at its end."""
    end = len(text)
    while end and _is_punctuation(text[end - 1]):
        end -= 1
    return end


def _opened(lead: str, rest: str) -> str:
    """`lead` in bold where CommonMark can close it, else as plain text, and `rest`.

    A closing `**` after punctuation counts only before a space or more punctuation (CommonMark
    0.31, 6.2), so punctuation at the end of a lead moves out of the bold when a letter follows.
    """
    kept = len(lead) if not rest or _lets_bold_end(rest[0]) else _end_of_words(lead)
    after = lead[kept:] + rest
    if not lead[:kept].strip() or (kept == len(lead) and after[:1] == "*"):
        return escape(lead + rest)
    return _bold(lead[:kept]) + _inner(after)


def _bold(text: str) -> str:
    return f"**{_inner(text)}**" if text else ""


def _inner(text: str) -> str:
    """`text` escaped for the middle of a line."""
    return escape(f"x{text}")[1:] if text[:1] not in ("_", "*") else f"\\{text[0]}{_inner(text[1:])}"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _fragment(shown: View, n: int) -> str:
    """The original's address with a text fragment, so that a browser scrolls to the sentence."""
    words, url = line(shown.numbering.quote(n)).split(" "), shown.original_of(n).url
    if len(words) > 2 * _FRAGMENT_WORDS:
        text = ",".join(
            _encode(" ".join(part)) for part in (words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:])
        )
    else:
        text = _encode(" ".join(words))
    mark = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{mark}{text}"


def _encode(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")  # "-" and "," are syntax in a text fragment
