"""Readable names of the ranker's features.

Names are nouns, because a feature may raise or lower a score, also for sentences that do not have the property.
"""

from __future__ import annotations

from kilas.core.render.ui_language import Ui, noop

_PARTS = {
    "constant": noop("Base score"),
    # position and length
    "first": noop("First sentence"),
    "second": noop("Second sentence"),
    "third": noop("Third sentence"),
    "inverse_place": noop("Position at the very start"),
    "root_place": noop("Position near the start"),
    "early": noop("Position among the first sentences"),
    "place": noop("Distance from the start"),
    "place_squared": noop("Nearness to the end"),
    "log_place": noop("Number of sentences before it"),
    "last": noop("Last sentence"),
    "budgets_before": noop("Number of words before it"),
    "in_lead": noop("Part of the opening"),
    "near_lead": noop("Closeness to the opening"),
    "length": noop("Length relative to the summary"),
    "log_length": noop("Length"),
    "short": noop("Very short sentence"),
    "long": noop("Very long sentence"),
    "over_budget": noop("Longer than the word budget"),
    "budget_share": noop("Share of the article that fits in the summary"),
    # words compared with those of other sentences
    "title_similarity": noop("Similarity to the title"),
    "title_coverage": noop("Words of the title"),
    "title_near": noop("Position after a sentence similar to the title"),
    "first_similarity": noop("Similarity to the first sentence"),
    "lead_similarity": noop("Similarity to the first three sentences"),
    "centrality": noop("Similarity to the other sentences"),
    "pagerank": noop("Centrality in the article"),
    "before_similarity": noop("Similarity to an earlier sentence"),
    "last_similarity": noop("Similarity to the previous sentence"),
    "next_similarity": noop("Similarity to the next sentence"),
    "novelty": noop("Share of new words"),
    "novel_mass": noop("Number of new words"),
    "rarity": noop("Rarity of its words"),
    "recurrence": noop("Words repeated elsewhere"),
    "key_density": noop("Density of keywords"),
    "key_mass": noop("Number of keywords"),
    "top_terms": noop("Density of the top ten keywords"),
    "top_mass": noop("Number of the top ten keywords"),
    # properties visible in the sentence
    "numbers": noop("Numbers"),
    "number_share": noop("Share of numbers"),
    "names": noop("Names"),
    "name_share": noop("Share of names"),
    "quote_opens": noop("Quotation at the start"),
    "quote_inside": noop("Quotation inside"),
    "say_verb": noop("Attribution to a speaker"),
    "leans_back": noop("Back-reference at the start"),
    "first_person": noop("First person (“I” or “we”)"),
    "question": noop("Question"),
    "no_end": noop("No punctuation at the end"),
    "capitals": noop("Capitalised words"),
    "colon": noop("Colon at the end"),
    "after_colon": noop("Position after a colon"),
}
# Names of the factors in a product "part*factor".
_FACTORS = {
    "budget": noop("length of the summary"),
    "share": noop("share of the article that fits"),
    "untitled": noop("missing title"),
    "length": noop("length of the sentence"),
    "opening": noop("similarity of the opening to the title"),
    "size": noop("length of the article"),
}


def feature_name(name: str, ui: Ui) -> str:
    """Readable form of a name in `kilas.core.summary.features.FEATURE_NAMES`; for a product, all its names.

    >>> from kilas.core.render.ui_language import speak
    >>> feature_name("first*budget", speak("en"))
    'First sentence × length of the summary'
    """
    part, *factors = name.split("*")
    printed = [_PARTS[part], *(_FACTORS[factor] for factor in factors)]
    return " × ".join(map(ui.gettext, printed))
