"""Work done apart: each answer in a process of its own, which ends when its time or memory is used up.

One process holds everything that answers need and starts no thread. For each question it forks: the copy has all in
its memory at once, can change nothing for the others, and is ended by the system itself when it takes too long. So
no question, whatever it asks, holds up the next.
"""

import asyncio
import contextlib
import gc
import os
import pickle
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kb.errors import InputError

MEGABYTE = 2**20
_GRACE = 2.0
"""Seconds after which an answer is given up that neither came nor was ended."""


class TookTooLong(Exception):
    """An answer took more time than is allowed."""


class Broke(Exception):
    """The work ended without an answer: it needed more memory than is allowed, or met a fault of the program."""


@dataclass(frozen=True)
class Limits:
    """What one answer may use: seconds, and megabytes beside what is held for all."""

    seconds: float = 10.0
    memory: int = 512


class Apart:
    """Does one kind of work, each piece in a process of its own."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits, leaving: Sequence[socket.socket] = ()) -> None:
        """Start the process that holds everything; this must come before the first thread and the first connection.

        Args:
            work: what is done.
            limits: what one answer may use.
            leaving: what the process that holds everything has no part in.

        Raises:
            InputError: this system cannot copy a process.
        """
        if not hasattr(os, "fork"):
            raise InputError(
                "answers cannot be computed apart here",
                why="Each is computed in a copy of the process, and this system makes none.",
                remedy="Serve from Linux or macOS.",
            )
        self._limits = limits
        self._line, there = socket.socketpair()
        sys.stdout.flush()
        sys.stderr.flush()
        self._holder = os.fork()
        if not self._holder:
            for item in (self._line, *leaving):
                item.close()
            os.setpgid(0, 0)  # so that Ctrl-C reaches the server alone, which ends all of these
            _apart(partial(_hold, there, work, limits))
        with contextlib.suppress(OSError):  # the other one may have done it already
            os.setpgid(self._holder, self._holder)
        there.close()

    async def answer(self, asked: object) -> Any:
        """Return what the work gives.

        Raises:
            TookTooLong: it took more time than is allowed.
            Broke: it ended without an answer.
        """
        here, there = socket.socketpair()
        with there:
            try:
                socket.send_fds(self._line, [b"."], [there.fileno()])
            except OSError as error:
                here.close()
                raise Broke from error
        reader, writer = await asyncio.open_unix_connection(sock=here)
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._limits.seconds + _GRACE):
                writer.write(pickle.dumps(asked))
                writer.write_eof()
                data = await reader.read()
            return pickle.loads(data)  # noqa: S301 - written by a copy of this very process
        except (TimeoutError, OSError, EOFError, pickle.UnpicklingError) as error:
            late = time.monotonic() - started >= self._limits.seconds
            raise (TookTooLong if late else Broke) from error
        finally:
            writer.close()

    @property
    def alive(self) -> bool:
        """Tell whether the process that holds everything is there."""
        with contextlib.suppress(ChildProcessError):
            return os.waitpid(self._holder, os.WNOHANG) == (0, 0)
        return False

    def close(self) -> None:
        """End the process that holds everything, and every piece of work that is not done."""
        self._line.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._holder, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._holder, 0)


def _hold(line: socket.socket, work: Callable[[Any], Any], limits: Limits) -> None:
    """Wait for connections, each of which brings one piece of work, and let a copy of this process do it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a copy ended
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.collect()
    gc.freeze()  # what is held stays shared with the copies, none of which lives long enough to clean up
    gc.disable()
    while True:
        data, handles, *_ = socket.recv_fds(line, 1, 1)
        if not data:
            return
        with contextlib.suppress(OSError):  # no room for a copy: the connection closes without an answer
            if not os.fork():
                line.close()
                _apart(partial(_do, socket.socket(fileno=handles[0]), work, limits))
        for handle in handles:
            os.close(handle)


def _do(line: socket.socket, work: Callable[[Any], Any], limits: Limits) -> None:
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)  # whose signal ends a process
    _limit_memory(limits.memory)
    with line, line.makefile("rb") as given:
        asked = pickle.load(given)  # noqa: S301 - written by the server of which this is a copy
        line.sendall(pickle.dumps(work(asked)))


def _limit_memory(more: int) -> None:
    """Let this process have so many megabytes beside what it has now, where the system tells how many these are."""
    import resource  # noqa: PLC0415 - not on every system

    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _apart(work: Callable[[], None]) -> None:
    """Do something and end this process, whatever happens: nothing of what it was copied from goes on here."""
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - told, and the process ends
        if not isinstance(error, ConnectionError | KeyboardInterrupt | MemoryError):
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(1)
    os._exit(0)
