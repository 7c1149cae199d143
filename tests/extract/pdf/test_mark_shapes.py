"""Shapes and colours told from pixels alone, as glyphs, drawn paths and icons print them."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extract.pdf.colours import colour_name
from extract.pdf.mark_ink import parts_of
from extract.pdf.mark_shapes import looks_of, same_icon
from extract.pdf.objects import Pixels

Points = Sequence[tuple[float, float]]

_FINE = 8
_ARROW: Points = [(0, -7), (6, -1), (2.5, -1), (2.5, 7), (-2.5, 7), (-2.5, -1), (-6, -1)]
_BOTH: Points = [(0, -8), (4, -3), (1.5, -3), (1.5, 3), (4, 3), (0, 8), (-4, 3), (-1.5, 3), (-1.5, -3), (-4, -3)]
_TRIANGLE: Points = [(0, -6), (6, 5), (-6, 5)]
_ROUND = [(6 * math.cos(i * math.pi / 24), 6 * math.sin(i * math.pi / 24)) for i in range(48)]
_TURNED = [("arrow_up", 0), ("arrow_right", 90), ("arrow_down", 180), ("arrow_left", 270)]


def _turn(points: Points, degrees: float) -> Points:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * c - y * s, x * s + y * c) for x, y in points]


def draw(*polygons: tuple[Points, str], scale: float = 2.0, ground: str = "white", shift: float = 0.0) -> Pixels:
    """Polygons in points around the middle of a picture of 20 x 20 points, one over the other, with soft edges."""
    side = int(20 * scale) * _FINE
    image = Image.new("RGB", (side, side), ground)
    pen = ImageDraw.Draw(image)
    for points, colour in polygons:
        pen.polygon([(side / 2 + (x + shift) * scale * _FINE, side / 2 + y * scale * _FINE) for x, y in points], colour)
    return np.asarray(image.resize((side // _FINE, side // _FINE), Image.Resampling.BOX))


@pytest.mark.parametrize(("shape", "turn"), _TURNED)
def test_arrows_point_where_they_are_turned(shape: str, turn: int) -> None:
    """A block arrow is told in each of the four directions, and surely."""
    looks = looks_of(draw((_turn(_ARROW, turn), "#00a050")))
    assert looks is not None
    assert (looks.shape, looks.confidence, colour_name(looks.colour)) == (shape, 1.0, "green")


@pytest.mark.parametrize(
    ("shape", "turn"), [("arrow_diagonal_up", 45), ("arrow_diagonal_down", 135), ("arrow_diagonal_up", 315)]
)
def test_slanted_arrows_are_not_taken_for_upright_ones(shape: str, turn: int) -> None:
    """An arrow between two directions keeps a name of its own."""
    looks = looks_of(draw((_turn(_ARROW, turn), "#ffc000")))
    assert looks is not None and looks.shape == shape


@pytest.mark.parametrize(("shape", "turn"), [("arrow_both_v", 0), ("arrow_both_h", 90)])
def test_arrows_with_two_heads(shape: str, turn: int) -> None:
    """An arrow with a head at each end says no change, not up or right."""
    looks = looks_of(draw((_turn(_BOTH, turn), "#808080")))
    assert looks is not None and looks.shape == shape


@pytest.mark.parametrize(
    ("shape", "points"),
    [
        ("circle", _ROUND),
        ("square", [(-6, -6), (6, -6), (6, 6), (-6, 6)]),
        ("diamond", [(0, -6), (6, 0), (0, 6), (-6, 0)]),
        ("triangle_up", _TRIANGLE),
        ("triangle_down", _turn(_TRIANGLE, 180)),
        ("star", [(x * (1 if i % 2 == 0 else 0.42), y * (1 if i % 2 == 0 else 0.42)) for i, (x, y) in enumerate(
            (7 * math.sin(i * math.pi / 5), -7 * math.cos(i * math.pi / 5)) for i in range(10))]),
        ("tick", [(-6, 0), (-4, -2), (-1.5, 1.5), (4.5, -6), (6, -5), (-1, 6)]),
    ],
)  # fmt: skip
def test_plain_shapes(shape: str, points: Points) -> None:
    """The shapes that keys of papers explain."""
    looks = looks_of(draw((points, "#c00000")))
    assert looks is not None
    assert (looks.shape, colour_name(looks.colour)) == (shape, "red")


def test_arrow_of_overlaid_paths_keeps_its_direction_and_colour() -> None:
    """A grey shadow, a dark outline and a coloured body over each other are one red arrow."""
    shadow = [(x + 0.6, y + 0.6) for x, y in _turn(_ARROW, 180)]
    outline = [(x * 1.08, y * 1.08) for x, y in _turn(_ARROW, 180)]
    looks = looks_of(draw((shadow, "#bbbbbb"), (outline, "#222222"), (_turn(_ARROW, 180), "#d01020")))
    assert looks is not None
    assert (looks.shape, colour_name(looks.colour)) == ("arrow_down", "red")


def test_hollow_arrow_is_told_by_its_outline() -> None:
    """An arrow drawn as an outline encloses its ground."""
    hollow = [(x * 0.75, y * 0.82) for x, y in _ARROW]
    looks = looks_of(draw((_ARROW, "black"), (hollow, "white"), scale=3.0))
    assert looks is not None and looks.shape == "arrow_up"


def test_round_icon_tells_what_is_drawn_inside_it() -> None:
    """A white arrow on a green disc: the disc's colour, and the arrow inside."""
    small = [(x * 0.6, y * 0.6) for x, y in _turn(_ARROW, 180)]
    disc = [(x * 1.4, y * 1.4) for x, y in _ROUND]
    looks = looks_of(draw((disc, "#00a050"), (small, "white"), scale=3.0))
    assert looks is not None
    assert (looks.shape, colour_name(looks.colour), looks.inner) == ("circle", "green", "arrow_down")


def test_line_of_a_neighbour_is_no_part_of_the_symbol() -> None:
    """The border of a cell that reaches into the cut-out does not change the shape."""
    pixels = draw((_ARROW, "#00a050")).copy()
    pixels[:, 0] = 0
    looks = looks_of(pixels)
    assert looks is not None
    assert (looks.shape, colour_name(looks.colour)) == ("arrow_up", "green")


def test_nothing_but_ground_is_no_symbol() -> None:
    """An empty picture, of any tint, shows nothing."""
    assert looks_of(draw(ground="#ffeeaa")) is None


def test_faded_colours_of_a_rough_scan_keep_the_shape() -> None:
    """On a scan the grey of the ink tells the shape, however the colours run."""
    pixels = draw((_turn(_ARROW, 90), "#e0a000")).astype(np.int16)
    noise = np.random.default_rng(7).integers(-9, 10, pixels.shape)
    looks = looks_of(np.clip(pixels + noise, 0, 255).astype(np.uint8), scanned=True)
    assert looks is not None
    assert (looks.shape, colour_name(looks.colour)) == ("arrow_right", "amber")


def test_same_icon_twice_has_one_fingerprint() -> None:
    """Icons of one look are told together at any place between the pixels, others apart."""
    first, again = looks_of(draw((_ARROW, "red"))), looks_of(draw((_ARROW, "red"), shift=0.2))
    other = looks_of(draw((_ROUND, "red")))
    assert first is not None and again is not None and other is not None
    assert same_icon(first, again) and not same_icon(first, other)


@given(turn=st.sampled_from(_TURNED), scale=st.sampled_from([2.0, 2.5, 3.0]), size=st.floats(0.75, 1.2),
       shift=st.floats(-0.5, 0.5))  # fmt: skip
def test_no_arrow_is_surely_taken_for_another(turn: tuple[str, int], scale: float, size: float, shift: float) -> None:
    """At any size and place an arrow is told rightly, or without confidence."""
    points = [(x * size, y * size) for x, y in _turn(_ARROW, turn[1])]
    looks = looks_of(draw((points, "#0060c0"), scale=scale, shift=shift))
    assert looks is not None
    assert looks.shape == turn[0] or looks.confidence < 1


def test_parts_hang_together_over_corners() -> None:
    """Ink that touches at a corner is one part; ink apart is another."""
    flags = np.array([[1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 1]], dtype=bool)
    assert parts_of(flags) == [(0, 0, 2, 2, 2), (3, 1, 4, 3, 2)]
