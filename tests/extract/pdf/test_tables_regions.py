"""Boxes drawn on a page: what stands in one is read by itself; bar charts are no tables."""

from dataclasses import replace

import numpy as np

from extract.pdf.objects import PageObjects, Word
from extract.pdf.tables import page_tables, tables_of
from records import Box
from tests.extract.pdf.pages_for_tests import frame, line, page, rule, texts, words

CARDS: tuple[Box, ...] = ((40, 100, 290, 200), (300, 100, 550, 200), (40, 210, 290, 310), (300, 210, 550, 310))


def card(box: Box, name: str, figures: tuple[str, str, str]) -> list[list[Word]]:
    """A card: a name, and figures under a header of their own."""
    x, y = box[0] + 10, box[1] + 10
    heads = {x: "Target", x + 90: "Q1 2021/22", x + 180: "2020/21"}
    return [words(name, x, y), line(y + 40, heads), line(y + 52, dict(zip(heads, figures, strict=True)))]


def cards() -> list[list[Word]]:
    """Four cards in two rows."""
    return [part for k, box in enumerate(CARDS) for part in card(box, f"Name of {k}", (f"{k}.1", f"{k}.2", f"{k}.3"))]


def rounded(sheet: PageObjects) -> PageObjects:
    """The page drawn, its shapes as boxes with a grey line and rounded corners."""
    pixels = np.full((1684, 1190, 3), 255, dtype=np.uint8)
    for shape in sheet.shapes:
        x0, top, x1, bottom = (int(v * 2) for v in shape.box)
        pixels[[top, bottom], x0 + 12 : x1 - 12] = 190
        pixels[top + 12 : bottom - 12, [x0, x1]] = 190
    return replace(sheet, scale=2.0, pixels=pixels)


def test_cards_beside_each_other_are_tables_of_their_own() -> None:
    """Boxes side by side are not columns of one table, and follow each other row by row from the left."""
    found = page_tables(page(cards(), [side for box in CARDS for side in frame(*box)]))
    regions = [found.regions.at(table.box) for table in found.tables]
    ordered = sorted(zip(regions, found.tables, strict=True), key=lambda p: found.regions.order(p[0], p[1].box[1]))
    assert [texts(table)[1] for _, table in ordered] == [[f"{k}.1", f"{k}.2", f"{k}.3"] for k in range(4)]
    assert len(set(regions)) == 4 and -1 not in regions


def test_rounded_boxes_count_if_their_sides_can_be_seen() -> None:
    """A curved path with four straight sides is a box; one whose sides are not drawn there is none."""
    sheet = page(cards(), shapes=CARDS)
    assert len(tables_of(rounded(sheet))) == 4
    blank = replace(sheet, scale=2.0, pixels=np.full((1684, 1190, 3), 255, dtype=np.uint8))
    assert all(page_tables(blank).regions.at(box) == -1 for box in CARDS)


def test_filled_cards_beside_each_other_are_boxes_and_cells_that_touch_are_none() -> None:
    """Cards leave a gutter; filled cells of a table share their edges."""
    apart = page_tables(page(cards(), fills=CARDS[:2])).regions
    assert [apart.at(box) >= 0 for box in CARDS] == [True, True, False, False]
    touching = ((40.0, 100.0, 295.0, 200.0), (295.0, 100.0, 550.0, 200.0))
    assert page_tables(page(cards(), fills=touching)).regions.boxes == ()


def test_bars_of_a_chart_are_no_cells() -> None:
    """Fills of different heights on one line are bars; the figures at them are kept by themselves."""
    heights = (40, 55, 45, 60)
    bars = [(60.0 + 40 * k, 200.0 - h, 85.0 + 40 * k, 200.0) for k, h in enumerate(heights)]
    labels = [words(f"{h}.5", 62 + 40 * k, 200 - h - 9, 6) for k, h in enumerate(heights)]
    labels.append(line(204, {62.0 + 40 * k: f"Q{k + 1}" for k in range(4)}, 6))
    found = page_tables(page(labels, [rule(55, 200, 215, 200)], fills=bars))
    assert [table.method for table in found.tables] == ["chart"]
    assert len(found.regions.charts) == 1


def test_filled_cards_may_have_the_colours_of_their_ratings() -> None:
    """Green, amber and red tiles of one size beside each other are cards; small filled cells are none."""
    sheet = page(cards(), fills=CARDS[:2])
    coloured = replace(sheet, fills=(sheet.fills[0], replace(sheet.fills[1], colour=0xC0392B)))
    regions = page_tables(coloured).regions
    assert [regions.at(box) >= 0 for box in CARDS] == [True, True, False, False]
    low: tuple[Box, ...] = ((40, 100, 120, 135), (130, 100, 210, 135))
    print_ = [words("One two", box[0] + 5, box[1] + dy) for box in low for dy in (5, 18)]
    sheet = page(print_, fills=low)
    coloured = replace(sheet, fills=(sheet.fills[0], replace(sheet.fills[1], colour=0xC0392B)))
    assert page_tables(coloured).regions.boxes == ()
