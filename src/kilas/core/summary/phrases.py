"""The word tables of the embedded engine, Indonesian and English: how sentences open, look ahead, argue, attribute.

Single words are looked up in a sentence's set of folded words, so a table costs one set operation;
what takes several words is in the patterns at the end. Our own tables.
"""

from __future__ import annotations

# English verbs whose past does not end in "-ed".
PAST_VERBS = frozenset(
    "was were had did went fell rose won lost found took gave made came saw left met held began broke sold bought grew drew ran"
    " spoke struck sank paid built sent spent stood became brought thought felt heard knew wrote beat flew drove caught taught"
    " fought got ate shot led kept hit quit slid fallen taken given seen gone done risen shown grown written broken chosen driven"
    " been withdrew chose swept tore threw wore woke hung hid froze forgot fled fed dealt dug crept lent lay meant rang rode sang"
    " shook shrank slept stole stuck stung swam swung understood overtook undertook upheld rebuilt".split()
)
