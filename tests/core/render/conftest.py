"""The two briefs most tests look at."""

from __future__ import annotations

import pytest
from render_briefs import angkot_brief, seawall_brief

from kilas.core.brief import Brief


@pytest.fixture
def angkot() -> Brief:
    return angkot_brief()


@pytest.fixture
def seawall() -> Brief:
    return seawall_brief()
