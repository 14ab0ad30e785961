"""How many calculations a second, per topic, in one process: the full answer with steps and articles, the same answer
with every sentence rendered, and beside them the bare arithmetic of the same run.

``python -m bench.rights`` prints a table, then JSON; ``--json`` prints JSON only. The clock is the process's own CPU
time, so a busy machine does not pass for a slow calculator. It asserts nothing: the machine decides the numbers.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from time import process_time

from domain.rights import Calculation, Topic, compute
from kiosk.rights_cli import read_tables

ROUNDS = 5


def _half_up(amount: Fraction | int) -> int:
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def _phk() -> int:
    base, years = 7_000_000, 10
    up = _half_up(base * min(years + 1, 9) * Fraction(1, 2))
    return up + base * 4 + _half_up(Fraction(base * 6, 25))


def _overtime() -> int:
    base = max(Fraction(5_000_000), Fraction(3, 4) * 5_500_000)
    factor = Fraction(3, 2) + 2 * 2 + 7 * 2
    return _half_up(base * factor * Fraction(1, 173))


def _tax() -> int:
    tax, amount = Fraction(0), 600_000_000
    rungs = ((0, Fraction(0)), (50_000_000, Fraction(1, 20)), (100_000_000, Fraction(3, 20)), (500_000_000, Fraction(1, 4)))
    for position, (start, rate) in enumerate(rungs):
        top = rungs[position + 1][0] if position + 1 < len(rungs) else amount
        tax += (min(amount, top) - start) * rate
    return _half_up(tax)


def _sick() -> int:
    return sum(_half_up(5_000_000 * Fraction(share, 4)) for share in (4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2))


CASES: Mapping[Topic, tuple[Mapping[str, object], Callable[[], object]]] = {
    Topic.PHK: (
        {
            "alasan": "43_1",
            "upah_pokok": 6_000_000,
            "tunjangan_tetap": 1_000_000,
            "masa_kerja_tahun": 10,
            "masa_kerja_bulan": 3,
            "sisa_cuti_hari": 6,
        },
        _phk,
    ),
    Topic.PHK_OFFSET_PENSIUN: (
        {"hak_up_upmk_uang_pisah": 15_000_000, "manfaat_pensiun": 10_000_000, "porsi_iuran_pengusaha": Fraction(3, 5)},
        lambda: max(15_000_000 - _half_up(10_000_000 * Fraction(3, 5)), 0),
    ),
    Topic.PKWT: (
        {"upah_pokok": 5_000_000, "periode_bulan": [12, 6]},
        lambda: _half_up(Fraction(12 * 5_000_000, 12)) + _half_up(Fraction(6 * 5_000_000, 12)),
    ),
    Topic.THR: ({"upah_pokok": 5_000_000, "masa_kerja_bulan": 7}, lambda: _half_up(Fraction(7 * 5_000_000, 12))),
    Topic.LEMBUR: (
        {
            "upah_pokok": 5_000_000,
            "tunjangan_tidak_tetap": 500_000,
            "hari_kerja": 6,
            "sesi": [{"jenis_hari": "kerja", "jam": 3}, {"jenis_hari": "libur", "jam": 7}],
        },
        _overtime,
    ),
    Topic.JKP: (
        {"upah_terakhir_dilaporkan": 4_000_000, "tanggal_phk": "2026-06-01", "alasan": "phk", "iur_bulan_dalam_24": 24},
        lambda: sum(_half_up(min(4_000_000, 5_000_000) * Fraction(3, 5)) for _ in range(6)),
    ),
    Topic.PPH21_FINAL: ({"jenis": "pesangon", "bruto": 600_000_000}, _tax),
    Topic.UMK_CEK: ({"tahun": 2026, "upah_pokok": 3_500_000}, lambda: max(Fraction(3_701_709) - 3_500_000, Fraction(0))),
    Topic.CUTI_UANG: (
        {"upah_sebulan": 5_000_000, "sisa_hari": 6, "pembagi": 25},
        lambda: _half_up(Fraction(5_000_000 * 6, 25)),
    ),
    Topic.UPAH_SAKIT: ({"upah_sebulan": 5_000_000, "lama_bulan": 12}, _sick),
    Topic.UPAH_PRORATA: (
        {"upah_sebulan": 6_000_000, "metode": "hari_kerja", "hari_dijalani": 12, "hari_penuh": 22},
        lambda: _half_up(Fraction(6_000_000 * 12, 22)),
    ),
    Topic.JHT_IURAN: (
        {"upah": 3_701_709, "bulan": 12},
        lambda: (_half_up(3_701_709 * Fraction(37, 1000)) + _half_up(3_701_709 * Fraction(1, 50))) * 12,
    ),
    Topic.JP_IURAN: (
        {"upah": 15_000_000, "batas_upah_jp": 10_042_300},
        lambda: _half_up(10_042_300 * Fraction(1, 50)) + _half_up(10_042_300 * Fraction(1, 100)),
    ),
}


def _rendered(done: Calculation) -> int:
    length = len(done.standing_note.text())
    for step in done.steps:
        length += len(step.words.text()) + len(step.numbers.text())
    for notice in done.notices:
        length += len(notice.phrase.text())
    for assumption in done.assumptions:
        length += len(assumption.phrase.text())
    return length


def _per_second(work: Callable[[], object], seconds: float) -> int:
    """Median over rounds of calls per second of CPU time; the collector rests while the clock runs."""
    work()
    rates: list[float] = []
    for _ in range(ROUNDS):
        gc.collect()
        gc.disable()
        done, start = 0, process_time()
        while (passed := process_time() - start) < seconds:
            for _ in range(20):
                work()
            done += 20
        gc.enable()
        rates.append(done / passed)
    return round(statistics.median(rates))


def measure(seconds: float) -> list[dict[str, str | int]]:
    """One row per topic: answers a second, answers with sentences a second, bare arithmetic a second."""
    tables = read_tables()
    rows: list[dict[str, str | int]] = []
    for topic, (inputs, floor) in CASES.items():
        first = compute(topic, inputs, tables)
        if not isinstance(first, Calculation):
            raise TypeError(f"{topic}: {first.message}")

        def answer(topic: Topic = topic, inputs: Mapping[str, object] = inputs) -> object:
            return compute(topic, inputs, tables)

        def spoken(topic: Topic = topic, inputs: Mapping[str, object] = inputs) -> object:
            done = compute(topic, inputs, tables)
            return _rendered(done) if isinstance(done, Calculation) else 0

        rows.append(
            {
                "topic": str(topic),
                "steps": len(first.steps),
                "with_steps_per_s": _per_second(answer, seconds),
                "with_sentences_per_s": _per_second(spoken, seconds),
                "bare_arithmetic_per_s": _per_second(floor, seconds),
            }
        )
    return rows


def main(argv: Sequence[str]) -> int:
    """Print the measurements as a table, then as JSON."""
    parser = argparse.ArgumentParser(prog="bench.rights")
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--seconds", type=float, default=0.1, help="length of one round")
    args = parser.parse_args(list(argv))
    rows = measure(args.seconds)
    if not args.json:
        print(f"{'topic':<20}{'steps':>6}{'with steps/s':>15}{'with sentences/s':>18}{'bare arithmetic/s':>19}")
        for row in rows:
            print(
                f"{row['topic']:<20}{row['steps']:>6}{row['with_steps_per_s']:>15,}"
                f"{row['with_sentences_per_s']:>18,}{row['bare_arithmetic_per_s']:>19,}"
            )
    print(json.dumps(rows, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
