"""Reasons why something is not read, not published or not followed: one row each, with its consequences and messages.

The messages here are English; translations are in the catalogues of `core/render/locale`. Code that refuses may show an
English reader more details (an address, a number of seconds) than the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from kilas.core.article import Refusal


@dataclass(frozen=True, slots=True)
class Reason:
    """Consequences and messages of one reason."""

    seen: str  # the finding
    mend: str = ""  # next step for the user; "" if there is none
    _: KW_ONLY
    is_passing: bool = False  # temporary: a later attempt may succeed
    is_linked: bool = False  # the report exists for readers, but Kilas cannot read it, or not all of it
    on_link: str = "The text could not be read."  # shown with a headline that only has a link
    on_feed: str = "It could not be read."  # shown with a feed that failed
    counted: tuple[str, str] | None = None  # `seen` in singular and plural, with %(count)s


_COUNTED = ("only %(count)s sentence was available", "only %(count)s sentences were available")

_ADDRESS_OF_ONE = "give the address of a single report"
_AGAIN = "follow its feed again"
_AT_PUBLISHER = "read it on the publisher's site"
_LATER = "try again later"
_LEAVE_OUT = "leave this address out; it is broken or malicious"
_OPEN_FINAL = "open it in a browser and give the final address"
_TEXT_ALONE = "give only the article's text, on standard input; if the page is harmless, report it"

_FAULTY = "It has a technical fault."
_NO_FEED = "Its content is not a readable feed."
_SILENT = "It cannot be reached."

_HTTP = "http_NNN"  # row of all reasons such as http_418
REASONS: dict[str, Reason] = {
    # Content of a page
    "binary": Reason("this is not text", "give a web page, a text or a Markdown file; convert PDF, Word or images to text first"),
    "consent_wall": Reason("the page shows a cookie or consent notice instead of the report", "open it in a browser, save the page after consenting and give that file", is_linked=True, on_link="The page shows a consent notice instead of the text."),
    "empty": Reason("it is empty", "check the address or the file; a page of a few hundred bytes contains no report", on_feed=_NO_FEED),
    "error_page": Reason("the page is an error message or a bot check", "open the address in a browser to see whether it still exists"),
    "garbled": Reason("many of its characters are unreadable: it is not in the encoding it declares", "save it as UTF-8 and give that file"),
    "needs_script": Reason("the page needs JavaScript to show its text", f"{_ADDRESS_OF_ONE}; if the page needs JavaScript, save it from a browser and give the file"),
    "no_article": Reason("no report was found on the page, only navigation, lists or scripts", f"{_ADDRESS_OF_ONE}; if the page needs JavaScript, save it from a browser and give the file"),
    "paywall": Reason("the full text is behind a paywall", "read it where you have access and paste the text, or choose another source", is_linked=True, on_link="The full text is behind a paywall."),
    "snippet": Reason("the page contains only the beginning of the report", "give the address of the full report, or paste its text", is_linked=True, on_link="Only the beginning of the text is public."),
    "too_large": Reason("it is too large: more than 5 MB, more than 2 MB without scripts and styles, or too much text for one report", "save only the report's text and give that file", on_feed=_NO_FEED),
    "too_short": Reason("the text is too short", "give the full text: a brief needs at least 3 sentences and 40 words", is_linked=True, on_link="Too little text could be read to make a brief.", counted=_COUNTED),
    "unquotable": Reason("every sentence is longer than what the article's rights allow to be quoted", "if you have a licence, follow the source with --rights; otherwise read it on the publisher's site", is_linked=True, on_link="Its rights do not allow enough quotation for a brief."),
    "unverified": Reason("none of the drafted sentences could be verified against the source", "use the built-in engine, which quotes the source", is_linked=True, on_link="No brief could be verified against the text."),
    # Addresses that are not opened
    "bad_address": Reason("the address is not valid", "check the spelling of the address"),
    "bad_header": Reason("a request header is not valid", "leave it out, or correct its value"),
    "bad_scheme": Reason("addresses of this kind cannot be fetched", "give an address that starts with http:// or https://"),
    "blocked_address": Reason("the address is not on the public internet", "give a public address; to read your own server, add its name to KILAS_ALLOW_PRIVATE"),
    "blocked_port": Reason("pages are fetched from ports 80 and 443 only", "give the site's usual address; to read your own server, add its name to KILAS_ALLOW_PRIVATE"),
    "no_address": Reason("the feed gives neither an address nor the text of this entry", "tell the feed's publisher, or follow another feed of the same site"),
    "userinfo": Reason("the address contains a user name or a password", "leave out the part before the @; Kilas sends no log-in to the sites it reads"),
    # Connection
    "dns": Reason("the name of the site was not found", "check the spelling of the name, and whether this computer is online", is_passing=True, on_feed=_SILENT),
    "dns_down": Reason("no name server responds for this site", "check whether this computer is online", is_passing=True),
    "refused": Reason("the site refuses connections", "check the address; the site may be down, so try again later", is_passing=True, on_feed=_SILENT),
    "reset": Reason("the site closed the connection", _LATER, is_passing=True, on_feed=_SILENT),
    "timeout": Reason("reading it took too long", "try again later; the site may be overloaded", is_passing=True, on_feed=_SILENT),
    "tls": Reason("no secure connection to the site could be made", "tell the site; if every site fails like this, check this computer's clock and its certificates (SSL_CERT_FILE)", is_passing=True, on_feed="A secure connection to it cannot be made."),
    "unreachable": Reason("the site cannot be reached", "check the address and your connection; try again later", is_passing=True, on_feed=_SILENT),
    # Response of a site
    "bad_encoding": Reason("the site's response has broken compression", "try again later; if it keeps failing, tell the site", on_feed=_FAULTY),
    "bad_response": Reason("the site's response cannot be read", "try again later; if it keeps failing, leave this address out", is_passing=True, on_feed=_FAULTY),
    "bomb": Reason("the site sends compressed data that expands beyond the limit", _LEAVE_OUT),
    "forbidden": Reason("the site refuses access", "ask the publisher, or save the page and give Kilas the file", is_linked=True, on_link="The site refuses access to this page.", on_feed="It refuses access."),
    "gone": Reason("the page was removed permanently", "remove this address from your list", on_feed="It was removed permanently."),
    _HTTP: Reason("the site returned no page", "open the address in a browser and see what it says"),
    "legal": Reason("the page is blocked for legal reasons", "look for another source", on_feed="It is blocked for legal reasons."),
    "not_found": Reason("the page or file was not found", "check the address or the path; the page may have moved", on_feed="Its address no longer exists."),
    "rate_limited": Reason("the site asks Kilas to send fewer requests", "wait a while before you try again", is_passing=True, on_feed="It asks Kilas to send fewer requests."),
    "redirect_loop": Reason("the address redirects in a loop", _OPEN_FINAL),
    "robots": Reason("the site's robots.txt does not allow Kilas to read this page", _AT_PUBLISHER, is_linked=True, on_link="The site’s robots.txt does not allow Kilas to read this page.", on_feed="Its robots.txt does not allow Kilas to read it."),
    "robots_fault": Reason("robots.txt cannot be fetched", _LATER, is_passing=True),
    "server_error": Reason("the site has a server error", _LATER, is_passing=True, on_feed=_FAULTY),
    "too_many_redirects": Reason("the address redirects too often", _OPEN_FINAL),
    # Feeds, lists, folders and files
    "broken_feed": Reason("the feed or sitemap of the site cannot be read", "tell the site that its feed is broken"),
    "entities": Reason("the document declares its own entities, which can be made to expand without limit", _LEAVE_OUT),
    "moved": Reason("the feed moved to an address that Kilas already follows"),
    "no_articles": Reason("there is no article in the folder", "put HTML, text or Markdown files into it, or give another folder"),
    "not_a_feed": Reason("the address is not a feed", "give the address of the site's RSS, Atom or JSON feed", on_feed=_NO_FEED),
    "not_a_file": Reason("this is not a file", "give an HTML, text or Markdown file"),
    "not_opml": Reason("this is not an OPML list of feeds", "export your feeds as OPML from your feed reader"),
    "unreadable": Reason("the file or folder cannot be read", "check the path and its permissions"),
    # Failures of Kilas
    "crashed": Reason("the parser crashed on it", _TEXT_ALONE),
    "internal_error": Reason("an error in Kilas", "report it and attach this document"),
    "memory": Reason("reading it took more memory than a page is allowed", _TEXT_ALONE),
    # Entries
    "copy": Reason("a copy of another report"),
    "feed_purged": Reason("it is not published", _AGAIN),
    "feed_removed": Reason("its feed is no longer followed", _AGAIN),
    "purged": Reason("the article was deleted in the meantime", _AGAIN),
    "reserved": Reason("its publisher does not allow machine use", _AT_PUBLISHER, on_link="The publisher does not allow machines to use this text."),
    "same_article": Reason("another feed delivered the same article"),
    "taken_down": Reason("it is not published"),
}  # fmt: skip
_OTHER = Reason("no brief could be made", "give another address or file")


def of(reason: str | None) -> Reason:
    """Return the row of `reason`; for an unknown one, a row that is final, with a general message.

    >>> of("http_418").seen, of("paywall").is_linked, of("unheard-of").is_passing
    ('the site returned no page', True, False)
    """
    return REASONS.get(_HTTP if http_status(reason) else reason or "", _OTHER)


def http_status(reason: str | None) -> int | None:
    """Return the HTTP status in a reason such as "http_418"; None for any other reason.

    >>> http_status("http_418"), http_status("gone")
    (418, None)
    """
    found = re.fullmatch(r"http_(\d{3})", reason or "")
    return int(found[1]) if found else None


def too_few(sentences: int) -> str:
    """Return the finding about a text of so many sentences, in English.

    >>> too_few(1)
    'only 1 sentence was available'
    """
    return _COUNTED[sentences != 1] % {"count": sentences}


def refusal(
    reason: str, source: str, *, particular: str = "", count: int | None = None, mend: str = ""
) -> Refusal:
    """Return the refusal of `source` with the messages of its row; `mend` replaces the next step given there."""
    row = of(particular or reason)
    return Refusal(
        source=source,
        reason=reason,
        detail=row.seen if count is None else too_few(count),
        mend=mend or row.mend,
        particular=particular,
        count=count,
    )


def messages() -> Iterator[str | tuple[str, str]]:
    """Yield every message of the table, for the catalogues; singular and plural as a pair."""
    for row in (*REASONS.values(), _OTHER):
        yield from filter(None, (row.seen, row.mend, row.on_link, row.on_feed))
        if row.counted:
            yield row.counted
