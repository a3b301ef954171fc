"""Renders the pages of the site. Each function takes the content of a page and returns its HTML and its policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from typing import TypedDict, Unpack

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from kilas.core.article import RightsMode
from kilas.core.brief import Brief
from kilas.core.render.html_page import lighting, pour, sentence_map, style_sheet, style_source
from kilas.core.render.ui_language import Ui, UiLanguage, noop
from kilas.core.render.view import host, language_tag, line, safe_url, view
from kilas.core.render.web.chart import Day, draw, every_day
from kilas.core.render.web.facts import brief_facts, data_block, site_facts
from kilas.core.render.web.how import how_it_works
from kilas.core.render.web.listed import Listed, Shown, show
from kilas.core.render.web.page_head import PageHead
from kilas.core.render.web.paths import Site, language_path, source_path
from kilas.core.render.web.reason_words import why_feed_fails
from kilas.core.render.web.route_charts import Used, framed, percent, quality_against_cost, use_by_week
from kilas.core.render.web.route_table import route_rows
from kilas.core.route_ranking import LEAST_QUALITY, RouteStanding
from kilas.core.routing import EMBEDDED

MOST_CHARACTERS = 4_000  # longest correction

_RIGHTS: dict[RightsMode, str] = {
    "link": noop("Cited sentences only"),
    "excerpt": noop("Excerpts"),
    "own": noop("Rights: own text"),
    "licensed": noop("Rights: licensed"),
    "cc": noop("Rights: Creative Commons"),
}
_MESSAGES = {
    404: (
        noop("Page not found"),
        noop("The address may be misspelt, or the page never existed. Try the latest briefs or the search."),
    ),
    405: (noop("This action is not available"), noop("The pages of this site are read-only.")),
    410: (
        noop("This page was taken down"),
        noop("It was removed permanently, also from the lists, the feeds and the search."),
    ),
    500: (
        noop("Something went wrong"),
        noop("This is an error in Kilas, and it was logged. Try again in a minute."),
    ),
    503: (
        noop("Temporarily unavailable"),
        noop("The database is not responding. Try again in a minute."),
    ),
}
_PROBLEMS = {
    "empty": noop("Please describe what is wrong. The field is empty."),
    "too_long": noop("Your message is too long. The limit is %(most)s characters."),
    "too_many": noop("Too many reports came from your network recently. Please try again in an hour."),
    "elsewhere": noop("The form was sent from another site. Please send it from this page."),
}


@dataclass(frozen=True, slots=True)
class Page:
    html: str
    policy: str  # content security policy for its header


class _HeadOptions(TypedDict, total=False):
    """Optional fields of `PageHead`, which has the defaults."""

    section: str
    description: str
    is_indexable: bool
    item: Listed | None
    feed_path: str
    feed_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Values shared by all pages in one interface language."""

    site: Site
    ui: Ui
    zone: tzinfo

    def place(self, title: str, path: str | None, **rest: Unpack[_HeadOptions]) -> PageHead:
        return PageHead(site=self.site, ui=self.ui, zone=self.zone, title=title, path=path, **rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """A part of a list, with links to the other parts."""

    items: Sequence[Listed]
    here: str = ""  # its path below the interface language; "" for the newest part
    newest: str = ""  # path of the newest part; "" if this is it
    older: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A link to a list, with the number of its items."""

    title: str
    path: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Content of the page of a source."""

    id: str
    title: str
    home: str | None
    address: str
    rights: RightsMode
    items: int
    briefs: int
    added: datetime
    last_success: datetime | None
    latest: datetime | None  # last time an item was published here
    failures: int = 0
    failure_reason: str | None = None
    is_removed: bool = False
    days: Sequence[Day] = ()

    @property
    def is_healthy(self) -> bool:
        return self.last_success is not None and not self.failures and not self.is_removed

    @property
    def path(self) -> str:
        return source_path(self.id, self.title)

    @property
    def name(self) -> str:
        return line(self.title) or host(self.home) or host(self.address) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The correction form with the reader's input."""

    message: str = ""
    contact: str = ""
    problem: str = ""  # key in _PROBLEMS; "" for none
    is_thanks: bool = False
    about: Listed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extra:
    source: str
    json: str
    correction: str
    times: tuple[tuple[str, str, str], ...]
    copies: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class _DayShown:
    iso: str
    name: str
    positive: str
    neutral: str
    negative: str
    unrated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Results of a search."""

    query: str = ""
    items: Sequence[Listed] = ()
    total: int = 0
    is_capped: bool = False
    newer: str = ""
    older: str = ""


def front_page(
    frame: Frame, part: ListPart, sources: Sequence[Tally] = (), languages: Sequence[str] = ()
) -> Page:
    """Page of the newest items in all languages."""
    ui = frame.ui
    place = frame.place(
        "Kilas" if not part.newest else ui.gettext("Older briefs"),
        _path("/", part),
        section="front",
        description=ui.gettext("News you can check, sentence by sentence"),
        is_indexable=not part.newest,
    )
    return _list(
        place,
        part,
        heading=ui.gettext("Latest briefs") if not part.newest else place.title,
        is_front=not part.newest,
        sources=sources,
        languages=languages,
    )


def language_page(frame: Frame, language: str, part: ListPart) -> Page:
    """Page of the newest items in one language."""
    name = language_name(language, frame.ui)
    path = language_path(language)
    place = frame.place(
        name,
        _path(path, part),
        description=frame.ui.gettext("News in this language: %(language)s", language=name),
        feed_path=path,
        feed_title=f"Kilas: {name}",
    )
    return _list(place, part, heading=name, is_front=False)


def brief_page(frame: Frame, brief: Brief, item: Listed, copies: Sequence[Listed] = ()) -> Page:
    """Page of a published brief; `copies` are its near-identical copies from other publishers."""
    ui, zone = frame.ui, frame.zone
    shown = view(brief, ui, zone, says_private=False)  # the page says so already
    place = frame.place(
        shown.headline,
        item.path,
        description=shown.excerpt,
        is_indexable=item.is_indexable,
        item=item,
    )
    image = place.image
    facts = brief_facts(
        shown,
        item,
        site=frame.site,
        address=place.address,
        how=frame.site.absolute(f"/{ui.code}/how-it-works"),
        image=image,
        zone=zone,
    )
    return _page(
        "brief.html",
        place,
        rules=lighting(shown),
        data=(data_block(facts),),
        views=(shown,),
        maps=(sentence_map(shown),),
        refusals=(),
        extra=_Extra(
            source=source_path(item.feed_id, item.feed_title),
            json=frame.site.local(f"/b/{item.id}.json"),
            correction=f"/correction?b={item.id}",
            times=_times(item, ui, zone),
            copies=tuple(show(copy, ui, zone) for copy in copies),
        ),
    )


def link_page(frame: Frame, item: Listed) -> Page:
    """Page of a headline that links to its source, with the reason why there is no brief."""
    shown = show(item, frame.ui, frame.zone)
    place = frame.place(shown.headline, item.path, description=shown.reason, item=item)
    return _page(
        "web/link.html",
        place,
        s=shown,
        source=source_path(item.feed_id, item.feed_title),
        correction=f"/correction?b={item.id}",
        times=_times(item, frame.ui, frame.zone),
    )


def source_page(frame: Frame, source: Source, part: ListPart) -> Page:
    ui, zone = frame.ui, frame.zone
    place = frame.place(
        source.name,
        _path(source.path, part),
        description=ui.gettext(
            "What %(source)s published, how its reports sound, and the status of its feed.",
            source=source.name,
        ),
    )
    days = every_day(source.days)
    has_chart = any(day.rated for day in days) and not part.newest
    return _page(
        "web/source.html",
        place,
        heading=source.name,
        home=safe_url(source.home),
        home_name=host(source.home),
        tally=_tally(source, ui),
        rights=ui.gettext(_RIGHTS[source.rights]),
        chart=draw(days) if has_chart else None,
        tone_words=_tone_words(days, ui),
        days=tuple(_day(day, ui) for day in days),
        shown=_shown(part.items, frame),
        newest=_link(place, part.newest),
        older=_link(place, part.older),
        feed=safe_url(source.address),
        is_healthy=source.is_healthy,
        state=_state(source, ui),
        failure=why_feed_fails(source.failure_reason, ui)
        if source.failures and source.failure_reason
        else "",
        times=_health(source, ui, zone),
    )


def search_page(frame: Frame, results: Results, note: str = "") -> Page:
    """Search page; `note` replaces the form in a static copy of the site."""
    ui = frame.ui
    place = frame.place(
        ui.gettext("Search"),
        "/search",
        section="search",
        description=ui.gettext("Search headlines and briefs."),
    )
    return _page(
        "web/search.html",
        place,
        query=results.query,
        result=_result(results, ui) if results.query else "",
        shown=_shown(results.items, frame),
        newer=_link(place, results.newer),
        older=_link(place, results.older),
        form_note=note,
    )


def how_page(frame: Frame) -> Page:
    ui = frame.ui
    place = frame.place(
        ui.gettext("How it works"),
        "/how-it-works",
        section="how",
        description=ui.gettext("How Kilas writes, checks and labels its briefs."),
        is_indexable=True,
    )
    return _page("web/how.html", place, parts=how_it_works(ui, is_private=frame.site.is_private))


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFigures:
    """Figures of the routes to language models over one period."""

    standings: Sequence[RouteStanding] = ()
    weekly: Sequence[Used] = ()  # use by week, the oldest first
    latest: Sequence[Used] = ()  # use in the last seven days
    weeks: int = 12  # length of the period


def models_page(frame: Frame, figures: RouteFigures) -> Page:
    """Page of the language models that write the site's briefs: quality, cost, speed, use."""
    ui = frame.ui
    place = frame.place(
        ui.gettext("Language models"),
        "/models",
        description=ui.gettext("Quality, cost and use of the language models that write briefs here."),
    )
    shares = {one.route: one.share for one in figures.latest}
    own_briefs = sum(one.briefs for one in figures.weekly if one.route == EMBEDDED)
    return _page(
        "web/models.html",
        place,
        rules=style_sheet("charts"),
        intro=ui.gettext(
            "Figures of the last %(weeks)s weeks, from this site’s own briefs. Accepted is a brief of which the checker lets at least 80 per cent stand.",
            weeks=ui.number(figures.weeks),
        ),
        quality=framed(quality_against_cost(figures.standings, ui), "q"),
        use=framed(use_by_week(figures.weekly, ui), "u"),
        least=percent(LEAST_QUALITY, ui),
        rows=route_rows(figures.standings, shares, own_briefs, ui),
    )


def correction_page(frame: Frame, form: Form, note: str = "") -> Page:
    ui = frame.ui
    about = form.about
    place = frame.place(
        ui.gettext("Report an error"),
        "/correction",
        description=ui.gettext("Describe what is wrong and where."),
    )
    return _page(
        "web/correction.html",
        place,
        about=about,
        about_language=language_tag(about.language) if about and about.language != ui.code else "",
        message=form.message,
        contact=form.contact,
        problem=ui.gettext(_PROBLEMS[form.problem], most=ui.number(MOST_CHARACTERS)) if form.problem else "",
        thanks=form.is_thanks,
        most=MOST_CHARACTERS,
        form_note=note,
    )


def message_page(frame: Frame, status: int, items: Sequence[Listed] = (), note: str = "") -> Page:
    """Error page for status 404, 405, 410, 500 or 503."""
    title, what = _MESSAGES[status]
    place = frame.place(frame.ui.gettext(title), None)
    return _page(
        "web/message.html",
        place,
        code=status,
        what=frame.ui.gettext(what),
        note=note,
        shown=_shown(items, frame),
    )


def search_note(ui: Ui) -> str:
    return ui.gettext("This is a static copy of the site, so search is not available.")


def correction_note(ui: Ui) -> str:
    return ui.gettext("This is a static copy of the site, so it cannot accept reports.")


def language_name(language: str, ui: Ui) -> str:
    """Name of `language` in the language of `ui`.

    >>> from kilas.core.render.ui_language import speak
    >>> language_name("id", speak("en")), language_name("en", speak("id")), language_name("und", speak("en"))
    ('Indonesian', 'Inggris', 'Language unknown')
    """
    if not language_tag(language):
        return ui.gettext("Language unknown")
    return _language_name(language.split("-")[0], ui.code) or language


@cache
def _language_name(language: str, code: UiLanguage) -> str:
    try:
        name = str(Locale(code).languages.get(language, ""))
    except UnknownLocaleError:
        return ""
    return name[:1].upper() + name[1:]


def _list(
    place: PageHead,
    part: ListPart,
    *,
    heading: str,
    is_front: bool,
    sources: Sequence[Tally] = (),
    languages: Sequence[str] = (),
) -> Page:
    ui = place.ui
    frame = Frame(site=place.site, ui=ui, zone=place.zone)
    return _page(
        "web/list.html",
        place,
        data=(data_block(site_facts(place.address, ui.code)),) if is_front else (),
        heading=heading,
        intro="",
        is_front=is_front,
        shown=_shown(part.items, frame),
        nothing=ui.gettext("Nothing here yet. Briefs appear as soon as the first feed has been read."),
        newest=_link(place, part.newest),
        older=_link(place, part.older),
        sources=tuple((tally.title, tally.path, ui.number(tally.count)) for tally in sources),
        languages=tuple((language_name(code, ui), language_path(code)) for code in languages),
    )


def _page(
    template: str, place: PageHead, *, rules: str = "", data: Sequence[object] = (), **values: object
) -> Page:
    style = _site_style() + rules
    # frame-ancestors works in a header only; the rest is also in the page, for copies on other servers
    policy = _POLICY.format(style=style_source(_site_style(), rules))
    html = pour(template, place.ui, style, policy, place=place, data=data, **values)
    return Page(f"{html}\n", f"{policy}; frame-ancestors 'none'")


# connect-src is for Lighthouse, which fetches robots.txt from within the page
_POLICY = (
    "default-src 'none'; style-src {style}; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'"
)


@cache
def _site_style() -> str:
    return style_sheet("brief") + style_sheet("web")


def _link(place: PageHead, path: str) -> str:
    """A link to `path` in the page's language; "" if `path` is empty."""
    return place.to(path) if path else ""


def _path(path: str, part: ListPart) -> str:
    """Path of this part of the list at `path`; the newest part has `path` itself."""
    return part.here or path


def _shown(items: Sequence[Listed], frame: Frame) -> tuple[Shown, ...]:
    return tuple(show(item, frame.ui, frame.zone) for item in items)


def _times(item: Listed, ui: Ui, zone: tzinfo) -> tuple[tuple[str, str, str], ...]:
    rows = [(ui.gettext("Published here"), item.published)]
    if item.updated != item.published:
        rows.append((ui.gettext("Last changed"), item.updated))
    return tuple(_time(label, when, ui, zone) for label, when in rows)


def _time(label: str, when: datetime, ui: Ui, zone: tzinfo) -> tuple[str, str, str]:
    return label, ui.moment(when, zone), when.astimezone(zone).isoformat(timespec="seconds")


def _tally(source: Source, ui: Ui) -> str:
    briefs = ui.ngettext("%(count)s brief", "%(count)s briefs", source.briefs)
    links = source.items - source.briefs
    if not links:
        return briefs
    headlines = ui.ngettext("%(count)s headline", "%(count)s headlines", links)
    return f"{briefs}, {headlines}"


def _state(source: Source, ui: Ui) -> str:
    if source.is_removed:
        return ui.gettext("No longer followed")
    if source.failures:
        return ui.ngettext("%(count)s failure in a row", "%(count)s failures in a row", source.failures)
    return ui.gettext("Responding") if source.last_success else ui.gettext("Not read yet")


def _health(source: Source, ui: Ui, zone: tzinfo) -> tuple[tuple[str, str, str], ...]:
    rows = (
        (ui.gettext("Last response"), source.last_success),
        (ui.gettext("Last published"), source.latest),
        (ui.gettext("Followed since"), source.added),
    )
    return tuple(_time(label, when, ui, zone) for label, when in rows if when)


def _day(day: Day, ui: Ui) -> _DayShown:
    return _DayShown(
        day.day.date().isoformat(),
        str(format_date(day.day.date(), "d MMM y", locale=ui.code)),
        *(ui.number(count) for count in (day.positive, day.neutral, day.negative, day.unrated)),
    )


def _tone_words(days: Sequence[Day], ui: Ui) -> str:
    return ui.gettext(
        "%(positive)s positive, %(neutral)s neutral and %(negative)s negative briefs; %(unrated)s not rated",
        positive=ui.number(sum(day.positive for day in days)),
        neutral=ui.number(sum(day.neutral for day in days)),
        negative=ui.number(sum(day.negative for day in days)),
        unrated=ui.number(sum(day.unrated for day in days)),
    )


def _result(results: Results, ui: Ui) -> str:
    if results.is_capped and results.total:
        return ui.gettext(
            "More than %(count)s found for “%(query)s”", count=ui.number(results.total), query=results.query
        )
    if not results.total:
        return ui.gettext("Nothing found for “%(query)s”", query=results.query)
    return ui.gettext("%(count)s found for “%(query)s”", count=ui.number(results.total), query=results.query)
