"""The reliability plot, as SVG that needs nothing else: stated confidence against the part that was right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from pipeline.evaluate.reliability import Bin, Forecast, bins, brier, calibration_error

WIDTH, HEIGHT = 640, 560
LEFT, TOP, SIDE = 70, 64, 420
# 95 % of a normal distribution
Z = 1.96
STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#222}.small{font-size:12px;fill:#555}.title{font-size:16px;"
    "font-weight:600}.grid{stroke:#ddd}.ideal{stroke:#888;stroke-dasharray:5 4}.bar{stroke:#1a5fb4;stroke-width:1.5}"
    ".dot{fill:#1a5fb4}"
)


def reliability_svg(forecasts: Sequence[Forecast], caption: str) -> str:
    """Return the plot of the forecasts. Each dot is a bin of equal mass, with the 95 % interval of its share."""
    found = bins(forecasts)
    least = _least(found)
    ece, score = calibration_error(forecasts), brier(forecasts)
    figures = f"{len(forecasts)} values, calibration error {ece:.3f}, Brier score {score:.3f}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Reliability of confidences: {figures}">',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text class="title" x="{LEFT}" y="26">{escape(caption)}</text>',
        f'<text class="small" x="{LEFT}" y="46">{figures}</text>',
        *_axes(least),
        *(line for part in found for line in _dot(part, least)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def interval(right: int, values: int) -> tuple[float, float]:
    """Return the 95 % interval (Wilson) of a share of which `right` of `values` were seen."""
    share, spread = right / values, Z * Z / values
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / values + spread / (4 * values)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _least(found: Sequence[Bin]) -> float:
    """Return where the axes begin: the tenth under all that is shown."""
    lowest = min((min(part.stated, interval(part.right, part.values)[0]) for part in found), default=0.0)
    return min(0.9, math.floor(lowest * 10) / 10)


def _axes(least: float) -> Iterator[str]:
    steps = round((1 - least) * 10)
    for tick in range(steps + 1):
        share = least + tick / 10
        x, y = _x(share, least), _y(share, least)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}h{SIDE}M{x:.1f} {TOP}v{SIDE}"/>'
        yield f'<text x="{LEFT - 10}" y="{y + 5:.1f}" text-anchor="end">{share:.1f}</text>'
        yield f'<text x="{x:.1f}" y="{TOP + SIDE + 22}" text-anchor="middle">{share:.1f}</text>'
    yield f'<path class="ideal" d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}"/>'
    yield f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 46}" text-anchor="middle">confidence stated</text>'
    middle = TOP + SIDE / 2
    yield f'<text transform="translate(22 {middle}) rotate(-90)" text-anchor="middle">part that was right</text>'
    notes = ("dot: a tenth or more", "bar: 95 % interval", "dashes: as stated")
    for number, note in enumerate(notes):
        yield f'<text class="small" x="{LEFT + SIDE + 14}" y="{TOP + 14 + 18 * number}">{note}</text>'


def _dot(part: Bin, least: float) -> Iterator[str]:
    low, high = interval(part.right, part.values)
    x = _x(part.stated, least)
    yield f'<path class="bar" d="M{x:.1f} {_y(low, least):.1f}V{_y(high, least):.1f}"/>'
    words = f"stated {part.stated:.3f}, right {part.right} of {part.values} ({part.measured:.3f})"
    dot = f'<circle class="dot" cx="{x:.1f}" cy="{_y(part.measured, least):.1f}" r="5">'
    yield f"{dot}<title>{words}</title></circle>"


def _x(share: float, least: float) -> float:
    return LEFT + SIDE * (share - least) / (1 - least)


def _y(share: float, least: float) -> float:
    return TOP + SIDE * (1 - (share - least) / (1 - least))
