"""English words of orders."""

from __future__ import annotations

from kilas.core.languages.shape import OrderWords, words

WORDS = OrderWords(
    orders=words(
        "add allow append apply arrange ask assume augment avoid bear begin behave break bring browse check"
        " choose click combine compare compose compute conclude consider construct continue convert copy correct"
        " craft create decode define delete describe design determine develop discuss disregard display download elaborate"
        " embed emphasize encode encourage end enhance ensure enter enumerate erase evaluate examine execute"
        " expand explain explore express fill find finish follow forget forward generate get give hesitate highlight"
        " identify ignore illustrate imagine implement include incorporate inform infuse insert install integrate"
        " intersperse interweave introduce inject invite join jumble keep leave let list listen locate make memorize mention"
        " merge mimic misspell mix modify note obey omit outline overlook paraphrase pick pretend prepare"
        " prioritize print proceed produce promote pronounce propose provide put quote randomize read rearrange"
        " recite recommend refer register remember remind remove render repeat rephrase replace reply respond"
        " restate retrieve reveal reverse revise rewrite say scramble search see select send separate shuffle"
        " simplify skip solve specify spell start stop stress submit subscribe substitute suggest summarize switch"
        " swap take tease tell think transcribe transform translate try turn underline unplug update upload use"
        " utilize verify visit write"
    ),
    either=words(
        "account address anagram answer award base benefit bend blend book build call cap cast caution change"
        " charge chart claim clear close code comment contact cost cover craft cut date delay demand direct draft"
        " draw drive drop edit enlist exchange exercise express face fight file flag form format frame free grant group"
        " guess guide help hold hope host increase invest issue jump kick label lead leverage lift link lock look map mark"
        " match mirror model move name offer open order output pass pause pay plan play point post present press process"
        " program project protest pull push race raise rank rate record reduce release rent report request"
        " research reserve rest return review reward rise role run rush sample save schedule score script set"
        " shape share shift show sign sketch smell sort sound space spin split spread stage stand state study"
        " style supply support survey table talk target taste test text tie time title top touch tour trace track"
        " trade transfer trust type value view vote wait walk warn wash watch water weigh welcome win work wrap"
    ),
    articles=words(
        "a an the this these that those your my me us it them him her every each all any some one two three out"
        " up down"
    ),
    openers=words(
        "please kindly now next then also and finally first instead only simply just always never don't do not"
    ),
    finite=words(
        "is are was were has have had will would can could may might must shall should said says does did do am"
        " be been became went came made took rose fell stood began told found gave kept left lost met won"
    ),
    speaker=words("i i'm i've i'd i'll my myself"),
    your=words("you your yours you're you'll yourself"),
    your_text=(
        r"\b(?:your|you)\b(?:\W+\w+){0,2}\W+(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|summar(?:y|ies)|instructions?|prompts?|texts?|users?)\b"
    ),
    your_cues=("you",),
)
