"""Builds ``assets/wilayah/wilayah.csv`` from the npm package ``idn-area-data``, so that the file can be made again and checked.

Get the package once with ``npm pack idn-area-data@4.0.1``; this tool reads that archive and contacts nobody:

    python -m tools.build_wilayah idn-area-data-4.0.1.tgz            # write the file
    python -m tools.build_wilayah idn-area-data-4.0.1.tgz --check    # compare with the file we hold

It must not mend or complete the data: what differs from the source is decided in the source. The data are under the
Open Database License (see ``assets/wilayah/README.md``), and so is the file this tool makes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import sys
import tarfile
from pathlib import Path

VERSION = "4.0.1"
SHA256 = "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d"
TARGET = Path(__file__).resolve().parent.parent / "assets" / "wilayah" / "wilayah.csv"
KELURAHAN_OF = ("33.21", "33.22", "33.24", "33.74")
"""Kabupaten and kota whose kelurahan and desa are kept: Kota Semarang and its neighbours."""


def rows_of(archive: bytes) -> list[tuple[str, str]]:
    """Code and name of every province, kabupaten/kota and kecamatan, and of the kelurahan of ``KELURAHAN_OF``."""
    out: list[tuple[str, str]] = []
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as package:
        for level in ("provinces", "regencies", "districts", "villages"):
            member = package.extractfile(f"package/data/{level}.csv")
            if member is None:
                raise SystemExit(f"the archive holds no {level}.csv")
            for row in csv.DictReader(io.TextIOWrapper(member, "utf-8")):
                code, name = row["code"], " ".join(row["name"].split())
                if level != "villages" or code.startswith(KELURAHAN_OF):
                    out.append((code, name))
    return sorted(out)


def as_csv(rows: list[tuple[str, str]]) -> str:
    """The file's text: a header, then one region a line in the order of the codes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("kode", "nama"))
    writer.writerows(rows)
    return text.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; 0 when all is well, 1 when the file we hold is another one."""
    parser = argparse.ArgumentParser(description="Build assets/wilayah/wilayah.csv from idn-area-data.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--check", action="store_true", help="compare only")
    chosen = parser.parse_args(arguments)
    archive = chosen.archive.read_bytes()
    if hashlib.sha256(archive).hexdigest() != SHA256:
        print(f"this archive is not idn-area-data {VERSION}", file=sys.stderr)
        return 1
    text = as_csv(rows_of(archive))
    if chosen.check:
        same = TARGET.read_text("utf-8") == text
        print("the same" if same else f"{TARGET.name} differs from the archive", file=sys.stderr)
        return 0 if same else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET.name}: {text.count(chr(10)) - 1} regions", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
