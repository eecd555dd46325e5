"""What the operator is told by mail: the same alarm is queued once; what cannot be queued stands in the log."""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from sikuwas_mail.core.outgoing import JenisSurat, Letter, Outgoing, TemplateFault
from sikuwas_mail.core.sop import Langkah
from sikuwas_mail.edge.store import Record, StoreError
from sikuwas_mail.office.rooms import Rooms

_DIAM = "kotak-diam"  # mark in the store: since when the absence of the mailbox is told; it outlives a restart
log = structlog.get_logger()


class Alarms:
    """Letters to `Config.operator`; `rooms` gives the rooms of the moment."""

    def __init__(self, rooms: Callable[[], Rooms]) -> None:
        self._rooms = rooms

    def tell(
        self, kunci: str, perihal: str, kalimat: Sequence[str], now: datetime, fakta: Sequence[tuple[str, object]] = ()
    ) -> bool:
        """Queue a letter to the operator; `kunci` makes it unique. False where that failed: the log has it."""
        try:
            made = self.letter(kunci, perihal, kalimat, now, fakta)
            if made is not None:
                self._rooms().store.commit(Record(waktu=now, surat=(made,)))
            return made is not None
        except (TemplateFault, StoreError) as fault:
            log.error("operator.tidak-terberitahu", perihal=perihal, galat=f"{type(fault).__name__}: {fault}"[:500])
            return False

    def letter(
        self, kunci: str, perihal: str, kalimat: Sequence[str], now: datetime, fakta: Sequence[tuple[str, object]] = ()
    ) -> Outgoing | None:
        """The rendered letter; None where nobody is named operator. Raises TemplateFault."""
        rooms = self._rooms()
        if not rooms.config.operator:
            return None
        letter = Letter(
            JenisSurat.OPERATOR,
            "operator",
            rooms.config.operator,
            "Operator",
            "Yth. Operator SIKUWAS",
            Langkah.PERMOHONAN,
            kunci,
            isi={"perihal": perihal, "kalimat": list(kalimat), "fakta": list(fakta)},
        )
        return rooms.letters.render(letter, None, rooms.plain_desk, now)

    # ── mail ─────────────────────────────────────────────────────────────────────────────────────
    def quarantined(self, digest: str, reason: str, now: datetime) -> None:
        """A message was set aside."""
        self.tell(
            f"karantina/{digest}",
            "Sebuah surel dikarantina",
            [
                f"Surel dengan sidik {digest[:16]} dikarantina: {reason}.",
                "Surel mentahnya tersimpan. Setelah sebabnya diperbaiki: sikuwas-mail surat retry.",
            ],
            now,
        )

    def unreadable(self, place: str, reason: str, now: datetime) -> None:
        """The server breaks down on one message; the others go on."""
        self.tell(
            f"macet/{place}",
            "Sebuah surel tidak dapat diambil dari kotak surat",
            [
                f"Surel {place} gagal diambil berulang kali: {reason}.",
                "Surel lain tetap diolah. Percobaan diulang setiap jam; bila tetap gagal, surel dikarantina.",
            ],
            now,
        )

    def broken_template(self, fault: TemplateFault, now: datetime) -> None:
        """A decision waits because a template is broken; told once for each fault and day."""
        self.tell(
            f"templat/{fault}/{now.date()}",
            "Templat rusak, keputusan menunggu",
            [
                f"Sebuah keputusan belum dapat dibuat karena templat rusak: {fault}.",
                "Surel tetap di kotak masuk. Setelah templat diperbaiki, surel diolah dengan sendirinya.",
            ],
            now,
        )

    def not_writable(self, reason: str, now: datetime) -> None:
        """Mail cannot be moved; told once a day, work goes on."""
        self.tell(
            f"kotak-penuh/{now.date()}",
            "Kotak surat penuh atau hanya dapat dibaca",
            [f"Surel yang sudah diolah tidak dapat dipindahkan: {reason}.", "Pengolahan tetap berjalan."],
            now,
        )

    # ── letters ──────────────────────────────────────────────────────────────────────────────────
    def slow(self, row_id: int, message_id: str, reason: str, now: datetime) -> None:
        """A letter waits for hours."""
        self.tell(
            f"tertunda/{row_id}",
            "Sebuah surat tertunda lebih dari empat jam",
            [f"Surat {message_id} belum diterima server: {reason}. Percobaan diteruskan sampai lima hari."],
            now,
        )

    def failed(self, row_id: int, what: str, reason: str, now: datetime) -> None:
        """A letter was given up."""
        self.tell(
            f"gagal/{row_id}",
            "Sebuah surat tidak dapat dikirim",
            [
                f"Surat {what} ditolak server: {reason}.",
                "Mohon memeriksa alamatnya. Setelah diperbaiki: sikuwas-mail antrean retry.",
            ],
            now,
        )

    def readdressed(self, row_id: int, what: str, to: str, reason: str, now: datetime) -> None:
        """A letter was refused and goes to the second address of its addressee."""
        self.tell(
            f"alihkan/{row_id}",
            "Sebuah surat dialihkan ke alamat cadangan",
            [f"Surat {what} ditolak server: {reason}.", f"Surat yang sama dikirim ke alamat cadangan {to}."],
            now,
        )

    # ── mailbox ──────────────────────────────────────────────────────────────────────────────────
    def mailbox_away(self, reason: str, minutes: float, now: datetime) -> None:
        """The mailbox was unreachable for `pemantauan.diam_menit`: told by SMTP, once a day."""
        if minutes < self._rooms().config.pemantauan.diam_menit:
            return
        text = [f"Kotak surat tidak terjangkau selama {minutes:.0f} menit: {reason}.", "Percobaan diteruskan."]
        if self.tell(f"kotak-diam/{now.date()}", "Kotak surat tidak terjangkau", text, now):
            self._rooms().store.put(_DIAM, now.isoformat())

    def mailbox_back(self, now: datetime) -> None:
        """The mailbox is there again, if its absence was told."""
        store = self._rooms().store
        since = store.get(_DIAM)
        if not since:
            return
        text = ["Kotak surat terjangkau kembali dan pengolahan dilanjutkan."]
        if self.tell(f"kotak-pulih/{since}", "Kotak surat terjangkau kembali", text, now):
            store.put(_DIAM, "")
