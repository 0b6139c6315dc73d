"""Whether somebody is called so: names compared without case and accents."""

from __future__ import annotations

import re
import unicodedata

from quotekit.records import Speaker

_UNACCENTED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def name_words(name: str) -> list[str]:
    """The words of a name without case and accents.

    >>> name_words("José Núñez"), name_words("Ødegaard")
    (['jose', 'nunez'], ['odegaard'])
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNACCENTED))
    return re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))


def is_called(speaker: Speaker, name: list[str]) -> bool:
    """Whether words as `name_words` gives them are words of the speaker's name, or one of the aliases.

    >>> is_called(Speaker("a:s1", "Ana Núñez", "person"), ["nunez"])
    True
    """
    return set(name) <= set(name_words(speaker.name)) or any(name == name_words(alias) for alias in speaker.aliases)
