"""Text: markup to plain text, sentences, words and their count, language detection."""

from kilas.core.text.datelines import without_dateline
from kilas.core.text.language import detect_language, speaks_another
from kilas.core.text.list_markers import without_marker
from kilas.core.text.markup import leaks, plain
from kilas.core.text.sentences import sentences
from kilas.core.text.words import count_words, fold, fold_all, has_digit, word_starts, words

__all__ = [
    "count_words",
    "detect_language",
    "fold",
    "fold_all",
    "has_digit",
    "leaks",
    "plain",
    "sentences",
    "speaks_another",
    "without_dateline",
    "without_marker",
    "word_starts",
    "words",
]
