"""The shapes of a chart as SVG: signs, bars and dates. All take the colour of the text around them.

Lengths are in pixels, from a row's left and top. What a book holds comes in through :func:`text` and the attributes of
:func:`element`, which escape it.
"""

from xml.sax.saxutils import escape, quoteattr

from dealtrack.render.harmless import one_line
from dealtrack.reports.charts.axes import Bar, Extent
from dealtrack.reports.charts.drawing import Category

ROW = 24
_MIDDLE = ROW / 2
_RADIUS = 4.5
_THICK = 12  # a bar
_ARROW = 14  # to where a date or a sum is open
_FAINT = 0.32


def element(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element; *inside* is SVG already. An attribute's underscores are hyphens, and one of None is left out."""
    given = "".join(
        f" {key.strip('_').replace('_', '-')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def _plain(value: object) -> str:
    return one_line(f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value))


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Words whose line has its middle at *y*."""
    return element("text", escape(one_line(words)), x=x, y=y, dominant_baseline="central", **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    """A line in the colour of the text."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", **attributes)


def _path(way: str, **attributes: object) -> str:
    return element("path", d=way, **({"fill": "none", "stroke": "currentColor"} | attributes))


def sign(category: Category, x: float, y: float = _MIDDLE) -> str:
    """The sign of a timeline's rows, as a shape around *x* and *y*."""
    r = _RADIUS
    match category:
        case Category.RAISED:
            return element("circle", cx=x, cy=y, r=r)
        case Category.OTHER:
            return _path(f"M{x:.2f} {y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", fill="currentColor", stroke="none")
        case Category.ENDED:
            return _path(f"M{x - 4:.2f} {y - 4}l8 8m0 -8l-8 8", stroke_width=2)
        case Category.PLAN:
            return element("circle", cx=x, cy=y, r=r - 0.75, fill="none", stroke="currentColor", stroke_width=1.5)
        case Category.CLAIM:
            return element("circle", cx=x, cy=y, r=2.75, fill="none", stroke="currentColor", stroke_width=1.5)
        case Category.EVENT:
            return element("circle", cx=x, cy=y, r=2)


def date_shapes(extent: Extent, category: Category, left: float, width: float) -> str:
    """Where a date lies: the sign, between the ends of the days that it may be, with arrows where it is open."""
    start, end = (left + width * float(at) for at in (extent.start, extent.end))
    middle, shapes = (start + end) / 2, ""
    if end - start > 4 * _RADIUS:
        shapes += line(start + 1, _MIDDLE, middle - 6, _MIDDLE) + line(middle + 6, _MIDDLE, end - 1, _MIDDLE)
        shapes += "".join(line(x, _MIDDLE - 4, x, _MIDDLE + 4) for x in (start + 1, end - 1))
    elif end - start > 2 * _RADIUS:
        shapes += "".join(line(x, _MIDDLE - 7, x, _MIDDLE + 7, stroke_opacity=0.6) for x in (start, end))
    for is_open, way in ((extent.open_start, -1), (extent.open_end, 1)):
        if is_open:
            shapes += _open_end(middle + way * 7, way)
    return shapes + sign(category, middle)


def _open_end(x: float, way: int) -> str:
    """A dotted line that ends in an arrow, to the left (-1) or to the right (1)."""
    dotted = line(x, _MIDDLE, x + way * _ARROW, _MIDDLE, stroke_dasharray="2 2.5")
    return dotted + _path(f"M{x + way * (_ARROW - 3):.2f} {_MIDDLE - 4}l{way * 4} 4l{-way * 4} 4", stroke_width=1.25)


def bar_shapes(bar: Bar, category: Category, left: float, width: float) -> str:
    """A bar from *left*: what is certain, then what is possible; an arrow where nothing bounds it."""
    certain, possible = width * float(bar.certain), width * float(bar.possible)
    if category is Category.CLAIM:
        shapes = _stem(left, certain, possible)
    else:
        shapes = _rest(left, certain, possible, category) + _solid(left, certain, category)
    end = left + possible
    return shapes + (_path(f"M{end + 3:.2f} {_MIDDLE - 5}l5 5l-5 5", stroke_width=2) if bar.is_open else "")


def _solid(left: float, width: float, category: Category) -> str:
    """Money that came is filled; a plan is an outline, and what was called off a broken one."""
    if not width:
        return ""
    box = {"x": left, "y": _MIDDLE - _THICK / 2, "width": max(1.0, width), "height": _THICK}
    if category in (Category.RAISED, Category.OTHER):
        return element("rect", **box)
    inner = {key: value + (0.5 if key in "xy" else -1) for key, value in box.items()}
    inner["width"] = max(0.5, inner["width"])
    broken = "3 2.5" if category is Category.ENDED else None
    filled = 0.0 if category is Category.ENDED else 0.18
    return element("rect", **inner, fill_opacity=filled, stroke="currentColor", stroke_dasharray=broken)


def _rest(left: float, certain: float, possible: float, category: Category) -> str:
    """What is possible beyond what is certain; where nothing is certain, its start is dotted."""
    if possible <= certain:
        return ""
    start = left + certain
    dots = "" if certain else line(left, _MIDDLE, left + min(_ARROW, possible), _MIDDLE, stroke_dasharray="2 2.5")
    start += min(_ARROW, possible) if dots else 0
    width = max(0.0, left + possible - start)
    faint = _FAINT / 2 if category in (Category.PLAN, Category.ENDED) else _FAINT
    box = element("rect", x=start, y=_MIDDLE - _THICK / 2, width=width, height=_THICK, fill_opacity=faint)
    edge = line(left + possible, _MIDDLE - _THICK / 2, left + possible, _MIDDLE + _THICK / 2)
    return dots + box + edge


def _stem(left: float, certain: float, possible: float) -> str:
    """A claim is no money that came: a thin line to a ring, with a second ring where it is a range."""
    ends = sorted({certain, possible} - {0.0})
    stem = line(left, _MIDDLE, left + max(0.0, possible - 3), _MIDDLE, stroke_dasharray="1 3", stroke_linecap="round")
    rings = [element("circle", cx=left + end, cy=_MIDDLE, r=3.25, stroke="currentColor", stroke_width=1.5,
                     fill_opacity=0.25) for end in ends]  # fmt: skip
    return stem + "".join(rings)


def hollow(left: float) -> str:
    """The mark of a sum that is not there."""
    return element("rect", x=left + 0.5, y=_MIDDLE - _THICK / 2 + 0.5, width=5, height=_THICK - 1, fill="none",
                   stroke="currentColor", stroke_opacity=0.7)  # fmt: skip
