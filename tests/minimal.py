"""The smallest config.toml that is accepted."""

BASE = """mode = "uji"
alihkan_ke = "uji@contoh.go.id"

[imap]
host = "127.0.0.1"
user = "sikuwas@contoh.go.id"
password = "SENTINEL-SANDI"

[smtp]
host = "127.0.0.1"
from = "SIKUWAS <sikuwas@contoh.go.id>"

[[petugas]]
nama = "Contoh Irban"
email = "irban@contoh.go.id"
peran = "irban"
wilayah = "II"

[[petugas]]
nama = "Contoh Admin"
email = "admin@contoh.go.id"
peran = "admin"
"""
