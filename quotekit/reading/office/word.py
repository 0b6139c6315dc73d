"""The article of a Word document."""

from __future__ import annotations

from collections.abc import Iterator

from quotekit.reading.archives import Source
from quotekit.reading.columns import RecordDraft
from quotekit.reading.problems import Flaw, misfit


def word_drafts(source: Source) -> Iterator[RecordDraft | Flaw]:
    """The article of a .docx: its paragraphs with an empty line between, without tables, headers, footers and notes.

    Title and author are those of its properties. Raises ValueError where python-docx is missing, the file is no such
    document, or holds no text.
    """
    try:
        from docx import Document
    except ImportError:
        raise ValueError("needs python-docx: pip install 'quotekit[office]'") from None
    try:
        document = Document(source.rewindable())
        lines = [paragraph.text.strip() for paragraph in document.paragraphs]
        about = document.core_properties
        title, author = about.title.strip(), about.author.strip()
    except Exception as error:  # python-docx lets through whatever zipfile, lxml and its own classes raise
        raise ValueError(misfit("Word document", source.head, error)) from None
    text = "\n\n".join(filter(None, lines))
    if not text:
        raise ValueError("holds no text outside of tables" if document.tables else "holds no text")
    yield RecordDraft(text, title=title or None, author=author or None)
