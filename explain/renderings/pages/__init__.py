"""Pages in every form: lines with numbered sources, which stand at the foot."""

from explain.renderings.pages.html import html
from explain.renderings.pages.markdown import markdown
from explain.renderings.pages.text import text

__all__ = ["html", "markdown", "text"]
