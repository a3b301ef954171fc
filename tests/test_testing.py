"""What stands in for the world is product code: light to import, in the wheel, used by tests and benches alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kilas.testing.clock import Clock
from kilas.testing.inline_pool import InlinePool

ROOT = Path(__file__).parent.parent
HEAVY = {"sqlalchemy", "dbos", "fastapi", "lxml", "numpy", "trafilatura", "jinja2", "feedparser", "psycopg"}


@pytest.mark.parametrize("name", ["", ".clock", ".inline_pool", ".postgres", ".llama_server"])
def test_a_fake_is_light_to_import(name: str) -> None:
    code = f"import sys, kilas.testing{name}; print(' '.join(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_no_bench_imports_the_tests() -> None:
    for path in (ROOT / "evals").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "from tests" not in text, path
        assert "import tests" not in text, path


def test_the_clock_stands_until_it_is_moved() -> None:
    clock = Clock(datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert clock() == clock()
    clock.forward(timedelta(hours=1))
    assert clock().hour == 9


def test_the_inline_pool_gives_what_a_task_gives_and_raises_what_it_raises() -> None:
    assert InlinePool().run(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        InlinePool().run(divmod, 7, 0)
