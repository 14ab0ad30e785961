"""A made-up KTP-el for demonstrations and tests: nobody's number (kecamatan code 99), nobody's name, nobody's face."""

from __future__ import annotations

import base64

from domain.ktp import KtpRecord

SAMPLE_RECORD = KtpRecord(
    nik="3374990101900001",
    nama="CONTOH PEMOHON",
    tempat_lahir="SEMARANG",
    tanggal_lahir="01-01-1990",
    jenis_kelamin="LAKI-LAKI",
    gol_darah="-",
    alamat="JL CONTOH NO 1",
    rt="001",
    rw="002",
    kel_desa="CONTOH",
    kecamatan="CONTOH",
    kab_kota="KOTA SEMARANG",
    provinsi="JAWA TENGAH",
    agama="ISLAM",
    status_perkawinan="BELUM KAWIN",
    pekerjaan="BELUM/TIDAK BEKERJA",
    kewarganegaraan="WNI",
    berlaku_hingga="SEUMUR HIDUP",
)

SAMPLE_PHOTO = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j"
    "q62rZ4C8ybqmx5moq6T/wAALCABQADwBAREA/8QAGQABAAMBAQAAAAAAAAAAAAAAAAIEBQMB/8QAJhAAAgICAQQBBAMAAAAAAAAA"
    "AAECAwQRMQUSIZFREyNhoTJisf/aAAgBAQAAPwDVAAAAAONmXRXLtlYt/jyTqtruW65KS/wmAAU+oZMqkq4PUpLbfwjLJ02zpsU4"
    "PTX7NqmxXVRsXEl6JgAx+oNvMnt8a16K4NXpbbxnt8Sev0WwAZnVKu21WpeJLTf5KQNnCq+ljRTWpPyzuADycI2QcZrcXyjOs6ZP"
    "u+3OLj/bwzti4Cqkp2NSkuEuEXAACpk58KW4QXfNekU5Z+Q3tTUV8JIlV1G6P80pr0zRovhkQ7oPjlPlHQApZ+W6vtVvUmvL+DMA"
    "J02zpsU4PTX7NnHujfUpx8b5XwzoeSkoxcpPSS2zCsnKyyU5cyeyIALvS7e211N+JLaX5NM4Z0nHEsaenrXtmMAAdcWTjk1NPT7k"
    "vZtn/9k="
)
"""A grey silhouette, JPEG, 60 x 80."""

SAMPLE_UID = bytes.fromhex("80045A99010203")


def chip_text(record: KtpRecord) -> str:
    """The record as the chip's file 6FF1 holds it: 21 quoted fields; unknown positions are filled neutrally."""
    r = record
    order = (
        r.nik, r.alamat, r.rt, r.rw, r.tempat_lahir, r.kecamatan, r.kel_desa, r.kab_kota, r.jenis_kelamin, r.gol_darah,
        r.agama, r.status_perkawinan, r.pekerjaan, r.nama, r.tanggal_lahir, r.provinsi, "-", "-", "-",
        r.kewarganegaraan, "-",
    )  # fmt: skip
    return ",".join(f'"{value}"' for value in order)
