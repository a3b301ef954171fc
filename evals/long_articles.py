"""What a model is shown of long articles: how many tokens, and which numbers of reference summaries are lost.

    python -m evals.long_articles

Long are articles of 1,200 words or more. Tokens are words and single marks, of a page without its tags and of the question
that Kilas would ask. A number is lost if a reference summary uses it, the article has it, and no sentence shown has it.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator

from lxml import etree, html

import kilas
from evals.figures import Figure, show
from evals.measure import scorer
from evals.parts.extraction import load_pages
from kilas.core.article import Article
from kilas.llm.prompt import brief_question
from kilas.llm.selection import WHOLE_WORDS, shown_sentences
from kilas.llm.style import Style

_TOKEN = re.compile(r"\w+|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_UNSEEN = ("script", "style", "noscript", "template", "svg")


def main() -> int:
    figures = [*_tokens(), *_numbers()]
    show(figures)
    return 0 if all(figure.holds for figure in figures) else 1


def _tokens() -> Iterator[Figure]:
    shares, texts = [], []
    for page in load_pages(fast=False):
        raw = gzip.decompress(page["file"].read_bytes())
        article = kilas.extract(raw, url=page.get("url"))
        if isinstance(article, Article) and _is_long(article):
            asked = _count(brief_question(article, Style()).user)
            shares.append(asked / _count(_stripped(raw)))
            texts.append(asked / _count(article.text))
    for what, found in (("the page without its tags", shares), ("the article's text", texts)):
        yield Figure(
            what=f"tokens asked, of {what}",
            value=100 * sum(found) / len(found),
            unit="percent",
            target=50.0 if found is shares else None,
            at_most=True,
            peer=f"{len(found)} articles, {sum(share > 0.5 for share in found)} above half, most {100 * max(found):.0f}",
        )


def _numbers() -> Iterator[Figure]:
    bench = scorer("summaries")
    articles = used = lost = 0
    for name in bench.sets_in("dev"):
        for row in bench.read("dev", name):
            article = kilas.from_text(row["text"], language=row["language"])
            if not isinstance(article, Article) or not _is_long(article):
                continue
            seen = " ".join(article.quote(index) for index in shown_sentences(article))
            wanted = {number for one in row["references"] for number in _NUMBER.findall(one)}
            wanted &= {*_NUMBER.findall(article.text)}
            articles += 1
            used += len(wanted)
            lost += len(wanted - {*_NUMBER.findall(seen)})
    yield Figure(
        what="numbers of reference summaries lost",
        value=float(lost),
        unit="numbers",
        target=0.0,
        at_most=True,
        peer=f"of {used} in {articles} articles; the whole text loses none",
    )


def _is_long(article: Article) -> bool:
    return len(article.text.split()) >= WHOLE_WORDS


def _stripped(raw: bytes) -> str:
    tree = html.document_fromstring(raw)
    etree.strip_elements(tree, etree.Comment, *_UNSEEN, with_tail=False)
    return str(tree.xpath("string()"))


def _count(text: str) -> int:
    return len(_TOKEN.findall(text))


if __name__ == "__main__":
    sys.exit(main())
