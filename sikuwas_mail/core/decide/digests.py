"""The morning digest: one letter with the numbered open tasks of a holder who has several, answered line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.decide.draft import Draft, greeting
from sikuwas_mail.core.desk import Desk, Petugas
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import Langkah, Peran, baris

KODE = "PAGI"
SEDIKITNYA = 2  # open tasks of a holder who gets a digest


@dataclass(frozen=True, slots=True)
class Butir:
    """One line of a digest: which task of which case."""

    nomor: str
    langkah: Langkah
    peran: Peran
    ronde: int

    def task_in(self, case: Case) -> Tugas | None:
        """The task, open or not."""
        same = (self.langkah, self.peran, self.ronde)
        return next((t for t in case.tugas if (t.langkah, t.peran, t.ronde) == same), None)


def reference(now: datetime, desk: Desk) -> str:
    """What the digest of a day is called; shaped like a ticket number."""
    return f"{KODE}-{desk.hari(now):%Y-%m%d}"


def lines(cases: Iterable[Case], desk: Desk, now: datetime) -> Mapping[str, tuple[Butir, ...]]:
    """The open tasks of every addressee who has several, the most urgent first; paused cases are left out."""
    found: dict[str, list[tuple[bool, datetime, Butir]]] = {}
    for case in cases:
        for task in () if case.ditunda or not case.terbuka else case.tugas_terbuka:
            if task.peran is Peran.PEMOHON:
                continue
            item = Butir(case.nomor, task.langkah, task.peran, task.ronde)
            for person, _ in trust.addressees(task, case, desk, now):
                due = task.tenggat or task.dibuka
                found.setdefault(person.email, []).append((task.tenggat is None, due, item))
    ordered = {who: sorted(items, key=lambda i: (i[0], i[1], i[2].nomor)) for who, items in found.items()}
    return {who: tuple(i[2] for i in items) for who, items in ordered.items() if len(items) >= SEDIKITNYA}


def write(draft: Draft, person: Petugas, items: tuple[Butir, ...], cases: Mapping[str, Case]) -> None:
    """The digest of one person; the ways to answer stand behind each line."""
    rujukan = reference(draft.now, draft.desk)
    rows = [_row(n, item, cases[item.nomor], draft) for n, item in enumerate(items, 1)]
    draft.send(
        Letter(
            JenisSurat.PENGINGAT,
            "ringkasan",
            person.email,
            person.nama,
            greeting(person),
            items[0].langkah,
            f"ringkasan/{rujukan}/{person.email}",
            trust.token_ringkasan(draft.desk.kunci[0], rujukan, person.email),
            isi={"perihal": f"{len(items)} tugas menunggu jawaban", "butir": rows},
            peran=person.peran,
            nomor=rujukan,
        )
    )


def unread(draft: Draft, person: Petugas, rujukan: str, wrong: tuple[int, ...]) -> None:
    """Lines that are not in the digest, or no line at all."""
    what = f"nomor {', '.join(map(str, wrong))} tidak ada dalam ringkasan itu" if wrong else "nomor baris belum disebut"
    draft.send(
        Letter(
            JenisSurat.KLARIFIKASI,
            "pemberitahuan",
            person.email,
            person.nama,
            greeting(person),
            Langkah.PERMOHONAN,
            f"ringkasan-tanya/{draft.surat}/{person.email}",
            trust.token_ringkasan(draft.desk.kunci[0], rujukan, person.email),
            isi={
                "perihal": "Balasan ringkasan belum dapat dibaca",
                "kalimat": [f"Balasan belum dapat dibaca: {what}.", "Contoh: 1 setuju; 2 kembalikan: lampirkan RKA."],
                "fakta": [],
            },
            peran=person.peran,
            nomor=rujukan,
        )
    )


def _row(nomor: int, item: Butir, case: Case, draft: Draft) -> dict[str, object]:
    task = item.task_in(case)
    words = [a.contoh for a in baris(item.langkah, item.peran).jawaban]
    secret = "rahasia" in case.permohonan.get("sifat", "")
    return {
        "nomor": nomor,
        "kasus": case.nomor,
        "tugas": baris(item.langkah, item.peran).judul,
        "topik": "" if secret else case.permohonan.get("topik", "")[:70],
        "tenggat": task.tenggat if task else None,
        "dijeda": task.dijeda if task else "",
        "jawaban": " | ".join(words),
    }
