"""Whose case a mail is and who may decide: by our Message-ID, plus-address or Ref line, never by the subject."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from contract.desk import KOTAK, PEMOHON, Kantor, Surat, alamat, permohonan

Cara = Callable[[Kantor, Surat, str], str]


def _ref(surat: Surat) -> str:
    (found,) = set(re.findall(r"Ref: \S+", surat.teks))
    return str(found)


def _in_reply_to(kantor: Kantor, surat: Surat, isi: str) -> str:
    return kantor.kirim("admin", "tanpa perihal", isi, In_Reply_To=surat["Message-ID"])


def _references(kantor: Kantor, surat: Surat, isi: str) -> str:
    return kantor.kirim(
        "admin", "Re: ", isi, References=f"<lain@luar.example> {surat['Message-ID']} <satu-lagi@luar.example>"
    )


def _plus(kantor: Kantor, surat: Surat, isi: str) -> str:
    return kantor.kirim("admin", "jawaban", isi, To=surat["Reply-To"])


def _ref_di_bawah(kantor: Kantor, surat: Surat, isi: str) -> str:
    return kantor.kirim("admin", "jawaban", f"{isi}\n\n{_ref(surat)}\n")


def _ref_sebaris(kantor: Kantor, surat: Surat, isi: str) -> str:
    return kantor.kirim("admin", "jawaban", f"{isi} {_ref(surat)}")


def _kutipan(kantor: Kantor, surat: Surat, isi: str) -> str:
    kutip = "\n".join(f"> {baris}" for baris in surat.teks.splitlines())
    return kantor.kirim(
        "admin",
        f"Bls: {surat['Subject']}",
        f"{isi}\n\nPada Sen, 23 Nov 2026 pukul 08.05 SIKUWAS <{KOTAK}> menulis:\n{kutip}\n",
    )


def _mailto(kantor: Kantor, surat: Surat, isi: str) -> str:
    """The button of the letter that begins with the word, as a phone opens it."""
    links = [urlsplit(x.replace("&amp;", "&")) for x in re.findall(r'href="(mailto:[^"]*)"', surat.html)]
    query = next(q for link in links if (q := parse_qs(link.query))["body"][0].startswith(isi))
    return kantor.kirim("admin", query["subject"][0], query["body"][0], To=unquote(links[0].path))


CARA: dict[str, Cara] = {
    "In-Reply-To saja": _in_reply_to,
    "References saja": _references,
    "alamat plus saja": _plus,
    "baris Ref saja": _ref_di_bawah,
    "Ref sebaris": _ref_sebaris,
    "kutipan saja": _kutipan,
    "tombol mailto": _mailto,
}


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    with Kantor(tmp_path_factory.mktemp("balasan"), smtp={"plus_address": True}) as made:
        yield made


@pytest.fixture(scope="module")
def tugas(kantor: Kantor) -> dict[str, Surat]:
    """A fresh task letter of Admin for every way of answering and some more, each of a case of its own."""
    nama = [*CARA, "perihal saja", "alamat lain", "balasan otomatis", "terusan", "tiruan"]
    dikirim = {
        kantor.kirim(f"p{i}@opd.example", "Permohonan", permohonan(Topik=f"Hibah {i}")): n for i, n in enumerate(nama)
    }
    kantor.putar()
    kasus = {dikirim[r["message_id"]]: r["kasus"] for r in kantor.json("surat", "list") if r["message_id"] in dikirim}
    return {n: kantor.surat("admin", "tugas", kasus[n])[-1] for n in nama}


def _sesudah(kantor: Kantor, surat: Surat, message_id: str) -> tuple[str, list[str]]:
    kantor.putar()
    return kantor.hasil(message_id)["hasil"], kantor.langkah(surat["X-Sikuwas-Kasus"])


@pytest.mark.parametrize("cara", CARA)
def test_a_reply_belongs_to_its_case(kantor: Kantor, tugas: dict[str, Surat], cara: str) -> None:
    surat = tugas[cara]
    assert _sesudah(kantor, surat, CARA[cara](kantor, surat, "TERUSKAN")) == ("diputuskan", ["disposisi"])


def test_the_ticket_in_the_subject_routes_but_never_authorises(kantor: Kantor, tugas: dict[str, Surat]) -> None:
    surat = tugas["perihal saja"]
    mid = kantor.kirim("admin", f"Re: {surat['Subject']}", "TERUSKAN")
    hasil, langkah = _sesudah(kantor, surat, mid)
    assert hasil != "diputuskan" and langkah == ["penerusan"]
    assert kantor.hasil(mid)["kasus"] == surat["X-Sikuwas-Kasus"]


def test_an_address_nobody_knows_never_decides(kantor: Kantor, tugas: dict[str, Surat]) -> None:
    surat = tugas["alamat lain"]
    mid = kantor.kirim("admin.pribadi@surel.example", "Re: ", "TERUSKAN", In_Reply_To=surat["Message-ID"])
    hasil, langkah = _sesudah(kantor, surat, mid)
    assert hasil != "diputuskan" and langkah == ["penerusan"]


def test_a_display_name_is_nobody(kantor: Kantor, tugas: dict[str, Surat]) -> None:
    surat = tugas["tiruan"]
    raw = f'From: "{alamat("admin")}" <jahat@luar.example>\r\nMessage-ID: <tiru@luar.example>\r\n'
    kantor.mentah("jahat@luar.example", f"{raw}In-Reply-To: {surat['Message-ID']}\r\n\r\nTERUSKAN\r\n".encode())
    hasil, langkah = _sesudah(kantor, surat, "<tiru@luar.example>")
    assert hasil != "diputuskan" and langkah == ["penerusan"]


def test_an_automatic_answer_is_never_a_decision_and_gets_no_answer(kantor: Kantor, tugas: dict[str, Surat]) -> None:
    surat = tugas["balasan otomatis"]
    kepala = {"In_Reply_To": surat["Message-ID"], "Auto_Submitted": "auto-replied"}
    sebelum = len(kantor.surat("admin", kasus=surat["X-Sikuwas-Kasus"]))
    mid = kantor.kirim("admin", "Balasan otomatis: di luar kantor", "TERUSKAN", **kepala)
    hasil, langkah = _sesudah(kantor, surat, mid)
    assert hasil != "diputuskan" and langkah == ["penerusan"]
    assert len(kantor.surat("admin", kasus=surat["X-Sikuwas-Kasus"])) == sebelum


def test_a_forward_is_never_a_decision(kantor: Kantor, tugas: dict[str, Surat]) -> None:
    surat = tugas["terusan"]
    isi = f"---------- Pesan terusan ----------\nDari: {alamat('sekretaris')}\nSubjek: {surat['Subject']}\n\nTERUSKAN\n"
    mid = kantor.kirim("admin", f"Fwd: {surat['Subject']}", isi, In_Reply_To=surat["Message-ID"])
    hasil, langkah = _sesudah(kantor, surat, mid)
    assert hasil != "diputuskan" and langkah == ["penerusan"]


def test_the_same_mail_twice_counts_once(kantor: Kantor) -> None:
    raw = f"From: {PEMOHON}\r\nTo: {KOTAK}\r\nMessage-ID: <kembar@luar.example>\r\n\r\n{permohonan()}"
    sebelum = len(kantor.json("kasus", "list"))
    for _ in range(2):
        kantor.pos.deliver(KOTAK, raw.encode())
        kantor.putar()
    assert len(kantor.json("kasus", "list")) == sebelum + 1


def test_status_tells_each_what_he_may_see(kantor: Kantor) -> None:
    nomor = kantor.ajukan(Topik="Dana bergulir")
    for dari, jenis in (("admin", "tugas"), (PEMOHON, "tanda-terima")):
        sebelum = len(kantor.surat(dari, kasus=nomor))
        kantor.jawab(dari, "STATUS", jenis, nomor)
        kantor.putar()
        (jawab,) = kantor.surat(dari, kasus=nomor)[sebelum:]
        assert nomor in jawab.teks
        assert "Irban" not in jawab.teks or dari != PEMOHON
        assert alamat("sekretaris") not in jawab.teks or dari != PEMOHON


def test_help_is_given_to_anybody(kantor: Kantor) -> None:
    kantor.kirim("baru@opd.example", "bantuan", "BANTUAN")
    kantor.putar()
    (surat,) = kantor.surat("baru@opd.example")
    for label in ("nama", "NIP", "perangkat daerah", "topik", "uraian", "metode"):
        assert label in surat.teks
