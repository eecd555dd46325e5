"""A program a test cannot do without: skipped with the reason on a desk, a failure where CI promises it."""

import os
import shutil

import pytest


def need(program: str) -> str:
    """Path of `program`; without it the test is skipped, and fails where `CI` is set."""
    found = shutil.which(program)
    if found is not None:
        return found
    reason = f"program '{program}' tidak terpasang"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
