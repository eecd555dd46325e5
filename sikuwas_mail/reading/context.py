"""What a reading may lean on besides the words: the step answered, the directory, the day, the attachments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sikuwas_mail.core.incoming import Answer, Lampiran
from sikuwas_mail.core.sop import JAWABAN_PEMOHON, JAWABAN_UMUM, URUNGKAN, Aturan, Baris, Jawaban, Langkah, Peran
from sikuwas_mail.reading.courtesy import Peeled
from sikuwas_mail.reading.names import Directory

UMUM = (*(a.jawaban for a in JAWABAN_UMUM), URUNGKAN.jawaban)


@dataclass(frozen=True, slots=True)
class Context:
    """The letter being answered and the day it is answered on."""

    row: Baris | None
    directory: Directory
    now: datetime
    peeled: Peeled
    lampiran: tuple[Lampiran, ...] = ()
    kekurangan: tuple[str, ...] = ()
    usulan: str = ""  # wilayah the letter proposed to the Sekretaris
    wilayah: str = ""  # wilayah of the Irban who answers
    hasil: Mapping[str, str] = field(default_factory=dict)  # minutes already recorded

    @property
    def pemohon(self) -> bool:
        """Whether the applicant is writing."""
        return self.row is None or self.row.langkah is Langkah.PERMOHONAN

    @property
    def inspektur(self) -> bool:
        """Whether nothing but an exact command may count."""
        return self.row is not None and Peran.INSPEKTUR in self.row.peran

    @property
    def langkah(self) -> Langkah:
        """The step whose letter is answered."""
        return self.row.langkah if self.row else Langkah.PERMOHONAN

    def aturan(self, jawaban: Jawaban) -> Aturan | None:
        """The rule for an answer at this step, None when it does not take it."""
        own = self.row.jawaban if self.row else ()
        rules = (*own, *JAWABAN_PEMOHON) if self.pemohon else own
        return next((a for a in rules if a.jawaban is jawaban), None)

    @property
    def berlaku(self) -> tuple[Aturan, ...]:
        """The answers that count at this step."""
        own = self.row.jawaban if self.row else ()
        rules = (*own, *JAWABAN_PEMOHON) if self.pemohon else own
        return tuple({a.jawaban: a for a in rules}.values())


def ask(reason: str, isi: str = "") -> Answer:
    """An answer that must be asked back, with its reason."""
    return Answer(None, isi, reason)
