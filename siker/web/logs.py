"""Keeps request objects and tracebacks with values out of the logs: only level, place and a plain sentence remain."""

from __future__ import annotations

import logging
import re

_CODE = re.compile(r"(/v|/undangan|/masuk/lupa)/[^\s'\"]+")


class WithoutRequest(logging.Filter):
    """Strip what a record carries beside its message; codes in addresses (cards, invitations, new passwords) are cut."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record, cleaned."""
        message = _CODE.sub(r"\1/…", record.getMessage())
        if record.exc_info and record.exc_info[0] is not None:
            message += f" [{record.exc_info[0].__name__} at {_place(record)}]"
        record.msg, record.args, record.exc_info, record.exc_text = message, None, None, None
        return True


def _place(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    place = "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
