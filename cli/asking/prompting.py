"""The prompt of a conversation: history, completion, and the keys that end it."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from explain.asking.examples import examples
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context


def prompted(lexicon: Lexicon, session: "PromptSession[str] | None" = None) -> Iterator[str]:
    """Yield what is typed, line by line, until the end of input; an interrupt drops the line."""
    path = history_file()
    session = session or PromptSession(history=history(path), completer=Questions(lexicon), complete_while_typing=False)
    click.echo("Ask in short English; help lists what can be asked, quit ends.")
    click.echo(f"Questions are remembered in {path}." if path else "Questions are not remembered after this session.")
    while True:
        try:
            yield session.prompt("> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def history_file() -> Path | None:
    """Return where questions are remembered, in the platform's folder for the state of programs.

    ``None`` where that folder cannot be written, or where ``COALITION_NO_HISTORY`` is set.
    """
    if os.environ.get("COALITION_NO_HISTORY"):
        return None
    folder = _state_folder() / "coalition-kb"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "ask-history"
        path.touch(mode=0o600)
    except OSError:
        return None
    return path


def _state_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")


def history(path: Path | None) -> History:
    """Return the history of questions: in a file, or for this session only."""
    return FileHistory(str(path)) if path else InMemoryHistory()


class Questions(Completer):
    """Completes whole questions, and names of episodes and of what the ontology knows at the last word."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Collect what can be completed."""
        self.questions = examples(lexicon, Context())
        phrases = {" ".join(phrase) for phrase in lexicon.phrases}
        self.names = sorted({*lexicon.court.episodes, *(text for text in phrases if text.isascii())})

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the line, or its last word, can become."""
        del complete_event
        line = document.text_before_cursor
        for question in self.questions:
            if line and question.casefold().startswith(line.casefold()):
                yield Completion(question, start_position=-len(line))
        word = line.rpartition(" ")[2].casefold()
        for name in self.names:
            if word and name.startswith(word):
                yield Completion(name, start_position=-len(word))
