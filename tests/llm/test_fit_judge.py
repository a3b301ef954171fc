"""The threshold of a judge is fitted on labelled claims, and is the right one where the right one is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals import fit_judge
from evals.fit_judge import Judged, LabelledClaim, fit, judge
from kilas.core.routing import NANO, Policy, Price, Route
from kilas.llm.config import Models
from kilas.testing.model_server import Asked, ModelServer, route_to

pytestmark = pytest.mark.network


def planted(place: int) -> tuple[float, bool]:
    """Score and label of a claim: all right above 0.6, every tenth wrong down to 0.4, every second below."""
    score = place / 1000
    wrong_every = 0 if score > 0.6 else 10 if score >= 0.4 else 2
    return score, not wrong_every or place % wrong_every != 0


CLAIMS = {f"The council opened bridge {place}.": planted(place) for place in range(1000)}


def probability_of(asked: Asked) -> float:
    return CLAIMS[asked.body["state"]["claim"]][0]


@pytest.fixture
def decisions() -> Iterator[ModelServer]:
    with ModelServer(probability_of) as server:
        yield server


@pytest.fixture
def judging(decisions: ModelServer) -> Route:
    return route_to(decisions, "ok", id="judge", kind="judge", vendor="self")


def labelled(step: int = 1) -> list[LabelledClaim]:
    return [
        LabelledClaim(text=text, cited=("It did.",), is_supported=label)
        for text, (_, label) in [*CLAIMS.items()][::step]
    ]


@pytest.mark.parametrize(
    ("precision", "expected"),
    [(1.0, 0.601), (0.97, None), (0.95, None), (0.9, None), (0.5, 0.0)],
)
def test_the_threshold_is_the_lowest_that_is_right_often_enough(
    precision: float, expected: float | None
) -> None:
    known = [Judged(*one) for one in CLAIMS.values()]
    found = fit(known, precision)
    assert found is not None
    if expected is not None:
        assert found.threshold == expected
    above = [one.is_supported for one in known if one.score >= found.threshold]
    assert (found.accepted, found.right) == (len(above), sum(above))
    assert found.precision >= precision
    for lower in (one.score for one in known if one.score < found.threshold):
        more = [one.is_supported for one in known if one.score >= lower]
        assert sum(more) / len(more) < precision


def test_equal_scores_stand_on_one_side_of_the_threshold() -> None:
    ties = [Judged(0.5, True)] * 60 + [Judged(0.5, False)] * 40 + [Judged(0.9, True)] * 100
    found = fit(ties, 0.9)
    assert found is not None
    assert (found.threshold, found.accepted) == (0.9, 100)


def test_a_judge_that_is_never_right_enough_or_rarely_sure_has_no_threshold() -> None:
    assert fit([Judged(n / 500, n % 2 == 0) for n in range(500)], 0.97) is None
    assert fit([Judged(0.99, True)] * 99, 0.97) is None
    assert fit([], 0.97) is None


def test_a_judge_on_loopback_is_asked_for_claim_and_sentences_and_fitted_by_what_it_says(
    decisions: ModelServer, judging: Route
) -> None:
    run = judge(labelled(4), judging, Models(routes=(judging,)), None)
    assert [(one.score, one.is_supported) for one in run.judged] == [*CLAIMS.values()][::4]
    assert not run.lost
    found = fit(run.judged, 1.0, least=50)
    assert found is not None
    assert found.threshold == 0.604
    sent = decisions.asked[0]
    assert sent.path.endswith("/v1/systemone")
    assert sent.body["state"] == {"claim": "The council opened bridge 0.", "sentences": ["It did."]}


def test_a_run_ends_with_its_money_and_with_a_judge_that_is_out(
    decisions: ModelServer, judging: Route
) -> None:
    models = Models(routes=(judging,))
    dear = replace(judging, price=Price(input=10**15, output=0))
    assert judge(labelled(50), dear, models, NANO).lost == {"skipped, budget: per_day": 1}
    refused = judge(labelled(50), judging, replace(models, policy=Policy(ignore=("judge",))), None)
    assert [*refused.lost] == ["skipped, policy: ignore (judge)"]
    assert decisions.asked == []
    broken = judge(labelled(50), replace(judging, base_url=decisions.url("500")), models, None)
    assert not broken.judged
    assert sum(broken.lost.values()) == 4  # three failures open the breaker
    assert broken.of == 20


SOURCE = (
    "The harbour of Kirana opened a new quay on Monday after three years of work. "
    "The quay cost 31.5 million dollars and is 420 metres long. "
    "Fishermen of the bay said the work had driven away the shrimp."
)
ROWS: list[dict[str, Any]] = [
    {"source": SOURCE, "claim": claim, "language": "en", "label": label}
    for claim, label in (
        ("* Kirana's harbour has a new quay that took three years of work.", 1),
        ("The quay cost 45 million dollars.", 0),
        ("The quay cost 31.5 million dollars and is 420 metres long.", 1),
    )
]


def test_only_claims_that_rules_leave_open_are_put_before_a_judge() -> None:
    [claim] = fit_judge.unverifiable(ROWS)
    assert claim.text == "Kirana's harbour has a new quay that took three years of work."
    assert claim.is_supported
    assert len(claim.cited) == 2
    assert "The harbour of Kirana opened a new quay on Monday after three years of work." in claim.cited


def test_the_command_reads_the_owners_route_and_prints_what_to_write_down(
    decisions: ModelServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "kilas.toml").write_text(
        f'[[route]]\nid = "judge"\nkind = "judge"\nbase_url = "{decisions.url()}"\nmodel = "tiny"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(fit_judge, "_rows", lambda: ROWS * 200)
    decisions.reply = lambda asked: 0.875
    assert fit_judge.main(["judge", "--data", str(tmp_path), "--rows", "150"]) == 0
    told = capsys.readouterr().out
    assert "150 answers to 150 claims, 100.0% of them supported" in told
    assert told.endswith("[policy]\njudge_threshold = 0.875\n")
    assert len(decisions.asked) == 1  # equal claims are asked about once
    monkeypatch.setattr(fit_judge, "_rows", lambda: [{**row, "label": 0} for row in ROWS * 200])
    assert fit_judge.main(["judge", "--data", str(tmp_path)]) == 1
    assert "no threshold reaches 97.0%" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="no route 'nope'"):
        fit_judge.main(["nope", "--data", str(tmp_path)])
