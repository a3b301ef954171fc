"""What statements of ours were looked for: the words for it, which a brief carries and every page translates."""

from __future__ import annotations

SEARCHED = {
    "en": {
        "quotes": "quotation marks",
        "anonymous": "sources that are not named",
        "says": "words that tell who says so",
        "quotes_whole": "quotations in the whole report",
        "says_whole": "words in the whole report that tell who says so",
    },
    "id": {
        "quotes": "tanda kutip",
        "anonymous": "sumber yang tidak disebut namanya",
        "says": "kata penanda siapa yang berbicara",
        "quotes_whole": "kutipan di seluruh laporan",
        "says_whole": "kata penanda siapa yang berbicara di seluruh laporan",
    },
}


def searched_in(language: str, searched: str) -> str:
    """What a statement of ours says was searched for, in another of our languages; unknown words stay.

    >>> searched_in("id", "quotation marks")
    'tanda kutip'
    """
    for names in SEARCHED.values():
        for key, name in names.items():
            if name == searched:
                return SEARCHED.get(language, names)[key]
    return searched
