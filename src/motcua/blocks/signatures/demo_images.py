"""Images for a demonstration: a handwriting that is nobody's, a seal that no office uses.

Real offices upload scans of their own; these only show where the images stand and how they look.
"""

import io
import math
import random

from PIL import Image, ImageDraw

from motcua.blocks.documents.api import typeset_pages

_BLUE = (20, 60, 160, 255)
_Point = tuple[float, float]
_SMOOTH = 3  # drawn larger, then scaled down

_SEAL = """#let d = json("/data.json")
#let red = rgb("#c8101e")
#set page(width: 36mm, height: 36mm, margin: 0pt, fill: none)
#set text(font: "Tinos", weight: "bold", fill: red, fallback: false)
#let ring(radius, width) = place(center + horizon, circle(radius: radius, stroke: width + red))
#let star(radius) = polygon(fill: red, ..range(10).map(corner => {
  let reach = if calc.even(corner) { radius } else { radius * 38.2% }
  (radius + reach * calc.sin(corner * 36deg), radius - reach * calc.cos(corner * 36deg))
}))
#ring(17.6mm, 0.5mm)
#ring(16.7mm, 0.18mm)
#ring(10.4mm, 0.2mm)
#context {
  set text(size: 7.9pt)
  let radius = 13.55mm
  let widths = d.ring.clusters().map(letter => if letter == " " { 4.4pt } else { measure(letter).width })
  let gap = calc.min((300deg / 1rad * radius - widths.sum()) / widths.len(), 0.3mm)
  let at = -(widths.sum() + gap * (widths.len() - 1)) / 2
  for (letter, width) in d.ring.clusters().zip(widths) {
    let angle = (at + width / 2) / radius * 1rad
    at += width + gap
    let standing = box(height: 0pt, align(center + horizon, letter))
    place(center + horizon, rotate(angle, move(dy: -radius, standing)))
  }
}
#place(center + horizon, dy: 13.4mm, star(0.95mm))
#place(center + horizon, dy: -1.4mm, star(5.2mm))
#place(center + horizon, dy: 6.4mm, text(size: 6.2pt, d.middle))
"""


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
    """Return a round red seal with `ring` on the ring, a star and `middle` under it: a transparent PNG of
    36 x 36 mm at 400 dpi."""
    (page,) = typeset_pages(_SEAL, {"ring": ring.upper(), "middle": middle}, ppi=400)
    return page


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


def _png(image: Image.Image, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
