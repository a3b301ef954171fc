"""Routes of the form for readers' corrections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from kilas.core.render.ui_language import UiLanguage
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.pages import Form
from kilas.site.context import SiteContext
from kilas.site.exchange import NO_CACHE, Reply, Request, moved
from kilas.site.listing import listed
from kilas.site.replies import html_reply
from kilas.site.routes import ID, UI, route
from kilas.store.records import TooMany

MOST_BODY = 32_768  # bytes of a form


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """The form as sent by a reader."""

    message: str
    contact: str
    about: Listed | None
    is_of_a_machine: bool  # the honeypot field is filled in: people do not see it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    name: str  # key of the form's error message
    status: int
    retry_after_s: float | None = None


def correction(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    frame = context.frames[ui]
    if context.options.is_export:
        return html_reply(drawn.correction_page(frame, Form(), drawn.correction_note(frame.ui)))
    if request.method == "POST":
        return _take(context, request, ui)
    form = Form(about=_about(context, request.query.get("b", "")))
    return html_reply(drawn.correction_page(frame, form), cache=NO_CACHE)


def thanks(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    return html_reply(drawn.correction_page(context.frames[ui], Form(is_thanks=True)), cache=NO_CACHE)


def _take(context: SiteContext, request: Request, ui: UiLanguage) -> Reply:
    sent = _read(context, request.body)
    problem = _fault_of(context, request, sent)
    if problem is None and not sent.is_of_a_machine:  # a bot gets the thanks page and nothing is saved
        problem = _keep(context, request, sent)
    if problem is not None:
        return _again(context, ui, sent, problem)
    return moved(context.site.local(f"/{ui}/correction/thanks"), 303, NO_CACHE)


def _read(context: SiteContext, body: bytes) -> _Sent:
    told = _fields(body)
    return _Sent(
        message=told.get("message", "").strip(),
        contact=told.get("contact", "").strip()[:200],
        about=_about(context, told.get("b", "")),
        is_of_a_machine=bool(told.get("website")),
    )


def _fault_of(context: SiteContext, request: Request, sent: _Sent) -> _Problem | None:
    if not _is_from_here(context, request):
        return _Problem(name="elsewhere", status=403)
    if len(request.body) > MOST_BODY or len(sent.message) > drawn.MOST_CHARACTERS:
        return _Problem(name="too_long", status=413)
    return None if sent.message else _Problem(name="empty", status=422)


def _keep(context: SiteContext, request: Request, sent: _Sent) -> _Problem | None:
    kept = context.store.moderation.add_correction(
        sent.message,
        item_id=sent.about.id if sent.about else None,
        contact=sent.contact or None,
        address=request.client,
        now=context.clock(),
    )
    if isinstance(kept, TooMany):
        return _Problem(name="too_many", status=429, retry_after_s=kept.retry_after_s)
    return None


def _again(context: SiteContext, ui: UiLanguage, sent: _Sent, problem: _Problem) -> Reply:
    """The submitted form again, with its error message."""
    form = Form(
        message=sent.message[: drawn.MOST_CHARACTERS],
        contact=sent.contact,
        problem=problem.name,
        about=sent.about,
    )
    wait_s = problem.retry_after_s
    return html_reply(
        drawn.correction_page(context.frames[ui], form),
        status=problem.status,
        cache=NO_CACHE,
        headers={} if wait_s is None else {"Retry-After": str(int(wait_s))},
    )


def _about(context: SiteContext, item_id: str) -> Listed | None:
    item = context.store.items.get(item_id) if re.fullmatch(ID, item_id) else None
    return listed(item, None) if item else None


def _is_from_here(context: SiteContext, request: Request) -> bool:
    """True unless a header says that another site sent the form.

    `Origin` is "null" even from our own pages, because they send no referrer, and `Sec-Fetch-Site` is sent
    only over https and from localhost: a missing header is no reason to refuse.
    """
    site, origin = request.header("sec-fetch-site"), request.header("origin")
    if site and site not in ("same-origin", "none"):
        return False
    ours = {urlsplit(context.site.base).netloc, request.header("host")}
    return origin in ("", "null") or urlsplit(origin).netloc in ours


def _fields(body: bytes) -> Mapping[str, str]:
    try:
        return dict(parse_qsl(body[:MOST_BODY].decode("ascii", "replace"), max_num_fields=20))
    except ValueError:  # too many fields: not our form
        return {}


ROUTES = (
    route(rf"{UI}/correction", correction, ("GET", "HEAD", "POST")),
    route(rf"{UI}/correction/thanks", thanks),
)
