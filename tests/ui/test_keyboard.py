"""The kiosk's own keyboard: what it types, what it never does, and that a real keyboard works as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from domain.visit import events as ev
from domain.visit.pages import Page
from domain.visit.state import VisitState
from tests.ui.stage import Stage
from ui.devdock.samples import visits


def _on(stage: Stage, name: str) -> None:
    stage.flow.put(visits()[name])
    stage.settle()


def _text(stage: Stage) -> str:
    return str(stage.field().property("text"))


def _accessible_names(stage: Stage) -> dict[str, QAccessible.Role]:
    found: dict[str, QAccessible.Role] = {}

    def walk(item: object) -> None:
        if item is None or not item.isValid():  # type: ignore[attr-defined]
            return
        name = item.text(QAccessible.Text.Name)  # type: ignore[attr-defined]
        if name:
            found[name] = item.role()  # type: ignore[attr-defined]
        for at in range(item.childCount()):  # type: ignore[attr-defined]
            walk(item.child(at))  # type: ignore[attr-defined]

    walk(QAccessible.queryAccessibleInterface(stage.window))
    return found


def test_digits_pad_starts_with_one_two_three(stage: Stage) -> None:
    _on(stage, "nik_empty")
    spots = {key: stage.named(key).mapToScene(QPointF(0, 0)) for key in "1470"}
    assert spots["1"].y() < spots["4"].y() < spots["7"].y() < spots["0"].y()


def test_nik_is_grouped_and_takes_digits_only(stage: Stage) -> None:
    _on(stage, "nik_empty")
    stage.press_keys("33749957a0895-0001")
    stage.settle()
    assert _text(stage) == "3374 9957 0895 0001"


def test_letter_c_types_c_and_never_clears(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.type("eka c")
    assert _text(stage) == "EKA C"
    stage.touch("hapus")
    assert _text(stage) == "EKA "
    stage.touch("hapus semua")
    assert _text(stage) == ""


def test_shift_and_symbols_in_an_address(stage: Stage) -> None:
    _on(stage, "address_empty")
    stage.type("jl. a-1/b,(c)&d'e")
    assert _text(stage) == "JL. A-1/B,(C)&D'E"
    stage.touch("huruf besar")
    stage.type("f")
    assert _text(stage).endswith("Ef")


def test_email_keys_save_typing(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.EMAIL))
    stage.type("siti_a.b-c")
    stage.touch("@gmail.com")
    assert _text(stage) == "siti_a.b-c@gmail.com"
    stage.touch("Lanjut")
    assert stage.flow.state.draft.email == "siti_a.b-c@gmail.com"


def test_money_has_thousands_and_three_zeroes_at_once(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.WISHED_WAGE))
    stage.type("35")
    stage.touch("000")
    assert _text(stage) == "35.000"


def test_caret_can_be_moved_and_typing_goes_there(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.type("sti")
    stage.field().setProperty("cursorPosition", 1)
    stage.type("i")
    assert _text(stage) == "SITI"
    stage.touch("hapus")
    assert _text(stage) == "STI"


def test_keys_never_take_the_focus(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.settle()
    before = stage.field()
    stage.type("ab")
    assert stage.field() == before


def test_every_key_is_a_named_button_for_assistive_technology(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.settle()
    names = _accessible_names(stage)
    for name in [*"QWERTYUIOPASDFGHJKLZXCVBNM", "hapus", "spasi", "huruf besar", "hapus semua", "lanjut"]:
        assert names.get(name) is QAccessible.Role.Button, name
    assert names["Siapa nama Anda?"] is QAccessible.Role.EditableText or "Siapa nama Anda?" in names


def test_a_key_acts_on_press(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.settle()
    key = stage.named("A")
    spot = key.mapToScene(QPointF(key.width() / 2, key.height() / 2)).toPoint()
    QTest.mousePress(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    stage.settle()
    assert _text(stage) == "A"
    QTest.mouseRelease(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    stage.settle()
    assert _text(stage) == "A"


def test_real_touch_events_type(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.NAME))
    stage.settle()
    for letter in "AAB":
        stage.finger(letter)
    assert _text(stage) == "AAB"


def test_a_trembling_hand_acts_once(qapp: QGuiApplication) -> None:
    shaky = Stage(VisitState(page=Page.SEX), repeat_guard=60_000)
    try:
        shaky.touch("Perempuan")
        assert [type(event) for event in shaky.flow.events] == [ev.ChoiceAnswered]
        assert shaky.flow.state.page is Page.ADDRESS
        shaky.touch("Kembali")
        assert shaky.flow.state.page is Page.ADDRESS
        shaky.type("aa")
        assert _text(shaky) == "AA"
    finally:
        shaky.close()


def test_enter_on_a_real_keyboard_answers(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.BIRTH_PLACE))
    stage.settle()
    stage.press_keys("Demak")
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    stage.settle()
    assert stage.flow.state.draft.tempat_lahir == "Demak"


def test_tab_reaches_the_answers_and_space_chooses(stage: Stage) -> None:
    stage.flow.put(VisitState(page=Page.SEX))
    stage.settle()
    for _ in range(12):
        QTest.keyClick(stage.window, Qt.Key.Key_Tab)
        stage.settle()
        focused = stage.window.activeFocusItem()
        if focused is not None and focused.property("title") == "Perempuan":
            break
    else:
        pytest.fail("Tab never reached the answer")
    QTest.keyClick(stage.window, Qt.Key.Key_Space)
    stage.settle()
    assert stage.flow.events == [ev.ChoiceAnswered("P")]


def test_enter_in_the_street_leads_to_the_next_field(stage: Stage) -> None:
    _on(stage, "address_empty")
    stage.type("jl. kenanga")
    stage.touch("lanjut")
    stage.type("12")
    labels = [item.property("label") for item in stage.items() if item.property("value") == "12"]
    assert "RT" in labels
