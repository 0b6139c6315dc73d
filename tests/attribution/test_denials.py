"""Who says that it is not so, who says nothing, what is only spoken of: finds as tags, as the model might give them."""

from __future__ import annotations

import pytest
from labelled import tokens
from marked import parse

from quotekit.attribution.decisions.drafts import QuoteDraft
from quotekit.attribution.denials import is_denied
from quotekit.attribution.find import find_drafts
from quotekit.attribution.negation import is_bare_object, negation, says_nothing
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.records import QuoteKind
from quotekit.text.document import View, look


def find(marked: str) -> tuple[View, QuoteDraft]:
    """A text with the find that its tags say; how much of it is in marks is its kind."""
    view, _ = with_names(look(parse(marked)[0]), Model.shipped().kinds)
    found = tokens(marked)
    inside = [view.pair[at] >= 0 for piece in found["q1"] for at in range(*piece)]
    kind: QuoteKind = "direct" if all(inside) else "mixed" if any(inside) else "indirect"
    cue, source = (found[name][0] if name in found else None for name in ("c1", "s1"))
    return view, QuoteDraft(tuple(found["q1"]), "labelled", cue, source, kind=kind)


SAID = [
    # other cues
    "{s1 He} {c1 said} {q1 that the dam had held}.",
    "{s1 He} {c1 said} {q1 he denied that the dam had held}.",
    "“{q1 I deny that the dam has held,}” {s1 he} {c1 said}.",
    "{q1 There was no truth in the claims}, {s1 she} {c1 said}.",
    "{s1 He} denied the charge, {c1 saying} {q1 that he had been abroad}.",
    "{s1 Critics} {c1 have disputed this saying} {q1 that the window was up}.",
    "{s1 The opposition}’s {c1 claims} {q1 that the dam leaked} were rejected.",
    "She rejected {s1 the council’s} {c1 claims} {q1 that the dam leaked}.",
    "{q1 The dam had held}.",
    # the speaker's own words
    "“{q1 I was never there,}” {s1 he} {c1 denied}.",
    "{s1 He} {c1 denied} it: “{q1 I was never there.}”",
    "{s1 He} {c1 denied} it, “{q1 I was never there.}”",
    # negated
    "{s1 He} {c1 did not deny} {q1 that the dam leaked}.",
    "{s1 He} {c1 has never denied} {q1 that the dam leaked}.",
    "{s1 He} {c1 couldn’t deny} {q1 that the dam leaked}.",
    "{s1 No one} {c1 denies} {q1 that the dam leaked}.",
    "{s1 Few} {c1 doubted} {q1 that the dam leaked}.",
    "{s1 He} {c1 has no doubt} {q1 that the dam leaked}.",
    "{s1 He} {c1 refused} {q1 to rule out selling the mill}.",
    "{s1 He} {c1 has not ruled out} {q1 selling the mill}.",
    "{s1 He} {c1 neither confirmed nor denied} {q1 that the dam leaked}.",
    # something is withheld
    "{s1 The guard} {c1 denied} {q1 him entry}.",
    "{s1 The guards} {c1 denied} {q1 the visitors entry}.",
    "{s1 The judge} {c1 denied} {q1 the request}.",
    "{s1 The rapper} {c1 has denied} {q1 Elvis his fourth number one}.",
    "{s1 The pair} {c1 were denied} {q1 the right to vote}.",
    # no claim
    "{s1 The senate} {c1 rejected} {q1 the bill}.",
    "{s1 The senate} {c1 rejected} {q1 calls for a ban}.",
    "{s1 The judge} {c1 dismissed} {q1 the case as a report was late}.",
    "{s1 The club} {c1 ruled out} {q1 the striker}.",
    "{s1 The landlord} {c1 disputes} {q1 the size of the bill}.",
    "{s1 She} {c1 doubts} {q1 the college’s honesty}.",
    "{s1 She} {c1 disagreed} on {q1 what the dam had cost}.",
    "{s1 Both sides} {c1 did not agree on} {q1 whether the dam leaked}.",
    # called something
    "{s1 He} {c1 dismissed} {q1 the criticism as “carping”}.",
    "{s1 He} {c1 dismissed} the claims {q1 as nonsense}.",
    "{s1 He} {c1 dismissed} the claims as “{q1 nonsense}”.",
    # plain belief
    "{s1 He} {c1 believes} {q1 that the dam leaked}.",
    "{s1 He} {c1 does not accept} {q1 gifts}.",
    # in front, without a claim
    "{q1 The visitors} {c1 were denied} by {s1 the guard}.",
    "{q1 The bill} {c1 was rejected} by {s1 the senate}.",
    "{q1 The window was up}, {s1 he} {c1 disagreed}.",
]


@pytest.mark.parametrize("marked", SAID)
def test_what_is_said_is_not_denied(marked: str) -> None:
    assert not is_denied(*find(marked))


DENIED = [
    "{s1 He} {c1 denied} {q1 that the dam leaked}.",
    "{s1 He} {c1 denied} {q1 the dam leaked}.",
    "{s1 He} {c1 denies} {q1 leaking the plans}.",
    "{s1 He} {c1 denied} {q1 any wrongdoing}.",
    "{s1 He} {c1 denied} {q1 security services were involved}.",
    "{s1 He} {c1 denied} {q1 being “a traitor”}.",
    "{s1 He} {c1 denied} {q1 “any involvement”}.",
    "{s1 He} {c1 denied}, in a letter, {q1 that the dam leaked}.",
    "{s1 Who attended} {c1 denied} {q1 that the dam leaked}.",
    "He did not attend, but {s1 he} {c1 denied} {q1 that the dam leaked}.",
    "{s1 He} {c1 not only denied} {q1 that the dam leaked}.",
    "{s1 No 10} {c1 denied} {q1 that the dam leaked}.",
    "{s1 He} {c1 denied telling} {q1 her that the dam leaked}.",
    "{s1 He} denied ever {c1 saying} {q1 that the dam leaked}.",
    "{s1 She} rejected the {c1 claims} {q1 that the dam leaked}.",
    "{s1 The firm} repeated {c1 its denials} {q1 that the dam leaked}.",
    "{s1 She} {c1 rejected} {q1 the council’s claim that the dam leaked}.",
    "{s1 She} {c1 rejected} {q1 free speech and other arguments}.",
    "{s1 She} {c1 dismissed} {q1 much of the criticism of the dam}.",
    "{s1 She} {c1 has dismissed suggestions} {q1 the dam leaked as it filled}.",
    "{s1 She} {c1 disputes} {q1 that the dam leaked}.",
    "{s1 She} {c1 disputes} {q1 they knew it}.",
    "{s1 She} {c1 pushed back} on {q1 claims that the dam leaked}.",
    "{s1 She} {c1 ruled out} {q1 selling the mill}.",
    "{s1 She} {c1 doubted} {q1 whether the dam leaked}.",
    "{s1 She} {c1 did not accept} {q1 that the dam leaked}.",
    "{s1 She} {c1 doesn’t believe} {q1 the dam will hold}.",
    "{q1 Claims that the dam leaked} {c1 were denied} by {s1 the firm}.",
    "{q1 The dam leaked}, which {s1 the firm} {c1 denies}.",
]


@pytest.mark.parametrize("marked", DENIED)
def test_what_is_denied(marked: str) -> None:
    assert is_denied(*find(marked))


SAYING = [
    "{s1 He} {c1 said} {q1 that he would not comment}.",
    "{s1 He} {c1 not only said} {q1 that it leaked}.",
    "{s1 He} {c1 refused} {q1 to back the bill}.",
    "{s1 He} {c1 declined} {q1 to block the rules}.",
    "{s1 He} {c1 refused} {q1 to return to the dam}.",
    "{s1 He} {c1 refused} {q1 to rule out new taxes}.",
    "{s1 He} {c1 did not deny} {q1 that it leaked}.",
    "{s1 He} {c1 does not think} {q1 that it leaked}.",
    "{s1 He} {c1 declined} {q1 to “comment on rumours”}.",
    "{s1 George Little} {c1 said} {q1 that it leaked}.",
    "{s1 No 10} {c1 said} {q1 that it leaked}.",
    "{s1 Few} {c1 said} {q1 that it leaked}.",
    "“{q1 I never said so,}” {s1 he} {c1 said}.",
    "{q1 It did not leak}, {s1 he} {c1 said}.",
    "He did not say he was drunk: {s1 he} {c1 said} {q1 he was ill}.",
    "{q1 It leaked}.",
    "{s1 He} {c1 ruled} {q1 it out of order}.",
    "{s1 He} {c1 called} {q1 it off-key}.",
    "{s1 He} {c1 called} {q1 himself lucky}.",
    "{s1 The judge} {c1 found} {q1 that he himself was at fault}.",
    "{s1 He} {c1 has yet said} {q1 that it leaked}.",
    "{s1 The map} {c1 shows} {q1 that it leaked}.",
    "{s1 The judge} {c1 found} {q1 it leaked}.",
    "{s1 He} {c1 was telling} {q1 them that it leaked}.",
    "It was old and {c1 showed} {q1 that it leaked}.",
    "It {c1 was shown} {q1 that it leaked}.",
    "{q1 It leaked}, a look at the map {c1 shows}.",
]


@pytest.mark.parametrize("marked", SAYING)
def test_who_says_something(marked: str) -> None:
    assert not says_nothing(*find(marked))


SILENT = [
    "{s1 He} {c1 did not say} {q1 whether it leaked}.",
    "{s1 He} {c1 has not yet said} {q1 whether it leaked}.",
    "{s1 He} {c1 won’t say} {q1 whether it leaked}.",
    "{s1 He} {c1 could not immediately say} {q1 whether it leaked}.",
    "{s1 He} {c1 never said} {q1 that it leaked}.",
    "{s1 He} {c1 was unable to say} {q1 when it had leaked}.",
    "{s1 He} {c1 refused} {q1 to say whether it leaked}.",
    "{s1 He} {c1 refused} {q1 to publicly say whether it leaked}.",
    "{s1 He} {c1 refused} {q1 to confirm or deny that it leaked}.",
    "{s1 He} {c1 refused to deny} {q1 that it leaked}.",
    "{s1 He} {c1 did not confirm or deny} {q1 that it leaked}.",
    "{s1 They} {c1 declined} {q1 to be identified}.",
    "{s1 He} {c1 declined} {q1 further comment}.",
    "{s1 He} {c1 stopped short of saying} {q1 that it leaked}.",
    "{s1 Nobody} {c1 said} {q1 a word}.",
    "{s1 No witness} {c1 said} {q1 that it leaked}.",
    "{s1 None of the men} {c1 mentioned} {q1 the leak}.",
    "{s1 The flag} {c1 ruled} {q1 it out}.",
    "{s1 The board} {c1 called} {q1 off}.",
    "{s1 The team} {c1 found} {q1 themselves needing three goals}.",
    "{s1 The team} {c1 found} {q1 it harder to score}.",
    "{s1 It} {c1 was telling} {q1 that it leaked}.",
    "Nor did {s1 the mayor} {c1 say} {q1 that it leaked}.",
    "{s1 He} {c1 has yet to say} {q1 that it leaked}.",
    "There {c1 is no suggestion} {q1 that it leaked}.",
    "A look at the map {c1 shows} {q1 that it leaked}.",
]


@pytest.mark.parametrize("marked", SILENT)
def test_who_says_nothing(marked: str) -> None:
    assert says_nothing(*find(marked))


WORDS_OF_SOMEBODY = [
    # another verb
    "{s1 He} {c1 said} {q1 a prayer}.",
    "{s1 He} {c1 called} {q1 the plan a farce}.",
    "{s1 He} {c1 praised in a letter} {q1 the forward}.",
    # words, a clause, an infinitive
    "{s1 He} {c1 praised} {q1 a “wonderful” forward}.",
    "{s1 He} {c1 announced} {q1 that it leaked}.",
    "{s1 He} {c1 announced} {q1 it leaked}.",
    "{s1 He} {c1 announced} {q1 the dam had leaked}.",
    "{s1 He} {c1 questioned} {q1 whether it leaked}.",
    "{s1 He} {c1 defended} {q1 selling the mill}.",
    "{s1 He} {c1 announced} {q1 plans to sell the mill}.",
    "{s1 He} {c1 called for} {q1 the mill to be sold}.",
    # called something
    "{s1 He} {c1 praised} {q1 the forward as a saint}.",
    # claims
    "{s1 He} {c1 dismissed} {q1 claims of a rift}.",
    "{s1 He} {c1 dismissed} {q1 the claim that it leaked}.",
    # elsewhere
    "{q1 The forward}, whom {s1 he} {c1 praised}.",
    "{s1 He} {c1 praised}, as ever, {q1 the forward}.",
    "{s1 He} {c1 praised} {q1 the forward} and {q1 the keeper}.",
    "{q1 It leaked}.",
]


@pytest.mark.parametrize("marked", WORDS_OF_SOMEBODY)
def test_what_is_said_is_no_bare_object(marked: str) -> None:
    assert not is_bare_object(*find(marked))


BARE_OBJECTS = [
    "{s1 He} {c1 praised} {q1 the forward}.",
    "{s1 He} {c1 has also praised} {q1 the forward for his pace}.",
    "{s1 He} {c1 defended} {q1 a rule that would link both}.",
    "{s1 He} {c1 called for} {q1 tougher sentences}.",
    "{s1 He} {c1 announced} {q1 a deal to build a dam}.",
    "{s1 He} {c1 thanked} {q1 him for his service}.",
    "{s1 He} {c1 criticised} {q1 those who had gone}.",
]


@pytest.mark.parametrize("marked", BARE_OBJECTS)
def test_what_is_only_spoken_of(marked: str) -> None:
    assert is_bare_object(*find(marked))


@pytest.mark.parametrize(
    ("marked", "how"),
    [
        ("{s1 He} {c1 said} {q1 so}.", None),
        ("He did not attend and {s1 he} {c1 said} {q1 so}.", None),
        ("{s1 He} {c1 did not merely say} {q1 so}.", None),
        ("{s1 He} {c1 did not say} {q1 so}.", "negated"),
        ("{s1 He} {c1 hasn’t said} {q1 so}.", "negated"),
        ("{s1 He} {c1 declined to say} {q1 so}.", "refusal"),
    ],
)
def test_negation(marked: str, how: str | None) -> None:
    view, draft = find(marked)
    assert draft.cue is not None
    assert negation(view, draft.cue[1] - 1, draft.source) == how


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The minister said that the bill would pass.", [False]),
        ("The minister refused to say whether the bill would pass.", []),
        ("The minister denied that the bill would pass.", [True]),
        ("The minister rejected claims that the bill would pass.", [True]),
    ],
)
def test_an_article_tells_denials_and_leaves_silence_out(text: str, denied: list[bool]) -> None:
    model = Model.shipped()
    [drafts] = find_drafts([look(text)], model.passes, model.decisions)
    assert [draft.denied for draft in drafts] == denied
