"""Benches that are put away in the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.office.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Set up an office: `bench(more)`; options as of `Bench`."""
    made: list[Bench] = []

    def set_up(more: str = "", **options: object) -> Bench:
        made.append(Bench(tmp_path, more, **options))  # type: ignore[arg-type]
        return made[-1]

    yield set_up
    for one in made:
        one.close()
