"""Ordering a letter: the sealed row and its job are written in the caller's transaction, so a letter goes out only for what
was really done, and is never lost between the two. Sending it is ``siker/notices/delivery.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
import uuid6
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from siker import vault
from siker.notices import words
from siker.notices.kinds import NoticeKind
from siker.notices.models import Notice, NoticeState

__all__ = ["NoticeKind", "send"]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@transaction.atomic
def send(kind: NoticeKind, to: str, values: Mapping[str, str], now: datetime) -> Notice:
    """Order a letter to an e-mail address. Without one (a phone number, nothing) the row says ``no_address`` and nothing is sent:
    the person reads the same news on the portal and at the next visit.

    Raises words.MissingValueError when a value the wording needs is not given; ``words.needed(kind)`` lists them.
    """
    words.check(kind, values)
    notice = Notice(notice_id=str(uuid6.uuid7()), kind=kind.value, made_at=now)
    address = to.strip()
    if not _is_address(address):
        notice.state = NoticeState.NO_ADDRESS
        notice.save()
        return notice
    wanted = {name: values[name] for name in words.needed(kind)}
    notice.sealed = vault.seal(msgspec.json.encode({"to": address, "values": wanted}), f"notice/{notice.notice_id}")
    notice.save()
    from siker.notices.tasks import deliver

    deliver.enqueue(notice.notice_id)
    return notice
