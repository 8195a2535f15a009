"""Freed memory is kept where the C library can."""

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

# What three pieces of 20 MiB take the first time they are not to take again.
PROGRAM = """
import resource
from skrot.run.memory import keep_freed_memory

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    pieces = [b"x" * (20 << 20) for _ in range(3)]
    del pieces
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

keep_freed_memory()
print(*(faults() for _ in range(4)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep memory in other ways")
def test_memory_that_was_freed_is_not_asked_for_again():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, text=True, cwd=REPOSITORY
    )
    first, *later = map(int, done.stdout.split())
    if first * 4096 < 50 << 20:
        pytest.skip("this system has large pages")
    assert max(later) < first / 10
