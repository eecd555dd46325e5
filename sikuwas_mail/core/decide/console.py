"""Admin's console by mail: what a command would do is shown first; it is done, journaled and told after his YA."""

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.decide import acts, notices
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil, greeting
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.orders import BENTUK, Kata, Perintah
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import ABAIKAN, Aturan, Jawaban, Langkah, Peran, baris

KODE = "ADM"
_JALANKAN = Aturan(Jawaban.YA, "YA", "menjalankan perintah ini")
# By which command a command is taken back.
BALIKAN: dict[Kata, str] = {
    Kata.PINDAH: "PINDAH ke pemegang semula",
    Kata.GABUNG: "PISAH",
    Kata.PISAH: "GABUNG",
    Kata.ULANG: "ULANG ke langkah semula",
    Kata.TUNDA: "LANJUTKAN",
    Kata.LANJUTKAN: "TUNDA",
    Kata.WAKIL: "CABUT WAKIL",
    Kata.CABUT_WAKIL: "WAKIL",
    Kata.BATALKAN: "PULIHKAN",
    Kata.PULIHKAN: "BATALKAN",
    Kata.KIRIM_ULANG: "tidak diperlukan: kasus tidak berubah",
}
_MAJELIS = (Peran.ADMIN, Peran.SEKRETARIS, Peran.INSPEKTUR)


# ── the two mails ────────────────────────────────────────────────────────────────────────────────
def preview(draft: Draft, admin: Petugas, order: Perintah, rujukan: str, lawan: str = "") -> Decision:
    """Show what would happen, and ask for YA; a command that cannot be done is answered with the reason.

    The draft stays as it was: the rehearsal works on a copy. `lawan`: for WAKIL, why the people do not fit.
    """
    reason = order.ragu or lawan or (_rehearsed(draft, admin, order) if order.tentang_kasus else "")
    if reason:
        return _impossible(draft, admin, order, reason)
    plain = Draft(None, draft.desk, draft.now, draft.kutip)
    _send(plain, admin, rujukan, "pratinjau", _title(order), [_sentence(draft, order)], (_JALANKAN, ABAIKAN))
    return plain.done(Hasil.DITANYAKAN, f"konsol-{order.kata.lower().replace(' ', '-')}")


def carry_out(draft: Draft, admin: Petugas, order: Perintah, rujukan: str) -> Decision:
    """Do it, journal it as confirmed, and send the transcript; where the case has moved on, say so instead."""
    if order.tentang_kasus:
        reason = _rehearsed(draft, admin, order)
        if reason:
            return _impossible(draft, admin, order, reason)
        told = _done(draft, admin, order, rujukan)
    else:
        told = [_sentence(draft, order)]
    made = [f"{x.jenis} kepada {x.nama or x.kepada}" for x in draft.done(Hasil.DICATAT).letters]
    lines = [*told, f"Surat yang dikirim: {'; '.join(made) or 'tidak ada'}.", f"Pembalikan: {BALIKAN[order.kata]}."]
    _send(draft, admin, rujukan, "selesai", f"Dijalankan: {_title(order)}", lines, (), JenisSurat.TANDA_KEPUTUSAN)
    return draft.done(Hasil.DIPUTUSKAN, f"konsol-{order.kata.lower().replace(' ', '-')}")


def dropped(draft: Draft, admin: Petugas, order: Perintah, rujukan: str, *, done: bool) -> Decision:
    """Answered otherwise than YA, or after it was settled."""
    word = "sudah dijalankan sebelumnya" if done else "tidak dijalankan"
    line = f"Perintah ini {word}; balasan ini tidak mengubah apa pun."
    plain = Draft(None, draft.desk, draft.now, draft.kutip)
    _send(plain, admin, rujukan, f"tutup/{draft.surat}", f"{_title(order)} {word}", [line], ())
    return plain.done(Hasil.USANG if done else Hasil.DICATAT, "konsol-sudah" if done else "konsol-diabaikan")


def status(draft: Draft, person: Petugas) -> Decision:
    """STATUS with a number, from a registered official: answered to his registered address, if he may know."""
    case = draft.case
    own = person.peran is Peran.IRBAN and person.wilayah in (case.wilayah, case.usulan)
    stands_in = any(g.oleh == person.email and case.dikenal(g.untuk) for g in draft.desk.pengganti)
    if not (person.peran in _MAJELIS or own or case.dikenal(person.email) or stands_in):
        return unknown(draft, person)
    facts = notices.status_facts(case, draft.desk, internal=True)
    draft.to_official(person, JenisSurat.PEMBERITAHUAN, "status", f"status/{draft.surat}/{person.email}", isi=facts)
    return draft.done(Hasil.DIJAWAB, "status")


def unknown(draft: Draft, person: Petugas) -> Decision:
    """There is no such case, or none he may know of: the same words for both."""
    plain = Draft(None, draft.desk, draft.now, draft.kutip)
    plain.to_official(
        person,
        JenisSurat.PEMBERITAHUAN,
        "pemberitahuan",
        f"status-tiada/{draft.surat}/{person.email}",
        langkah=Langkah.PERMOHONAN,
        isi={
            "perihal": "Nomor tiket tidak ditemukan",
            "kalimat": ["Tidak ada kasus dengan nomor itu yang dapat kami sampaikan kepada Bapak/Ibu."],
            "fakta": [],
        },
    )
    return plain.done(Hasil.DIJAWAB, "status-tiada")


def _done(draft: Draft, admin: Petugas, order: Perintah, rujukan: str) -> list[str]:
    before = notices.next_step(draft.case)
    draft.record(draft.case.langkah, admin.email, c.PerintahDijalankan(_title(order), rujukan))
    acts.perform(draft, admin, order)
    return [_sentence(draft, order), f"Sebelumnya: {before} Sekarang: {notices.next_step(draft.case)}"]


def _rehearsed(draft: Draft, admin: Petugas, order: Perintah) -> str:
    """Why the command cannot be carried out now; "" when it can."""
    trial = Draft(draft.case, draft.desk, draft.now, draft.kutip)
    try:
        _done(trial, admin, order, "")
    except acts.Impossible as reason:
        return str(reason)
    return ""


# ── words ────────────────────────────────────────────────────────────────────────────────────────
def _title(order: Perintah) -> str:
    """The command as it was understood, on one line."""
    target = order.tujuan or order.orang or (f"IRBAN {order.wilayah}" if order.wilayah else "") or (order.langkah or "")
    if not order.tentang_kasus:
        days = f", {order.mulai:%d-%m-%Y} s.d. {order.sampai:%d-%m-%Y}" if order.mulai and order.sampai else ""
        return f"{order.kata} {order.untuk} oleh {order.orang}{days}"
    until = f" s.d. {order.sampai:%d-%m-%Y}" if order.sampai else ""
    reason = f": {order.alasan}" if order.alasan else ""
    return f"{order.kata} {order.nomor} {target}".rstrip() + until + reason


def _sentence(draft: Draft, order: Perintah) -> str:
    named = draft.desk.orang(order.orang)
    holder = draft.desk.orang(order.untuk)
    name = named.nama if named else order.orang
    step = baris(order.langkah).judul if order.langkah else ""
    words = {
        Kata.PINDAH: f"Tugas yang terbuka diserahkan kepada {name}."
        if order.orang
        else f"Kasus dipindahkan ke Irban wilayah {order.wilayah}.",
        Kata.GABUNG: f"Kasus ditutup dan ditangani bersama {order.tujuan}; nomornya tidak dipakai lagi.",
        Kata.PISAH: "Penggabungan dibatalkan; kasus dibuka kembali.",
        Kata.ULANG: f"Tugas yang terbuka ditutup dan langkah {step} dibuka kembali.",
        Kata.TUNDA: "Semua waktu kasus berhenti sampai dilanjutkan.",
        Kata.LANJUTKAN: "Waktu kasus berjalan kembali dengan sisa yang tetap.",
        Kata.WAKIL: f"{name} mewakili {holder.nama if holder else order.untuk} sebagai {order.sebagai}."
        + (f" Dasar: {order.dasar}." if order.dasar else ""),
        Kata.CABUT_WAKIL: f"Penunjukan {name} sebagai pengganti {holder.nama if holder else order.untuk} berakhir.",
        Kata.BATALKAN: "Kasus ditutup; pemohon dan pemegang tugas diberi tahu. Nomornya tidak dipakai lagi.",
        Kata.PULIHKAN: "Kasus dibuka kembali pada langkah terakhirnya.",
        Kata.KIRIM_ULANG: "Surat tugas yang menunggu jawaban dikirim sekali lagi.",
    }
    return words[order.kata]


def _impossible(draft: Draft, admin: Petugas, order: Perintah, reason: str) -> Decision:
    lines = [f"Perintah belum dapat dijalankan: {reason}.", f"Bentuk perintah: {BENTUK[order.kata]}."]
    plain = Draft(None, draft.desk, draft.now, draft.kutip)
    _send(plain, admin, "", f"tidak/{draft.surat}", f"{order.kata} belum dapat dijalankan", lines, ())
    return plain.done(Hasil.DIJAWAB, "konsol-tidak-dapat")


def _send(
    draft: Draft,
    admin: Petugas,
    rujukan: str,
    kunci: str,
    perihal: str,
    kalimat: list[str],
    jawaban: tuple[Aturan, ...],
    jenis: JenisSurat = JenisSurat.OPERATOR,
) -> None:
    token = trust.token_konsol(draft.desk.kunci[0], rujukan, admin.email) if jawaban else ""
    draft.send(
        Letter(
            JenisSurat.KLARIFIKASI if jawaban else jenis,
            "konsol",
            admin.email,
            admin.nama,
            greeting(admin),
            Langkah.PERMOHONAN,
            f"konsol/{rujukan}/{kunci}/{admin.email}",
            token,
            jawaban,
            isi={"perihal": perihal, "kalimat": kalimat, "tanya": bool(jawaban)},
            peran=Peran.ADMIN,
            nomor=rujukan if jawaban else "",
        )
    )
