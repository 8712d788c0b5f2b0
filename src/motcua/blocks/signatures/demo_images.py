"""Images for a demonstration: a handwriting that is nobody's, a seal that no office uses.

Real offices upload scans of their own; these only show where the images stand and how they look.
"""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFont

from motcua.blocks.documents.typesetting import font_folder

_BLUE = (20, 60, 160, 255)
_RED = (200, 16, 30, 255)
_Point = tuple[float, float]
_SMOOTH = 3  # drawn larger, then scaled down


def handwriting(name: str) -> bytes:
    """Return a made-up signature for `name` as a transparent PNG, 630 x 300 pixels; the same name gives the
    same image."""
    pen = random.Random(name)  # noqa: S311 - a picture, not a secret
    width, height = 630 * _SMOOTH, 300 * _SMOOTH
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    for stroke in _strokes(pen, len(name.split())):
        for index, (x, y) in enumerate(stroke):
            pressure = 2.3 + 1.1 * math.sin(index / 37) + 0.8 * math.sin(index / len(stroke) * math.pi)
            radius = pressure * _SMOOTH
            at_x, at_y = x * width, y * height
            draw.ellipse((at_x - radius, at_y - radius, at_x + radius, at_y + radius), fill=_BLUE)
    return _png(image, (630, 300))


def round_seal(ring: str, middle: str = "TRÌNH DIỄN") -> bytes:
    """Return a round red seal with `ring` on the ring, a star and `middle` under it: a transparent PNG,
    600 x 600 pixels (36 mm at 423 dpi)."""
    size = 600 * _SMOOTH
    image = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    for inset, line in ((0.01, 0.014), (0.035, 0.005), (0.21, 0.006)):
        edge = size * inset
        draw.ellipse((edge, edge, size - edge, size - edge), outline=_RED, width=round(size * line))
    _ring_text(image, ring.upper(), radius=size * 0.382, height=size * 0.078)
    draw.polygon(_star(size / 2, size * 0.455, size * 0.155), fill=_RED)
    font = ImageFont.truetype(str(font_folder() / "700Bold" / "Tinos_700Bold.ttf"), round(size * 0.062))
    draw.text((size / 2, size * 0.69), middle, font=font, fill=_RED, anchor="mm")
    return _png(image, (600, 600))


def _strokes(pen: random.Random, words: int) -> list[list[_Point]]:
    """A tall first letter, an uneven run that shrinks, a flourish beneath: points in the unit square."""
    capital = [(0.07, 0.5), (0.13, 0.2), (0.24, 0.08), (0.22, 0.4), (0.13, 0.78), (0.17, 0.86), (0.28, 0.5)]
    run = [(0.28, 0.5)]
    steps = 7 + 3 * words
    for step in range(steps):
        left = 1 - 0.7 * step / steps
        tall = 2.2 if pen.random() < 0.22 else 1.0
        lift = (-1 if step % 2 else 1) * 0.11 * left * tall * pen.uniform(0.6, 1.25)
        back = 0.02 * pen.random() if step % 2 else 0.0
        run.append((0.29 + 0.5 * step / steps - back, 0.56 + lift))
    end = pen.uniform(0.86, 0.95)
    flourish = [run[-1], (end, 0.42), (end - 0.06, 0.64), (0.5, 0.8), (0.26, 0.84), (0.36, 0.74), (end, 0.7)]
    shaken = [(x + pen.gauss(0, 0.014), y + pen.gauss(0, 0.022)) for x, y in flourish[1:]]
    return [_smooth(capital + run[1:]), _smooth([run[-1], *shaken])]


def _smooth(points: list[_Point]) -> list[_Point]:
    """A Catmull-Rom curve through `points`."""
    ends = [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for index in range(90):
            t = index / 90
            curve.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return curve


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _ring_text(image: Image.Image, text: str, *, radius: float, height: float) -> None:
    """Letters spread over 300 degrees, feet towards the middle; a small star closes the ring below."""
    font = ImageFont.truetype(str(font_folder() / "700Bold" / "Tinos_700Bold.ttf"), round(height))
    widths = [font.getlength(letter) for letter in text]
    room = math.radians(300) * radius
    gap = min((room - sum(widths)) / max(len(text), 1), height * 0.35)
    at = -(sum(widths) + gap * (len(text) - 1)) / 2
    centre = image.width / 2
    for letter, width in zip(text, widths, strict=True):
        angle = (at + width / 2) / radius
        at += width + gap
        box = round(height * 2)
        tile = Image.new("RGBA", (box, box), (255, 255, 255, 0))
        ImageDraw.Draw(tile).text(
            (box / 2, box / 2 + height * 0.34), letter, font=font, fill=_RED, anchor="ms"
        )
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x, y = centre + radius * math.sin(angle), centre - radius * math.cos(angle)
        image.alpha_composite(tile, (round(x - box / 2), round(y - box / 2)))
    ImageDraw.Draw(image).polygon(_star(centre, centre + radius, height * 0.42), fill=_RED)


def _star(x: float, y: float, radius: float) -> list[_Point]:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = corner * math.pi / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return points


def _png(image: Image.Image, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
