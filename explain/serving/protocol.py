"""What a request asks under the SPARQL 1.1 protocol: a query, and the graphs that it is put to."""

from urllib.parse import parse_qsl

from explain.serving.reply import Asked, Refused
from kb.errors import InputError

FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_FIELDS = 100
"""How many parameters a request may have."""


def parameters(text: str) -> list[tuple[str, str]]:
    """Return the names and values of what stands behind the question mark of an address, or in a form.

    Raises:
        Refused: they are no UTF-8, or more than a request may have.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise Refused(
            400,
            InputError(
                "the parameters of the request cannot be read",
                remedy=f"Write them in UTF-8, percent-encoded, and at most {_FIELDS}.",
            ),
        ) from error


def query_asked(method: str, media: str, address: str, body: bytes) -> Asked | None:
    """Return the query that a request puts; ``None`` where it puts none.

    Args:
        method: how it came: by GET, or by POST.
        media: the media type of what was sent.
        address: what stands behind the question mark of the address.
        body: what was sent.

    Raises:
        Refused: it would change something, cannot be read, or puts several queries at once.
    """
    given = parameters(address)
    if method == "POST":
        media = media.partition(";")[0].strip().lower()
        if media == FORM:
            given += parameters(_text(body))
        elif media == _QUERY:
            given.append(("query", _text(body)))
        elif media == _UPDATE:
            raise _update()
        else:
            told = f"a query comes as {FORM} or {_QUERY}"
            raise Refused(415, InputError(f"{told}, not as {media or 'something unnamed'}"))
    if any(name == "update" for name, _ in given):
        raise _update()
    texts = [value for name, value in given if name == "query"]
    if len(texts) > 1:
        raise Refused(400, InputError("the request puts several queries", remedy="Put one at a time."))
    if not texts and method == "POST":
        raise Refused(400, InputError("the request puts no query", remedy="Send it as the parameter query."))
    if not texts:
        return None
    graphs = {
        part: tuple(value for name, value in given if name == f"{part}-graph-uri") for part in ("default", "named")
    }
    return Asked("query", {"text": texts[0], **graphs})


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, InputError("what was sent is no UTF-8", remedy="Send the query in UTF-8.")) from error


def _update() -> Refused:
    return Refused(
        403,
        InputError(
            "this would change the data, and a query only reads them",
            why="What is known stands in the case files.",
            remedy="Edit a case file, or try a change on the page of an episode.",
        ),
    )
