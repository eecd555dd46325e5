"""The note of what the server took survives the process, and is gone when database and copies know."""

from pathlib import Path

from sikuwas_mail.office.accepted import Accepted


def test_a_successor_knows_what_its_predecessor_handed_over(tmp_path: Path) -> None:
    first = Accepted(tmp_path / "diterima", lambda _: True)
    first.note("<a@contoh>")
    first.note("<b@contoh>")
    assert not first.has("<a@contoh>")  # its own letters it holds in memory
    second = Accepted(tmp_path / "diterima", lambda _: True)
    assert second.has("<a@contoh>") and second.has("<b@contoh>") and not second.has("<c@contoh>")


def test_a_note_stays_until_the_letter_it_names_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "diterima"
    Accepted(path, lambda _: True).note("<a@contoh>")
    second = Accepted(path, lambda _: True)
    second.settled()
    assert path.exists()
    second.found("<a@contoh>")
    second.settled()
    assert not path.exists()


def test_notes_of_marked_letters_and_a_line_cut_short_mean_nothing(tmp_path: Path) -> None:
    path = tmp_path / "diterima"
    path.write_bytes(b"<terkirim@contoh>\n<menunggu@contoh>\n<sepo")
    found = Accepted(path, lambda name: name == "<menunggu@contoh>")
    assert found.has("<menunggu@contoh>") and not found.has("<terkirim@contoh>") and not found.has("<sepo")
