"""Events that two papers report, by the ids of the articles: title and text."""

from __future__ import annotations

from quotekit.records import Article

DAM = {
    "dam-echo": (
        "Old dam above Telford holds after two days of rain",
        "TELFORD — The old dam above Telford held on Sunday night after two days of rain, Mayor Ana Reyes said. About "
        "300 people from the three villages below it had spent the night in the school of Telford.",
    ),
    "dam-wire": (
        "Telford dam holds, 300 return home",
        "Some 300 people could return to their homes below the Telford dam on Monday. The dam, which is made of earth, "
        "held on Sunday night although the rain had filled it to the brim, said Ana Reyes, the mayor of Telford.",
    ),
}
TRIAL = {
    "trial-echo": (
        "Harbour master Tim Voss acquitted of fraud",
        "A jury in Hale acquitted the former harbour master Tim Voss on Sunday of all nine counts of fraud. Voss, 61, "
        "had been charged with selling moorings that belonged to the town.",
    ),
    "trial-wire": (
        "Jury acquits Voss in harbour fraud trial",
        "Tim Voss, who ran the harbour of Hale for twenty years, is not guilty of fraud, a jury decided on Sunday. He "
        "had been accused on nine counts of selling moorings of the town.",
    ),
}
SISTERS = {
    "first-leg": (
        "Hale win first leg at Penmorrow",
        "Hale won the first leg of the cup final at Penmorrow 3-1 on Wednesday. Ruth Okello scored twice before the "
        "break.",
    ),
    "prices": (
        "Bread is dearer than ever in Hale",
        "The price of a loaf in Hale rose to four pounds in March, the statistics office said on Tuesday, the highest "
        "ever.",
    ),
}


def articles(*told: dict[str, tuple[str, str]]) -> list[Article]:
    return [Article(text, name, title=title) for one in told for name, (title, text) in one.items()]
