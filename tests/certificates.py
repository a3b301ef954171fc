"""The tests' own certificates, and the authority that signed them."""

from __future__ import annotations

from pathlib import Path

TLS = Path(__file__).parent / "data" / "tls"
