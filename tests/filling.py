"""A database filled past reading: closed cases with all that hangs on them, written by plain SQL."""

import sqlite3
from pathlib import Path

_TO = "strftime('%Y-%m-%d 02:00:00.000000', '2025-01-01', (n % 365) || ' days')"
_N = "WITH RECURSIVE c(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM c WHERE n < :last)"
_NOMOR = "printf('SKW-2025-%04d', n)"
_ROWS = {
    "kasus": f"{_NOMOR}, 2025, n, 'selesai', 'pengarsipan', 0, 'p' || n || '@opd.example', '', NULL, 'Dinas Contoh', "
    f"'Topik ' || n, {_TO}, {_TO}, NULL",
    "surat_masuk": "n, 'kotak@contoh.example', 'INBOX', 1, n, printf('%064x', n), '<m' || n || '@opd.example>', "
    f"'p' || n || '@opd.example', 's', 'permohonan', {_TO}, 'terdaftar', {_NOMOR}, ''",
    "peristiwa": f"n, {_NOMOR}, 1, {_TO}, 'permohonan', 'p', '', 'Diteruskan', '{{\"catatan\":\"\"}}', n, "
    "printf('%064x', n)",
    "surat_keluar (id, message_id, kunci, kasus, jenis, langkah, kepada, untuk, subjek, thread_index, dibuat, keadaan, "
    "percobaan, coba_lagi, diklaim, ragu, terkirim, galat, raw)": "n, '<k' || n || '@contoh.example>', 'k', "
    f"{_NOMOR}, 'tugas', 'penerusan', 'a@b.example', 'a@b.example', 's', '', {_TO}, 'terkirim', 1, {_TO}, NULL, 0, "
    f"{_TO}, '', x'00'",
    "nomor_naskah (tahun, klasifikasi, urut, nomor, kasus, jenis, versi, keadaan, alasan)": "2025, '700', n, "
    f"'700/' || n, {_NOMOR}, 'surat-tugas', 1, 'dipakai', ''",
    "jawaban_otomatis (alamat, jenis, waktu)": f"'p' || n || '@opd.example', 'tanda-terima', {_TO}",
}


def fill(file: Path, first: int, last: int) -> None:
    """Cases `first` to `last` of 2025, each closed, with a mail, a letter sent, a number and an automatic answer."""
    with sqlite3.connect(file) as db:
        for table, values in _ROWS.items():
            db.execute(f"INSERT INTO {table} {_N} SELECT {values} FROM c", {"first": first, "last": last})
        db.execute("DELETE FROM keadaan WHERE kunci = 'jejak'")
    db.close()
