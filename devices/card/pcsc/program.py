"""The PC/SC reader as a device process: monitor, one read at a time, at most one silent second try."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from devices.card import wire
from devices.card.device_program import Job
from devices.card.pcsc.monitor import Monitor, Policy
from devices.card.pcsc.reading import CardTornError, connect_failure, look_at_card
from devices.card.pcsc.scard import Context, ScardError
from devices.card.port import CardErrorCode, CardReadError, SamState, Step, Want
from devices.card.uid import is_stable, uid_hmac
from domain.identity import EvidenceKind

ADAPTER = "pcsc"
VERSION = "1.0"


class PcscDevice:
    """Presence and KTP-el application only; gives no record, no photo and no proof of the holder."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._key: bytes | None = None
        self._monitor: Monitor | None = None
        self._met: tuple[int, bytes] | None = None

    def greet(self, request: wire.HelloRequest) -> wire.Hello:
        """Take the key and say what we are; leave to use virtual readers makes us a simulation."""
        self._key = request.uid_key
        return wire.Hello(
            id=request.id,
            protocol=wire.PROTOCOL,
            adapter=ADAPTER,
            version=VERSION,
            simulated=self._policy.allow_virtual,
            detects_card=True,
            gives=[Want.PRESENCE],
            sam=SamState.UNKNOWN,
        )

    def watch(self, publish: Callable[[wire.State], None]) -> None:
        """Start the monitor."""
        self._monitor = Monitor(self._policy, publish, Context)
        self._monitor.start()

    def read(self, job: Job) -> wire.Result:
        """Look at the card laid down last."""
        job.late_code = CardErrorCode.CARD_MUTE
        reader, card = self._card_now()
        job.progress(Step.CARD, 0, 1)
        try:
            uid = self._try(reader, job)
        except CardTornError as torn:
            uid = self._try_again(reader, card, torn, job)
        if self._card_now(torn=True) != (reader, card):
            raise CardReadError(CardErrorCode.CARD_CHANGED, "monitor")
        self._recognise(card, uid)
        job.progress(Step.CARD, 1, 1)
        return wire.Result(
            id=job.id,
            evidence=[wire.Claim(EvidenceKind.CARD_PRESENT, _reference(reader))],
            card=card,
            uid_hmac=uid_hmac(uid, self._key),
        )

    def script(self, line: str) -> None:
        """Not a simulator."""
        raise wire.MalformedLineError("not-a-simulator")

    def stop(self) -> None:
        """End the monitor."""
        if self._monitor is not None:
            self._monitor.stop()

    def _card_now(self, *, torn: bool = False) -> tuple[str, int]:
        """Reader and number of the card laid down last; raises what is missing (``torn``: a card that has just left)."""
        state = self._monitor.now if self._monitor is not None else wire.State("down")
        if state.service == "down":
            raise CardReadError(CardErrorCode.SERVICE_DOWN, state.detail)
        usable = [entry for entry in state.readers if not entry.refused]
        if not usable:
            raise CardReadError(CardErrorCode.NO_READER, "refused" if state.readers else "")
        present = [(entry.card, entry.name) for entry in usable if entry.card is not None]
        if not present:
            raise CardReadError(CardErrorCode.CARD_TORN if torn else CardErrorCode.NO_CARD)
        card, name = max(present)
        return name, card

    def _recognise(self, card: int, uid: bytes | None) -> None:
        """Two reads of one card must meet one number: a swap may be too quick for the service to notice."""
        if uid is None or not is_stable(uid):
            return
        met, self._met = self._met, (card, uid)
        if met is not None and met[0] == card and met[1] != uid:
            if self._monitor is not None:
                self._monitor.distrust(card)
            raise CardReadError(CardErrorCode.CARD_CHANGED, "uid-since-last-read")

    def _try(self, reader: str, job: Job) -> bytes | None:
        """One look on a fresh connection, given back whatever happens."""
        try:
            context = Context()
        except ScardError as error:
            raise connect_failure(error) from None
        try:
            channel = context.connect(reader)
            try:
                return look_at_card(channel, job.check)
            finally:
                with suppress(Exception):
                    channel.close()
        except ScardError as error:
            raise connect_failure(error) from None
        finally:
            with suppress(Exception):
                context.close()

    def _try_again(self, reader: str, card: int, torn: CardTornError, job: Job) -> bytes | None:
        """The one silent second try, only for the same card, still there; a connection torn twice is told."""
        job.check()
        try:
            if self._card_now() != (reader, card):
                raise CardReadError(CardErrorCode.CARD_TORN, torn.detail)
            uid = self._try(reader, job)
        except CardTornError as again:
            raise CardReadError(CardErrorCode.CARD_TORN, again.detail) from None
        except CardReadError as error:
            if error.code in {CardErrorCode.NO_CARD, CardErrorCode.CARD_MUTE}:
                raise CardReadError(CardErrorCode.CARD_TORN, torn.detail) from None
            raise
        if torn.uid is not None and uid != torn.uid:
            raise CardReadError(CardErrorCode.CARD_CHANGED, "uid-after-tear")
        return uid


def _reference(reader: str) -> str:
    """The reader's name as a protocol token; of a long serial number only the end."""
    name = re.sub(r"[^A-Za-z0-9._:/-]+", "_", reader)
    return re.sub(r"[0-9]{7,}([0-9]{6})", r"\1", name)[:48]
