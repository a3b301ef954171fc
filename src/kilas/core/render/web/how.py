"""What "How it works" says, section by section."""

from __future__ import annotations

from kilas.core.render.ui_language import Ui, noop

_PARTS = (
    (
        noop("From feed to brief"),
        (
            noop(
                "Kilas asks the feeds its owner has chosen for news, reads each article as a visitor would, and keeps its text without pictures, advertising or tracking."
            ),
            noop(
                "From that text it picks the sentences that carry the report: a summary, what to watch next, key takeaways, insights. It shortens sentences; it does not invent any."
            ),
        ),
    ),
    (
        noop("Every sentence is checked"),
        (
            noop(
                "Behind each sentence of a brief stand small numbers. They lead to the sentences of the source that carry it, and those lead back. What the checker cannot find in the source is not printed."
            ),
            noop(
                "Dashed lines mark what Kilas worked out itself, such as a difference of two numbers. It is worked out twice, and the page says how."
            ),
        ),
    ),
    (
        noop("Written by a machine"),
        (
            noop(
                "No person edits a brief before it appears. Each page says what wrote it, when, and how many of its statements were checked."
            ),
            noop(
                "The tone says how a report sounds, from −1 to +1. It does not say whether the report is true, fair or important."
            ),
        ),
    ),
    (
        noop("Whose text it is"),
        (
            noop(
                "Articles belong to their publishers. A brief of somebody else’s article shows only the sentences it rests on, within a limit, and leads to the original first and last. Pictures are never taken over."
            ),
            noop(
                "Where a publisher reserves its text from machines, or a text stands behind a paywall, there is only the headline and the way to it."
            ),
            noop(
                "Briefs of other people’s articles ask search engines not to list them; the original should be found, not the brief."
            ),
        ),
    ),
    (
        noop("What this site knows of you"),
        (
            noop(
                "Nothing that lasts: no cookies, no scripts, no counting, no request to anybody else. What you look for is not kept."
            ),
        ),
    ),
    (
        noop("When something is wrong"),
        (
            noop(
                "Say so: every page has a link for it. Briefs are corrected or taken down, and a page taken down says that it was."
            ),
        ),
    ),
    (
        noop("For machines"),
        (
            noop(
                "Everything is there as Atom, RSS and JSON Feed, and each brief as JSON with all its evidence. The addresses stay."
            ),
        ),
    ),
)


def how_it_works(ui: Ui) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings, each with its paragraphs."""
    return tuple(
        (ui.gettext(heading), tuple(ui.gettext(paragraph) for paragraph in paragraphs))
        for heading, paragraphs in _PARTS
    )
