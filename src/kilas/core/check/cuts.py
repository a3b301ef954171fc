"""What was cut from a sentence to make a claim, and whether the cut may change what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kilas.core.check.quotes import quotes
from kilas.core.text import has_digit, without_dateline

# From the first letter, digit or percent sign of what stands between spaces to the last one. The sign of an
# amount belongs to it: "-5" is not "5".
_TOKEN = re.compile(r"(?:[\w%]|[-−+$€£¥](?=\d))\S*(?<=[\w%])")

# Single words whose loss changes what a sentence claims, by what is lost.
_TELLS: dict[str, frozenset[str]] = {
    "a negation": frozenset(
        "not no never none nobody nothing neither nor nowhere cannot without hardly barely scarcely seldom rarely fail fails failed"
        " deny denies denied denying refuse refuses refused reject rejects rejected false untrue wrong fake hoax myth unlikely unable lack lacks"
        " can't won't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't couldn't wouldn't shouldn't ain't mustn't needn't"
        " tidak tak bukan bukanlah belum tanpa jangan tiada nihil bantah membantah dibantah menyangkal menolak ditolak gagal batal dibatalkan"
        " hoaks hoax palsu bohong salah keliru enggan mustahil tidaklah takkan enggak nggak ndak".split()
    ),
    "a modality": frozenset(
        "may might could would should can will shall must possibly perhaps probably maybe likely potentially reportedly allegedly purportedly"
        " supposedly apparently seemingly presumably suspected alleged expected expects plan plans planned planning intends hopes hoped aims"
        " proposed seeks wants appears seems would-be"
        " mungkin dapat bisa akan diduga diperkirakan kemungkinan berpotensi seharusnya semestinya sebaiknya harus konon kabarnya dikabarkan"
        " disebut-sebut rencananya berencana direncanakan diharapkan berharap tampaknya sepertinya agaknya kiranya barangkali boleh hendak"
        " bakal calon dugaan terduga tersangka disinyalir ditengarai diyakini ingin usulan diusulkan ditargetkan".split()
    ),
    "a condition": frozenset(
        "if unless provided whether until except assuming otherwise once subject"
        " jika bila apabila jikalau kalau asalkan asal kecuali seandainya andaikan sepanjang apakah".split()
    ),
    "a limit": frozenset(
        "only just about around approximately roughly nearly almost at-least least most up-to over more less fewer under some partly partially"
        " mostly mainly largely merely many several few all every each both half initially formerly former previously estimated"
        " hanya cuma sekadar sekitar kira-kira kurang lebih hampir nyaris sedikitnya setidaknya paling minimal maksimal sebagian sebagiannya"
        " rata-rata beberapa sejumlah semua seluruh setiap seluruhnya mayoritas antara lebih-kurang mantan eks sementara terutama sempat".split()
    ),
    "an attribution": frozenset(
        "said says say saying told tells according claimed claims claim stated states alleges accused accuses argued argues believes believed"
        " thinks thought suggested suggests reported reports warned warns insisted insists announced announces added adds wrote writes asked"
        " rumours rumors rumour rumor quoted cited citing estimates predicts predicted forecast"
        " kata katanya ujar ujarnya menurut menurutnya mengatakan menyatakan menyebut menyebutkan menuturkan menjelaskan mengungkapkan"
        " menegaskan menambahkan mengklaim klaim tutur tuturnya ungkap ungkapnya jelas jelasnya ucap ucapnya tegas tegasnya sebut sebutnya"
        " dikutip mengutip melaporkan dilaporkan menuduh dituduh tudingan menuding dituding menilai percaya yakin berpendapat pengakuan"
        " mengaku rumor kabar isu mengimbau memperkirakan memprediksi dilansir melansir laporan".split()
    ),
}  # fmt: skip
_TELL_OF = {word: kind for kind, table in reversed(_TELLS.items()) for word in table}

_QUOTE_MARK = re.compile("[\"“”„«»‘’‚‹›']")
# Without a comma many an opener is part of its clause: "Still waters", "However small", "In addition to the fine".
_CONNECTIVES = re.compile(
    r"^(?:(?:still|also|then|so|yet|thus|hence|instead|besides|or|indeed|finally|separately|elsewhere|however|therefore|similarly|likewise"
    r"|consequently|additionally|in addition|as a result|by contrast|in contrast|in fact|of course|even so|for example|for instance"
    r"|on the other hand|at the same time|in the meantime|meanwhile|moreover|furthermore|nevertheless|nonetheless|and yet|but"
    r"|kemudian|selanjutnya|lalu|bahkan|maka|sebaliknya|misalnya|sebagai contoh|faktanya|akibatnya|lebih lanjut|terpisah|secara terpisah"
    r"|di tempat terpisah|di sisi lain|namun|tetapi|tapi),"
    r"|(?:but(?! for\b| not\b)|and(?! not\b| yet\b)|meanwhile|moreover|furthermore|nevertheless|nonetheless"
    r"|pada saat yang sama|walaupun demikian|meskipun demikian|meski demikian|meski begitu|walau begitu|namun demikian|dengan demikian"
    r"|akan tetapi|sementara itu|selain itu|di samping itu|di sisi lain|oleh karena itu|oleh sebab itu|karena itu|lagi pula|adapun"
    r"|namun|tetapi|tapi|dan)\b,?)\s+(?=\S)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s?\([^()]{1,200}\)|\s?\[[^\[\]]{1,200}\]")


def tokens(text: str) -> list[str]:
    """The words of `text` in order, folded, without the marks around them."""
    return _TOKEN.findall(text.replace("’", "'").replace("‘", "'").casefold())


def is_allowed_cut(sentence: str, claim: str) -> bool:
    """Whether `claim` is `sentence` without no more than dateline, opening connective and harmless asides."""
    trimmed = tuple(_trimmed(sentence))
    if any(kept[1:] == claim[1:] and kept[:1].casefold() == claim[:1].casefold() for kept in trimmed):
        return True  # letter for letter, as our own engine cuts: no need to take it to words
    words = tokens(claim)
    return any(tokens(kept) == words for kept in trimmed)


def _trimmed(sentence: str) -> Iterator[str]:
    """The sentence whole, and after each cut we allow."""
    bare = without_dateline(sentence)
    whole = (sentence, bare) if bare != sentence else (sentence,)
    heads = [kept for head in whole for kept in _opened(head)]
    yield from heads
    if "(" in sentence or "[" in sentence:
        for head in heads:
            yield from _opened(_ASIDE.sub(_keep_telling_aside, head).strip())


def _opened(sentence: str) -> Iterator[str]:
    """`sentence`, and without the connective it opens with."""
    yield sentence
    connective = _CONNECTIVES.match(sentence)
    if connective and connective.end() < len(sentence):
        yield sentence[connective.end() :]


def _keep_telling_aside(match: re.Match[str]) -> str:
    """An aside with a word that tells, or with a figure in it, belongs to what is claimed."""
    return match[0] if has_digit(match[0]) or any(word in _TELL_OF for word in tokens(match[0])) else ""


def lost_words(claim: list[str], sentence: str) -> list[str]:
    """The words of `sentence` that `claim` leaves out, in order."""
    left = Counter(claim)
    lost = []
    for word in tokens(sentence):
        if left[word] > 0:
            left[word] -= 1
        else:
            lost.append(word)
    return lost


def least_left(sentence: str, claim: list[str]) -> str:
    """The sentence after as many allowed cuts as still leave every word of `claim` in order; "" if none does."""
    fitting = [kept for kept in _trimmed(sentence) if _is_subsequence(claim, tokens(kept))]
    return min(fitting, key=len, default="")


def _is_subsequence(claim: list[str], sentence: list[str]) -> bool:
    left = iter(sentence)
    return all(word in left for word in claim)


def harm(claim: str, sentence: str, language: str) -> str:
    """What cutting `sentence` down to `claim` took away that it may not; "" when nothing of the kind."""
    cut = Counter(tokens(sentence)) - Counter(tokens(claim))
    found = {kind for word in cut if (kind := _tell(word))}
    for kind in _TELLS:
        if kind in found:
            word = next(w for w in tokens(sentence) if w in cut and _tell(w) == kind)
            return f"{kind} was cut: {word!r}"
    lost = _lost_number(claim, sentence, language)
    if lost:
        return f"the number {lost} was cut"
    return "part of a quotation was cut" if breaks_quote(claim, sentence) else ""


def _tell(word: str) -> str | None:
    return _TELL_OF.get(word) or ("a negation" if word.endswith("n't") else None)


def _lost_number(claim: str, sentence: str, language: str) -> str:
    from kilas.core.check.numbers import numbers

    kept = Counter(n.value for n in numbers(claim, language))
    for number in numbers(sentence, language):
        if not kept[number.value]:
            return number.text
        kept[number.value] -= 1
    return ""


def breaks_quote(claim: str, sentence: str) -> bool:
    """A quotation of the sentence that the claim keeps in part, or keeps without its marks."""
    if not _QUOTE_MARK.search(sentence) and not _QUOTE_MARK.search(claim):
        return False
    whole = tokens(claim)
    quoted = [tokens(q.text) for q in quotes(sentence)]
    kept = [tokens(q.text) for q in quotes(claim)]
    for words in quoted:
        if not words or words in kept:
            continue
        if _runs_in(words, whole) or sum((Counter(words) & Counter(whole)).values()) * 2 > len(words):
            return True
    return any(words not in quoted for words in kept)


def _runs_in(words: list[str], whole: list[str]) -> bool:
    return any(whole[i : i + len(words)] == words for i in range(len(whole) - len(words) + 1))
