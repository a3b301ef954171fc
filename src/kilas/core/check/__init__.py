"""Check claims against their evidence, by rules that anyone can follow."""

from kilas.core.check.dates import DateMention, dates
from kilas.core.check.draft import check, judge
from kilas.core.check.names import Name, names
from kilas.core.check.numbers import Number, numbers
from kilas.core.check.outcome import Verdict
from kilas.core.check.quotes import Quote, quotes
from kilas.core.check.recompute import recompute
from kilas.core.check.source import verdict
from kilas.core.check.support import support

__all__ = [
    "DateMention",
    "Name",
    "Number",
    "Quote",
    "Verdict",
    "check",
    "dates",
    "judge",
    "names",
    "numbers",
    "quotes",
    "recompute",
    "support",
    "verdict",
]
