"""What no single key can know: rules between keys, each a function from the values to its complaints."""

from collections.abc import Iterator

from sikuwas_mail.config.kinds import is_loopback
from sikuwas_mail.config.rules_people import PEOPLE, PEOPLE_WHOLE, reversed_dates
from sikuwas_mail.config.tree import Complaint, Rule, View


def complaints(values: dict[str, object], whole: bool) -> list[Complaint]:
    """Every complaint; `whole` False leaves out the rules that miss something, for a part could not be read."""
    root = View(values)
    rules = [*ALWAYS, *PEOPLE, *((*WHOLE, *PEOPLE_WHOLE) if whole else ())]
    return [complaint for rule in rules for complaint in rule(root)]


def rehearsal_needs_a_mailbox(root: View) -> Iterator[Complaint]:
    """In `uji` every letter goes to one address, so there must be one."""
    if root.values.get("mode", "uji") == "uji" and root.values.get("alihkan_ke", "") == "":
        yield ("alihkan_ke",), 'wajib diisi selama mode = "uji": semua surel dikirim ke alamat itu'


def plain_lines_stay_at_home(root: View) -> Iterator[Complaint]:
    """Without TLS only this machine may be spoken to."""
    for table in (root.table("imap"), root.table("smtp")):
        if table.text("tls") == "none" and table.text("host") and not is_loopback(table.text("host")):
            yield table.at("tls"), '"none" hanya untuk server di mesin ini (127.0.0.1); pakai "ssl" atau "starttls"'


def logins_are_whole(root: View) -> Iterator[Complaint]:
    """OAuth2 needs a registered application and a user."""
    for table in (root.table("imap"), root.table("smtp")):
        if not table.text("auth").startswith("oauth2"):
            continue
        if root.table("oauth2").values.get("client_id", "") == "":
            yield table.at("auth"), f'"{table.text("auth")}" memerlukan [oauth2] client_id'
        if table.path == ("smtp",) and table.values.get("user", "") == "":
            yield table.at("auth"), f'"{table.text("auth")}" memerlukan smtp.user'


def database_is_known(root: View) -> Iterator[Complaint]:
    """Two databases are supported, by their full scheme; the URL is never shown."""
    table = root.table("database")
    url = table.text("url", "sqlite:///x")
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return
    meant = "postgresql+psycopg://…" if url.startswith("postgres") else "sqlite:///data/sikuwas.db"
    yield table.at("url"), f'harus diawali sqlite:/// atau postgresql+psycopg://; mungkin maksudnya "{meant}"'


def folders_differ(root: View) -> Iterator[Complaint]:
    """A mail that moves must arrive somewhere else."""
    table = root.table("imap")
    taken = {table.text("folder_masuk", "INBOX").upper(): "folder_masuk"}
    for key, default in (("folder_selesai", "SIKUWAS/Selesai"), ("folder_periksa", "SIKUWAS/Perlu-Dilihat")):
        name = table.text(key, default).upper()
        if name in taken:
            yield table.at(key), f"folder ini sama dengan imap.{taken[name]}"
        taken.setdefault(name, key)
    copies = root.table("surat")
    if copies.text("kirim_salinan").upper() in taken:
        where = taken[copies.text("kirim_salinan").upper()]
        yield copies.at("kirim_salinan"), f"folder ini sama dengan imap.{where}"


def reminders_rise(root: View) -> Iterator[Complaint]:
    """A reminder comes after the one before it, and the escalation last."""
    table = root.table("pengingat")
    after = table.numbers("setelah")
    if any(a >= b for a, b in zip(after, after[1:], strict=False)):
        yield table.at("setelah"), "harus berurutan naik"
    if max(after or [2.0]) > table.number("eskalasi", 3.0):
        yield table.at("eskalasi"), f"harus sesudah pengingat terakhir ({max(after or [2.0]):g})"
    asked = table.numbers("ingat_pemohon") or [2.0, 5.0]
    if max(asked) > table.number("tutup_pemohon", 10):
        yield table.at("tutup_pemohon"), f"harus sesudah pengingat pemohon terakhir (hari kerja ke-{max(asked):g})"


def domains_agree(root: View) -> Iterator[Complaint]:
    """No domain is both admitted and refused."""
    table = root.table("keamanan")
    both = sorted(set(table.texts("domain_pemohon")) & set(table.texts("domain_ditolak")))
    for name in both:
        yield table.at("domain_ditolak"), f'"{name}" juga tertulis di keamanan.domain_pemohon'


def calendar_is_possible(root: View) -> Iterator[Complaint]:
    """Months have a beginning before their end, a day is not both off and on, somebody works some day."""
    table = root.table("kalender")
    for row in table.rows("ramadan"):
        yield from reversed_dates(row)
    for day in sorted(set(table.days("tambah")) & set(table.days("hapus"))):
        yield table.at("hapus"), f"{day} juga tertulis di kalender.tambah"
    weekdays = ("senin", "selasa", "rabu", "kamis", "jumat")
    if all(table.table("jam").values.get(d) == [] for d in weekdays):
        yield table.at("jam"), "tidak ada hari kerja sama sekali"


def block_of_numbers(root: View) -> Iterator[Complaint]:
    """A reserved block ends behind its beginning."""
    table = root.table("nomor")
    first, last = table.values.get("mulai", 1), table.values.get("sampai", 0)
    if isinstance(first, int) and isinstance(last, int) and 0 < last < first:
        yield table.at("sampai"), f"harus 0 atau paling sedikit sebesar nomor.mulai ({first})"


ALWAYS: tuple[Rule, ...] = (
    block_of_numbers,
    plain_lines_stay_at_home,
    database_is_known,
    folders_differ,
    reminders_rise,
    domains_agree,
    calendar_is_possible,
)
WHOLE: tuple[Rule, ...] = (rehearsal_needs_a_mailbox, logins_are_whole)
