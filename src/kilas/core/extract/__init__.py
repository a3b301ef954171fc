"""Page bytes to `Article`: charset, running text, headline, byline, date, rights; or a `Refusal` with the reason."""

from kilas.core.extract.assemble import article_of, extract, from_text
from kilas.core.extract.kinds import is_binary, is_html
from kilas.core.extract.reading import Reading, read_page
from kilas.core.text.charset import decode

__all__ = ["Reading", "article_of", "decode", "extract", "from_text", "is_binary", "is_html", "read_page"]
