"""Where the output can go no further: a full disk, a closed pipe, a stream that was never there."""

import os
import subprocess
from pathlib import Path

import pytest

from tests import golden

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
STATES = ("profile", "gullland", "--cases", "quay", "--on", "1911-07-01")
COMMANDS = (
    STATES,
    (*STATES, "--json"),
    ("export", "--what", "facts", "--cases", "quay"),
    ("--help",),
    ("flip", "--help"),
)


def run_into(output: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a standard output of our choice."""
    return subprocess.run(
        [str(golden.COMMAND), *arguments],
        cwd=golden.FOLDER,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=300,
    )


@needs_full
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_ends_in_one_clear_error(arguments: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = run_into(full.fileno(), *arguments)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: standard output cannot be written: No space left on device\n"
        "  What was written is not whole. Free some space, or write to another place.\n"
    )


@needs_full
def test_a_device_is_no_file_to_write_an_answer_to() -> None:
    done = golden.run(["why", "denmark-2016-12", "-o", str(FULL)])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {FULL}: this is a device, not a file")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_closed_pipe_is_left_in_silence(arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        assert run_into(write, *arguments).stderr == ""
    finally:
        os.close(write)


def test_a_closed_output_is_told() -> None:
    command = f'"{golden.COMMAND}" schema >&-'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: standard output cannot be written: it is closed")
