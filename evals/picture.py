"""The picture of us beside the best peer that needs no download, drawn from a run and never by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from evals.measure import Measure

_WIDTH, _LEFT, _BAR, _ROW, _HEAD, _TOP = 800, 250, 255, 21, 40, 72
_GROUPS = {  # in the order a reader asks; what else has a peer comes after them
    "extraction": "Reading a page: runs of words and fields that people marked",
    "summaries": "Choosing sentences: ROUGE of a brief against reference summaries",
    "tone": "Tone: macro-F1 over positive, neutral, negative",
    "support": "Support: does the source carry the claim?",
    "fetching": "Fetching: sockets that must never open",
}
_WORDS = {
    "60w": "at 60 words", "aeb": "AEB", "auc": "AUC", "bbc": "BBC", "cnbc": "CNBC", "cnndm": "CNN/DM",
    "core": "all", "detik": "Detik", "doc": "", "en": "English", "english": "English", "exact": "", "f1": "F1",
    "fpb": "FPB", "freelance": "Freelance", "fundus": "Fundus", "id": "Indonesian", "indonli": "IndoNLI",
    "inshorts": "Inshorts", "lay": "", "lsum": "Lsum", "multiref": "many refs", "newsart": "NewsArt",
    "newsmtsc": "NewsMTSC", "newsroom": "Newsroom", "nusax": "NusaX", "persent": "PerSenT", "rouge": "ROUGE",
    "sentfin": "SEntFiN", "smsa": "SmSA", "urls": "", "vietnews": "VietNews", "wcxb": "WCXB", "xsum": "XSum", "zh": "Chinese",
}  # fmt: skip
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1d1b17}.t{font-weight:700;font-size:17px}.h{font-weight:700}"
    ".s{fill:#5a564e;font-size:12px}.n{text-anchor:end;font-variant-numeric:tabular-nums}.room{fill:#ece7da}"
    ".us{fill:#2f7d5b}.peer{stroke:#b4471f;stroke-width:3}.ci{stroke:#1d1b17;stroke-width:1.2}.bg{fill:#fbf9f4}"
    "@media (prefers-color-scheme:dark){text{fill:#ebe8e1}.s{fill:#aeaaa1}.room{fill:#26272d}.us{fill:#4fa67f}"
    ".peer{stroke:#f0a36b}.ci{stroke:#ebe8e1}.bg{fill:#15161a}}"
)


def draw(measures: Sequence[Measure]) -> str:
    """An SVG of every measure that has a peer, a row each: our bar with its 95 % interval, the peer's mark across it."""
    rows = [m for m in measures if m.peer and m.peer_value is not None and m.higher_is_better]
    places = [*_GROUPS]
    rows.sort(key=lambda m: places.index(_part(m)) if _part(m) in places else len(places))
    told = f"Kilas and the best peer on {len(rows)} measures"
    body: list[str] = []
    y = _TOP
    for part, members in groupby(rows, key=_part):
        body.append(
            f'<text class="h" x="20" y="{y + 26}">{escape(_GROUPS.get(part, part.capitalize()))}</text>'
        )
        y += _HEAD
        for measure in members:
            body += _row(measure, y)
            y += _ROW
    height = y + 36
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="t">',
        f'<title id="t">{escape(told)}</title><style>{_STYLE}</style>',
        f'<rect class="bg" width="{_WIDTH}" height="{height}"/>',
        '<text class="t" x="20" y="32">Kilas beside the best peer that needs no download</text>',
        '<rect class="us" x="20" y="49" width="22" height="9"/><path class="ci" d="M36 53.5H48M48 50v7"/>',
        '<text class="s" x="56" y="58">Kilas, embedded engine, and the 95 % interval</text>',
        '<path class="peer" d="M331 46v15"/><text class="s" x="340" y="58">the peer, its figure and name at the right</text>',
    ]
    foot = f'<text class="s" x="20" y="{height - 12}">Development sets; every row runs from 0 to 100, and longer is better.</text></svg>'
    return "\n".join([*head, *body, foot]) + "\n"


def _part(measure: Measure) -> str:
    return measure.name.partition(".")[0]


def _row(measure: Measure, y: int) -> list[str]:
    assert measure.peer_value is not None
    scale = 100.0 if max(measure.value, measure.peer_value) <= 1.0 else 1.0
    ours, peer = measure.value * scale, measure.peer_value * scale
    mark = _LEFT + _width(peer)
    parts = [
        f'<text x="20" y="{y + 14}">{escape(_label(measure.name))}</text>',
        f'<rect class="room" x="{_LEFT}" y="{y + 4}" width="{_BAR}" height="12"/>',
        f'<rect class="us" x="{_LEFT}" y="{y + 4}" width="{_width(ours)}" height="12"/>',
        f'<path class="peer" d="M{mark} {y + 1}v18"/>',
        f'<text class="n" x="{_LEFT + _BAR + 44}" y="{y + 14}">{ours:.1f}</text>',
        f'<text class="s n" x="{_LEFT + _BAR + 86}" y="{y + 14}">{peer:.1f}</text>',
        f'<text class="s" x="{_LEFT + _BAR + 93}" y="{y + 14}">{escape(measure.peer or "")}</text>',
    ]
    if measure.interval:
        low, high = (_LEFT + _width(bound * scale) for bound in measure.interval)
        parts.append(f'<path class="ci" d="M{low} {y + 10}H{high}M{low} {y + 7}v6M{high} {y + 7}v6"/>')
    return parts


def _label(name: str) -> str:
    """What is measured, without the part, which stands above.

    >>> _label("summaries.cnndm_60w.rouge_lsum")
    'CNN/DM at 60 words · ROUGE Lsum'
    """
    shown = [" ".join(_spoken(piece.split("_"))) for piece in name.split(".")[1:]]
    return " · ".join(filter(None, shown))


def _spoken(words: Iterable[str]) -> Iterable[str]:
    return filter(None, (_WORDS.get(word, word) for word in words))


def _width(value: float) -> float:
    return round(_BAR * min(100.0, max(0.0, value)) / 100, 1)
