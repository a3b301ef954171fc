"""The audience of an installation in words, for `up`, `work`, `serve` and `status`."""

from __future__ import annotations

from kilas.core.audience import Audience, AudienceReason, ResolvedAudience

_MEANING: dict[Audience, str] = {
    "private": "whole briefs, for you alone; no page is offered to search engines",
    "public": "briefs quote as much as rights allow to be published",
}
_REASON: dict[AudienceReason, str] = {
    "setting": "KILAS_AUDIENCE says so",
    "loopback": "`kilas up` listens on this machine only, and no base address is set",
    "host": "`kilas up` listens on an address that others can reach",
    "base_address": "a base address is set",
    "command": "the default of `kilas work` and `kilas serve`",
}


def audience_line(kept: ResolvedAudience | None) -> str:
    """The audience with its meaning and its reason."""
    if kept is None:
        return "public, until `kilas up` or another service decides"
    return f"{kept.audience}, because {_REASON[kept.reason]} ({_MEANING[kept.audience]})"


def disagreement(asked: ResolvedAudience, kept: ResolvedAudience, does: str) -> str:
    """What a command says whose own audience is another one than the store's; `does`: what it does about it."""
    return (
        f"The audience of this command is {asked.audience}, because {_REASON[asked.reason]}; that of the store is"
        f" {kept.audience}, because {_REASON[kept.reason]}. {does}\n"
        f"  Try: set KILAS_AUDIENCE={kept.audience} here; or set KILAS_AUDIENCE={asked.audience} for `kilas up` or"
        " `kilas serve`"
    )
