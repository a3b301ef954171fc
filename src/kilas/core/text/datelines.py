"""Find the end of a dateline: "WASHINGTON, Nov 25 (Reuters) - ", "Jakarta, CNN Indonesia -- ", "(CNN)".

The engine cuts datelines and the checker allows the cut, both by this grammar. The words before a dash may also
name a speaker, so a dateline needs a sign: a town in capitals, an outlet, an agency in brackets, or a date.
"""

from __future__ import annotations

import re

from kilas.core.languages import EVERY

_LONGEST = 120  # characters of a sentence that are searched for a dateline
_MARK = re.compile(r"--|[—–]|-\s|^.{0,60}\(CNN")
_AGENCY = (
    r"(?:Reuters|AP|The Associated Press|Associated Press|AFP|UPI|DPA|dpa|Xinhua|Bloomberg(?: News)?|ANTARA|Antara|CNN(?: [A-Z]\w+){0,2}"
    r"|CNBC(?: Indonesia)?|BBC(?: [A-Z]\w+)?|VOA(?: Indonesia)?|DW|Kyodo|PTI|TASS|KOMPAS|Kompas|TEMPO|Tempo|DETIK|Detik|detikcom|detikNews|Republika"
    r"|Bisnis|Gatra|kumparan|Kontan|Okezone|SINDOnews|JPNN|Liputan6|VIVA|iNews|Media Indonesia|The Jakarta Post|Jawa Pos)"
)
_SITE = r"[A-Za-z][\w-]*\.(?:com|co\.id|go\.id|id|co|net|org|news|tv)(?: [A-Z]\w+){0,2}"
_WORD = r"[A-ZÀ-Ý][\w.'’-]*"
_PLACE = rf"{_WORD}(?: (?:(?:{EVERY.text.in_places}) )?{_WORD}){{0,4}}(?:, ?{_WORD}(?: {_WORD}){{0,2}}){{0,2}}(?:/{_WORD}(?: {_WORD}){{0,2}})?"
_CAPS = r"(?:[A-ZÀ-Ý]{3}|[A-ZÀ-Ý][A-ZÀ-Ý.'’-]* [A-ZÀ-Ý.'’-]{2}|[A-ZÀ-Ý]['’.][A-ZÀ-Ý ]{3})"
_MONTH = rf"(?:{EVERY.text.dateline_months})\b"
_DATE = rf"(?:{_MONTH}\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}\.?(?: \d{{4}})?)"
_BRACKET = r"\([A-Za-z][A-Za-z .&/]{1,38}\)"
_DASH = r"\s?(?:--|[—–]|-(?=\s))\s*"
_AFTER = r"(?=[\"“‘'A-ZÀ-Ý\d$€£(])"
_NO_PLACE = rf"(?!(?:{EVERY.text.no_place})\b)"
_SHOWN = re.compile(
    rf"{_NO_PLACE}(?:(?:{_PLACE},? ?)?\({_AGENCY}\)(?:,? {_DATE})?|(?={_CAPS}){_PLACE},? ?{_BRACKET}(?:,? {_DATE})?"
    rf"|{_PLACE}, {_DATE},? ?{_BRACKET}|{_PLACE}, {_DATE}(?!{_DASH}\d)"
    rf"|{_SITE}(?:, {_PLACE})?|{_PLACE}, ?(?:{_SITE}|{_AGENCY})|{_AGENCY}, {_PLACE}){_DASH}{_AFTER}"
)
# Capitals alone may also be a name, so the text after them must open a sentence.
_CAPITALS = re.compile(
    rf"(?={_CAPS})[A-ZÀ-Ý][A-ZÀ-Ý.'’-]*(?: [A-ZÀ-Ý][A-ZÀ-Ý.'’-]*){{0,4}}"
    rf"(?:(?:, ?{_WORD}(?: {_WORD}){{0,3}}){{1,2}}{_DASH}|\s?(?:--|[—–])\s+|{_DASH}(?![A-ZÀ-Ý]{{3}}))(?=[\"“‘'A-ZÀ-Ý])"
)
# "(CNN)Police say": the bracket is the only mark.
_BARE_CNN = re.compile(rf"(?:{_PLACE} )?\(CNN(?: [A-Z]\w+){{0,2}}\)\s*(?=[\"“A-ZÀ-Ý])")


def without_dateline(sentence: str) -> str:
    """Return `sentence` without its dateline, or unchanged if it has none.

    >>> without_dateline("TOKYO, Nov 25 (AP) — Shares rose."), without_dateline("Anna Beth - the mayor - left.")
    ('Shares rose.', 'Anna Beth - the mayor - left.')
    """
    head = sentence[:_LONGEST]
    if not _MARK.search(head):
        return sentence
    match = _SHOWN.match(head) or _CAPITALS.match(head) or _BARE_CNN.match(head)
    return sentence[match.end() :] if match else sentence
