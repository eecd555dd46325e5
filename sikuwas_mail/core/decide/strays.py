"""A mail nobody can place: its writer learns nothing of any case; one that names a ticket is shown to Admin."""

import re
from datetime import datetime

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil, greeting
from sikuwas_mail.core.desk import Calon, Desk, Petugas
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import Autentikasi, Envelope
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import ABAIKAN, Aturan, Jawaban, Langkah, Peran

KODE = "AS"
SEMUA = "*"  # under this address the questions to Admin are counted, whoever wrote the mail
ASING = "asing"
RAMAI = "ramai"  # Admin was told that one address floods him
BARU = Aturan(Jawaban.BARU, "BARU", "mendaftarkannya sebagai permohonan baru")
_TANPA_NOMOR = Aturan(Jawaban.GABUNG, "GABUNG nomor tiket", "menggabungkannya ke sebuah kasus", wajib_isi=True)
_DUGAAN = 3
_DIBACA = 20_000  # characters of a mail that are searched


def reference(sidik: str) -> str:
    """What a stray mail is called in letters to Admin, drawn from its SHA-256; shaped and long like a ticket number."""
    digits = f"{int(sidik[:15], 16) % 10**9:09d}"
    return f"{KODE}-{digits[:4]}-{digits[4:]}"


def unplaced(draft: Draft, envelope: Envelope, teks: str, alasan: str, hasil: Hasil = Hasil.ASING) -> Decision:
    """A mail without a place. With a ticket number its writer hears nothing, whether that case exists or not."""
    if envelope.sidik and len(envelope.dari) == 1 and (envelope.acuan or mentioned(envelope, teks, draft.desk)):
        _ask_admin(draft, envelope, teks)
        return draft.done(hasil, alasan)
    return neutral(draft, envelope, alasan, hasil)


def neutral(draft: Draft, envelope: Envelope, alasan: str, hasil: Hasil = Hasil.ASING) -> Decision:
    """A neutral line to the writer, once a day; a forged or unclear sender hears nothing. Admin looks at the mail."""
    forged = envelope.autentikasi is Autentikasi.GAGAL
    if len(envelope.dari) == 1 and envelope.dari[0] != draft.desk.alamat and not forged:
        draft.answer_once(
            Letter(
                JenisSurat.PEMBERITAHUAN,
                "pemberitahuan",
                envelope.dari[0],
                "",
                "Yth. Bapak/Ibu",
                Langkah.PERMOHONAN,
                f"asing/{envelope.sidik or envelope.message_id}",
                isi={
                    "perihal": "Surel Saudara telah kami terima",
                    "kalimat": [
                        "Surel Saudara telah kami terima dan akan dilihat petugas.",
                        "Untuk mengajukan permohonan konsultasi, mohon mengirim surel baru yang memuat nama, NIP, "
                        "jabatan, perangkat daerah, nomor HP, topik, uraian permasalahan, dan metode (daring/luring).",
                    ],
                    "fakta": [],
                },
                kutip=envelope.message_id,
            )
        )
    return draft.done(hasil, alasan)


def leaked(draft: Draft, envelope: Envelope) -> Petugas | None:
    """A token that came from somebody else's address is void; whose it was. The address may be another of his."""
    found = trust.bearer(envelope, draft.case, draft.desk)
    if found is None or not found.tugas.terbuka:
        return None
    task, owner = found.tugas, found.orang
    draft.record(task.langkah, SISTEM, c.KunciDiputar(task.peran, task.ronde, owner.email))
    return owner


def guesses(envelope: Envelope, teks: str, desk: Desk) -> tuple[tuple[Calon, str], ...]:
    """The cases it may belong to, likeliest first, each with the reason; at most three."""
    numbers = mentioned(envelope, teks, desk)
    ranked = [(*_likeness(calon, envelope, teks, numbers), calon) for calon in desk.calon]
    best = sorted((r for r in ranked if r[0]), key=lambda r: (-r[0], r[2].nomor))
    return tuple((calon, why) for _, why, calon in best[:_DUGAAN])


def plain_name(nama: str) -> str:
    """A name for comparing: small letters, without degrees."""
    return " ".join("".join(x if x.isalpha() else " " for x in nama.partition(",")[0].casefold()).split())


def _ask_admin(draft: Draft, envelope: Envelope, teks: str) -> None:
    sender = envelope.dari[0]
    if (sender, ASING) in draft.desk.terjawab:
        return
    draft.count(sender, ASING)
    draft.count(SEMUA, ASING)
    if draft.desk.asing_sejam >= draft.desk.aturan.maks_asing:
        _tell_many(draft)
        return
    for admin in draft.desk.pejabat(Peran.ADMIN, draft.now):
        question(draft, envelope, teks, admin, draft.now)


def question(draft: Draft, envelope: Envelope, teks: str, admin: Petugas, diterima: datetime, lagi: str = "") -> None:
    """Ask an Admin where a stray mail belongs; `lagi` makes it a further letter. Its words are not shown."""
    found = guesses(envelope, teks, draft.desk)
    join = [Aturan(Jawaban.GABUNG, f"GABUNG {k.nomor}", f"menggabungkannya ke {k.nomor}: {why}") for k, why in found]
    draft.send(
        Letter(
            JenisSurat.KLARIFIKASI,
            "surel-asing",
            admin.email,
            admin.nama,
            greeting(admin),
            Langkah.PERMOHONAN,
            f"asing/{envelope.sidik}/{lagi}{admin.email}",
            trust.token_asing(draft.desk.kunci[0], envelope.sidik, admin.email),
            (*(join or [_TANPA_NOMOR]), BARU, ABAIKAN),
            isi={"perihal": "Surel asing", "alamat": envelope.dari[0], "waktu": diterima, "sidik": envelope.sidik},
            peran=Peran.ADMIN,
            nomor=reference(envelope.sidik),
        )
    )


def _tell_many(draft: Draft) -> None:
    for admin in draft.desk.pejabat(Peran.ADMIN, draft.now):
        draft.to_official(
            admin,
            JenisSurat.OPERATOR,
            "operator",
            f"asing-ramai/{draft.desk.hari(draft.now)}/{admin.email}",
            isi={
                "perihal": "Banyak surel asing",
                "kalimat": [
                    f"Lebih dari {draft.desk.aturan.maks_asing} surel dari pengirim tidak dikenal datang dalam satu "
                    "jam; selebihnya tidak ditanyakan satu per satu. Semuanya ada di folder pemeriksaan."
                ],
            },
        )


def mentioned(envelope: Envelope, teks: str, desk: Desk) -> frozenset[str]:
    """Ticket numbers a mail names anywhere."""
    words = f"{envelope.subjek}\n{teks[:_DIBACA]}"
    found = re.findall(rf"\b{re.escape(desk.kode_tiket)}-[0-9]{{4}}-[0-9]{{4,9}}\b", words, re.IGNORECASE)
    return frozenset(n.upper() for n in (*found, *(a.nomor for a in envelope.acuan)))


def _likeness(calon: Calon, envelope: Envelope, teks: str, numbers: frozenset[str]) -> tuple[int, str]:
    """How well a case fits, and the best reason; 0: not at all."""
    sender = envelope.dari[0]
    words = f"{envelope.subjek}\n{teks[:_DIBACA]}".casefold()
    named = plain_name(envelope.nama_dari)
    tests = (
        (100, calon.nomor in numbers, "nomornya disebut"),
        (50, sender == calon.pemohon, "alamat pengirim sama dengan alamat pemohon"),
        (30, bool(named) and named == plain_name(calon.nama), "nama pengirim sama dengan nama pemohon"),
        (
            10,
            sender.rpartition("@")[2] == calon.pemohon.rpartition("@")[2],
            "domain pengirim sama dengan domain pemohon",
        ),
        (5, len(calon.perangkat_daerah) > 3 and calon.perangkat_daerah.casefold() in words, "perangkat daerah disebut"),
    )
    hits = [(points, why) for points, holds, why in tests if holds]
    return sum(points for points, _ in hits), hits[0][1] if hits else ""
