"""A small office for tests by history: given these events, when this mail, then these events and letters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sikuwas_mail.core import trust
from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import Decision, decide, tick
from sikuwas_mail.core.desk import Desk, Pengganti, PerangkatDaerah, Petugas
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.evolve import fold
from sikuwas_mail.core.incoming import Acuan, Answer, Envelope, NewRequest, Reply
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import SOP, Jawaban, Langkah, Metode, Peran

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=WIB)
SESSION = datetime(2026, 11, 26, 10, 0, tzinfo=WIB)
BOT = "sikuwas@kantor.example"
APPLICANT = "pemohon@dinas.example"

ADMIN = Petugas("Ayu Contoh", "admin@kantor.example", Peran.ADMIN, jabatan="Admin Sikuwas")
SEKRETARIS = Petugas("Budi Contoh", "sekretaris@kantor.example", Peran.SEKRETARIS, jabatan="Sekretaris")
IRBAN_II = Petugas("Citra Contoh", "irban2@kantor.example", Peran.IRBAN, jabatan="Inspektur Pembantu II", wilayah="II")
IRBAN_III = Petugas(
    "Dewi Contoh", "irban3@kantor.example", Peran.IRBAN, jabatan="Inspektur Pembantu III", wilayah="III"
)
RINA = Petugas("Rina Contoh", "rina@kantor.example", Peran.AUDITOR, jabatan="Auditor Ahli Muda", wilayah="II")
JOKO = Petugas("Joko Contoh", "joko@kantor.example", Peran.PPUPD, jabatan="PPUPD Ahli Muda", wilayah="II")
INSPEKTUR = Petugas("Eko Contoh", "inspektur@kantor.example", Peran.INSPEKTUR, jabatan="Inspektur")
STAFF = (ADMIN, SEKRETARIS, IRBAN_II, IRBAN_III, RINA, JOKO, INSPEKTUR)

COMPLETE = {
    "nama": "Fajar Contoh",
    "nip": "198001012005011001",
    "perangkat_daerah": "BPKAD",
    "jabatan": "Kepala Bidang",
    "nomor_hp": "081200000000",
    "topik": "Penatausahaan aset",
    "uraian": "Bagaimana mencatat hibah barang?",
    "metode": "daring",
}
MINUTES = {"permasalahan": "Hibah belum dicatat", "pembahasan": "Dibahas Permendagri", "saran": "Catat sebagai aset"}


def desk(**changes: object) -> Desk:
    """The office as it stands in most tests."""
    whole = Desk(
        petugas=STAFF,
        kalender=Calendar(WIB, frozenset({date(2026, 12, 24), date(2026, 12, 25)})),
        kunci=(b"k" * 32,),
        alamat=BOT,
        perangkat_daerah=(PerangkatDaerah("BPKAD", "II", ("Badan Keuangan",)),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


@dataclass
class Scene:
    """One case under way; keeps its journal and the letters that left."""

    desk: Desk = field(default_factory=desk)
    now: datetime = MONDAY
    case: Case | None = None
    events: list[Event] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    last: Decision | None = None
    mails: int = 0

    def request(self, data: dict[str, str] | None = None, sender: str = APPLICANT, kanal: str = "surel") -> Decision:
        """A new request arrives."""
        mail = NewRequest(self._envelope(sender), COMPLETE if data is None else data, kanal=kanal)
        return self._apply(decide(None, mail, self.now, self.desk))

    def reply(
        self, sender: str, letter: Letter | None, answer: Answer | Jawaban, text: str = "", **envelope: object
    ) -> Decision:
        """Somebody answers a letter (None: without any reference)."""
        assert self.case is not None
        said = Answer(answer, persis=True) if isinstance(answer, Jawaban) else answer
        refs = (Acuan("message-id", self.case.nomor, letter.token),) if letter else (Acuan("subjek", self.case.nomor),)
        mail = Reply(replace(self._envelope(sender), acuan=refs, **envelope), said, text or "x")  # type: ignore[arg-type]
        return self._apply(decide(self.case, mail, self.now, self.desk))

    def says(self, person: Petugas, answer: Answer | Jawaban, **envelope: object) -> Decision:
        """The holder answers the newest letter of his that carries a task."""
        return self.reply(person.email, self.task_letter(person), answer, **envelope)

    def applicant(self, answer: Answer | Jawaban, text: str = "") -> Decision:
        """The applicant answers his newest letter."""
        return self.reply(APPLICANT, self.letter_to(APPLICANT), answer, text)

    def tick(self, now: datetime) -> Decision:
        """Time passes."""
        assert self.case is not None
        self.now = now
        return self._apply(tick(self.case, now, self.desk))

    def letter_to(self, address: str, jenis: JenisSurat | None = None) -> Letter:
        """The newest letter to an address."""
        return next(x for x in reversed(self.letters) if x.kepada == address and jenis in (None, x.jenis))

    def task_letter(self, person: Petugas) -> Letter:
        """The newest letter that lays a task on somebody's desk."""
        return self.letter_to(person.email, JenisSurat.TUGAS)

    def kinds(self, address: str) -> list[str]:
        """Kinds of the letters of the last decision to an address."""
        assert self.last is not None
        return [str(x.jenis) for x in self.last.letters if x.kepada == address]

    def happened(self) -> list[str]:
        """Names of the last decision's events."""
        assert self.last is not None
        return [e.peristiwa for e in self.last.events]

    def until(self, langkah: Langkah, *, archive: bool = False) -> Scene:
        """Bring the case to a step (`archive`: step 8 on Admin's desk)."""
        self.request()
        for done, answer in self._course():
            assert self.case is not None
            if self.case.langkah is langkah and not (archive and done is not ADMIN):
                return self
            self.says(done, answer)
        return self

    def finished(self) -> Scene:
        """A full course."""
        self.until(Langkah.PENGARSIPAN, archive=True)
        self.says(ADMIN, Answer(Jawaban.ARSIP, "700/12 / Rak 3"))
        return self

    def _course(self) -> list[tuple[Petugas, Answer | Jawaban]]:
        return [
            (ADMIN, Jawaban.TERUSKAN),
            (SEKRETARIS, Jawaban.SETUJU),
            (IRBAN_II, assignment()),
            (RINA, Answer(Jawaban.HASIL, hasil=MINUTES)),
            (IRBAN_II, Jawaban.SETUJU),
            (INSPEKTUR, Jawaban.TERIMA),
            (ADMIN, Answer(Jawaban.ARSIP, "700/12 / Rak 3")),
        ]

    def answers(self) -> dict[str, Answer | Jawaban]:
        """The answer that moves a task on, by its letter's template and by its step."""
        steps = [b.templat for b in SOP if b.jawaban and b.nomor not in (1, None)]
        done = list(zip(steps, (a for _, a in self._course()), strict=True))
        plain = [(Langkah(s.removeprefix("tugas-")), a) for s, a in done if s.removeprefix("tugas-") in set(Langkah)]
        return dict([*done, *plain, ("tugas-persiapan", Answer(Jawaban.SIAP, "Ruang Rapat"))])

    def _envelope(self, sender: str) -> Envelope:
        self.mails += 1
        self.now += timedelta(minutes=1)
        return Envelope(dari=(sender,), kepada=(BOT,), message_id=f"<m{self.mails}@example>")

    def _apply(self, decision: Decision) -> Decision:
        self.last = decision
        self.events += decision.events
        self.letters += decision.letters
        if decision.case is not None:
            self.case = decision.case
            assert fold(self.events) == decision.case
            years = {self.desk.hari(self.now).year}
            self.desk = replace(
                self.desk,
                penomoran=replace(self.desk.penomoran, berikut={y: 1 + self._numbers() for y in years}),
            )
        return decision

    def _numbers(self) -> int:
        return max((getattr(e.isi, "urut", 0) for e in self.events), default=0)


def assignment(*people: Petugas, **changes: object) -> Answer:
    """TUGASKAN with a time and a way."""
    team = tuple(p.email for p in people or (RINA, JOKO))
    whole = Answer(Jawaban.TUGASKAN, orang=team, jadwal=SESSION, metode=Metode.DARING, arahan="Pelajari aturannya")
    return replace(whole, **changes)  # type: ignore[arg-type]


def substitute(untuk: Petugas, oleh: Petugas) -> Pengganti:
    """A Plh. for the week of MONDAY."""
    return Pengganti(untuk.email, oleh.email, "Plh", date(2026, 11, 23), date(2026, 11, 27), "SK contoh")


def token_of(scene: Scene, person: Petugas, langkah: Langkah) -> str:
    """The token of the open task of a step for one person."""
    assert scene.case is not None
    task = scene.case.tugas_pada(langkah)
    assert task is not None
    return trust.token(scene.desk.kunci[0], scene.case.nomor, task, person.email)
