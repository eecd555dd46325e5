"""Real SQLite files, and small histories to put into them."""

import inspect
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from postgres import Cluster

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.events import (
    SISTEM,
    Diteruskan,
    DokumenDisusun,
    Event,
    Isi,
    PermohonanDiterima,
    PermohonanMasuk,
    TugasDibuka,
)
from sikuwas_mail.core.evolve import evolve
from sikuwas_mail.core.outgoing import JenisSurat, Outgoing
from sikuwas_mail.core.sop import Dokumen, Langkah, Peran
from sikuwas_mail.edge.store import DokumenBaru, MasukBaru, Record, Store, migrate

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=WIB)


class History:
    """Builds records as the office would."""

    now = NOW
    admin = "admin@contoh.go.id"

    def event(self, langkah: Langkah, isi: Isi, oleh: str = SISTEM) -> Event:
        return Event(NOW, langkah, oleh, isi)

    def after(self, case: Case | None, *events: Event) -> Case:
        for event in events:
            case = evolve(case, event)
        assert case is not None
        return case

    def letter(self, name: str, *, kunci: str = "", untuk: str = admin, index: str = "") -> Outgoing:
        message_id = f"<{name}@contoh.go.id>"
        raw = f"Subject: {name}\r\n\r\nisi\r\n".encode()
        return Outgoing(
            message_id, JenisSurat.TUGAS, Langkah.PENERUSAN, untuk, untuk, name, raw, thread_index=index, kunci=kunci
        )

    def masuk(self, n: int, *, kasus: str = "", hasil: str = "permohonan") -> MasukBaru:
        place = {"akun": "a@contoh.go.id", "folder": "INBOX", "uidvalidity": 2**32 - 1, "uid": n}
        return MasukBaru(
            f"{n:064x}", NOW, hasil, kasus=kasus, dari="pemohon@contoh.go.id", message_id=f"<{n}>", **place
        )

    def request(self, n: int = 1, *, tahun: int = 2026) -> Record:
        """A request that was received, put on Admin's desk and documented: four events, two letters."""
        nomor = f"SKW-{tahun}-{n:04}"
        data = {"topik": "Pengadaan", "perangkat_daerah": "Dinas Contoh"}
        masuk = PermohonanMasuk(nomor, "pemohon@contoh.go.id", data, "surel")
        events = (
            self.event(Langkah.PERMOHONAN, masuk, "pemohon@contoh.go.id"),
            self.event(Langkah.PENERIMAAN, PermohonanDiterima("II")),
            self.event(Langkah.PENERIMAAN, DokumenDisusun(Dokumen.FORMULIR, 1)),
            self.event(Langkah.PENERUSAN, TugasDibuka(Peran.ADMIN, (self.admin,), 1, NOW + timedelta(minutes=10))),
        )
        return Record(
            waktu=NOW,
            masuk=self.masuk(tahun * 10_000 + n, kasus=nomor),
            events=events,
            case=self.after(None, *events),
            periksa=NOW + timedelta(minutes=10),
            dokumen=(DokumenBaru(Dokumen.FORMULIR, 1, "formulir.docx", "0" * 64),),
            surat=(self.letter(f"{nomor}.1", kunci="tugas"), self.letter(f"{nomor}.2", untuk="pemohon@contoh.go.id")),
        )

    def forward(self, case: Case, n: int, *more: Event) -> Record:
        """Admin passes the request on."""
        events = (self.event(Langkah.PENERUSAN, Diteruskan("lanjut"), self.admin), *more)
        after = self.after(case, *events)
        masuk = self.masuk(n, kasus=case.nomor, hasil="keputusan")
        return Record(NOW, masuk, events=events, case=after, surat=(self.letter(f"balas-{n}"),))


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/sikuwas.db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sikuwas.db"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without rows, made once."""
    file = tmp_path_factory.mktemp("kosong") / "sikuwas.db"
    migrate(f"sqlite:///{file}")
    return file


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What does not look at the file itself must hold on both databases."""
    own = {"file", "url", "mesin"} & set(inspect.signature(metafunc.function).parameters)
    if "opened" in metafunc.fixturenames and not own:
        metafunc.parametrize("mesin", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with Cluster() as running:
        yield running


@pytest.fixture
def mesin(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def opened(
    mesin: str, url: str, file: Path, empty: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Store]]:
    """Opens the database any number of times and closes all in the end."""
    stores: list[Store] = []
    if mesin == "postgresql":
        url = request.getfixturevalue("cluster").database()
        migrate(url)
    else:
        file.parent.mkdir()
        file.touch(mode=0o600)
        file.write_bytes(empty.read_bytes())

    def open_it(**options: bool) -> Store:
        stores.append(Store.open(url, **options))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()
