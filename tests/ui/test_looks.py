"""Every page, in every language and appearance, with the longest names people have: nothing cut, nothing overlapping."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from assets.catalogue import LANGUAGES
from domain.visit.state import VisitState
from tests.ui.stage import PX_PER_MM, Stage, scene_rect
from ui.devdock.samples import DRAFT, LONG_DRAFT, visits

TEXT_CONTRAST, LINE_CONTRAST, TARGET_MM = 7.0, 3.0, 20.0


@pytest.fixture
def still(stage: Stage) -> Stage:
    """Pages are only put on the window and looked at."""
    return stage


def _put(stage: Stage, state: VisitState) -> None:
    stage.flow.put(VisitState())
    stage.flow.put(state)
    stage.settle()


def _cut(item: QQuickItem) -> bool:
    return bool(
        item.property("truncated")
        or item.property("contentWidth") > item.width() + 1
        or item.property("contentHeight") > item.height() + 1
    )


def _outside_its_button(item: QQuickItem) -> bool:
    holder = item.parentItem()
    while holder is not None and holder.metaObject().indexOfMethod("act()") < 0:
        holder = holder.parentItem()
    if holder is None:
        return False
    return not QRectF(0, 0, holder.width(), holder.height()).adjusted(-1, -1, 1, 1).contains(
        holder.mapRectFromItem(item, QRectF(0, 0, item.width(), item.height()))
    )


def _overlaps(items: list[QQuickItem]) -> list[str]:
    placed = [(item, scene_rect(item)) for item in items]
    found = []
    for at, (one, first) in enumerate(placed):
        for other, second in placed[at + 1 :]:
            common = first.intersected(second)
            if common.width() > 2 and common.height() > 2 and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                found.append(f"{_say(one)} over {_say(other)}")
    return found


def _say(item: QQuickItem) -> str:
    return repr(str(item.property("text") or item.property("name")))


@pytest.mark.parametrize(("language", "large"), [("id", False), *((language, True) for language in LANGUAGES)])
def test_nothing_is_cut_or_overlaps(still: Stage, language: str, large: bool) -> None:
    wrong: list[str] = []
    for name, state in visits(LONG_DRAFT).items():
        _put(still, replace(state, language=language, large_text=large))
        screen = QRectF(0, 0, still.window.width(), still.window.height()).adjusted(-1, -1, 1, 1)
        texts = [item for item in still.texts() if item.isEnabled()]
        wrong += [f"{name}: cut {_say(item)}" for item in texts if _cut(item)]
        wrong += [f"{name}: sticks out of its button {_say(item)}" for item in texts if _outside_its_button(item)]
        shown = [(item, rect) for item in texts if not (rect := scene_rect(item)).isEmpty()]
        wrong += [f"{name}: off the screen {_say(item)}" for item, rect in shown if not screen.contains(rect)]
        wrong += [f"{name}: {pair}" for pair in _overlaps(texts)]
        wrong += [f"{name}: {pair}" for pair in _overlaps([item for item in still.touchables() if item.isEnabled()])]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("large", [False, True])
def test_everything_to_touch_is_at_least_20_mm(still: Stage, large: bool) -> None:
    small: list[str] = []
    for name, state in visits(DRAFT).items():
        _put(still, replace(state, large_text=large))
        for item in still.touchables():
            width, height = item.width() / PX_PER_MM, item.height() / PX_PER_MM
            if width < TARGET_MM or height < TARGET_MM:
                small.append(f"{name}: {item.property('name')} {width:.1f} x {height:.1f} mm")
    assert not small, "\n".join(small)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _ratio(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _measured_contrast(picture: QImage, rect: QRectF) -> float:
    """Contrast between the most frequent colour under a text (its ground) and the one furthest from it (its strokes)."""
    counts: dict[int, int] = {}
    area = rect.toAlignedRect().intersected(picture.rect())
    for y in range(area.top(), area.bottom() + 1, 2):
        for x in range(area.left(), area.right() + 1):
            pixel = picture.pixel(x, y)
            counts[pixel] = counts.get(pixel, 0) + 1
    ground = QColor.fromRgb(max(counts, key=lambda pixel: counts[pixel]))
    return max(_ratio(ground, QColor.fromRgb(pixel)) for pixel in counts)


@pytest.mark.parametrize("contrast", [False, True])
def test_text_contrast_is_measured_from_pixels(still: Stage, contrast: bool) -> None:
    faint: list[str] = []
    names = (
        "attract", "consent", "nik_short", "birth_date", "skills", "education", "wished_wage", "biodata_warning", "card_reading",
        "technician", "overlay_idle", "phone_offline", "take_paper_proof",
        "jobs", "jobs_results_filtered", "jobs_filters", "job_long_known", "apply_disability", "applied_waiting", "my_applications",
        "my_application_invited", "withdraw",
        "rights_topics", "rights_wage_small", "rights_result", "rights_lembur_sesi_filled",
    )  # fmt: skip
    scenes = visits(DRAFT)
    for name in names:
        _put(still, replace(scenes[name], high_contrast=contrast))
        picture = still.window.grabWindow()
        for item in still.texts():
            rect = scene_rect(item)
            if not item.isEnabled():
                continue  # behind an overlay's veil, on purpose
            if rect.width() < 8 or rect.height() < 20:
                continue
            measured = _measured_contrast(picture, rect)
            if measured < TEXT_CONTRAST:
                faint.append(f"{name}: {_say(item)} {measured:.1f}")
    assert not faint, "\n".join(faint)


@pytest.mark.parametrize("contrast", [False, True])
def test_borders_and_focus_stand_out(still: Stage, contrast: bool) -> None:
    still.flow.put(VisitState(high_contrast=contrast))
    theme = still.kiosk.engine.singletonInstance("Anjungan.Kit", "Theme")
    assert theme is not None

    def token(name: str) -> QColor:
        return QColor(theme.property(name))

    pairs = [("outline", "page"), ("outline", "surface"), ("primary", "page"), ("focus", "page"), ("focus", "surface"), ("error", "surface"),
             ("warn", "warnFace"), ("good", "goodFace")]  # fmt: skip
    assert [pair for pair in pairs if _ratio(token(pair[0]), token(pair[1])) < LINE_CONTRAST] == []


def test_capitals_are_high_enough_for_60_cm(still: Stage) -> None:
    _put(still, visits(DRAFT)["phone"])
    theme = still.kiosk.engine.singletonInstance("Anjungan.Kit", "Theme")
    assert theme is not None
    millimetres = theme.property("bodySize") * theme.property("capitalRatio") / PX_PER_MM
    assert millimetres >= 7.25
    small = theme.property("smallSize") * theme.property("capitalRatio") / PX_PER_MM
    assert small >= 4.8


def test_nothing_to_touch_lies_in_the_upper_third(still: Stage) -> None:
    scenes = visits(DRAFT)
    for name in ("purpose", "sex", "nik", "name", "phone", "identity", "wished_place", "take_paper", "print_trouble"):
        _put(still, scenes[name])
        highest = min(item.mapToScene(QPointF(0, 0)).y() for item in still.touchables())
        assert highest > still.window.height() / 3, name
