"""How an interview shows its questions and hears answers: at a terminal with completion, in a pipe line by line."""

import sys
import textwrap
from typing import TYPE_CHECKING, Final

import click

from cli.console import WIDTH, console
from explain.interview.conversing import Ask, Choice, Ended

if TYPE_CHECKING:
    pass

_TOLD: Final = 14
"""Up to so many choices are shown with what they mean; of more only the names, until somebody asks."""


class Paper:
    """Shows questions on standard output and reads a line of standard input for each; what is read is shown again."""

    def __init__(self) -> None:
        """Begin at the first line."""
        self.width = min(console().width, WIDTH)
        self._shown: set[tuple[Choice, ...]] = set()

    def hear(self, ask: Ask, status: str, number: int, *, again: bool) -> str:
        """Show a question and where the case stands; return the answer.

        Raises:
            Ended: there are no more lines.
        """
        click.echo()
        if not again:
            self._print(f"{number}. So far: {status}." if status else f"{number}.")
        whole = f"{ask.text} ({ask.hint})" if ask.hint else ask.text
        self._print(whole if len(ask.hint) < WIDTH else ask.text)
        if not again:
            if len(ask.hint) >= WIDTH:
                self._print(ask.hint)
            self._choices(ask)
            if ask.default:
                self._print(f"If you type nothing: {_called(ask)}.")
        return self.read(ask)

    def read(self, ask: Ask) -> str:
        """Return the next line.

        Raises:
            Ended: there is none.
        """
        del ask
        line = sys.stdin.readline()
        if not line:
            raise Ended
        text = line.rstrip("\r\n")
        click.echo(f"> {text}")
        return text

    def say(self, text: str) -> None:
        """Show a paragraph."""
        self._print(text, "  ")

    def show(self, ask: Ask) -> None:
        """Show every choice with what it means."""
        for number, choice in enumerate(ask.choices, 1):
            self._print(f"{number}. {_with_meaning(choice)}", "  ", "     ")

    def _choices(self, ask: Ask) -> None:
        if len(ask.choices) <= _TOLD:
            self.show(ask)
        elif ask.choices in self._shown:
            self._print(f"Type a name, as before; list shows all {len(ask.choices)} with what they mean.", "  ")
        else:
            self._shown.add(ask.choices)
            names = [_bound(f"{number} {choice.label}") for number, choice in enumerate(ask.choices, 1)]
            joined = f"{_bound(' ·')} ".join(names)
            for line in textwrap.wrap(joined, self.width - 2, break_long_words=False, break_on_hyphens=False):
                click.echo(f"  {line.replace(chr(0xA0), ' ')}")
            self._print("Type a number or a name; list says what each means.", "  ")

    def _print(self, text: str, first: str = "", following: str | None = None) -> None:
        told = textwrap.fill(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=first if following is None else following,
            break_long_words=False,
            break_on_hyphens=False,
        )
        click.echo(told)


class Screen(Paper):
    """Shows questions at a terminal, where a line can be edited and the choices are completed."""

    def __init__(self) -> None:
        """Open the line that is typed on."""
        from prompt_toolkit import PromptSession

        super().__init__()
        self._session: PromptSession[str] = PromptSession()

    def read(self, ask: Ask) -> str:
        """Return what is typed.

        Raises:
            Ended: the one who types ends it, by the keys for the end of input or for an interrupt.
        """
        from prompt_toolkit.completion import WordCompleter

        words = [choice.label for choice in ask.choices] or (["yes", "no", "unknown"] if "yes" in ask.hint else [])
        words += ["unknown", "why?", "list", "source", "stop"]
        completer = WordCompleter(words, ignore_case=True, sentence=True)
        try:
            return self._session.prompt("> ", completer=completer, complete_while_typing=False)
        except (EOFError, KeyboardInterrupt):
            raise Ended from None


def _bound(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _with_meaning(choice: Choice) -> str:
    return f"{choice.label}: {choice.definition}" if choice.definition else choice.label


def _called(ask: Ask) -> str:
    return next((choice.label for choice in ask.choices if choice.name == ask.default), ask.default)
