"""What the office decides reaches the machine: how long a quiet visit may last."""

from __future__ import annotations

import msgspec

from .conftest import Stage


def test_the_offices_idle_times_are_the_windows(stage: Stage) -> None:
    station = stage.kiosk.station()
    policy = msgspec.structs.replace(station.delivery.policy(), rev=99, idle_seconds=77, idle_warning_seconds=21)
    station.delivery.set_policy(policy, stage.kiosk.clock.now())
    stage.kiosk.check_health()
    stage.walker.until(lambda: stage.kiosk.window.idle.patience.idle == 77, "the office's idle time")
    assert stage.kiosk.window.idle.patience.countdown == 21
