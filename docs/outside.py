"""What mkdocs does besides: documents outside docs/ become pages of the site, and links to them lead there.

In the checkout a link is a path from the file that has it, as GitHub shows it; here it becomes one of the site. What is
no page stays as it is, and the strict build fails on it.
"""

import posixpath
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

OUTSIDE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "corpus/README.md": "corpus.md",
    "corpus/transcripts/README.md": "transcripts.md",
    "README.md": "index.md",
}
HOMES = {page: path for path, page in OUTSIDE.items() if page != "index.md"}
_LINK = re.compile(r"(```.*?^```|`[^`\n]*`)|(?<=\]\()([^)\s:#]+)(?=[)#])", re.M | re.S)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """The documents outside docs/, as pages."""
    root = posixpath.dirname(config.config_file_path or "")
    for page, path in HOMES.items():
        with open(posixpath.join(root, path), encoding="utf-8") as text:
            files.append(File.generated(config, page, content=text.read()))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text of a page, its links as the site has them."""
    here = page.file.src_uri
    home = HOMES.get(here, f"docs/{here}")

    def led(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(home), found[2]))
        target = OUTSIDE.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
        return posixpath.relpath(target, posixpath.dirname(here) or ".") if target else found[2]

    return _LINK.sub(led, markdown)
