"""The figures of the office in Prometheus's text format: counts only, no names, no addresses, no case numbers."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sikuwas_mail.edge.store.values import Counts


def text(counts: Counts, connected: bool, now: datetime) -> str:
    """The whole file; `connected`: the mailbox was reached at the last try."""
    lines = [
        *_gauge("sikuwas_detak_detik", "Waktu Unix putaran terakhir layanan.", {"": int(now.timestamp())}),
        *_gauge("sikuwas_imap_tersambung", "1 bila kotak surat terjangkau.", {"": int(connected)}),
        *_gauge("sikuwas_kasus_terbuka", "Kasus yang masih berjalan.", {"": counts.kasus_terbuka}),
        *_gauge("sikuwas_kasus_terlambat", "Kasus yang melewati tenggat.", {"": counts.terlambat}),
        *_gauge("sikuwas_karantina", "Surel masuk dalam karantina.", {"": counts.karantina}),
        *_gauge("sikuwas_surat_keluar", "Surat keluar menurut keadaannya.", _labelled("keadaan", counts.keluar)),
        *_gauge("sikuwas_surel_masuk", "Surel masuk menurut hasilnya.", _labelled("hasil", counts.masuk)),
    ]
    return "\n".join(lines) + "\n"


def _labelled(label: str, values: Mapping[str, int]) -> dict[str, int]:
    return {f'{{{label}="{key}"}}': value for key, value in sorted(values.items())}


def _gauge(name: str, said: str, values: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP {name} {said}"
    yield f"# TYPE {name} gauge"
    for labels, value in values.items():
        yield f"{name}{labels} {value}"
