"""What a page says about itself: title, byline, date, publisher, rights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape

from lxml.html import HtmlElement

from kilas.core.address import host_of
from kilas.core.extract.days_in_text import days_in
from kilas.core.extract.jsonld import Claimed
from kilas.core.extract.tree import elements, raw_text, strings
from kilas.core.languages import language
from kilas.core.text import plain

_WORD = re.compile(r"\w+")
_MAX_TITLE = 500
_MAX_BYLINE = 200

# --------------------------------------------------------------------------- meta tags


@dataclass(frozen=True, slots=True)
class Tags:
    """The `meta` and `link` elements of a page, folded, first one wins."""

    meta: dict[str, str]
    authors: tuple[str, ...]
    canonical: str
    licence: str


_META = elements("//meta[@content]")
_LINKED = elements("//link[@rel and @href]|//a[contains(@rel, 'license') and @href]")
_AUTHOR_KEYS = frozenset(
    "author article:author dc.creator dc:creator dcterms.creator byl citation_author parsely-author sailthru.author authors creator og:article:author".split()
)


def tags(tree: HtmlElement) -> Tags:
    meta: dict[str, str] = {}
    authors: list[str] = []
    for name, content in named_tags(tree):
        if name in _AUTHOR_KEYS:
            authors.append(content)
        meta.setdefault(name, content)
    canonical = licence = ""
    for element in _LINKED(tree):
        rel = (element.get("rel") or "").lower().split()
        href = (element.get("href") or "").strip()
        if "canonical" in rel and not canonical and element.tag == "link":
            canonical = href
        if "license" in rel and not licence:
            licence = href
    return Tags(meta, tuple(dict.fromkeys(authors)), canonical, licence)


def named_tags(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Name and content of every `meta` element as they stand, names in lower case; a name may come again."""
    for element in _META(tree):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv") if content else ():
            if name := (element.get(key) or "").strip().lower():
                yield name, content


# --------------------------------------------------------------------------- title

_H1 = elements("//h1")
_HEADLINE = elements(
    "//*[contains(@itemprop, 'headline')][not(self::meta)]|//*[self::h2 or self::h3][contains(@class, 'title') or contains(@class, 'headline')]"
)
_SUFFIX = re.compile(r"\s+(?:[|–—»«·•:~-]|::|&raquo;|\\|/)\s+")
_CJK_SUFFIX = re.compile(r"[_|｜-]+(?=[^_|｜-]{2,12}$)")


def title_of(tree: HtmlElement, told: Tags, claimed: Claimed, site: str) -> str | None:
    """The headline as readers see it: the `h1` that the page's own metadata bears out."""
    witnesses = _witnesses(tree, told, claimed)
    headings = list(dict.fromkeys(_titles(_H1(tree), 2)))
    seen = _borne_out(headings, witnesses, site)
    if not seen and not headings:
        seen = _borne_out(_titles(_HEADLINE(tree)[:20], 8), witnesses, site, least=0.75)
    if not seen:
        seen = next((bare for t in witnesses if (bare := _without_site(t, site, told))), "")
    if not seen:
        seen = headings[0] if headings else ""
    return plain(_without_site(seen, site, told) or seen)[:_MAX_TITLE].rstrip() or None


def _witnesses(tree: HtmlElement, told: Tags, claimed: Claimed) -> list[str]:
    """What the page's metadata calls the report."""
    named = (
        claimed.headline,
        told.meta.get("og:title", ""),
        told.meta.get("twitter:title", ""),
        tree.findtext(".//title") or "",
    )
    return [line for text in named if (line := on_line(text))]


def _titles(found: Iterable[HtmlElement], longer_than: int) -> list[str]:
    return [t for h in found if longer_than < len(t := _text(h)) <= _MAX_TITLE]


def _borne_out(headings: Sequence[str], witnesses: Sequence[str], site: str, least: float = 0.4) -> str:
    best, best_share = "", least
    for heading in headings:
        if letters(heading) == letters(site):
            continue
        share = max(
            (_overlap(heading, witness) for witness in witnesses), default=0.5 if len(headings) == 1 else 0.0
        )
        if share > best_share:
            best, best_share = heading, share
    return best


def _overlap(a: str, b: str) -> float:
    """How much of the two titles is the same: F1 over their word sets, letters for unspaced scripts."""
    one, two = _tokens(a), _tokens(b)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _tokens(text: str) -> set[str]:
    folded = text.casefold()
    return (
        set(_WORD.findall(folded))
        if folded.isascii() or " " in folded.strip()
        else set(folded) - set(" 　，。、")
    )


def _without_site(title: str, site: str, told: Tags) -> str:
    """`title` without the publisher's name at its end or start."""
    names = _site_names(site, told)
    for _ in range(3):
        bare = _cut(title, names)
        if bare == title:
            break
        title = bare
    return _without_unspaced_site(title)


def _site_names(site: str, told: Tags) -> set[str]:
    told_names = (site, told.meta.get("og:site_name", ""), told.meta.get("application-name", ""))
    host = {letters(site.removeprefix("www.").split(".")[0])} if "." in site else set()
    return {letters(n) for n in told_names if n} | host


def _cut(title: str, names: set[str]) -> str:
    """`title` without its last part, or its first, where that is the publisher's name; else as it is."""
    parts = [(m.start(), m.end()) for m in _SUFFIX.finditer(title)]
    if not parts:
        return title
    head, tail = title[: parts[-1][0]].strip(), title[parts[-1][1] :].strip()
    front, rest = title[: parts[0][0]].strip(), title[parts[0][1] :].strip()
    if head and _is_site(tail, names, len(head)):
        return head
    return rest if rest and letters(front) in names else title


def _without_unspaced_site(title: str) -> str:
    """`title` in a script without spaces, without the name that a mark sets off at its end."""
    found = _CJK_SUFFIX.search(title)
    if found is None or found.start() <= 6 or title[found.start()] == "-":
        return title
    tail = title[found.end() :]
    return title if tail.isascii() or " " in tail else title[: found.start()].strip()


def _is_site(tail: str, names: set[str], head_length: int) -> bool:
    folded = letters(tail)
    if any(folded == n or (len(n) > 3 and (folded.startswith(n) or folded.endswith(n))) for n in names):
        return True
    # "Headline | The Daily World": short, and printed like a name
    return (
        len(tail) <= 30
        and head_length >= 20
        and len(tail.split()) <= 4
        and tail[:1].isupper()
        and not names
        and not tail.endswith(("?", "!", "."))
    )


def letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


# --------------------------------------------------------------------------- date

_ISO = re.compile(
    r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_DATE_KEYS = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "article.published",
    "pubdate",
    "publishdate",
    "dcterms.created",
    "og:published_time",
)
_BELOW, _ABOVE = 2_500, 1_500  # code points around the headline in which a date is the report's
_LANG = strings("(//html/@lang|//body/@lang)[1]")
_TIMES = elements("//time[@datetime]")


def date_of(
    tree: HtmlElement, told: Tags, claimed: Claimed, url: str | None, now: datetime | None
) -> datetime | None:
    """When the page says it was published: aware, in the zone it was printed with; midnight UTC where only a day is known."""
    latest = (now or datetime(2100, 1, 1, tzinfo=UTC)) + timedelta(days=1)
    if exact := _declared_time(told, claimed, latest):
        return exact
    day = _printed_day(tree, told, claimed, latest) or _find_day(tree, url or told.canonical or None, latest)
    if day is None:
        return None
    moments = (parse_time(element.get("datetime") or "") for element in _TIMES(tree)[:10])
    return next((m for m in moments if m is not None and m.date() == day.date()), day)


def _declared_time(told: Tags, claimed: Claimed, latest: datetime) -> datetime | None:
    moments = map(parse_time, (claimed.published, *(told.meta.get(k, "") for k in _DATE_KEYS)))
    return next((t for t in moments if t and _is_plausible(t, latest)), None)


def _printed_day(tree: HtmlElement, told: Tags, claimed: Claimed, latest: datetime) -> datetime | None:
    """The day printed next to the headline: under it, else above it."""
    above, below = around_headline(tree)
    tag = "".join(_LANG(tree)) or claimed.language or told.meta.get("og:locale", "")
    is_month_first = _is_month_first(tag.lower())
    for text in (below, above):
        for day in days_in(text, is_month_first=is_month_first):
            if _is_plausible(day, latest):
                return day
    return None


def _is_month_first(tag: str) -> bool:
    """True when dates in figures put the month first under a language tag in lower case, such as "en-us"."""
    dates = language(tag[:2]).dates
    return dates.is_month_first and not tag.endswith(tuple(dates.day_first_regions))


def around_headline(tree: HtmlElement) -> tuple[str, str]:
    headline = next((h for h in _H1(tree) if _text(h)), None)
    body = tree.find("body")
    above: list[str] = []
    below: list[str] = []
    room = _BELOW
    for element in (body if body is not None else tree).iter():
        if element is headline:
            above, below = below, []
            room = _BELOW
        for text in _printed_texts(element):
            if room > 0 or headline is not None:
                below.append(text)
                room -= len(text)
        if room <= 0 and (headline is None or above):
            break
    return _segments(above)[-_ABOVE:], _segments(below)[:_BELOW]


def _printed_texts(element: HtmlElement) -> list[str]:
    return [text for text in (element.text, element.tail) if text and not text.isspace()]


def _segments(texts: Sequence[str]) -> str:
    return " | ".join(on_line(text) for text in texts)


def parse_time(text: str) -> datetime | None:
    """An ISO 8601 time, leniently; aware (a missing zone counts as UTC)."""
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    stamp = f"{year}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{minute or '00'}:{second or '00'}{_zone(zone)}"
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def _zone(zone: str | None) -> str:
    if not zone or zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _is_plausible(moment: datetime, latest: datetime) -> bool:
    return datetime(1990, 1, 1, tzinfo=UTC) <= moment <= latest


def _find_day(tree: HtmlElement, url: str | None, latest: datetime) -> datetime | None:
    from htmldate import find_date

    try:
        found = find_date(
            tree, original_date=True, extensive_search=False, url=url, max_date=latest.strftime("%Y-%m-%d")
        )
    except Exception:
        found = None
    return datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC) if found else None


# --------------------------------------------------------------------------- publisher


def source_of(told: Tags, claimed: Claimed, url: str | None) -> str | None:
    """The publisher's name as it names itself, else its host."""
    for name in (told.meta.get("og:site_name", ""), claimed.publisher, told.meta.get("application-name", "")):
        text = plain(unescape(name))
        if 1 < len(text) <= 80 and not text.lower().startswith("http"):
            return text
    return host_of(url or "") or None


def _text(element: HtmlElement) -> str:
    return on_line(raw_text(element))


def on_line(text: str) -> str:
    return " ".join(unescape(text).replace("\xad", "").split())
