"""What each feature of the ranker is called, for people.

Names are nouns: what they add may lift or lower, and a statement such as "has numbers" would then be false.
"""

from __future__ import annotations

from kilas.core.render.ui_language import Ui, noop

_PARTS = {
    "constant": noop("What every sentence gets"),
    # where it stands and how long it is
    "first": noop("Being first"),
    "second": noop("Being second"),
    "third": noop("Being third"),
    "inverse_place": noop("Standing at the very start"),
    "root_place": noop("Standing towards the start"),
    "early": noop("Standing among the first few"),
    "place": noop("Distance from the start"),
    "place_squared": noop("Nearness to the end"),
    "log_place": noop("Number of sentences before it"),
    "last": noop("Being last"),
    "budgets_before": noop("Number of words before it"),
    "in_lead": noop("Fitting into the opening"),
    "near_lead": noop("Closeness to the opening"),
    "length": noop("Length against the summary’s"),
    "log_length": noop("Length"),
    "short": noop("Being very short"),
    "long": noop("Being very long"),
    "over_budget": noop("Being longer than the summary may be"),
    "budget_share": noop("Part of the article that the summary may hold"),
    # how its words stand to the others
    "title_similarity": noop("Likeness to the title"),
    "title_coverage": noop("Words of the title"),
    "title_near": noop("Following a sentence like the title"),
    "first_similarity": noop("Likeness to the first sentence"),
    "lead_similarity": noop("Likeness to the first three sentences"),
    "centrality": noop("Likeness to the other sentences"),
    "pagerank": noop("Being at the heart of the article"),
    "before_similarity": noop("Likeness to an earlier sentence"),
    "last_similarity": noop("Likeness to the sentence before it"),
    "next_similarity": noop("Likeness to the sentence after it"),
    "novelty": noop("Share of new words"),
    "novel_mass": noop("Number of new words"),
    "rarity": noop("Rarity of its words"),
    "recurrence": noop("Words that come back elsewhere"),
    "key_density": noop("Density of main words"),
    "key_mass": noop("Number of main words"),
    "top_terms": noop("Density of the ten main words"),
    "top_mass": noop("Number of the ten main words"),
    # what shows on its face
    "numbers": noop("Numbers"),
    "number_share": noop("Share of numbers"),
    "names": noop("Names"),
    "name_share": noop("Share of names"),
    "quote_opens": noop("Opening with a quotation"),
    "quote_inside": noop("Holding a quotation"),
    "say_verb": noop("Saying who said it"),
    "leans_back": noop("Opening with a word that points back"),
    "first_person": noop("Speaking as “I” or “we”"),
    "question": noop("Asking a question"),
    "no_end": noop("Lacking a mark at its end"),
    "capitals": noop("Capitalised words"),
    "colon": noop("Ending in a colon"),
    "after_colon": noop("Following a colon"),
}
# What a product "part*factor" weighs its part by.
_FACTORS = {
    "budget": noop("length of the summary"),
    "share": noop("share of the article that fits"),
    "untitled": noop("missing title"),
    "length": noop("length of the sentence"),
    "opening": noop("opening like the title"),
    "size": noop("length of the article"),
}


def feature_name(name: str, ui: Ui) -> str:
    """A name of `kilas.core.summary.features.FEATURE_NAMES` in plain words; products are put together.

    >>> from kilas.core.render.ui_language import speak
    >>> feature_name("first*budget", speak("en"))
    'Being first × length of the summary'
    """
    part, *factors = name.split("*")
    printed = [_PARTS[part], *(_FACTORS[factor] for factor in factors)]
    return " × ".join(map(ui.gettext, printed))
