"""The picture of us beside the best peer that needs no download, drawn from a run and never by hand."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from evals.measure import Measure

_LEFT, _BAR, _ROW, _TOP = 310, 320, 34, 64
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1d1b17}.t{font-weight:700;font-size:16px}.s{fill:#5a564e;font-size:12px}"
    ".us{fill:#1c6246}.peer{fill:#c9c1b0}.ci{stroke:#1d1b17;stroke-width:1.5}.bg{fill:#fbf9f4}"
    "@media (prefers-color-scheme:dark){text{fill:#ebe8e1}.s{fill:#aeaaa1}.us{fill:#84d3ad}.peer{fill:#565247}.ci{stroke:#ebe8e1}.bg{fill:#15161a}}"
)


def draw(measures: Sequence[Measure]) -> str:
    """An SVG of every measure that has a peer: two bars a row, ours with its 95 % interval."""
    rows = [m for m in measures if m.peer and m.peer_value is not None and m.higher_is_better]
    height = _TOP + _ROW * len(rows) + 30
    told = f"Kilas and the best peer on {len(rows)} measures"
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {height}" role="img" aria-labelledby="t">',
        f'<title id="t">{escape(told)}</title><style>{_STYLE}</style>',
        f'<rect class="bg" width="800" height="{height}"/>',
        '<text class="t" x="20" y="28">Kilas beside the best peer that needs no download</text>',
        '<rect class="us" x="20" y="40" width="12" height="10"/><text class="s" x="38" y="50">Kilas, embedded engine, with 95 % interval</text>',
        '<rect class="peer" x="330" y="40" width="12" height="10"/><text class="s" x="348" y="50">peer, named at its bar</text>',
    ]
    for place, measure in enumerate(rows):
        body += _row(measure, _TOP + place * _ROW)
    body.append(
        f'<text class="s" x="20" y="{height - 10}">Development sets; 0 to 100 on every row; longer is better.</text></svg>'
    )
    return "\n".join(body) + "\n"


def _row(measure: Measure, y: int) -> list[str]:
    assert measure.peer_value is not None
    scale = 100.0 if max(measure.value, measure.peer_value) <= 1.0 else 1.0
    ours, peer = measure.value * scale, measure.peer_value * scale
    parts = [
        f'<text x="20" y="{y + 20}">{escape(measure.name.replace(".", " · ").replace("_", " "))}</text>',
        f'<rect class="us" x="{_LEFT}" y="{y + 5}" width="{_width(ours)}" height="11"/>',
        f'<rect class="peer" x="{_LEFT}" y="{y + 17}" width="{_width(peer)}" height="9"/>',
        f'<text x="{_LEFT + _BAR + 12}" y="{y + 16}">{ours:.1f}</text>',
        f'<text class="s" x="{_LEFT + _BAR + 12}" y="{y + 28}">{peer:.1f} {escape(measure.peer or "")}</text>',
    ]
    if measure.interval:
        low, high = (_LEFT + _width(bound * scale) for bound in measure.interval)
        parts.append(f'<path class="ci" d="M{low} {y + 10.5}H{high}M{low} {y + 7}v7M{high} {y + 7}v7"/>')
    return parts


def _width(value: float) -> float:
    return round(_BAR * min(100.0, max(0.0, value)) / 100, 1)
