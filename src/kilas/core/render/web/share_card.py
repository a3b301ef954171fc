"""Draws the share image: 1200 × 630 pixels with headline, source and name, in a bundled font.

Text is left out if the font lacks a letter, or if the script needs shaping or runs from right to left: boxes or
disconnected letters would be worse.
"""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from kilas.core.render.view import line

SIZE = (1200, 630)
_LEFT, _RIGHT = 84, 1116
_PAPER, _INK, _SOFT, _LINE, _BRICK = "#fbf9f4", "#1d1b17", "#5a564e", "#e2dccf", "#9c2f1b"
_SIZES = (76, 68, 60, 52, 46)  # font sizes of the headline; the first that fits is used
_TOP, _BOTTOM = 178, 478  # vertical room of the headline
_LEADING = 1.16
_COLOURS = 48
# IPTC metadata: the image was made by an algorithm
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"/>'
    "</rdf:RDF></x:xmpmeta>"
)


def share_card(headline: str, source: str) -> bytes:
    """The image as PNG. With "" for both it is the image of the site itself."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 18, SIZE[1]), fill=_BRICK)
    _brand(pen)
    pen.rectangle((_LEFT, 136, _RIGHT, 141), fill=_INK)
    title, name = _printable(headline), _printable(source)
    if title:
        _headline(pen, title)
    if name:
        pen.rectangle((_LEFT, 516, _RIGHT, 517), fill=_LINE)
        pen.text((_LEFT, 536), _short(name, 34), font=_font("Regular", 34), fill=_SOFT)
    return _encode(image)


def _brand(pen: ImageDraw.ImageDraw) -> None:
    bold = _font("Bold", 60)
    pen.text((_LEFT, 48), "Kilas", font=bold, fill=_INK)
    pen.text((_LEFT + bold.getlength("Kilas"), 48), ".", font=bold, fill=_BRICK)


def _headline(pen: ImageDraw.ImageDraw, text: str) -> None:
    for size in _SIZES:
        font = _font("Bold", size)
        lines = _wrap(text, font)
        room = int((_BOTTOM - _TOP) / (size * _LEADING))
        if len(lines) <= room:
            break
    else:
        lines = lines[:room]
        lines[-1] = _ended(lines[-1], font)
    for n, one in enumerate(lines):
        pen.text((_LEFT, _TOP + n * size * _LEADING), one, font=font, fill=_INK)


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Splits `text` into lines that fit the width; breaks a word that is longer than a line."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if font.getlength(joined) <= _RIGHT - _LEFT:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        while font.getlength(word) > _RIGHT - _LEFT:
            fits = next(n for n in range(len(word), 0, -1) if font.getlength(word[:n]) <= _RIGHT - _LEFT)
            lines[-1], word = word[:fits], word[fits:]
            lines.append("")
        lines[-1] = word
    return lines


def _ended(text: str, font: ImageFont.FreeTypeFont) -> str:
    while text and font.getlength(f"{text}…") > _RIGHT - _LEFT:
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text}…"


def _short(text: str, size: int) -> str:
    font = _font("Regular", size)
    return text if font.getlength(text) <= _RIGHT - _LEFT else _ended(text, font)


def _printable(text: str) -> str:
    """`text` in Unicode form NFC if the font can draw it correctly, else ""."""
    whole = line(unicodedata.normalize("NFC", text))[:400]
    return whole if all(_has(character) for character in set(whole)) else ""


@cache
def _has(character: str) -> bool:
    if character == " ":
        return True
    if unicodedata.combining(character) or unicodedata.bidirectional(character) in ("R", "AL"):
        return False
    font = _font("Bold", 40)
    return font.getmask(character).getbbox() is not None and _mask(font, character) != _mask(font, "\uffff")


def _mask(font: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    place = files("font_source_serif_pro").joinpath("files", f"SourceSerifPro-{weight}.ttf")
    with as_file(place) as path:
        data = io.BytesIO(path.read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)


def _encode(image: Image.Image) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", _XMP)
    out = io.BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True, pnginfo=notes
    )
    return out.getvalue()
