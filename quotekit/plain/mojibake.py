"""Characters of UTF-8 that were read as if they were cp1252, Latin-1, Mac Roman, cp1250, cp1251 or cp437: `â€œ`, `Ã©`.

What is left of some is told by what stands around: `âNo,â she said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotekit.plain.edits import Edit


def _bytes_as(encoding: str, first: int, last: int) -> dict[str, int]:
    """The characters that some bytes are read as, and the bytes."""
    return {bytes([byte]).decode(encoding, "ignore") or chr(byte): byte for byte in range(first, last)}


def _accented(encoding: str) -> str:
    """What matches the letters and signs of Latin-1 that are read in an encoding, two bytes each: `é`, `£`."""
    leads, tails = ("".join(_bytes_as(encoding, *ends)) for ends in ((0xC2, 0xC4), (0x80, 0xC0)))
    return f"[{leads}][{tails}]"


_CP1252 = {chr(byte): byte for byte in range(0x80, 0x100)} | _bytes_as("cp1252", 0x80, 0x100)
_MAC = _bytes_as("mac_roman", 0x80, 0x100)
_TABLES = {"mac": _MAC} | {name: _bytes_as(name, 0x80, 0x100) for name in ("cp1250", "cp1251", "cp437")}
_TAIL = "".join(sorted(character for character, byte in _CP1252.items() if byte < 0xC0))
_MAC_TAIL = "".join(sorted(character for character, byte in _MAC.items() if byte < 0xC0))
_STRAIGHT = "\"'?\ufffd"

# What no text has by itself, each as it is printed where a curly mark, an accent or an emoji was meant. "Ã" in front of
# a mark is none: «MAÇÃ».
_SURE = re.compile(
    rf"â€|â[{_TAIL}]{{2}}|ðŸ|ï»¿|ï¿½|Ã(?![“”‘’«»…–—])[{_TAIL}]|Â[\xa0-\xbf]|(?<=[^\sA-ZÀ-ÞÂ])Â(?=\s|$)|‚Ä[{_MAC_TAIL}]"
    r"|вЂ[њќ™љ“”¦\x98]|ΓÇ[£¥ÖÿôöªÇ]"
)
_BROKEN = re.compile(
    rf"(?P<two>[Â-ß][{_TAIL}])|(?P<three>[à-ï][{_TAIL}]{{2}})|(?P<four>[ð-ô][{_TAIL}]{{3}})"
    rf"|(?P<mac>‚Ä[{_MAC_TAIL}]|√[{_MAC_TAIL}]|¬[†°£])"
    rf"|(?P<cp1251>вЂ[њќ™“”¦\x98]|{_accented('cp1251')})|(?P<cp437>ΓÇ[£¥ÖÿôöªÇ]|{_accented('cp437')})"
    rf"|(?P<lost>â€(?:oe|TM|[śť{_STRAIGHT}~])?)|(?P<space>Â(?=\s|$))|(?P<cp1250>{_accented('cp1250')})"
)
_NORMALIZED = {"oe": "“", "TM": "’", "~": "‘", "ś": "“", "ť": "”"}
"""What stands for the last byte where somebody has evened out ligatures, `donâ€TMt`, and in cp1250."""
_CONTROLS = re.compile(r"[\x80-\x84\x86-\x9f]")
# Two of three bytes were lost as control characters, or all of them: no word ends in "â" behind a comma.
_SURELY_LEFT = re.compile(
    r"(?<=[.,!?])[â\ufffd](?=\s|$)|(?<![^\s(\[])[â\ufffd](?=[A-Z\s.,;:!?]|$)|(?<=n)[â\ufffd](?=t\b)"
    r"|(?<=[A-Za-z])\ufffd(?=(?:s|re|ve|ll|m|d)\b)"
)
_LEFT = re.compile(
    rf"(?P<left>{_SURELY_LEFT.pattern}|(?<![^\s(\[])â(?=\w)|(?<=\w)â(?=[\s.,;:!?)]|$)"
    r"|(?<=[A-Za-z])â(?=(?:s|re|ve|ll|m|d)\b))"
)
_LEADS = frozenset("âÃÂ")
_STOPS = frozenset(".,!?…")


def mojibake(text: str) -> Iterator[Edit]:
    """The broken characters of a text as those that were meant, in order; none where nothing surely is broken.

    What was broken twice is broken once after it. Characters whose last byte was lost are told by what stands around:

    >>> said = "â€œNo,â€ she said â€“ the cafÃ©", "â€œHeâ€™s here,â€\\" said Ana", "«Maçã» “é…» Â là"
    >>> [[edit.text for edit in mojibake(text)] for text in said]
    [['“', '”', '–', 'é'], ['“', '’', '”'], []]
    """
    if _SURE.search(text):
        for found in _BROKEN.finditer(text):
            if (meant := _meant(text, found)) is not None:
                yield Edit(found.start(), _end(text, found), meant)
    elif _CONTROLS.search(text):
        for found in _CONTROLS.finditer(text):
            yield Edit(found.start(), found.end(), _of_control(found[0]))
    elif _SURELY_LEFT.search(text):
        for found in _LEFT.finditer(text):
            yield Edit(found.start(), found.end(), _lost(text, found))


def _meant(text: str, found: re.Match[str]) -> str | None:
    """What was meant by a match of `_BROKEN`; None where its characters are themselves."""
    if found.lastgroup == "space":  # a no-break space, which somebody has made an ordinary one
        return ""
    if found.lastgroup == "lost":
        return _lost(text, found)
    table = _TABLES.get(found.lastgroup or "", _CP1252)
    try:
        meant = bytes(map(table.__getitem__, found[0])).decode()
    except UnicodeDecodeError:
        return None
    return _of_control(meant) if _CONTROLS.fullmatch(meant) else meant


def _of_control(character: str) -> str:
    """What a control character is in cp1252; the empty string for the few that are nothing there."""
    return bytes([ord(character)]).decode("cp1252", "ignore")


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    """The characters before and behind a match; a space at the ends of the text."""
    return text[found.start() - 1 : found.start()] or " ", text[found.end() : found.end() + 1] or " "


def _lost(text: str, found: re.Match[str]) -> str:
    """The mark of which the last byte was lost or made straight: a quotation mark, an apostrophe or a dash."""
    tail = found[0][2:]
    if tail in _NORMALIZED:
        return _NORMALIZED[tail]
    before, behind = _around(text, found)
    inside = before.isalnum() and behind.isalnum() and behind not in _LEADS  # "readyâ€â€”he paused"
    if before.isspace() and behind.isspace():
        return "–"
    if inside:
        return "—" if tail == '"' else "’"
    if behind in ".,;:!?" and before.isspace():
        return "”"
    if before.isspace() or before in "([—–":
        return "‘" if tail == "'" else "“"
    return "’" if tail == "'" else "”"


def _end(text: str, found: re.Match[str]) -> int:
    """Where the printed characters end: a question mark is itself behind a word ("noâ€? he asked")."""
    keeps = found.lastgroup == "lost" and found[0].endswith("?") and text[found.start() - 1] not in _STOPS
    return found.end() - keeps
