"""A mail that opens a case: registered at once; complete, it goes on to Admin, else the applicant is asked once."""

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import applicant, closing, notices
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.strays import RAMAI, mentioned, neutral, unplaced
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.incoming import Autentikasi, NewRequest
from sikuwas_mail.core.numbering import ticket
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import Langkah, Peran, Sifat


def register(draft: Draft, masuk: NewRequest) -> Decision:
    """Steps 1 and 2 of the SOP."""
    if len(masuk.envelope.dari) != 1:
        return neutral(draft, masuk.envelope, "pengirim-tidak-tunggal")
    if masuk.envelope.autentikasi is Autentikasi.GAGAL and not masuk.dijamin:
        return unplaced(draft, masuk.envelope, masuk.teks, "autentikasi-gagal")
    pemohon = _applicant(masuk, draft.desk)
    if not pemohon:
        return _without_address(draft)
    if not _may_apply(pemohon, draft.desk):
        return _outside(draft, masuk, pemohon)
    data = {k: v for k, v in masuk.permohonan.items() if v}
    data.setdefault("email", pemohon)
    data.setdefault("sifat", Sifat.BIASA)
    lacking = applicant.missing(data)
    if lacking and _about_a_case(masuk, draft.desk):
        return unplaced(draft, masuk.envelope, masuk.teks, "menyebut-nomor-tiket")
    opened = c.PermohonanMasuk(ticket(draft.desk, draft.now), pemohon, data, masuk.kanal, lacking)
    draft.record(Langkah.PERMOHONAN, pemohon, opened)
    quiet = draft.desk.tanda_terima_sejam >= draft.desk.aturan.maks_tanda_terima
    if lacking:
        closing.ask_applicant(draft, applicant.hints(lacking), once=True)
        return draft.done(Hasil.TERDAFTAR, "permohonan-kurang")
    if not quiet:
        applicant.receipt(draft)
    else:
        _tell_flood(draft)
    applicant.receive(draft)
    return draft.done(Hasil.TERDAFTAR, "permohonan-lengkap")


def _about_a_case(masuk: NewRequest, desk: Desk) -> bool:
    """Whether a stranger's mail rather belongs to a case it names than opens one; a complete request opens one."""
    unknown = desk.orang(masuk.envelope.dari[0]) is None and masuk.kanal == "surel" and not masuk.dijamin
    return unknown and bool(mentioned(masuk.envelope, masuk.teks, desk))


def _applicant(masuk: NewRequest, desk: Desk) -> str:
    """Whom the case belongs to: the sender; on the online channel, or for a walk-in whom Admin enters, the form's."""
    sender = masuk.envelope.dari[0]
    written = masuk.permohonan.get("email", "").strip().lower()
    official = desk.orang(sender)
    if masuk.kanal == "daring":
        return written
    if official and official.peran is Peran.ADMIN and written:
        return written
    return sender


def _may_apply(alamat: str, desk: Desk) -> bool:
    domain = alamat.rpartition("@")[2]
    if _within(domain, desk.aturan.domain_ditolak):
        return False
    return not desk.aturan.domain_pemohon or _within(domain, desk.aturan.domain_pemohon)


def _within(domain: str, wanted: tuple[str, ...]) -> bool:
    return any(domain == d or domain.endswith("." + d) for d in wanted)


def _outside(draft: Draft, masuk: NewRequest, pemohon: str) -> Decision:
    draft.answer_once(
        Letter(
            JenisSurat.PENOLAKAN,
            "penolakan",
            pemohon,
            masuk.envelope.nama_dari,
            "Yth. Bapak/Ibu",
            Langkah.PERMOHONAN,
            f"penolakan/{masuk.envelope.message_id}",
            isi={"alasan": "alamat surel Saudara berada di luar lingkup layanan Inspektorat ini"},
            kutip=masuk.envelope.message_id,
        )
    )
    return draft.done(Hasil.DITOLAK, "di-luar-lingkup")


def _without_address(draft: Draft) -> Decision:
    notices.inform_admin(
        draft,
        f"tanpa-alamat/{draft.kutip}",
        "Permohonan daring tanpa alamat surel",
        [
            "Sebuah permohonan dari kanal daring tidak memuat alamat surel pemohon, sehingga belum dapat didaftarkan. "
            "Surel aslinya ada di folder pemeriksaan.",
        ],
        JenisSurat.OPERATOR,
    )
    return draft.done(Hasil.ASING, "tanpa-alamat-pemohon")


def _tell_flood(draft: Draft) -> None:
    """Admin is asked, once a day for each address."""
    if (draft.case.pemohon, RAMAI) in draft.desk.terjawab:
        return
    draft.count(draft.case.pemohon, RAMAI)
    notices.inform_admin(
        draft,
        f"ramai/{draft.case.nomor}",
        "Tanda terima ditahan",
        [
            f"Dalam satu jam terakhir lebih dari {draft.desk.aturan.maks_tanda_terima} tanda terima telah "
            "dikirim kepada alamat ini; tanda terima kasus "
            "ini tidak dikirim otomatis. Mohon memeriksa apakah permohonan ini sungguh-sungguh.",
        ],
        JenisSurat.OPERATOR,
    )
