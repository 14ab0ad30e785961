"""Figure 5: from the touch on "issue" to the durable commit, and to the first byte of the card at the printer."""

from __future__ import annotations

from bench.figure import Figure, at_most, percentile
from bench.floors import bare_issue
from bench.run import Run
from bench.visits import Served

GROUP = "AK/I: touch on “issue” to …"
AIM_MS = 150.0
COLD = 2


def measure(run: Run, served: Served) -> list[Figure]:
    """Only visits that issued an AK/I; the first ones, before everything is loaded, apart."""
    cards = [issue for issue in served.issues if issue.card][COLD:]
    committed, first_byte = [issue.committed for issue in cards], [issue.first_byte for issue in cards]
    folder = run.work / "bare"
    folder.mkdir()
    sizes = (*served.fact_bytes, *served.fact_bytes)  # each fact once as state and once in the outbox
    commits = bare_issue.commits(folder, sizes, max(200, len(cards)))
    sends = bare_issue.sends(served.job_bytes, max(100, len(cards)))
    both = [commit + send for commit, send in zip(commits, sends, strict=False)]
    commit_what = f"plain SQLite, WAL, FULL, one transaction of {sum(sizes)} bytes in {len(sizes)} rows"
    byte_what = f"that commit, then TCP connect and send of {served.job_bytes} bytes to a listener"
    return [
        _row(
            "durable commit, p50",
            committed,
            0.5,
            commits,
            commit_what,
            f"{len(cards)} issues; identity, signing, SQLCipher, audit",
        ),
        _row("durable commit, p99", committed, 0.99, commits),
        _row(
            "first byte at the printer, p50",
            first_byte,
            0.5,
            both,
            byte_what,
            "card drawn, printer asked how it is, before it",
            aimed=True,
        ),
        _row("first byte at the printer, p99", first_byte, 0.99, both, aimed=True),
    ]


def _row(
    what: str,
    samples: list[float],
    share: float,
    floor: list[float],
    floor_what: str = "",
    note: str = "",
    *,
    aimed: bool = False,
) -> Figure:
    aims = (at_most(AIM_MS, "ms"),) if aimed else ()
    return Figure(
        GROUP, f"… {what}", percentile(samples, share), "ms", percentile(floor, share), floor_what, aims, note,
        tuple(samples), tuple(floor),
    )  # fmt: skip
