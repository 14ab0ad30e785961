"""Words of leave turned into money."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "cuti_uang.cuti.kata": "Sisa cuti jadi uang = upah sebulan × sisa hari ÷ pembagi",
        "cuti_uang.cuti.angka": "{upah:rp} × {hari} ÷ {pembagi} = {hasil:rp}",
    }
)
