"""Every address of the public site and what stands there. No web framework: the app and the export both ask here."""

from __future__ import annotations

import hmac
import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Generic, TypeVar, cast, get_args
from urllib.parse import parse_qsl, urlencode, urlsplit

from kilas.core.render import brief_to_json
from kilas.core.render.ui_language import UiLanguage, speak
from kilas.core.render.web import pages as drawn
from kilas.core.render.web.listed import Listed
from kilas.core.render.web.pages import Form, Frame, Page, Results, Stretch, Tally
from kilas.core.render.web.paths import (
    FEEDS,
    SITE_CARD,
    UI_LANGUAGES,
    Site,
    brief_path,
    language_path,
    older_path,
    share_path,
    source_path,
)
from kilas.core.render.web.sitemap_xml import (
    MOST_NEWS,
    ROOM,
    SitemapEntry,
    news_sitemap,
    parts,
    sitemap,
    sitemap_index,
)
from kilas.core.render.web.syndication import MOST as MOST_IN_FEED
from kilas.core.render.web.syndication import Channel, FeedFormat, write_feed
from kilas.errors import StoreError
from kilas.pipeline.alive import told_apart
from kilas.site.exchange import (
    FOREVER,
    HTML,
    JSON,
    NO_CACHE,
    SEARCH_CACHE,
    TEXT,
    XML,
    Reply,
    Request,
    moved,
    with_etag,
)
from kilas.site.language_choice import wanted_language
from kilas.site.listing import Finder, cursor_text, every_item, listed, read_cursor, source
from kilas.site.share_images import ShareImages
from kilas.sources import websub
from kilas.store import Store
from kilas.store.records import Cursor, Feed, Item, Subscription, TooMany

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

PER_PAGE = 30
_FOUND_PER_PAGE = 20
_MOST_PAGES = 50  # of results
_TOP_SOURCES = 20
_ID = r"[0-9A-Za-z]+"
_LANGUAGE = r"[A-Za-z0-9-]{2,20}"
MOST_BODY = 32_768  # bytes of a form
MOST_PUSHED = 10_000_000  # bytes of a feed that a hub pushes


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the site is set up."""

    base_url: str
    timezone: tzinfo
    hub: str = ""  # WebSub; "" for none
    cards: Path | None = None  # where share images are kept; None keeps none
    is_export: bool = False  # made of files: search and form give way to a sentence
    settle_s: float = 5.0  # how long counts beside a list may lag behind the list


class Pages:
    """The public site of one store. Safe to use from several threads."""

    def __init__(
        self, store: Store, options: Options, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._store, self._options, self._clock = store, options, clock
        self._site = Site(options.base_url.rstrip("/"), options.hub)
        self._frames = {
            code: Frame(site=self._site, ui=speak(code), zone=options.timezone) for code in UI_LANGUAGES
        }
        self._cards = ShareImages(options.cards)
        self._ways_in: _Lagging[_WaysIn] = _Lagging(options.settle_s)
        self._map: _Lagging[int] = _Lagging(options.settle_s)
        self._feeds: tuple[float, dict[str, Feed | None]] = (0.0, {})

    @property
    def is_secure(self) -> bool:
        return self._site.base.startswith("https://")

    def answer(self, request: Request) -> Reply:
        """The answer to `request`. Never raises: a fault of the store or of ours is a page that says so."""
        try:
            return with_etag(self._route(request), request.header("if-none-match"))
        except StoreError as error:
            _LOG.warning("the store did not answer for %s: %s", _shown(request.path), error.problem)
            return self._fault(request, 503)
        except Exception:
            _LOG.exception("no answer could be made for %s", _shown(request.path))
            return self._fault(request, 500)

    def brief_at_once(self, request: Request) -> Reply | None:
        """The answer where `request` is for a brief; None where it is not, or the store cannot tell at once."""
        found = _BRIEF.fullmatch(self._below_base(request.path))
        if not found or request.method not in _READ:
            return None
        try:
            reply = self._brief(request, cast("UiLanguage", found["ui"]), found["item_id"], found["slug"])
            return with_etag(reply, request.header("if-none-match"))
        except Exception:  # told where the answer is made in full
            _LOG.debug("no answer at once for %s", _shown(request.path), exc_info=True)
            return None

    def _route(self, request: Request) -> Reply:
        path = self._below_base(request.path)
        for pattern, name, methods in _ROUTES:
            found = pattern.fullmatch(path)
            if not found:
                continue
            if request.method not in methods:
                return self._message(request, 405, headers={"Allow": ", ".join(methods)})
            answer: Callable[..., Reply] = getattr(self, f"_{name}")
            return answer(request, **found.groupdict())
        if path != "/" and path.endswith("/") and request.method in _READ:
            bare = path.rstrip("/") or "/"
            if bare != "/" and any(pattern.fullmatch(bare) for pattern, _, _ in _ROUTES):
                return moved(self._site.local(bare))
        return self._message(request, 404)

    def _below_base(self, path: str) -> str:
        prefix = urlsplit(self._site.base).path
        return path[len(prefix) :] or "/" if prefix and f"{path}/".startswith(f"{prefix}/") else path

    # Lists

    def _root(self, request: Request) -> Reply:
        code = wanted_language(request.header("accept-language"))
        reply = moved(self._site.local(f"/{code}/"), 302)
        return _with(reply, {"Vary": "Accept-Language"})

    def _to_front(self, request: Request, ui: UiLanguage) -> Reply:  # noqa: ARG002
        return moved(self._site.local(f"/{ui}/"))

    def _front(self, request: Request, ui: UiLanguage, cursor: str | None = None) -> Reply:
        if before := request.query.get("before"):
            return self._older(ui, "/", before, request)
        stretch = self._stretch("/", cursor)
        if stretch is None:
            return self._message(request, 404)
        ways = self._ways()
        return _html(drawn.front_page(self._frames[ui], stretch, ways.sources, ways.languages))

    def _language(self, request: Request, ui: UiLanguage, language: str, cursor: str | None = None) -> Reply:
        if before := request.query.get("before"):
            return self._older(ui, language_path(language), before, request)
        stretch = self._stretch(language_path(language), cursor, language=language)
        if stretch is None or not stretch.items:
            return self._message(request, 404)
        return _html(drawn.language_page(self._frames[ui], language, stretch))

    def _source(
        self,
        request: Request,
        ui: UiLanguage,
        feed_id: str,
        slug: str | None = None,
        cursor: str | None = None,
    ) -> Reply:
        summary = self._store.items.source(feed_id, self._clock())
        if summary is None or (summary.feed.removed and not summary.items):
            return self._message(request, 404)
        told = source(summary)
        path = source_path(feed_id, told.title)
        if path != source_path(feed_id, slug or ""):
            return moved(self._site.local(f"/{ui}{older_path(path, cursor) if cursor else path}"))
        if before := request.query.get("before"):
            return self._older(ui, path, before, request)
        stretch = self._stretch(path, cursor, feed_id=feed_id)
        if stretch is None:
            return self._message(request, 404)
        return _html(drawn.source_page(self._frames[ui], told, stretch))

    def _older(self, ui: UiLanguage, path: str, before: str, request: Request) -> Reply:
        """A list asked for with `?before=`, which files cannot answer: the same list by its path."""
        if read_cursor(before) is None:
            return self._message(request, 404)
        return moved(self._site.local(f"/{ui}{older_path(path, before)}"))

    def _stretch(
        self, path: str, cursor: str | None, *, language: str | None = None, feed_id: str | None = None
    ) -> Stretch | None:
        """A part of the list at `path`; None when `cursor` is none of ours."""
        before = read_cursor(cursor) if cursor else None
        if cursor and before is None:
            return None
        items = self._store.items.list(language=language, feed_id=feed_id, before=before, limit=PER_PAGE + 1)
        shown = items[:PER_PAGE]
        return Stretch(
            items=self._finder().listed(shown),
            here=older_path(path, cursor) if cursor else "",
            newest=path if cursor else "",
            older=older_path(path, cursor_text(shown[-1])) if len(items) > PER_PAGE else "",
        )

    def _ways(self) -> _WaysIn:
        return self._ways_in.of(self._store.items.last_change, self._read_ways)

    def _read_ways(self) -> _WaysIn:
        told = sorted(
            map(source, self._store.items.busiest(_TOP_SOURCES)),
            key=lambda each: (-each.items, each.name, each.id),
        )
        return _WaysIn(
            sources=tuple(Tally(title=each.name, path=each.path, count=each.items) for each in told),
            languages=self._store.items.languages(),
        )

    def _finder(self) -> Finder:
        """A finder; feeds are read anew every few seconds, for their titles hardly ever change."""
        now = time.monotonic()
        if now - self._feeds[0] >= self._options.settle_s:
            self._feeds = (now, {})
        return Finder(self._store, self._feeds[1])

    # Briefs

    def _brief(self, request: Request, ui: UiLanguage, item_id: str, slug: str | None = None) -> Reply:
        standing = self._store.items.standing(item_id)
        if standing is None:
            return self._gone(request, item_id)
        item = standing.item
        if item.folded_under is not None:
            return self._folded(request, ui, item)
        if (slug or "") != item.slug:
            return moved(self._site.local(f"/{ui}{listed(item, None).path}"))
        finder = self._finder()
        [told] = finder.listed([item])
        brief = standing.brief()
        if brief is None:
            return _html(drawn.link_page(self._frames[ui], told))
        copies = finder.listed(self._store.items.copies_of(item_id)[:_MOST_COPIES]) if item.copies else ()
        return _html(drawn.brief_page(self._frames[ui], brief, told, copies))

    def _folded(self, request: Request, ui: UiLanguage, item: Item) -> Reply:
        """A near-identical copy: the earliest stands for it, for now."""
        first = self._store.items.get(item.folded_under or "")
        if first is None or first.folded_under is not None:
            return self._gone(request, item.folded_under or item.id)
        return moved(self._site.local(f"/{ui}{listed(first, None).path}"), 302)

    def _json(self, request: Request, item_id: str) -> Reply:
        made = self._store.items.brief(item_id)
        if made is None:
            return self._gone(request, item_id)
        body = json.dumps(brief_to_json(made), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        return _text(JSON, body, headers=_UNLISTED)

    def _card(self, request: Request, item_id: str, revision: str) -> Reply:
        item = self._store.items.get(item_id)
        if item is None or not item.brief_revision:
            return self._gone(request, item_id)
        path = share_path(item.id, item.brief_revision)
        if path != share_path(item_id, revision):
            return moved(self._site.local(path), 302)
        return _png(self._cards.card(item.headline, item.source))

    def _site_card(self, request: Request) -> Reply:  # noqa: ARG002
        return _png(self._cards.card("", ""))

    def _gone(self, request: Request, item_id: str) -> Reply:
        return self._message(request, 410 if self._store.moderation.takedown(item_id) else 404)

    # Search, how it works, corrections

    def _search(self, request: Request, ui: UiLanguage) -> Reply:
        frame = self._frames[ui]
        if self._options.is_export:
            return _html(drawn.search_page(frame, Results(), drawn.search_note(frame.ui)))
        query = " ".join(request.query.get("q", "")[:200].split())
        if not query:
            return _html(drawn.search_page(frame, Results()))
        page = _number(request.query.get("page", "1"), _MOST_PAGES)
        found = self._store.search.find(query, limit=_FOUND_PER_PAGE, offset=(page - 1) * _FOUND_PER_PAGE)

        def at(number: int) -> str:
            return f"/search?{urlencode({'q': query} | ({'page': number} if number > 1 else {}))}"

        results = Results(
            query=query,
            items=self._finder().listed(found.items),
            total=found.total,
            is_capped=found.is_capped,
            newer=at(page - 1) if page > 1 else "",
            older=at(page + 1) if page < _MOST_PAGES and page * _FOUND_PER_PAGE < found.total else "",
        )
        return _html(drawn.search_page(frame, results), cache=SEARCH_CACHE)

    def _how(self, request: Request, ui: UiLanguage) -> Reply:  # noqa: ARG002
        return _html(drawn.how_page(self._frames[ui]))

    def _correction(self, request: Request, ui: UiLanguage) -> Reply:
        frame = self._frames[ui]
        if self._options.is_export:
            return _html(drawn.correction_page(frame, Form(), drawn.correction_note(frame.ui)))
        if request.method == "POST":
            return self._correct(request, ui)
        return _html(
            drawn.correction_page(frame, Form(about=self._about(request.query.get("b", "")))), cache=NO_CACHE
        )

    def _thanks(self, request: Request, ui: UiLanguage) -> Reply:  # noqa: ARG002
        return _html(drawn.correction_page(self._frames[ui], Form(is_thanks=True)), cache=NO_CACHE)

    def _correct(self, request: Request, ui: UiLanguage) -> Reply:
        told = _fields(request.body)
        message, contact = told.get("message", "").strip(), told.get("contact", "").strip()[:200]
        about = self._about(told.get("b", ""))

        def again(problem: str, status: int, **headers: str) -> Reply:
            form = Form(
                message=message[: drawn.MOST_CHARACTERS], contact=contact, problem=problem, about=about
            )
            page = drawn.correction_page(self._frames[ui], form)
            return _html(page, status=status, cache=NO_CACHE, headers=headers)

        if not self._is_from_here(request):
            return again("elsewhere", 403)
        if len(request.body) > MOST_BODY or len(message) > drawn.MOST_CHARACTERS:
            return again("too_long", 413)
        if not message:
            return again("empty", 422)
        if not told.get(
            "website"
        ):  # only machines fill what people cannot see; they get thanks and nothing else
            kept = self._store.moderation.add_correction(
                message,
                item_id=about.id if about else None,
                contact=contact or None,
                address=request.client,
                now=self._clock(),
            )
            if isinstance(kept, TooMany):
                return again("too_many", 429, **{"Retry-After": str(int(kept.retry_after_s))})
        return moved(self._site.local(f"/{ui}/correction/thanks"), 303, NO_CACHE)

    def _about(self, item_id: str) -> Listed | None:
        item = self._store.items.get(item_id) if re.fullmatch(_ID, item_id) else None
        return listed(item, None) if item else None

    def _is_from_here(self, request: Request) -> bool:
        """Whether nothing says that another site sent the form.

        `Origin` is "null" even from our own pages, because they send no referrer, and `Sec-Fetch-Site`
        comes over https and from localhost only: what a browser does not say is no reason to refuse.
        """
        site, origin = request.header("sec-fetch-site"), request.header("origin")
        if site and site not in ("same-origin", "none"):
            return False
        ours = {urlsplit(self._site.base).netloc, request.header("host")}
        return origin in ("", "null") or urlsplit(origin).netloc in ours

    # For machines

    def _feed(self, request: Request, ui: UiLanguage, kind: FeedFormat, language: str | None = None) -> Reply:
        items = self._store.items.list(language=language, limit=MOST_IN_FEED)
        if language and not items:
            return self._message(request, 404)
        words = speak(ui)
        path = language_path(language) if language else "/"
        channel = Channel(
            site=self._site,
            ui=words,
            title=f"Kilas: {drawn.language_name(language, words)}" if language else "Kilas",
            path=f"/{ui}{path}",
            language=language or "",
            items=self._finder().listed(items),
        )
        links = [f'<{self._site.absolute(channel.own_path(kind))}>; rel="self"']
        if self._site.hub:
            links.append(f'<{self._site.hub}>; rel="hub"')
        headers = {"Link": ", ".join(links), **_UNLISTED}
        return _text(f"{FEEDS[kind]}; charset=utf-8", write_feed(channel, kind), headers=headers)

    def _sitemap(self, request: Request) -> Reply:  # noqa: ARG002
        count = parts(self._indexable())
        text = sitemap(self._site, self._part(1)) if count == 1 else sitemap_index(self._site, count)
        return _text(XML, text)

    def _sitemap_part(self, request: Request, number: str) -> Reply:
        count = parts(self._indexable())
        if not 1 <= int(number) <= count or count == 1:
            return self._message(request, 404)
        return _text(XML, sitemap(self._site, self._part(int(number))))

    def _news(self, request: Request) -> Reply:  # noqa: ARG002
        items = self._store.items.list(indexable=True, limit=MOST_NEWS)
        told = (listed(item, None) for item in items)
        return _text(XML, news_sitemap(self._site, told, self._clock()))

    def _indexable(self) -> int:
        """How many pages search engines are asked to keep."""
        count = self._map.of(self._store.items.last_change, self._store.items.count_indexable)
        return len(_ALWAYS_KEPT) + count

    def _part(self, number: int) -> list[SitemapEntry]:
        """The pages of one sitemap, the oldest briefs first, so that parts stay as they are."""
        first = (number - 1) * ROOM
        always = _ALWAYS_KEPT[first : first + ROOM]
        briefs = self._store.items.indexable(
            offset=max(0, first - len(_ALWAYS_KEPT)), limit=ROOM - len(always)
        )
        return [*always, *(SitemapEntry(brief_path(each.id, each.slug), each.updated) for each in briefs)]

    def _robots(self, request: Request) -> Reply:  # noqa: ARG002
        lines = [
            "User-agent: *",
            "Allow: /",
            "",
            f"Sitemap: {self._site.absolute('/sitemap.xml')}",
            f"Sitemap: {self._site.absolute('/news-sitemap.xml')}",
        ]
        return _text(TEXT, "\n".join(lines) + "\n")

    def _security(self, request: Request) -> Reply:
        if not self.is_secure:  # RFC 9116 knows only secure addresses
            return self._message(request, 404)
        now = self._clock()
        year, month = divmod(now.year * 12 + now.month - 1 + 6, 12)
        lines = [
            f"Contact: {self._site.absolute('/en/correction')}",
            f"Expires: {datetime(year, month + 1, 1, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en, id",
            f"Canonical: {self._site.absolute('/.well-known/security.txt')}",
        ]
        return _text(TEXT, "\n".join(lines) + "\n")

    def _websub(self, request: Request, feed_id: str, token: str) -> Reply:
        """A hub that asks whether we meant it, or that pushes; see `kilas.sources.websub`."""
        asked = self._subscription(feed_id, token)
        if asked is None:
            return _to_hub(404, "no such subscription")
        if request.method == "POST":
            signature = request.headers.get("x-hub-signature")
            if asked.wanted == "unsubscribe":
                return _to_hub(410, "no longer subscribed")
            if websub.is_meant(signature, request.body, asked.secret, asked.hub):
                self._store.subscriptions.pushed(feed_id, self._clock())
            return _to_hub(202)
        answer = websub.answer_verification(request.query, asked.topic, asked.wanted)
        now = self._clock()
        if answer.event == "subscribed":
            lease = timedelta(seconds=answer.lease_s)
            self._store.subscriptions.agreed(feed_id, now + lease, now + websub.RENEW_AFTER * lease)
        elif answer.event == "denied":
            self._store.subscriptions.denied(feed_id, now)
        elif answer.event == "unsubscribed":
            self._store.subscriptions.ended(feed_id)
        return _to_hub(answer.status, answer.body)

    def _subscription(self, feed_id: str, token: str) -> Subscription | None:
        asked = None if self._options.is_export else self._store.subscriptions.get(feed_id)
        return asked if asked and hmac.compare_digest(asked.token, token) else None

    def most_body(self, path: str) -> int:
        """How many bytes sent to `path` are read: forms are short, a hub that we asked may push a whole feed."""
        found = _WEBSUB.fullmatch(self._below_base(path))
        try:
            return MOST_PUSHED if found and self._subscription(**found.groupdict()) else MOST_BODY
        except StoreError:
            return MOST_BODY  # it is told when the answer is made

    def _health(self, request: Request) -> Reply:  # noqa: ARG002
        """Whether the store answers, and whether anybody works: `status` is ok, degraded or down."""
        try:
            beats = self._store.workers.beats()
        except StoreError as error:
            _LOG.warning("the store did not answer: %s", error.problem)
            return _health_reply(503, {"status": "down", "store": "down"})
        alive = told_apart(beats, self._clock()).alive
        last = max(beats.values(), default=None)
        return _health_reply(
            200,
            {
                "status": "ok" if alive else "degraded",
                "store": "ok",
                "workers": len(alive),
                "last_beat": last.astimezone(UTC).isoformat(timespec="seconds") if last else None,
            },
        )

    # What goes wrong

    def _message(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Reply:
        frame = self._frames[self._language_of(request)]
        newest = () if status == 405 else self._store.items.list(limit=5)
        page = drawn.message_page(frame, status, self._finder().listed(newest))
        return _html(page, status=status, headers=headers or {})

    def _fault(self, request: Request, status: int) -> Reply:
        page = drawn.message_page(self._frames[self._language_of(request)], status)
        return _html(
            page, status=status, cache=NO_CACHE, headers={"Retry-After": "60"} if status == 503 else {}
        )

    def _language_of(self, request: Request) -> UiLanguage:
        first = self._below_base(request.path).split("/")[1:2]
        for code in UI_LANGUAGES:
            if first == [code]:
                return code
        return wanted_language(request.header("accept-language"))

    # What there is

    def addresses(self) -> Iterator[str]:
        """Every address with a page, feed, map or picture of its own, below the base; redirects left out."""
        yield from ("/robots.txt", "/sitemap.xml", "/news-sitemap.xml", SITE_CARD)
        if (count := parts(self._indexable())) > 1:
            yield from (f"/sitemap-{n}.xml" for n in range(1, count + 1))
        if self.is_secure:
            yield "/.well-known/security.txt"
        for code in UI_LANGUAGES:
            yield from (f"/{code}{path}" for path in self._below_language())
        for item in every_item(self._store):
            yield from (f"/{code}{listed(item, None).path}" for code in UI_LANGUAGES)
            if item.kind == "brief" and item.brief_revision:
                yield f"/b/{item.id}.json"
                yield share_path(item.id, item.brief_revision)

    def _below_language(self) -> Iterator[str]:
        yield from self._parts("/")
        yield from ("/search", "/how-it-works", "/correction")
        yield from (f"/feed.{kind}" for kind in FEEDS)
        for language in self._store.items.languages():
            path = language_path(language)
            yield from self._parts(path, language=language)
            yield from (f"{path}feed.{kind}" for kind in FEEDS)
        for summary in self._store.items.sources():
            if summary.items or not summary.feed.removed:
                path = source_path(summary.feed.id, summary.feed.title)
                yield from self._parts(path, feed_id=summary.feed.id)

    def _parts(self, path: str, *, language: str | None = None, feed_id: str | None = None) -> Iterator[str]:
        yield path
        before: Cursor | None = None
        while True:
            items = self._store.items.list(
                language=language, feed_id=feed_id, before=before, limit=PER_PAGE + 1
            )
            if len(items) <= PER_PAGE:
                return
            last = items[PER_PAGE - 1]
            yield older_path(path, cursor_text(last))
            before = Cursor(published=last.published, id=last.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _WaysIn:
    """What stands beside the front page."""

    sources: Sequence[Tally]
    languages: Sequence[str]


class _Lagging(Generic[_T]):
    """A value made anew when the store has changed, at most every `settle_s` seconds."""

    def __init__(self, settle_s: float) -> None:
        self._settle_s = settle_s
        self._lock = threading.Lock()
        self._kept: tuple[datetime | None, float, _T] | None = None

    def of(self, change: Callable[[], datetime | None], make: Callable[[], _T]) -> _T:
        with self._lock:
            now = time.monotonic()
            if self._kept is not None and now - self._kept[1] < self._settle_s:
                return self._kept[2]
            stamp = change()
            if self._kept is None or self._kept[0] != stamp or stamp is None:
                self._kept = (stamp, now, make())
            else:
                self._kept = (stamp, now, self._kept[2])
            return self._kept[2]


def _html(page: Page, **more: Any) -> Reply:
    return _text(HTML, page.html, policy=page.policy, **more)


def _text(media_type: str, text: str, **more: Any) -> Reply:
    """`text` as an answer; `more` as `Reply` takes it."""
    return Reply(media_type=media_type, body=text.encode("utf-8", "replace"), **more)


def _png(data: bytes) -> Reply:
    # for others to show: that is what it is for
    return Reply(
        media_type="image/png",
        body=data,
        cache=FOREVER,
        headers={"Cross-Origin-Resource-Policy": "cross-origin"},
    )


def _health_reply(status: int, told: Mapping[str, object]) -> Reply:
    return _text(JSON, json.dumps(told) + "\n", status=status, cache=NO_CACHE)


def _to_hub(status: int, body: str = "") -> Reply:
    return _text(TEXT, body, status=status, cache=NO_CACHE, headers=_UNLISTED)


def _with(reply: Reply, headers: Mapping[str, str]) -> Reply:
    return replace(reply, headers={**reply.headers, **headers})


def _fields(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body[:MOST_BODY].decode("ascii", "replace"), max_num_fields=20))
    except ValueError:  # too many fields: no form of ours
        return {}


def _number(text: str, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _shown(path: str) -> str:
    """`path` for the log: on one line, no longer than any of ours, and without what opens it."""
    return "'…/websub/…'" if "/websub/" in path else repr(path[:200])


_UNLISTED = {"X-Robots-Tag": "noindex"}
_READ = ("GET", "HEAD")
_WRITE = ("GET", "HEAD", "POST")
_WEBSUB = re.compile(rf"/websub/(?P<feed_id>{_ID})/(?P<token>[0-9A-Za-z_-]{{1,100}})")
_UI = rf"/(?P<ui>{'|'.join(UI_LANGUAGES)})"
_BRIEF = re.compile(rf"{_UI}/b/(?P<item_id>{_ID})(?:-(?P<slug>[^/]{{1,200}}))?")
_PART = r"before/(?P<cursor>[0-9A-Za-z-]{1,80})"
_KIND = rf"(?P<kind>{'|'.join(get_args(FeedFormat))})"
_ROUTES: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), name, methods)
    for pattern, name, methods in (
        (_BRIEF.pattern, "brief", _READ),
        (rf"{_UI}/(?:{_PART})?", "front", _READ),
        (r"/", "root", _READ),
        (_UI, "to_front", _READ),
        (rf"{_UI}/source/(?P<feed_id>{_ID})(?:-(?P<slug>[^/]{{1,200}}))?(?:/{_PART})?", "source", _READ),
        (rf"{_UI}/lang/(?P<language>{_LANGUAGE})/(?:{_PART})?", "language", _READ),
        (rf"{_UI}/feed\.{_KIND}", "feed", _READ),
        (rf"{_UI}/lang/(?P<language>{_LANGUAGE})/feed\.{_KIND}", "feed", _READ),
        (rf"{_UI}/search", "search", _READ),
        (rf"{_UI}/how-it-works", "how", _READ),
        (rf"{_UI}/correction", "correction", _WRITE),
        (rf"{_UI}/correction/thanks", "thanks", _READ),
        (rf"/b/(?P<item_id>{_ID})\.json", "json", _READ),
        (rf"/share/(?P<item_id>{_ID})-(?P<revision>[0-9A-Za-z]{{1,64}})\.png", "card", _READ),
        (re.escape(SITE_CARD), "site_card", _READ),
        (r"/sitemap\.xml", "sitemap", _READ),
        (r"/sitemap-(?P<number>[1-9]\d{0,5})\.xml", "sitemap_part", _READ),
        (r"/news-sitemap\.xml", "news", _READ),
        (r"/robots\.txt", "robots", _READ),
        (r"/\.well-known/security\.txt", "security", _READ),
        (r"/healthz", "health", _READ),
        (_WEBSUB.pattern, "websub", ("GET", "POST")),
    )
)
_MOST_COPIES = 12
_ALWAYS_KEPT = (SitemapEntry("/"), SitemapEntry("/how-it-works"))
