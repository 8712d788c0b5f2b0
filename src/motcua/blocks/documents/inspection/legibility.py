"""Whether a photo of a paper can be read: judged as the browser judges it, and decided here. In the child process."""

from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageStat

# The picture is judged at this size: grain and dust are gone, strokes of letters are still there.
SIDE = 1000
_DARK_BELOW = 70
_BLURRED_BELOW = 5
_ABOVE = ImageFilter.Kernel((3, 3), [0, -1, 0, -1, 4, -1, 0, -1, 0], scale=1)
_BELOW = ImageFilter.Kernel((3, 3), [0, 1, 0, 1, -4, 1, 0, 1, 0], scale=1)


def doubts_of(picture: Any) -> list[str]:
    """Return what makes a photo hard to read: "dark", "blurred", or nothing."""
    grey = picture.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.BILINEAR)
    if min(grey.size) < 3:
        return []
    if ImageStat.Stat(grey).mean[0] < _DARK_BELOW:
        return ["dark"]
    return ["blurred"] if _sharpest(grey) < _BLURRED_BELOW else []


def _sharpest(grey: Any) -> int:
    """Return how strong the sharpest hundredth of all edges is: where ink can be read, the step to paper is short."""
    counts = _bends(grey).histogram()
    left = 0.01 * sum(counts)
    for step in range(255, 0, -1):
        left -= counts[step]
        if left <= 0:
            return step
    return 0


def _bends(grey: Any) -> Any:
    """Return how far each point lies from the mean of its four neighbours, times four (255 at most)."""
    inner = (1, 1, grey.width - 1, grey.height - 1)
    return ImageChops.add(grey.filter(_ABOVE), grey.filter(_BELOW)).crop(inner)
