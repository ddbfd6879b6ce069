"""Places on a PDF page: from the file's own space to points from the top left of what is seen."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.document import Box

Matrix = tuple[float, float, float, float, float, float]
"""a to f of x' = ax + cy + e, y' = bx + dy + f."""

RIGHT, DOWN, LEFT, UP = range(4)
"""The way in which a line of text runs on the page as it is seen."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page: `left` to `top` in the file's space, turned by `turns` quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Width as seen, in points."""
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height as seen, in points."""
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    @property
    def matrix(self) -> Matrix:
        """What `point` does, as a matrix."""
        match self.turns:
            case 0:
                return (1.0, 0.0, 0.0, -1.0, -self.left, self.top)
            case 1:
                return (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left)
            case 2:
                return (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom)
            case _:
                return (0.0, -1.0, -1.0, 0.0, self.top, self.right)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file's space is seen."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a box of the file's space is seen."""
        return _ordered(self.point(left, bottom), self.point(right, top))

    def way(self, x: float, y: float) -> int:
        """Return the way in which a step of (x, y) in the file's space goes as it is seen."""
        quarter = (RIGHT if x >= 0 else LEFT) if abs(x) >= abs(y) else (DOWN if y < 0 else UP)
        return (quarter + self.turns) % 4

    def upright(self, way: int, box: Box) -> Box:
        """Return a box of the seen page in the space in which text that runs `way` stands upright."""
        return _ordered(self._upright(way, box[0], box[1]), self._upright(way, box[2], box[3]))

    def seen(self, way: int, box: Box) -> Box:
        """Return the opposite of `upright`."""
        back = {DOWN: UP, UP: DOWN}.get(way, way)
        other = self if way == LEFT else Frame(0, 0, self.height, self.width, 0)
        return other.upright(back, box)

    def _upright(self, way: int, x: float, y: float) -> tuple[float, float]:
        match way:
            case 1:
                return y, self.width - x
            case 2:
                return self.width - x, self.height - y
            case 3:
                return self.height - y, x
            case _:
                return x, y


def _ordered(first: tuple[float, float], second: tuple[float, float]) -> Box:
    (ax, ay), (bx, by) = first, second
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
