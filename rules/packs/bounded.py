"""Calls the code of a pack within bounds: so many steps, and whatever it raises is told.

A step is an instruction of Python, counted as it is run, so that the bound is the same on a slow machine. What is not
bounded: one long call of a function written in C, code that catches whatever stops it, and memory.
"""

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from types import FrameType, TracebackType
from typing import Any, Final

STEPS: Final = 500_000
"""How many steps one call may take."""


class Failed(Exception):
    """A call that did not end well: what happened, and in which line of the file, if it is known."""

    def __init__(self, what: str, line: int | None) -> None:
        """Keep both apart."""
        super().__init__(what)
        self.what = what
        self.line = line


class _TooLongError(BaseException):
    """More steps than are allowed; no Exception, so that code does not catch it by chance."""


class _Counter:
    """Counts steps; with ``only``, those in one file."""

    def __init__(self, only: str | None) -> None:
        self.left = STEPS
        self.only = only

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Count one event of Python's own tracing."""
        del event, arg
        frame.f_trace_opcodes = True  # a loop on one line may have no other event
        if self.only is not None and frame.f_code.co_filename != self.only:
            return None
        self.left -= 1
        if self.left < 0:
            raise _TooLongError
        return self.trace


def bounded(call: Callable[[], Any], path: str, *, loading: bool = False) -> Any:
    """Return what a call returns; what it prints goes to standard error.

    Args:
        call: what to call; its code stands in the file at ``path``.
        path: that file, in which a fault is looked for.
        loading: count the steps in that file alone, not those of modules that it imports.

    Raises:
        Failed: it raises something, or takes too many steps.
    """
    before = sys.gettrace()
    sys.settrace(_Counter(path if loading else None).trace)
    try:
        with redirect_stdout(sys.stderr):
            return call()
    except _TooLongError as error:
        raise Failed(f"it does not end within {STEPS:,} steps", _line(error.__traceback__, path)) from None
    except SyntaxError as error:
        raise Failed(f"{type(error).__name__}: {error.msg}", error.lineno) from error
    except (Exception, SystemExit) as error:
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise Failed(" ".join(told.split())[:300], _line(error.__traceback__, path)) from error
    finally:
        sys.settrace(before)


def _line(traceback: TracebackType | None, path: str) -> int | None:
    """Return the last line of a file that a fault passed."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == path:
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    return found
