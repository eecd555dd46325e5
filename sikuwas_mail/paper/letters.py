"""A letter is rendered from one model into text and HTML, threaded, and proved by reading its bytes again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import css_inline

from sikuwas_mail.core import reference
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.outgoing import Berkas, Instansi, Letter, Outgoing, Utas
from sikuwas_mail.paper import contoh, invitations, letter_lint, letter_values, mailto, mime, threads, wording
from sikuwas_mail.paper.templating import HTML, TEKS, BrokenTemplate, Templates

_TEKAN = "DR, RN, NRN, OOF, AutoReply"  # bounces (NDR) must still come back
_MARKAH = "-- balas di atas baris ini --"


@dataclass(frozen=True, slots=True)
class _Address:
    """How one letter is addressed and recognised again."""

    nomor: str  # "" without a case
    token: str
    sidik: str
    message_id: str
    subjek: str
    balas_ke: str  # plus-address, or our own
    ref: str


class Letters:
    """The letters of `folder` (templates/surat) for one office; an edited template needs a new object."""

    def __init__(
        self,
        folder: Path,
        instansi: Instansi,
        pengirim: str,
        plus_address: bool,
        zona: ZoneInfo,
        alihkan_ke: str = "",
        maks_lampiran: int = 15_000_000,
    ) -> None:
        self.templates = Templates(folder)
        self._instansi = letter_values.office(instansi)
        self._pengirim = parseaddr(pengirim)
        self._domain = self._pengirim[1].rpartition("@")[2]
        self._plus = plus_address
        self._zona = zona
        self._alihkan_ke = alihkan_ke
        self._maks = maks_lampiran
        self._inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)

    def render(
        self,
        letter: Letter,
        case: Case | None,
        desk: Desk,
        now: datetime,
        lampiran: Sequence[Berkas] = (),
        utas: Utas = Utas(),  # noqa: B008 - a frozen value
        catatan: str = "",
    ) -> Outgoing:
        """The letter's final bytes; raises BrokenTemplate. `lampiran` beyond the limit is named, not attached.

        `catatan`: a sentence about the enclosures.
        """
        if letter.nomor:  # about no case: nothing of one may show
            case, utas = None, Utas()
        address = self._address(letter, case, utas)
        enclosed, left_out = self._fitting(lampiran)
        values = {**self._values(letter, case, desk, address, enclosed, left_out), "catatan_lampiran": catatan}
        index = threads.thread_index(utas.thread_index, f"{address.nomor}|{letter.kepada}", address.sidik, now)
        parts = mime.Parts(
            headers=self._headers(letter, address, utas, index, now),
            dari=self._pengirim,
            kepada=("", self._alihkan_ke) if self._alihkan_ke else (letter.nama, letter.kepada),
            teks=self.templates.render(letter.templat, TEKS, values),
            html=self._inlined(letter.templat, values),
            sidik=address.sidik,
            lampiran=enclosed,
            kalender=self._calendar(letter, now),
            metode=invitations.method(letter.undangan) if letter.undangan else "",
        )
        return self._outgoing(letter, address, parts, index)

    def lint(self) -> list[str]:
        """Every fault of every template, found by rendering samples; empty when all is well."""
        return letter_lint.faults(
            self.templates, lambda letter, case: self.render(letter, case, contoh.desk(), contoh.SEKARANG).raw
        )

    def _outgoing(self, letter: Letter, address: _Address, parts: mime.Parts, index: str) -> Outgoing:
        try:
            raw = mime.build(parts)
        except mime.NotSame as fault:
            reason = f"surat jadi tidak terbaca kembali seperti yang disusun ({fault})"
            raise BrokenTemplate(f"{letter.templat}.{TEKS}", 0, reason) from fault
        return Outgoing(
            address.message_id,
            letter.jenis,
            letter.langkah,
            parts.kepada[1],
            letter.kepada,
            address.subjek,
            raw,
            index,
            letter.kunci,
        )

    def _address(self, letter: Letter, case: Case | None, utas: Utas) -> _Address:
        nomor, own = (case.nomor if case else letter.nomor), self._pengirim[1]
        digest = sha256(f"{nomor}|{letter.kunci}|{letter.kepada}".encode(errors="replace")).hexdigest()
        token = letter.token if nomor else ""
        about = letter_values.short_topic(case) if case else _subject(letter)
        subject = f"[SIKUWAS {nomor}] {about}" if nomor else f"[SIKUWAS] {about}"
        return _Address(
            nomor,
            token,
            digest[:12],
            reference.message_id(nomor, token, digest[:12], self._domain)
            if token
            else f"<sikuwas.{digest[:20]}@{self._domain}>",
            wording.satu_baris(utas.subjek) or subject,
            reference.plus_address(own, nomor, token) if self._plus and token else own,
            reference.ref_line(nomor, token) if token else "",
        )

    def _headers(self, letter: Letter, address: _Address, utas: Utas, index: str, now: datetime) -> dict[str, str]:
        answered, chain = threads.references(utas.message_ids, letter.kutip)
        wanted = {
            "Subject": address.subjek,
            "Date": format_datetime(now.astimezone(self._zona)),
            "Message-ID": address.message_id,
            "In-Reply-To": answered,
            "References": chain,
            "Reply-To": address.balas_ke if address.balas_ke != self._pengirim[1] else "",
            "X-Sikuwas-Kasus": "" if letter.nomor else address.nomor,
            "X-Sikuwas-Langkah": letter.langkah.value,
            "X-Sikuwas-Jenis": letter.jenis.value,
            "X-Sikuwas-Untuk": letter.kepada if self._alihkan_ke else "",
            "Auto-Submitted": "auto-replied" if letter.kutip else "auto-generated",
            "X-Auto-Response-Suppress": _TEKAN,
            "List-Id": f"<sikuwas.{self._domain}>",
            "Content-Language": "id",
            "Thread-Topic": address.subjek,
            "Thread-Index": index,
        }
        return {name: value for name, value in wanted.items() if value}

    def _values(
        self,
        letter: Letter,
        case: Case | None,
        desk: Desk,
        address: _Address,
        enclosed: Sequence[Berkas],
        left_out: Sequence[Berkas],
    ) -> dict[str, object]:
        due = wording.waktu(letter.tenggat, self._zona) if letter.tenggat else ""
        name = wording.satu_baris(letter.nama) or letter.kepada
        return {
            "markah": _MARKAH,
            "subjek": address.subjek,
            "surat": {
                "jenis": letter.jenis.value,
                "langkah": letter_values.step_title(letter.langkah, letter.peran),
                "peran": letter.peran.value if letter.peran else "",
                "kepada": letter.kepada,
                "nama": letter_values.clean(name),
                "sebagai": letter_values.clean(letter.sebagai),
            },
            "sapaan": wording.satu_baris(letter_values.clean(letter.sapaan)).rstrip(",") + ",",
            "tenggat": due,
            "batas": f" paling lambat {due}" if due else "",
            "kasus": letter_values.case_facts(letter, case, desk, self._zona) if case else None,
            "isi": letter_values.plain(letter.isi, self._zona),
            "jawaban": self._answers(letter, address),
            "tautan": lambda kata: mailto.link(address.balas_ke, address.subjek, str(kata), address.ref),
            "instansi": self._instansi,
            "ref": address.ref,
            "lampiran": [[mime.safe_name(b.nama), _size(b)] for b in enclosed],
            "tertinggal": [[mime.safe_name(b.nama), _size(b)] for b in left_out],
            "tanya_ke": self._instansi["pos_el"] or self._pengirim[1],
            "gladi": _rehearsal(name, letter.kepada) if self._alihkan_ke else "",
        }

    def _answers(self, letter: Letter, address: _Address) -> list[dict[str, object]]:
        return [
            {
                **{k: v for k, v in asdict(a).items() if k in ("contoh", "arti", "wajib_isi")},
                "kata": a.jawaban.value,
                "label": mailto.label(a),
                "tautan": mailto.answer(address.balas_ke, address.subjek, a, address.ref),
            }
            for a in letter.jawaban
        ]

    def _fitting(self, files: Sequence[Berkas]) -> tuple[list[Berkas], list[Berkas]]:
        """The files that fit into one mail, in their order, and those that do not."""
        enclosed: list[Berkas] = []
        left_out: list[Berkas] = []
        room = self._maks
        for file in files:
            fits = len(file.isi) <= room
            (enclosed if fits else left_out).append(file)
            room -= len(file.isi) if fits else 0
        return enclosed, left_out

    def _inlined(self, templat: str, values: dict[str, object]) -> str:
        page = self.templates.render(templat, HTML, values)
        try:
            return self._inliner.inline(page)
        except css_inline.InlineError as fault:
            raise BrokenTemplate(f"{templat}.{HTML}", 0, f"gaya tidak dapat dipasang: {fault}") from fault

    def _calendar(self, letter: Letter, now: datetime) -> bytes:
        if letter.undangan is None:
            return b""
        sender = mime.mailbox(*self._pengirim)
        return invitations.build(letter.undangan, sender, self._zona, now)


def _subject(letter: Letter) -> str:
    """Of a letter without a case: what it is about, else its kind."""
    about = letter.isi.get("perihal", "")
    return wording.satu_baris(str(about))[:80].strip() or letter.jenis.value.replace("-", " ").capitalize()


def _rehearsal(nama: str, alamat: str) -> str:
    return f"GLADI (mode uji): surat ini sedianya untuk {letter_values.clean(nama)} <{alamat}>"


def _size(file: Berkas) -> str:
    size = len(file.isi)
    return f"{size / 1_000_000:.1f} MB".replace(".", ",") if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
