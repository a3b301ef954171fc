"""Kilas in the shapes the benches' scorers ask for.

    python ../shared/bench/summaries/score.py --module evals.adapters:summarize
"""

from __future__ import annotations
