"""When a step runs next: its own rhythm, its own back-off. Random parts come from the caller's generator."""

from __future__ import annotations

import random
from dataclasses import dataclass

LONGEST_S = 300.0


@dataclass(slots=True)
class StepSchedule:
    """``every_s`` between successes (± 20 %); after failures full jitter ``U(0, min(300, 2^n))``."""

    every_s: float
    rng: random.Random
    due: float = 0.0
    failures: int = 0

    def is_due(self, now: float) -> bool:
        """Whether the step should run at monotonic second ``now``."""
        return now >= self.due

    def succeeded(self, now: float, *, again_at_once: bool = False) -> None:
        """Plan the next regular run."""
        self.failures = 0
        self.due = now if again_at_once else now + self.every_s * self.rng.uniform(0.8, 1.2)

    def failed(self, now: float, retry_after_s: float | None = None) -> None:
        """Plan the next try; a server's ``Retry-After`` is a lower bound, stretched by up to 30 %."""
        self.failures += 1
        wait = self.rng.uniform(0, min(LONGEST_S, 2.0 ** min(self.failures, 9)))
        if retry_after_s is not None:
            wait = max(wait, min(retry_after_s, 3600.0) * self.rng.uniform(1.0, 1.3))
        self.due = now + wait

    def hurry(self, now: float) -> None:
        """Something new is there: run now, unless the step is backing off."""
        if not self.failures:
            self.due = min(self.due, now)
