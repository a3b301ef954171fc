"""Texts of the page "How it works", by section."""

from __future__ import annotations

from kilas.core.render.ui_language import Ui, noop

_RIGHTS = noop("Rights to the text")
_PARTS = (
    (
        noop("From feed to brief"),
        (
            noop(
                "Kilas checks the feeds its operator has chosen, reads each article as a visitor would, and stores its text without pictures, advertising or tracking."
            ),
            noop(
                "From that text its built-in engine selects the main sentences: a summary, what to watch next, key takeaways, insights. It may shorten sentences, and give a person’s full name in square brackets. It never invents any. The operator may let a language model write them instead; the page of the brief says so."
            ),
        ),
    ),
    (
        noop("Every sentence is checked"),
        (
            noop(
                "Each sentence of a brief has small numbers. They link to the source sentences that support it, and those link back. A statement with a number, a name or a quotation that the source does not have is not published."
            ),
            noop(
                "The sign ≈ marks a sentence that a language model has put in its own words. Its numbers and names are checked, its wording cannot be. It never counts as supported by the source."
            ),
            noop(
                "Dashed lines mark Kilas’s own calculations, such as the difference between two numbers. Each is calculated twice, and the page shows how."
            ),
        ),
    ),
    (
        noop("Written by a machine"),
        (
            noop(
                "Briefs are published without human editing. Each page shows which engine wrote it, when, and how many of its statements were checked."
            ),
            noop(
                "The tone says how a report sounds, from −1 to +1. It does not say whether the report is true, fair or important."
            ),
        ),
    ),
    (
        _RIGHTS,
        (
            noop(
                "Articles belong to their publishers. A brief of someone else’s article shows only the sentences it cites, up to a limit, and links to the original at the top and at the end. Pictures are never copied."
            ),
            noop(
                "If a publisher does not allow machines to use its text, or the text is behind a paywall, Kilas shows only the headline and a link."
            ),
            noop(
                "Kilas asks search engines not to list its briefs of other people’s articles, so that readers find the original instead."
            ),
        ),
    ),
    (
        noop("What this site stores about you"),
        (
            noop(
                "Nothing permanent. There are no cookies, no scripts, no analytics and no third-party requests. Your searches are not stored."
            ),
        ),
    ),
    (
        noop("Reporting an error"),
        (
            noop(
                "Use the link on any page to report an error. Briefs are corrected or taken down. The address of a page that was taken down shows a notice."
            ),
        ),
    ),
    (
        noop("Feeds and data"),
        (
            noop(
                "Everything is available as Atom, RSS and JSON Feed, and each brief as JSON with all its evidence. Addresses are permanent."
            ),
        ),
    ),
)


_PRIVATE_RIGHTS = (
    noop(
        "Articles belong to their publishers. This site is for its owner alone, so its briefs may quote more than could be published. Each links to the original at the top and at the end. Pictures are never copied."
    ),
    noop(
        "If a publisher does not allow machines to use its text, no language model sees it: the built-in engine writes the brief. What robots.txt closes, Kilas does not read."
    ),
    noop(
        "Search engines are asked to list no page. An export contains what may be published, and nothing more."
    ),
)
_PRIVATE_PARTS = tuple(
    (heading, _PRIVATE_RIGHTS if heading == _RIGHTS else paragraphs) for heading, paragraphs in _PARTS
)


def how_it_works(ui: Ui, *, is_private: bool = False) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings, each with its paragraphs; `is_private` for a site for its owner alone."""
    return tuple(
        (ui.gettext(heading), tuple(ui.gettext(paragraph) for paragraph in paragraphs))
        for heading, paragraphs in (_PRIVATE_PARTS if is_private else _PARTS)
    )
