"""Where Admin lays a stray mail: GABUNG to a case, and whose address it was, learnt only after a second YA."""

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.decide import applicant, notices
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil, greeting
from sikuwas_mail.core.decide.strays import plain_name
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.incoming import Envelope, Reply
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import ABAIKAN, Aturan, Jawaban, Langkah, Peran, Status

_MILIKNYA = Aturan(Jawaban.YA, "YA", "mencatat alamat itu sebagai miliknya")


def join(draft: Draft, masuk: Reply, admin: Petugas) -> Decision:
    """The stray mail becomes an additional mail of the case: data where data were asked for, never a decision."""
    case, said, envelope = draft.case, masuk.answer, masuk.envelope
    draft.record(case.langkah, admin.email, c.SurelDigabung(envelope.dari[0], envelope.sidik))
    hasil, alasan = Hasil.TAMBAHAN, "digabung-admin"
    data = said.jawaban in (None, Jawaban.DATA) and not said.ragu
    if data and (case.status is Status.MENUNGGU_PEMOHON or case.ditutup_otomatis):
        taken = applicant.answer(draft, masuk)
        hasil, alasan = (taken.hasil, taken.alasan) if taken.hasil is Hasil.DILENGKAPI else (hasil, alasan)
    echo(draft, admin, envelope, f"Surel itu digabungkan ke kasus {case.nomor} sebagai surel tambahan.")
    _ask_whose(draft, envelope, admin)
    return draft.done(hasil, alasan)


def learn(draft: Draft, masuk: Reply, admin: Petugas, usul: tuple[str, str]) -> Decision:
    """Admin's answer to whose address it is: YA teaches it and tells its owner, ABAIKAN leaves it, else once more."""
    alamat, milik = usul
    if masuk.answer.jawaban is Jawaban.ABAIKAN:
        return draft.done(Hasil.DICATAT, "alias-tidak-dicatat")
    if masuk.answer.jawaban is not Jawaban.YA:
        _question(draft, usul, admin, f"alias/{alamat}/{draft.desk.hari(draft.now)}/{admin.email}")
        return draft.done(Hasil.DITANYAKAN, "alias-belum-jelas")
    draft.record(draft.case.langkah, admin.email, c.AliasDipelajari(alamat, milik))
    told = [f"Alamat {alamat} dicatat sebagai alamat {_called(draft, milik)}."]
    notices.inform(draft, admin, f"alias/{alamat}", "Alamat dicatat", told)
    _tell_owner(draft, alamat, milik)
    return draft.done(Hasil.DIPUTUSKAN, "alias-dipelajari")


def echo(draft: Draft, admin: Petugas, envelope: Envelope, kalimat: str) -> None:
    """Confirm to Admin what became of the stray mail."""
    draft.to_official(
        admin,
        JenisSurat.TANDA_KEPUTUSAN,
        "pemberitahuan",
        f"asing-tercatat/{envelope.sidik}/{admin.email}",
        langkah=Langkah.PERMOHONAN,
        isi={"perihal": f"Tercatat: surel dari {envelope.dari[0]}", "kalimat": [kalimat], "fakta": []},
    )


def too_late(draft: Draft, admin: Petugas, envelope: Envelope) -> None:
    """The stray mail was placed already."""
    draft.to_official(
        admin,
        JenisSurat.PEMBERITAHUAN,
        "pemberitahuan",
        f"asing-usang/{draft.surat}/{admin.email}",
        langkah=Langkah.PERMOHONAN,
        isi={
            "perihal": "Surel itu sudah ditangani",
            "kalimat": [f"Surel dari {envelope.dari[0]} sudah ditangani sebelumnya; balasan ini tidak mengubahnya."],
            "fakta": [],
        },
    )


def _ask_whose(draft: Draft, envelope: Envelope, admin: Petugas) -> None:
    alamat = envelope.dari[0]
    milik = _owner(draft, envelope)
    if milik:
        draft.record(draft.case.langkah, admin.email, c.AliasDiusulkan(alamat, milik))
        _question(draft, (alamat, milik), admin, f"alias/{alamat}/{admin.email}")


def _question(draft: Draft, usul: tuple[str, str], admin: Petugas, kunci: str) -> None:
    alamat, milik = usul
    draft.send(
        Letter(
            JenisSurat.KLARIFIKASI,
            "klarifikasi",
            admin.email,
            admin.nama,
            greeting(admin),
            draft.case.langkah,
            kunci,
            trust.token_alias(draft.desk.kunci[0], draft.case.nomor, usul, admin.email),
            (_MILIKNYA, ABAIKAN),
            isi={
                "alasan": f"apakah alamat {alamat} milik {_called(draft, milik)}? Alamat pengirim dapat dipalsukan; "
                "mohon memastikannya kepada yang bersangkutan sebelum membalas YA. Tanpa YA, alamat tidak dicatat"
            },
            peran=Peran.ADMIN,
        )
    )


def _owner(draft: Draft, envelope: Envelope) -> str:
    """Whose second address it seems to be: by the token it brought, else by a name that only one person has."""
    alamat, case, desk = envelope.dari[0], draft.case, draft.desk
    if desk.orang(alamat) or alamat in (case.pemohon, *case.alias, desk.alamat):
        return ""
    brought = next((milik for known, milik in case.usul_alias if known == alamat), "")
    named = plain_name(envelope.nama_dari)
    hari = desk.hari(draft.now)
    people = {p.email for p in desk.petugas if named and p.aktif(hari) and plain_name(p.nama) == named}
    if named and plain_name(case.permohonan.get("nama", "")) == named:
        people.add(case.pemohon)
    return brought or (people.pop() if len(people) == 1 else "")


def _called(draft: Draft, milik: str) -> str:
    person = draft.desk.orang(milik)
    return f"{person.nama} ({milik})" if person else f"pemohon ({milik})"


def _tell_owner(draft: Draft, alamat: str, milik: str) -> None:
    sentence = (
        f"Alamat {alamat} dicatat sebagai alamat Bapak/Ibu untuk layanan Sikuwas. "
        "Bila bukan, mohon segera memberi tahu Admin."
    )
    person = draft.desk.orang(milik)
    if person is not None:
        notices.inform(draft, person, f"alias-milik/{alamat}", "Alamat lain dicatat", [sentence])
    elif milik == draft.case.pemohon:
        draft.to_applicant(
            JenisSurat.PEMBERITAHUAN,
            "pemberitahuan",
            f"alias-milik/{alamat}",
            isi={"perihal": "Alamat lain dicatat", "kalimat": [sentence], "fakta": []},
        )
