"""Every step and every answer of the contract's table, played as whole cases that advance side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pytest
from contract.desk import JENIS, LANGKAH, PEMOHON, UJI, Kantor, alamat, permohonan
from contract.lakon import LAKON, Jawaban, Lakon


@dataclass(frozen=True, slots=True)
class Panggung:
    """The played office: the number of each case, the Message-ID of each answer."""

    kantor: Kantor
    nomor: dict[str, str]
    dikirim: dict[str, list[str]]

    def kasus(self, nama: str) -> Any:
        return self.kantor.json("kasus", "show", self.nomor[nama])


@pytest.fixture(scope="module")
def panggung(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panggung]:
    """All cases of `LAKON`, one answer of each per round."""
    with Kantor(tmp_path_factory.mktemp("langkah")) as kantor:
        isi = permohonan(Topik="Hibah")
        topik = {kantor.kirim(_pemohon(p.nama), "Permohonan", isi): p.nama for p in LAKON}
        kantor.putar()
        rows = {row["message_id"]: row["kasus"] for row in kantor.json("surat", "list")}
        panggung = Panggung(kantor, {nama: rows[mid] for mid, nama in topik.items()}, {p.nama: [] for p in LAKON})
        for babak in zip_longest(*(p.jawaban for p in LAKON)):
            for lakon, jawaban in zip(LAKON, babak, strict=True):
                if jawaban:
                    panggung.dikirim[lakon.nama].append(_jawab(panggung, lakon.nama, jawaban))
            kantor.putar()
        yield panggung


def _jawab(panggung: Panggung, nama: str, jawaban: Jawaban) -> str:
    dari, isi, apa = jawaban
    dari = _pemohon(nama) if dari == PEMOHON else dari
    kepada, apa = apa[1:].split() if apa.startswith("@") else (dari, apa)
    surat = panggung.kantor.surat(kepada, kasus=panggung.nomor[nama])
    cocok = [
        s for s in surat if apa in (s["X-Sikuwas-Jenis"], s["X-Sikuwas-Langkah"] * (s["X-Sikuwas-Jenis"] == "tugas"))
    ]
    assert cocok, (nama, jawaban, [(s["X-Sikuwas-Jenis"], s["X-Sikuwas-Langkah"]) for s in surat])
    rujuk = {"In_Reply_To": cocok[-1]["Message-ID"], "References": cocok[-1]["Message-ID"]}
    return panggung.kantor.kirim(dari, f"Re: {cocok[-1]['Subject']}", isi, **rujuk)


@pytest.mark.parametrize("lakon", LAKON, ids=[p.nama for p in LAKON])
def test_an_answer_leads_where_the_table_says(panggung: Panggung, lakon: Lakon) -> None:
    kasus = panggung.kasus(lakon.nama)
    assert kasus["status"] == lakon.status
    if lakon.terbuka:
        assert sorted(t["langkah"] for t in kasus["tugas"]) == sorted(lakon.terbuka.split())


def _pemohon(nama: str) -> str:
    """Each case has an applicant of its own: nobody asks for so much in one morning."""
    return f"pemohon{[p.nama for p in LAKON].index(nama)}@opd.example"


def test_every_mail_has_one_outcome_and_every_letter_left(panggung: Panggung) -> None:
    rows = panggung.kantor.json("surat", "list")
    sent = {mid for ids in panggung.dikirim.values() for mid in ids}
    assert sent <= {row["message_id"] for row in rows}
    assert len(rows) == len({row["message_id"] for row in rows}) == len(sent) + len(LAKON)
    assert all(row["hasil"] and isinstance(row["hasil"], str) for row in rows)
    assert {row["keadaan"] for row in panggung.kantor.json("antrean", "list")} == {"terkirim"}


def test_the_subject_stays_the_same_for_a_case_and_recipient(panggung: Panggung) -> None:
    subjects: dict[tuple[str, str], set[str]] = {}
    for surat in panggung.kantor.kotak(UJI):
        subjects.setdefault((surat["X-Sikuwas-Kasus"], surat["X-Sikuwas-Untuk"]), set()).add(surat["Subject"])
    assert {key: found for key, found in subjects.items() if len(found) > 1 and key[0]} == {}


def test_every_letter_keeps_the_headers_of_the_contract(panggung: Panggung) -> None:
    for surat in panggung.kantor.kotak(UJI):
        assert surat["X-Sikuwas-Jenis"] in JENIS
        assert surat["X-Sikuwas-Langkah"] in LANGKAH
        assert surat["Subject"].startswith(f"[SIKUWAS {surat['X-Sikuwas-Kasus']}] ") or not surat["X-Sikuwas-Kasus"]
        assert surat["Auto-Submitted"].startswith("auto-")
        assert surat["List-Id"] and surat["Message-ID"]
        assert not surat["Cc"] and not surat["Bcc"] and surat["To"].count("@") == 1


def test_message_ids_of_letters_never_repeat(panggung: Panggung) -> None:
    ids = [surat["Message-ID"] for surat in panggung.kantor.kotak(UJI)]
    assert len(ids) == len(set(ids))
    assert set(ids) == {row["message_id"] for row in panggung.kantor.json("antrean", "list")}


def test_an_irban_named_by_the_sekretaris_gets_the_task(panggung: Panggung) -> None:
    for lakon in LAKON:
        if lakon.nama.startswith("disposisi IRBAN"):
            (tugas,) = panggung.kasus(lakon.nama)["tugas"]
            assert tugas["pemegang"] == alamat("irban3"), lakon.nama


def test_a_whole_course_names_all_steps_and_all_documents(panggung: Panggung) -> None:
    for nama in ("survei setelah selesai", "PERBAIKI dua kali, lalu selesai"):
        kasus = panggung.kasus(nama)
        assert {r["langkah"] for r in kasus["riwayat"]} == set(LANGKAH)
        assert [r["urut"] for r in kasus["riwayat"]] == list(range(1, len(kasus["riwayat"]) + 1))
        assert len({d["jenis"] for d in kasus["dokumen"]}) == 6
        assert all(len(d["sha256"]) == 64 and d["berkas"].endswith(".docx") for d in kasus["dokumen"])
    assert panggung.kasus("PERBAIKI dua kali, lalu selesai")["revisi"] >= 1


def test_a_survey_is_kept_and_minutes_are_the_auditors_words(panggung: Panggung) -> None:
    kasus = panggung.kasus("survei setelah selesai")
    assert kasus["survei"]["U1"] == 4 and kasus["survei"]["U2"] == 3
    hasil = panggung.kasus("konsultasi HASIL: urutan lain")["hasil"]
    assert "satu alinea" in hasil["pembahasan"] and hasil["saran"] == "catat sebagai aset"


def test_a_second_session_is_invited_only_when_its_place_is_known(panggung: Panggung) -> None:
    kasus = panggung.kasus("konsultasi LANJUT: persis")
    assert [s["jadwal"] for s in kasus["sesi"]] == ["2026-11-26T10:00:00+07:00", "2026-11-30T09:00:00+07:00"]


def test_a_table_of_labels_is_read_as_lines_are(panggung: Panggung) -> None:
    kasus = panggung.kasus("penugasan TUGASKAN: tabel")
    assert kasus["tim"] == [alamat("rina"), alamat("joko")]
    assert kasus["sesi"][0]["jadwal"] == "2026-11-26T10:00:00+07:00"


def test_others_may_ask_but_not_decide(panggung: Panggung) -> None:
    for nama in ("orang lain tidak memutuskan", "pemohon tidak memutuskan"):
        (mid,) = panggung.dikirim[nama]
        assert panggung.kantor.hasil(mid)["hasil"] not in ("diputuskan", "terdaftar"), nama
