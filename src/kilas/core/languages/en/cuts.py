"""Negations, modalities, conditions, limits, attributions; connectives: English."""

from __future__ import annotations

from kilas.core.languages.shape import CutWords, words

WORDS = CutWords(
    negations=words(
        "not no never none nobody nothing neither nor nowhere cannot without hardly barely scarcely seldom rarely"
        " fail fails failed deny denies denied denying refuse refuses refused reject rejects rejected false untrue"
        " wrong fake hoax myth unlikely unable lack lacks can't won't don't doesn't didn't isn't aren't wasn't"
        " weren't hasn't haven't hadn't couldn't wouldn't shouldn't ain't mustn't needn't"
    ),
    negation_endings=("n't",),
    modalities=words(
        "may might could would should can will shall must possibly perhaps probably maybe likely potentially"
        " reportedly allegedly purportedly supposedly apparently seemingly presumably suspected alleged expected"
        " expects plan plans planned planning intends hopes hoped aims proposed seeks wants appears seems would-be"
    ),
    conditions=words("if unless provided whether until except assuming otherwise once subject"),
    limits=words(
        "only just about around approximately roughly nearly almost at-least least most up-to over more less"
        " fewer under some partly partially mostly mainly largely merely many several few all every each both half"
        " initially formerly former previously estimated"
    ),
    attributions=words(
        "said says say saying told tells according claimed claims claim stated states alleges accused accuses"
        " argued argues believes believed thinks thought suggested suggests reported reports warned warns insisted"
        " insists announced announces added adds wrote writes asked rumours rumors rumour rumor quoted cited"
        " citing estimates predicts predicted forecast"
    ),
    binds=words("of to from by than for against"),
    articles=words("the a an its his her their all about nearly some"),
    openers_with_comma=(
        r"still|also|then|so|yet|thus|hence|instead|besides|or|indeed|finally|separately|elsewhere|however|therefore|similarly|likewise"
        r"|consequently|additionally|in addition|as a result|by contrast|in contrast|in fact|of course|even so|for example|for instance"
        r"|on the other hand|at the same time|in the meantime|meanwhile|moreover|furthermore|nevertheless|nonetheless|and yet|but"
    ),
    openers=r"but(?! for\b| not\b)|and(?! not\b| yet\b)|meanwhile|moreover|furthermore|nevertheless|nonetheless",
    connectives=(
        "on the other hand",
        "in the meantime",
        "at the same time",
        "as a result",
        "in addition",
        "for example",
        "for instance",
        "in fact",
        "of course",
        "even so",
        "in contrast",
        "by contrast",
        "instead",
        "meanwhile",
        "moreover",
        "furthermore",
        "nevertheless",
        "nonetheless",
        "additionally",
        "therefore",
        "consequently",
        "thus",
        "hence",
        "however",
        "besides",
        "similarly",
        "likewise",
        "also",
        "still",
        "then",
        "but",
        "and",
        "yet",
        "so",
        "or",
    ),
    need_comma=words("still then also so thus hence instead besides or yet therefore")
    | {
        "for example",
        "for instance",
        "in fact",
        "of course",
        "in addition",
        "as a result",
        "in contrast",
        "by contrast",
    },
    asides=r"(?:see|pictured|photo)\b[^()]*|above|left|right",
)
