"""The reference tables are whole, in order, and made of values the domain knows."""

import csv
import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from assets import reference
from domain.seeker import EducationLevel
from tools import build_wilayah

ROOT = Path(__file__).resolve().parents[3]


def test_regions_come_in_the_order_of_their_codes_and_once() -> None:
    kodes = [kode for kode, _ in reference.region_rows()]
    assert kodes == sorted(set(kodes))
    assert len(kodes) == 38 + 514 + 7285 + 947


def test_the_licence_of_the_regions_travels_with_them() -> None:
    folder = ROOT / "assets" / "wilayah"
    assert "Open Database License" in (folder / "NOTICE.txt").read_text("utf-8")
    assert "Share alike" in (folder / "ODbL-1.0.txt").read_text("utf-8")


def test_every_occupation_has_a_four_digit_group_and_its_own_names() -> None:
    rows = reference.occupation_rows()
    assert len(rows) >= 180
    assert all(len(row.kbji) == 4 and row.kbji.isdigit() and row.kbji[0] in "123456789" for row in rows)
    names = [name.casefold() for row in rows for name in (row.jabatan, *row.sebutan)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert any(not row.certain for row in rows)


def test_every_major_belongs_to_a_level_and_vocational_ones_have_their_code() -> None:
    rows = reference.major_rows()
    assert {row.jenjang for row in rows} <= {level.value for level in EducationLevel}
    order = [level.value for level in EducationLevel]
    assert [order.index(row.jenjang) for row in rows] == sorted(order.index(row.jenjang) for row in rows)
    assert [row.jurusan for row in rows if row.jenjang in {"sma", "smk"} and not row.ipk] == []
    assert all(not row.ipk or (len(row.ipk) == 4 and row.ipk.isdigit()) for row in rows)
    assert all(row.jurusan for row in rows if EducationLevel(row.jenjang).has_major)
    pairs = [(row.jenjang, row.jurusan) for row in rows]
    assert len(set(pairs)) == len(pairs)


def test_the_code_of_a_major_is_read_from_the_table() -> None:
    assert reference.ipk_code("smk", "Teknik Kendaraan Ringan (Otomotif)") == "3107"
    assert reference.ipk_code("sd", "") == "1102"
    assert reference.ipk_code("s1", "Psikologi") == ""
    assert reference.ipk_code("smk", "Ilmu Sihir") == ""


def test_skills_and_languages_have_no_name_twice() -> None:
    for names in (reference.skill_names(), reference.language_names()):
        assert len({entry[0] for entry in names}) == len(names)
    assert [entry[0] for entry in reference.language_names()][:3] == ["Indonesia", "Jawa", "Inggris"]


# --- the tool that makes the regions -------------------------------------------------------------------------------
@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small archive of the package's shape, and a place of its own to write to."""
    tables = {
        "provinces": "code,name\n33,Jawa Tengah\n35,Jawa Timur\n",
        "regencies": "code,province_code,name\n33.74,33,Kota Semarang\n35.29,35,Kabupaten Sumenep\n",
        "districts": 'code,regency_code,name\n35.29.22,35.29,"Ra""as"\n33.74.10,33.74,Tembalang\n',
        "villages": "code,district_code,name\n33.74.10.1006,33.74.10,  Tembalang \n35.29.22.2001,35.29.22,Brakas\n",
    }
    path = tmp_path / "package.tgz"
    with tarfile.open(path, "w:gz") as package:
        for name, text in tables.items():
            member = tarfile.TarInfo(f"package/data/{name}.csv")
            member.size = len(text)
            package.addfile(member, io.BytesIO(text.encode()))
    monkeypatch.setattr(build_wilayah, "SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(build_wilayah, "TARGET", tmp_path / "wilayah.csv")
    return path


def test_the_tool_keeps_villages_of_semarang_and_its_neighbours_only(archive: Path) -> None:
    assert build_wilayah.main([str(archive)]) == 0
    with build_wilayah.TARGET.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["kode", "nama"], ["33", "Jawa Tengah"], ["33.74", "Kota Semarang"], ["33.74.10", "Tembalang"], ["33.74.10.1006", "Tembalang"],
        ["35", "Jawa Timur"], ["35.29", "Kabupaten Sumenep"], ["35.29.22", 'Ra"as'],
    ]  # fmt: skip


def test_the_tool_tells_when_the_file_is_another_one(archive: Path) -> None:
    assert build_wilayah.main([str(archive)]) == 0
    assert build_wilayah.main([str(archive), "--check"]) == 0
    build_wilayah.TARGET.write_text("kode,nama\n", "utf-8")
    assert build_wilayah.main([str(archive), "--check"]) == 1


def test_the_tool_takes_no_other_archive(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_wilayah, "SHA256", "0" * 64)
    assert build_wilayah.main([str(archive)]) == 1
    assert not build_wilayah.TARGET.exists()
