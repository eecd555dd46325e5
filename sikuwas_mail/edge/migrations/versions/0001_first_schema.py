"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jawaban_otomatis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alamat", sa.Text(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jawaban_otomatis"),
    )
    op.create_index(
        "ix_jawaban_otomatis_alamat_jenis_waktu", "jawaban_otomatis", ["alamat", "jenis", "waktu"], unique=False
    )
    op.create_index("ix_jawaban_otomatis_waktu", "jawaban_otomatis", ["waktu"], unique=False)
    op.create_table(
        "kasus",
        sa.Column("nomor", sa.String(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("nomor_urut", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("langkah", sa.String(), nullable=False),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.Column("pemohon", sa.Text(), nullable=False),
        sa.Column("pemegang", sa.Text(), nullable=False),
        sa.Column("tenggat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("perangkat_daerah", sa.Text(), nullable=False),
        sa.Column("topik", sa.Text(), nullable=False),
        sa.Column("dibuka", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diperbarui", sa.DateTime(timezone=True), nullable=False),
        sa.Column("periksa", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("nomor", name="pk_kasus"),
    )
    op.create_index("ix_kasus_pemohon", "kasus", ["pemohon"], unique=False)
    op.create_index("ix_kasus_periksa_nomor", "kasus", ["periksa", "nomor"], unique=False)
    op.create_index("ix_kasus_status_tenggat", "kasus", ["status", "tenggat"], unique=False)
    op.create_index("ix_kasus_tahun_nomor_urut", "kasus", ["tahun", "nomor_urut"], unique=False)
    op.create_table(
        "keadaan",
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kunci", name="pk_keadaan"),
    )
    op.create_table(
        "percobaan",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("pertama", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terakhir", sa.DateTime(timezone=True), nullable=False),
        sa.Column("galat", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_percobaan"),
    )
    op.create_table(
        "sewa",
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("pemilik", sa.String(), nullable=False),
        sa.Column("sampai", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nama", name="pk_sewa"),
    )
    op.create_table(
        "surat_keluar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("kasus", sa.String(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("langkah", sa.String(), nullable=False),
        sa.Column("kepada", sa.Text(), nullable=False),
        sa.Column("untuk", sa.Text(), nullable=False),
        sa.Column("subjek", sa.Text(), nullable=False),
        sa.Column("thread_index", sa.String(), nullable=False),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keadaan", sa.String(), nullable=False),
        sa.Column("percobaan", sa.Integer(), nullable=False),
        sa.Column("coba_lagi", sa.DateTime(timezone=True), nullable=False),
        sa.Column("diklaim", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ragu", sa.Boolean(), nullable=False),
        sa.Column("terkirim", sa.DateTime(timezone=True), nullable=True),
        sa.Column("galat", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_surat_keluar"),
        sa.UniqueConstraint("kasus", "kunci", name="uq_surat_keluar_kasus_kunci"),
        sa.UniqueConstraint("message_id", name="uq_surat_keluar_message_id"),
    )
    op.create_index("ix_surat_keluar_kasus_untuk", "surat_keluar", ["kasus", "untuk"], unique=False)
    op.create_index(
        "ix_surat_keluar_keadaan_coba_lagi_id", "surat_keluar", ["keadaan", "coba_lagi", "id"], unique=False
    )
    op.create_table(
        "surat_masuk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("akun", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=True),
        sa.Column("uid", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("dari", sa.Text(), nullable=False),
        sa.Column("subjek", sa.Text(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("diterima", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hasil", sa.String(), nullable=False),
        sa.Column("kasus", sa.String(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_surat_masuk"),
        sa.UniqueConstraint("akun", "folder", "uidvalidity", "uid", name="uq_surat_masuk_akun_folder_uidvalidity_uid"),
        sa.UniqueConstraint("sha256", name="uq_surat_masuk_sha256"),
    )
    op.create_index("ix_surat_masuk_diterima", "surat_masuk", ["diterima"], unique=False)
    op.create_index("ix_surat_masuk_hasil", "surat_masuk", ["hasil"], unique=False)
    op.create_index("ix_surat_masuk_message_id", "surat_masuk", ["message_id"], unique=False)
    op.create_index("ix_surat_masuk_kasus", "surat_masuk", ["kasus"], unique=False)
    op.create_table(
        "dokumen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kasus", sa.String(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kasus"], ["kasus.nomor"], name="fk_dokumen_kasus"),
        sa.PrimaryKeyConstraint("id", name="pk_dokumen"),
        sa.UniqueConstraint("kasus", "jenis", "versi", name="uq_dokumen_kasus_jenis_versi"),
    )
    op.create_table(
        "nomor_naskah",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("klasifikasi", sa.String(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("kasus", sa.String(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("keadaan", sa.String(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["kasus"], ["kasus.nomor"], name="fk_nomor_naskah_kasus"),
        sa.PrimaryKeyConstraint("id", name="pk_nomor_naskah"),
        sa.UniqueConstraint("tahun", "klasifikasi", "urut", name="uq_nomor_naskah_tahun_klasifikasi_urut"),
    )
    op.create_index("ix_nomor_naskah_kasus_nomor", "nomor_naskah", ["kasus", "nomor"], unique=False)
    op.create_table(
        "peristiwa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kasus", sa.String(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("waktu", sa.DateTime(timezone=True), nullable=False),
        sa.Column("langkah", sa.String(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("atas_nama", sa.Text(), nullable=False),
        sa.Column("peristiwa", sa.String(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("surat_masuk", sa.Integer(), nullable=True),
        sa.Column("sidik", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kasus"], ["kasus.nomor"], name="fk_peristiwa_kasus"),
        sa.ForeignKeyConstraint(["surat_masuk"], ["surat_masuk.id"], name="fk_peristiwa_surat_masuk"),
        sa.PrimaryKeyConstraint("id", name="pk_peristiwa"),
        sa.UniqueConstraint("kasus", "urut", name="uq_peristiwa_kasus_urut"),
    )
    op.create_table(
        "tugas",
        sa.Column("kasus", sa.String(), nullable=False),
        sa.Column("langkah", sa.String(), nullable=False),
        sa.Column("peran", sa.String(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("pemegang", sa.Text(), nullable=False),
        sa.Column("dibuka", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenggat", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dijeda", sa.Text(), nullable=False),
        sa.Column("ditutup", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kasus"], ["kasus.nomor"], name="fk_tugas_kasus"),
        sa.PrimaryKeyConstraint("kasus", "langkah", "peran", "ronde", name="pk_tugas"),
    )
    op.create_index("ix_tugas_ditutup_tenggat", "tugas", ["ditutup", "tenggat"], unique=False)


def downgrade() -> None:
    for table in (
        "tugas",
        "peristiwa",
        "nomor_naskah",
        "dokumen",
        "surat_masuk",
        "surat_keluar",
        "sewa",
        "percobaan",
        "keadaan",
        "kasus",
        "jawaban_otomatis",
    ):
        op.drop_table(table)
