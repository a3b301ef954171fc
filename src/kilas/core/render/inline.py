"""What a page repeats most: claims with their numbers, and the sentences of the source.

Put together here and not in a template, because that halves the time of a page. Every text comes from a `View`,
so `clean` has seen it; it is escaped here. Ids and prefixes are our own.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from kilas.core.render.view import Cited, Part, Passage, View


def claim(v: View, cited: Cited) -> Markup:
    """A claim with the numbers of the sentences that carry it."""
    lead = f"<b>{escape(cited.lead)}</b>" if cited.lead else ""
    doubt = f' <span class="doubt">{escape(cited.doubt)}</span>' if cited.doubt else ""
    kind = "c calc" if cited.own else "c"
    return Markup(  # noqa: S704  # escaped piece by piece
        f'<span class="k" id="{v.prefix}{cited.id}"><span class="{kind}">{lead}{escape(cited.rest)}</span>'
        f"{doubt}{pills(v, cited.numbers)}</span>"
    )


def pills(v: View, numbers: Sequence[int]) -> Markup:
    """The small numbers that lead to sentences of the source."""
    named = [(n, escape(v.ui.gettext("Evidence: source sentence %(n)s", n=n))) for n in numbers]
    links = (f'<a class="ev" href="#{v.prefix}s{n}" aria-label="{label}">{n}</a>' for n, label in named)
    return Markup("".join(links))  # noqa: S704  # escaped in the lines above


def passage(v: View, run: Passage) -> Markup:
    """A paragraph of the source, each sentence a target."""
    return Markup(f"<p>{' '.join(_part(v, part) for part in run.parts)}</p>")  # noqa: S704  # escaped in _part


def _part(v: View, part: Part) -> str:
    text = escape(part.text)
    if not part.number:
        return text
    if not part.claim:
        return f'<span id="{v.prefix}s{part.number}">{text}</span>'
    label = escape(v.ui.gettext("Back to the claim that rests on sentence %(n)s", n=part.number))
    return (
        f'<span id="{v.prefix}s{part.number}" class="u"><a class="n" href="#{v.prefix}{part.claim}" '
        f'aria-label="{label}">{part.number}</a>{text}</span>'
    )
