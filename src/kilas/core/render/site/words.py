"""Why there is only a headline, and what ails a source, in the reader's words."""

from __future__ import annotations

from kilas.core.render.language import Ui, noop

_UNREAD = noop("The text could not be read.")

_LINKS = {
    "reserved": noop("The publisher reserves this text from use by machines."),
    "robots": noop("The publisher asks machines to stay away from this page."),
    "paywall": noop("The full text is behind a paywall."),
    "snippet": noop("Only the beginning of the text is open to read."),
    "consent_wall": noop("The page shows a consent notice instead of the text."),
    "too_short": noop("Too little text could be read for an honest brief."),
    "forbidden": noop("The publisher does not let machines read the page."),
}

_SILENT = noop("It cannot be reached.")
_FAULTY = noop("It has a fault of its own.")
_UNKNOWN = noop("It could not be read.")
_NO_FEED = noop("What it gives is no feed that can be read.")

_AILMENTS = {
    "dns": _SILENT,
    "refused": _SILENT,
    "reset": _SILENT,
    "timeout": _SILENT,
    "tls": noop("It offers no secure connection that can be trusted."),
    "unreachable": _SILENT,
    "forbidden": noop("It does not let Kilas in."),
    "robots": noop("It asks machines to stay away."),
    "not_found": noop("Its address is no longer there."),
    "gone": noop("It was taken away for good."),
    "legal": noop("It is withheld for legal reasons."),
    "rate_limited": noop("It asks Kilas to come less often."),
    "server_error": _FAULTY,
    "bad_response": _FAULTY,
    "bad_encoding": _FAULTY,
    "not_a_feed": _NO_FEED,
    "empty": _NO_FEED,
    "too_large": _NO_FEED,
}


def why_only_a_link(reason: str | None, ui: Ui) -> str:
    """A whole sentence; reasons that have none of their own say that the text could not be read."""
    return ui.gettext(_LINKS.get(reason or "", _UNREAD))


def what_ails(reason: str, ui: Ui) -> str:
    """A whole sentence about a source that gave no answer."""
    if reason.startswith("http_5"):
        return ui.gettext(_FAULTY)
    return ui.gettext(_AILMENTS.get(reason, _UNKNOWN))
