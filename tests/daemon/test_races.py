"""Two deciders at once: exactly one wins, the other is told."""

from pathlib import Path

from racing import Race


def test_of_two_deciders_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    race = Race(tmp_path)
    offices = race.open()
    try:
        for _ in range(15):
            race.run(offices)
    finally:
        for office in offices:
            office.rooms.store.close()
    assert not race.faults
    assert sum(race.wins.values()) == 15
