"""Builds ``assets/wilayah/titik.csv``, a point per region, from the npm package ``geografis``, so that it can be made again and checked.

Get the package once with ``npm pack geografis@1.3.2``; this tool reads that archive and contacts nobody:

    python -m tools.build_titik geografis-1.3.2.tgz            # write the file
    python -m tools.build_titik geografis-1.3.2.tgz --check    # compare with the file we hold

The package gives a point per kelurahan and desa. Points of kecamatan are the mean of theirs, points of kabupaten and kota the
mean of their kecamatan. Only codes of our ``wilayah.csv`` are kept. It must not mend points: what looks wrong is refused.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

VERSION = "1.3.2"
SHA256 = "8edf6af4d7011ecf56f0b9ca46fa8cb7dfdcf922c365ee94cc0cae00f7df7c56"
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "wilayah"
TARGET = FOLDER / "titik.csv"
KELURAHAN_OF = ("33.21", "33.22", "33.24", "33.74")
"""Kota Semarang and its neighbours, whose kelurahan and desa are kept."""
KECAMATAN_OF = "33."
"""Jawa Tengah, whose kecamatan are kept; of the rest of the country kabupaten and kota only."""
RENAMED = ("93", "94", "95", "96")
"""Provinces of Papua made in 2022: the package has their kabupaten under older codes; they are found by name."""
INDONESIA = (-11.2, 6.3, 94.9, 141.1)


def _mean(points: Iterable[Point]) -> Point:
    held = list(points)
    return fmean(point[0] for point in held), fmean(point[1] for point in held)


def points_of(archive: bytes, names: dict[str, str]) -> dict[str, Point]:
    """Latitude and longitude in degrees by code, of the regions in ``names`` that we keep. Raises SystemExit for a strange point."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as package:
        member = package.extractfile("package/data/json/data.json")
        if member is None:
            raise SystemExit("the archive holds no data.json")
        entries = json.load(member)
    south, north, west, east = INDONESIA
    villages: dict[str, Point] = {}
    cities: dict[str, str] = {}
    for entry in entries:
        code, latitude, longitude = str(entry["code"]), float(entry["latitude"]), float(entry["longitude"])
        if not (south <= latitude <= north and west <= longitude <= east):
            raise SystemExit(f"{code} does not lie in Indonesia")
        villages[code] = latitude, longitude
        cities[str(entry["city"])] = code[:5]
    districts: dict[str, list[Point]] = defaultdict(list)
    for code, point in villages.items():
        districts[code[:8]].append(point)
    kecamatan = {code: _mean(held) for code, held in districts.items()}
    parts: dict[str, list[Point]] = defaultdict(list)
    for code, point in kecamatan.items():
        parts[code[:5]].append(point)
    kota = {code: _mean(held) for code, held in parts.items()}
    out: dict[str, Point] = {}
    for code, name in names.items():
        if len(code) == 5:
            source = cities.get(name, "") if code.startswith(RENAMED) else code
            found = kota.get(source)
        elif len(code) == 8:
            found = kecamatan.get(code) if code.startswith(KECAMATAN_OF) else None
        else:
            found = villages.get(code) if code.startswith(KELURAHAN_OF) else None
        if found is not None:
            out[code] = found
    return out


def as_csv(points: dict[str, Point]) -> str:
    """The file's text: a header, then one region a line in the order of the codes; four decimals are eleven metres."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("kode", "lintang", "bujur"))
    writer.writerows((code, f"{points[code][0]:.4f}", f"{points[code][1]:.4f}") for code in sorted(points))
    return text.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; 0 when all is well, 1 when the file we hold is another one."""
    parser = argparse.ArgumentParser(description="Build assets/wilayah/titik.csv from geografis.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--check", action="store_true", help="compare only")
    chosen = parser.parse_args(arguments)
    archive = chosen.archive.read_bytes()
    if hashlib.sha256(archive).hexdigest() != SHA256:
        print(f"this archive is not geografis {VERSION}", file=sys.stderr)
        return 1
    with (FOLDER / "wilayah.csv").open(encoding="utf-8", newline="") as file:
        names = {row["kode"]: row["nama"] for row in csv.DictReader(file)}
    text = as_csv(points_of(archive, names))
    if chosen.check:
        same = TARGET.read_text("utf-8") == text
        print("the same" if same else f"{TARGET.name} differs from the archive", file=sys.stderr)
        return 0 if same else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET.name}: {text.count(chr(10)) - 1} points", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
