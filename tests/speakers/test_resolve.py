"""Who speaks: short articles with the contents of their quotes tagged, and the speaker of each.

A speaker is `Ruth Okello` for a person, `organization: Norrland Bank`, `group: Residents`, `unnamed: senior official`,
or None where nobody can be known. Leading articles and the case of the first letter are not compared.
"""

from __future__ import annotations

import pytest
from known_failures import Row, cases, failing, ids, known
from marked import Span, parse

from quotekit.analysis import Analysis
from quotekit.models.model import Model
from quotekit.names.find import with_names
from quotekit.pipeline import analyze
from quotekit.records import Quote, Speaker
from quotekit.speakers.cast import cast_of
from quotekit.speakers.mentions import mention_of
from quotekit.text.document import look

OKELLO = "Ruth Okello runs the station. "
PAIR = "Ruth Okello met Tom Bell at the pier. "

# (id, speakers, marked text)
NOBODY: list[Row] = [
    ("pronoun-without-anybody", [None], "“{q1 It was dark in the mine,}” she said."),
    ("they-without-anybody", [None], "“{q1 It was dark in the mine,}” they said."),
    ("passive-without-by", [None], "Jurors were told {q1 that the safe was empty}."),
    ("floating-first-paragraph", [None], "“{q1 The ferry will never sail on a Monday again.}”\n\nIt rained all day."),
    ("he-is-not-a-woman", [None], OKELLO + "“{q1 It was dark in the mine,}” he said."),
    ("she-is-not-a-man", [None], "Tom Bell runs the mine. “{q1 It was dark down there,}” she said."),
    ("he-is-not-a-place", [None], "Glasgow was cold. “{q1 It was dark in the mine,}” he said."),
    ("they-are-no-two-who-are-far", [None], PAIR + "It rained. " * 6 + "“{q1 It was dark in the mine,}” they said."),
    ("claims-around-him", [None], "Tom Bell resigned on Monday amid claims {q1 that he had lied}."),
    ("it-was-reported", [None], "Tom Bell left. It was reported {q1 that the dam had burst}."),
    ("we-with-a-verb", [None], "Tom Bell left. We’re told {q1 that the dam had burst}."),
    ("they-are-not-one", [None], "Tom Bell left. “{q1 It was dark in the mine,}” they said."),
    ("he-is-not-a-company", [None], "Norrland Bank lost money. “{q1 It was a bad year,}” he said."),
]

OTHERS: list[Row] = [
    # who is no speaker though a name stands there
    (
        "spokeswoman-for-the-centre",
        ["unnamed: spokeswoman for the Center"],
        "The Bell Center shut. “{q1 It was unsafe,}” a spokeswoman for the Center said.",
    ),
    (
        "first-name-of-the-father",
        ["Donald Jr."],
        "Donald Hale left with his children. “{q1 It was dark in the mine,}” Donald Jr. said.",
    ),
    ("he-is-no-box", [None], "The box read: “Keep this shut at all times.” “{q1 It was dark in the mine,}” he said."),
    ("byline-is-not-he", [None], "By Tom Bell\n\nIt rained all day. “{q1 It was dark in the mine,}” he said."),
    (
        "whose-picture-it-is",
        ["Joe Kettle"],
        "Joe Kettle left. (AP Photo/Tom Bell)\n\n“{q1 It was dark in the mine,}” he said.",
    ),
    ("the-french-are-many", ["organization: French"], "Tom Bell lost. “{q1 It was close,}” said the French."),
    (
        "one-description-is-not-another",
        ["unnamed: mayor", "unnamed: old bishop", "unnamed: Irish minister"],
        "“{q1 We agreed,}” the mayor said. The old bishop said: “{q2 Not quite everything.}” The Irish minister said: "
        "“{q3 Never.}”",
    ),
    # who is behind the office and the body it is in
    (
        "mother-of-a-manager-is-not-the-manager",
        ["unnamed: mother of coach Tom Hale"],
        "“{q1 He slept through it,}” said the mother of coach Tom Hale.",
    ),
    (
        "poll-of-another-day",
        ["document: March 3 national poll", "document: May 5 national poll", "document: May 5 national poll"],
        "The March 3 national poll found {q1 that prices rose}. The May 5 national poll found {q2 that prices fell}. "
        "The poll found {q3 that many were poor}.",
    ),
    (
        "mother-of-a-toddler-is-not-the-toddler",
        ["unnamed: mother of toddler Tom Hale"],
        "“{q1 He slept through it,}” said the mother of toddler Tom Hale.",
    ),
    (
        "friend-of-a-people-is-not-one-of-them",
        ["unnamed: friend of Australian Tom Hale"],
        "“{q1 He slept through it,}” said the friend of Australian Tom Hale.",
    ),
    (
        "country-at-the-head-without-its-article",
        ["organization: US"],
        "The US said {q1 that the wait was over}.",
    ),
    ("everybody-is-a-group", ["group: Everyone"], "Everyone said {q1 that the soup was cold}."),
    ("a-share-is-a-group", ["group: 80% of Leith"], "80% of Leith said {q1 that the soup was cold}."),
    ("partisans-are-a-group", ["group: Democrats"], "Democrats said {q1 that the bill was bad}."),
    (
        "party-is-no-group",
        ["organization: Liberal Democrats"],
        "The Liberal Democrats said {q1 that the bill was bad}.",
    ),
    ("director-of-something", ["Ruth Okello"], "“{q1 The game was fine,}” director of rugby Ruth Okello said."),
    ("ambassador-to", ["Ruth Okello"], "“{q1 The talks were fine,}” said the US ambassador to Norway Ruth Okello."),
    (
        "body-and-manager-are-not-the-manager",
        ["organization: Bank of Leith and coach Tom Hale"],
        "“{q1 We shall wait and see,}” the Bank of Leith and coach Tom Hale said.",
    ),
    (
        "chief-of-a-bank-of",
        ["Ruth Okello"],
        "“{q1 Rates will rise slowly,}” Bank of Leith chief Ruth Okello said.",
    ),
    (
        "chief-of-a-commission-for",
        ["Ruth Okello"],
        "“{q1 The rules are unfair,}” said Commission for Racial Equality chief Ruth Okello.",
    ),
    (
        "professor-of-a-university-of",
        ["Ruth Okello"],
        "“{q1 The rules are odd,}” University of Leith law professor Ruth Okello, a lawyer, said.",
    ),
    (
        "secretary-of-two-tasks",
        ["Ruth Okello"],
        "“{q1 The rules are unfair,}” Work and Pensions Secretary Ruth Okello said.",
    ),
    (
        "vice-director-is-a-role",
        ["Ruth Okello"],
        "SEPA vice-director Ruth Okello said {q1 that the plants had been closed}.",
    ),
    (
        "short-name-of-a-company-of-three-words",
        ["organization: Brae Harbour Doughnuts", "organization: Brae Harbour Doughnuts"],
        "Brae Harbour Doughnuts lost money. {q1 The year was bad}, Brae Harbour said. “{q2 Next year will be better,}” "
        "the firm said.",
    ),
    (
        "in-the-present-behind-the-marks",
        ["Ana Reyes", "Luis"],
        "“{q1 I was there,}” recalls Ana Reyes, 45. “{q1 I saw it.}” Her brother Luis says: “{q2 I heard nothing.}”",
    ),
    (
        "spokesman-for-somebody-is-not-her",
        ["unnamed: spokesman for Ms. Reyes"],
        "Ana Reyes won. “{q1 We will not appeal,}” said a spokesman for Ms. Reyes.",
    ),
    (
        "lawyer-of-somebody-is-not-him",
        ["unnamed: lawyer for Tom Bell"],
        "“{q1 He slept through it,}” said a lawyer for Tom Bell.",
    ),
    (
        "supporters-are-not-he",
        ["group: Supporters of Senator Tom Bell"],
        "Supporters of Senator Tom Bell said {q1 it rained}.",
    ),
    (
        "possessor-is-not-the-speaker",
        ["unnamed: Bell’s mother"],
        "Tom Bell won. “{q1 He ran well,}” Bell’s mother said.",
    ),
    ("object-is-not-the-speaker", ["Ruth Okello"], "Ruth Okello told Tom Bell {q1 that the valve was open}."),
    ("hearer-is-not-the-next-speaker", ["Ruth Okello"], "“{q1 Get out,}” Ruth Okello told Tom Bell."),
    (
        "named-in-quote-is-not-he",
        ["Tom Bell", "Tom Bell"],
        "“{q1 Peter Marsh is late,}” Tom Bell said. “{q2 I am not waiting for him any more,}” he added.",
    ),
    (
        "surname-stays-with-its-owner",
        ["Rosa Hale"],
        "Rosa Hale met voters. Hale smiled. Peter Hale waved to them. “{q1 We won,}” Hale said.",
    ),
    (
        "who-is-named-in-the-quote-is-not-he",
        ["Tom Bell"],
        "Tom Bell met Peter Marsh. “{q1 Peter Marsh is late,}” he said.",
    ),
    (
        "the-act-is-not-she",
        ["Ruth Okello"],
        "Ruth Okello praised the Affordable Care Act. “{q1 It was needed,}” she said.",
    ),
    ("his-friend-is-not-he", ["unnamed: Tom Bell’s friend"], "Tom Bell won. “{q1 He ran well,}” his friend said."),
    (
        "minister-is-no-agency",
        ["unnamed: minister"],
        "Norrland Bank lost money. The minister said {q1 that the roof was unsafe}.",
    ),
    ("a-coach-is-not-the-coach", ["unnamed: coach"], "Coach Joe Kettle left. “{q1 We ran well,}” a coach said."),
    (
        "organization-inside-a-description",
        ["document: Norrland Bank survey"],
        "{q1 Prices fell in March}, a Norrland Bank survey released on Monday said.",
    ),
    (
        "other-surname-same-first-name",
        ["Ruth Okello", "Ruth Fox"],
        "“{q1 It rained,}” said Ruth Okello. “{q2 It snowed,}” said Ruth Fox.",
    ),
]

PEOPLE: list[Row] = [
    # one name in its forms
    ("surname-of-two-words", ["Ana Vargas Pinto"], "Ana Vargas Pinto won. “{q1 I ran well,}” Vargas Pinto said."),
    ("number-is-a-part-of-the-name", ["Martin Hale II"], "Martin Hale II left. “{q1 It rained,}” Hale said."),
    ("house-before-title", ["Ruth Okello"], "“{q1 It rained,}” said House Speaker Ruth Okello."),
    ("born-before-name", ["Ruth Okello"], "“{q1 It rained,}” said South Korean-born Ruth Okello."),
    ("plural-title", ["Hale"], "Professors Hale and Okello dig here. “{q1 It is old,}” Professor Hale said."),
    ("possessive-source", ["Rosa Hale"], "Rosa Hale won. {q1 The count was fair}, according to Hale."),
    ("full-name", ["Ruth Okello"], "“{q1 The kelp is back,}” said Ruth Okello."),
    ("surname-to-full-name", ["Ruth Okello"], OKELLO + "“{q1 The kelp is back,}” Okello said."),
    (
        "full-name-comes-later",
        ["Ruth Okello", "Ruth Okello"],
        "Okello said {q1 the kelp was back}.\n\n“{q2 I counted it twice,}” said Ruth Okello.",
    ),
    ("ms-and-surname", ["Ruth Okello"], OKELLO + "“{q1 The kelp is back,}” Ms. Okello said."),
    ("mr-without-point", ["Tom Bell"], "Tom Bell keeps bees. ‘{q1 They died in March,}’ Mr Bell said."),
    ("first-name", ["Mia Lund"], "Mia Lund, 12, swam the strait. “{q1 It was cold,}” Mia said."),
    ("only-surname", ["Marsh"], "“{q1 It was cold,}” said Mr. Marsh."),
    ("initials", ["J. R. Marsh"], "J. R. Marsh wrote the report. “{q1 It was hard,}” Marsh said."),
    (
        "middle-initial",
        ["Ruth K. Okello", "Ruth K. Okello"],
        "“{q1 It rained,}” said Ruth K. Okello.\n\n“{q2 It snowed,}” said Ruth Okello.",
    ),
    ("particle-surname", ["Ruth van Dyk"], "Ruth van Dyk won. “{q1 I ran well,}” van Dyk said."),
    ("generation-is-a-part-of-the-name", ["Martin Hale Jr."], "“{q1 It rained,}” Martin Hale Jr. said."),
    ("generation-comes-back", ["Martin Hale Jr."], "Martin Hale Jr. left. “{q1 It rained,}” Hale said."),
    (
        "father-is-not-his-son",
        ["Carl Hale Jr.", "Carl Hale Sr."],
        "Carl Hale Jr. left. Carl Hale Sr. sat. “{q1 I ran,}” Hale Jr. said. “{q2 He ran,}” Hale Sr. said.",
    ),
    (
        "peer-by-her-name",
        ["Baroness Hale of Redmoor"],
        "Baroness Hale of Redmoor left. “{q1 It rained,}” Lady Hale said.",
    ),
    ("office-of-state", ["Ruth Okello"], "“{q1 It rained,}” Secretary of State Ruth Okello said."),
    ("office-of-a-town", ["Ruth Okello"], "Mayor of Redmoor Ruth Okello said {q1 it rained}."),
    ("party-in-brackets", ["Dana Holt"], "“{q1 The vote was close,}” Dana Holt (I-Vt.) said."),
    (
        "two-of-one-surname-by-title",
        ["Peter Diaz", "Ana Diaz"],
        "Peter Diaz and Ana Diaz own the mill. “{q1 It is old,}” Mr. Diaz said. “{q2 It is ours,}” Ms. Diaz said.",
    ),
    (
        "two-of-one-surname-reversed",
        ["Ana Diaz", "Peter Diaz"],
        "Peter Diaz and Ana Diaz own the mill. “{q1 It is old,}” Mrs Diaz said. “{q2 It is ours,}” Mr Diaz said.",
    ),
    # pronouns
    (
        "gender-by-the-pronouns-around",
        ["Quill Marsh", "Quill Marsh"],
        "Quill Marsh sold her mill. Marsh said {q1 she was tired}.\n\nTom Bell bought it. “{q2 It was old,}” she said.",
    ),
    (
        "introduced-since",
        ["Ruth Okello", "Lena Fox"],
        "“{q1 It rained,}” said Ruth Okello.\n\nIn the gallery sat Lena Fox, a widow.\n\n“{q2 I came,}” she said.",
    ),
    ("she-of-two", ["Ruth Okello"], PAIR + "“{q1 It was cold,}” she said."),
    ("he-of-two", ["Tom Bell"], PAIR + "“{q1 It was cold,}” he said."),
    ("each-of-two", ["Tom Bell", "Ruth Okello"], PAIR + "“{q1 It was cold,}” he said. “{q2 It was not,}” she said."),
    (
        "nearest-subject",
        ["Lena Fox"],
        "Ruth Okello opened the inquiry.\n\nLena Fox gave evidence on Friday. She said {q1 the valve was open}.",
    ),
    (
        "subject-before-object",
        ["Ruth Okello"],
        "Ruth Okello thanked Lena Fox. She said {q1 the work had saved the reef}.",
    ),
    (
        "speaker-chain",
        ["Ruth Okello", "Ruth Okello", "Ruth Okello"],
        "“{q1 It rained,}” Ruth Okello said.\n\n“{q2 Then it snowed,}” she said.\n\nShe added {q3 that it was over}.",
    ),
    (
        "chain-across-another-gender",
        ["Ruth Okello", "Tom Bell", "Ruth Okello"],
        "“{q1 It rained,}” Ruth Okello said.\n\n“{q2 It did not,}” said Tom Bell.\n\n“{q3 It did,}” she said.",
    ),
    ("pronoun-from-title", ["Marsh"], "Mr. Marsh sold the mill. “{q1 It was falling down,}” he said."),
    ("pronoun-from-role", ["Quill Marsh"], "The actress Quill Marsh left early. “{q1 I was tired,}” she said."),
    ("adding-shares-speaker", ["Tom Bell", "Tom Bell"], "“{q1 No deal,}” Tom Bell said, adding {q2 that it was late}."),
    ("saying-shares-subject", ["Tom Bell"], "Tom Bell left the room, saying {q1 he was tired}."),
    (
        "name-behind-dashes",
        ["Tom Bell"],
        "A former Republican candidate -- Tom Bell, who lost in May -- said {q1 that he was sorry}.",
    ),
    ("who-is-described", ["Tom Bell"], "Tom Bell, a nurse who said {q1 he was sorry}, left by a side door."),
    ("who-is-that", ["Tom Bell"], "Tom Bell is a retired nurse who said {q1 that he was sorry}."),
    ("he-with-a-verb", ["Tom Bell"], "Tom Bell left the mine. “{q1 It was a very dark place,}” he’d said."),
    ("title-is-a-surname", ["Mervyn King"], "The governor Mervyn King left. “{q1 Rates will rise,}” Mr King said."),
    ("nickname-in-marks", ["Tom “Red” Bell"], "“{q1 Rates will rise,}” said Tom “Red” Bell, a banker."),
    ("other-accents", ["Ana García"], "Ana García left. “{q1 It was dark in the mine,}” Garcia said."),
    ("of-a-country", ["Joe Kettle"], "American Joe Kettle lost again. “{q1 It was close,}” said the American."),
    (
        "of-the-president",
        ["Ruth Okello"],
        "President Ruth Okello spoke. Despite the president’s assertion {q1 that all was well}, it rained.",
    ),
    (
        "congressman-of-rep",
        ["Dana Holt"],
        "Rep. Dana Holt met growers on Monday. “{q1 It was close,}” the congressman said.",
    ),
    ("who-is-its-antecedent", ["Tom Bell"], "Tom Bell, who said {q1 he was sorry}, left by a side door."),
    # no source of its own
    ("split-quote", ["Tom Bell"], "“{q1 It rained,}” said Tom Bell. “We stayed in.”"),
    ("carried", ["Tom Bell", "Tom Bell"], "Tom Bell said: “{q1 We had no water.}\n\n“{q2 We had no light.}”"),
    (
        "last-speaker",
        ["Tom Bell", "Tom Bell"],
        "“{q1 We had no water,}” Tom Bell said.\n\n“{q2 We had no light at all.}”",
    ),
    (
        "paragraph-before",
        ["Tom Bell"],
        "Tom Bell has kept bees since 1998.\n\n“{q1 They have never died in March before.}”",
    ),
    (
        "alternating",
        ["Ruth Okello", "Tom Bell", "Ruth Okello"],
        "“{q1 Will it sail?}” Ruth Okello asked.\n\n“{q2 It will,}” Tom Bell said.\n\n"
        "“{q3 When does the ferry sail on Monday?}”",
    ),
    ("dash", ["Ruth Okello"], "“{q1 The ferry will always sail on a Monday.}” — Ruth Okello"),
    ("label", ["Ruth Okello"], OKELLO + "“OKELLO: {q1 The ferry will sail on Monday, I promise you.}”"),
    # descriptions of named people
    (
        "the-coach-by-role",
        ["Joe Kettle"],
        "Thornbury coach Joe Kettle rested his captain, Tom Bell. “{q1 We were poor,}” the coach said.",
    ),
    (
        "the-judge-by-apposition",
        ["Lena Fox"],
        "Lena Fox, the judge, jailed Tom Bell. “{q1 You had one duty,}” the judge said.",
    ),
    ("the-age", ["Tom Bell"], "Tom Bell, 37, won again. “{q1 We went home,}” the 37-year-old said."),
    (
        "the-age-after-speaking",
        ["Tom Bell", "Tom Bell"],
        "“{q1 It rained,}” Tom Bell said.\n\n“{q2 So we went home,}” the 37-year-old added.",
    ),
    (
        "short-title-is-its-role",
        ["Dana Holt"],
        "Sen. Dana Holt (I-Vt.) met Tom Bell on Monday. “{q1 It was close,}” the Vermont senator said.",
    ),
    (
        "role-tells-two-apart",
        ["Ruth Okello", "Tom Bell"],
        "Ruth Okello, a biologist, and Tom Bell, a fisherman, spoke. “{q1 The cod is gone,}” the biologist said. "
        "“{q2 The cod will come back,}” the fisherman said.",
    ),
    ("name-behind-role", ["Joe Kettle"], "“{q1 It was a dive,}” said the Thornbury manager, Joe Kettle."),
    ("name-in-apposition", ["Joan Carveth"], "“{q1 He is a good lad,}” his mother, Joan Carveth, said."),
    ("with-the-guild", ["Sara Marsh"], "“{q1 We will appeal,}” said Sara Marsh with the Lawyers Guild."),
    (
        "spokesman-without-a-comma",
        ["Tom Bell"],
        "Tom Bell spokesman for the college said {q1 that it was shut}.",
    ),
    ("spokeswoman-with-a-name", ["Lena Fox"], "“{q1 We will appeal,}” said Lena Fox, a spokeswoman for the airline."),
]

ORGANIZATIONS: list[Row] = [
    (
        "the-company-is-no-adjective",
        ["organization: Intara"],
        "Intara cut its forecast. Indian officials shrugged. The company said {q1 that sales fell}.",
    ),
    (
        "the-times",
        ["organization: Leith Times"],
        "The editor of the Leith Times left. The Times reported {q1 that the dam had burst}.",
    ),
    (
        "one-of-two-papers-is-not-the-times",
        ["organization: Times"],
        "The Leith Times and the Brae Times were sold. The Times reported {q1 that the dam had burst}.",
    ),
    (
        "letters-inside-words",
        ["organization: National Counterterrorism Center"],
        "The National Counterterrorism Center (NCTC) met. The NCTC said {q1 that it rained}.",
    ),
    (
        "of-two-tasks",
        ["organization: Securities and Exchange Commission"],
        "The Securities and Exchange Commission met. The SEC said {q1 that it rained}.",
    ),
    ("its-claim", ["organization: Norrland Bank"], "Norrland Bank closed. Its claim {q1 that rain fell} was wrong."),
    ("ministry", ["organization: Ministry of Health"], "The Ministry of Health said {q1 the clinic would reopen}."),
    (
        "ministry-by-head-word",
        ["organization: Ministry of Health"],
        "The Ministry of Health shut the clinic. The ministry said {q1 that the roof was unsafe}.",
    ),
    (
        "the-company",
        ["organization: Harlow Foods"],
        "Harlow Foods shut two plants. The company said {q1 that sales had halved}.",
    ),
    (
        "the-company-named-ltd",
        ["organization: Harlow Foods Ltd"],
        "Harlow Foods Ltd shut two plants. The company said {q1 that sales had halved}.",
    ),
    (
        "the-bank",
        ["organization: Norrland Bank"],
        "Norrland Bank lost £9m. The bank said {q1 that it had been a bad year}.",
    ),
    ("it", ["organization: Norrland Bank"], "Norrland Bank lost £9m. It said {q1 that it had been a bad year}."),
    (
        "in-a-statement",
        ["organization: Norrland Bank"],
        "“{q1 Trading was steady,}” Norrland Bank said in a statement.",
    ),
    (
        "acronym",
        ["organization: Harbour Workers Union"],
        "The Harbour Workers Union met on Monday. The HWU said {q1 that pay was low}.",
    ),
    (
        "acronym-of-two-letters",
        ["organization: General Motors"],
        "General Motors lost money. GM said {q1 that sales had halved}.",
    ),
    (
        "acronym-without-the",
        ["organization: Associated Press"],
        "The Associated Press asked him. “{q1 He said no,}” the AP said.",
    ),
    (
        "acronym-of-two-organizations",
        ["organization: NB"],
        "Norrland Bank and Nordic Broadcasting lost money. “{q1 It was a bad year,}” the NB said.",
    ),
    (
        "the-newspaper",
        ["organization: Harbour Times"],
        "The Harbour Times asked Norrland Bank. “{q1 It said nothing,}” the newspaper reported.",
    ),
    (
        "the-company-is-not-the-newspaper",
        ["organization: Harlow Foods Ltd"],
        "Harlow Foods Ltd told the Harbour Times nothing. “{q1 It was a bad year,}” the company said.",
    ),
    (
        "acronym-in-brackets",
        ["organization: European Commission"],
        "The European Commission (EC) met the European Council. The EC said {q1 that the law was sound}.",
    ),
    (
        "her-lawyers",
        ["group: Rosa Hale’s lawyers"],
        "Rosa Hale left early. Her lawyers said {q1 that she was ill}.",
    ),
    (
        "the-airline",
        ["organization: Continental Airlines"],
        "Continental Airlines lost money. The airline said {q1 that fuel was dear}.",
    ),
    (
        "office-in-capitals-is-a-person",
        ["Rosa Hale"],
        "Culture Secretary Rosa Hale met the board. The Culture Secretary said {q1 that the roof was safe}.",
    ),
    (
        "prime-minister-alone",
        ["Tom Bell"],
        "Prime Minister Tom Bell left early. The Prime Minister said {q1 that he was ill}.",
    ),
    (
        "known-name-is-not-short-for-a-product",
        ["organization: Google"],
        "Google Boats was shut down. Google said {q1 that the app had failed}.",
    ),
    (
        "first-words-before-for",
        ["organization: Becket Fund for Harbour Safety"],
        "The Becket Fund for Harbour Safety sued. The Becket Fund said {q1 that the pier was weak}.",
    ),
    (
        "initials-with-of",
        ["organization: Department of Harbours"],
        "The Department of Harbours sued. The DOH said {q1 that the pier was weak}.",
    ),
    (
        "initials-of-the-first-task",
        ["organization: Centers for River Control and Prevention"],
        "The Centers for River Control and Prevention sued. The CRC said {q1 that the pier was weak}.",
    ),
    (
        "initials-of-the-first-of-two-spellings",
        ["organization: Coastal Emergency Committee"],
        "The Coastal Emergency Committee met. The Coast Emergency Committee left. CEC said {q1 that it rained}.",
    ),
    (
        "office-like-a-function-word",
        ["organization: Wharf Health Organization"],
        "The Wharf Health Organization met. The WHO said {q1 that the fever would spread}.",
    ),
    (
        "first-word",
        ["organization: Kaskazi Minerals"],
        "Shares in Kaskazi Minerals fell. Kaskazi said {q1 that the mine was safe}.",
    ),
    (
        "her-campaign",
        ["organization: Rosa Hale’s campaign"],
        "Rosa Hale left early. Her campaign said {q1 that she was ill}.",
    ),
    ("two-people", ["group: Rosa Hale and Tom Bell"], "Rosa Hale and Tom Bell said {q1 that the count was fair}."),
    (
        "three-people",
        ["group: Rosa Hale, Ana Fox and Tom Bell"],
        "Rosa Hale, Ana Fox and Tom Bell said {q1 that the count was fair}.",
    ),
    (
        "they-are-two",
        ["group: Bob Orr and Alice Moss"],
        "Bob Orr and Alice Moss walked to the dam. “{q1 It was loud,}” they said.",
    ),
    (
        "the-couple",
        ["group: Bob Orr and Alice Moss"],
        "Bob Orr and Alice Moss bought the mill. It burnt down. “{q1 It was loud,}” the couple said.",
    ),
    (
        "the-senators",
        ["group: Bob Orr and Alice Moss"],
        "The bill by senators Bob Orr and Alice Moss failed. “{q1 It was close,}” the senators said.",
    ),
    (
        "other-senators",
        ["group: senators"],
        "Bob Orr and Alice Moss bought the mill. “{q1 It was close,}” the senators said.",
    ),
    (
        "he-and-his-coauthors",
        ["group: Tom Bell and his coauthors", "group: Tom Bell and his coauthors"],
        "Tom Bell and his coauthors said {q1 that the cod was gone}. The authors said {q2 that it would not return}.",
    ),
    (
        "he-and-his-boat",
        ["Tom Bell"],
        "Tom Bell and his boat left. “{q1 It was cold,}” he said.",
    ),
    (
        "they-are-one-person",
        ["Robin Tate"],
        "Robin Tate, who uses they/them pronouns, opened the shop. “{q1 It took all I had,}” they said.",
    ),
    ("police", ["organization: Police"], "Police said {q1 the road would stay shut}."),
    ("according-to-acronym", ["organization: NATO"], "According to NATO, {q1 the ships turned back at noon}."),
    ("genitive", ["organization: Fishermen’s Association"], "The Fishermen’s Association said {q1 the cod was gone}."),
]

UNNAMED: list[Row] = [
    ("a-senior-official", ["unnamed: senior official"], "“{q1 The talks are over,}” a senior official said."),
    (
        "same-official-again",
        ["unnamed: senior official", "unnamed: senior official"],
        "“{q1 The talks are over,}” a senior official said.\n\nThe senior official added {q2 that nobody had signed}.",
    ),
    ("a-neighbour", ["unnamed: neighbour"], "“{q1 I heard a bang,}” said a neighbour."),
    (
        "spokeswoman-without-name",
        ["unnamed: spokeswoman for the airline"],
        "“{q1 The crew did well,}” a spokeswoman for the airline said.",
    ),
    ("residents", ["group: Residents"], "Residents said {q1 the noise was awful}."),
    ("scientists", ["group: Scientists"], "Scientists believe {q1 that the crater once held water}."),
    (
        "they-are-the-group",
        ["group: Residents", "group: Residents"],
        "Residents said {q1 the noise was awful}. They said {q2 it went on all night}.",
    ),
    ("angry-neighbours", ["group: Angry neighbours"], "Angry neighbours said {q1 the noise was awful}."),
    (
        "who-of-a-share",
        ["group: 26%"],
        "A third are glad, compared with the 26% who say {q1 that life has become easier}.",
    ),
    ("who-of-a-group", ["group: growers"], "The plan angered growers, who said {q1 it would ruin them}."),
]

# (id, roles that the speaker of the first quote has, marked text)
ROLES: list[Row] = [
    ("none", [], "“{q1 It rained,}” said Tom Bell."),
    ("no-honorific", [], "“{q1 It rained,}” said Mr. Tom Bell."),
    ("no-age", [], "“{q1 It rained,}” said Tom Bell, 43."),
    ("before-name", ["Thornbury coach"], "“{q1 It rained,}” said Thornbury coach Joe Kettle."),
    ("capital-title", ["Mayor"], "“{q1 It rained,}” said Mayor Pia Strand."),
    ("behind-name", ["marine biologist"], "“{q1 It rained,}” said Ruth Okello, a marine biologist."),
    ("in-front", ["Thornbury manager"], "“{q1 It rained,}” said the Thornbury manager, Joe Kettle."),
    (
        "from-another-sentence",
        ["marine biologist"],
        "Ruth Okello, a marine biologist, dived again. “{q1 It was cold,}” she said.",
    ),
    (
        "most-telling-first",
        ["chief of the harbour trust", "Mayor"],
        "Mayor Ruth Okello, chief of the harbour trust, dived again. “{q1 It was cold,}” she said.",
    ),
]


def quote_at(analysis: Analysis, tagged: list[Span]) -> Quote | None:
    """The quote whose content meets the tagged one; where it begins and ends is no matter here."""
    start, end = tagged[0]
    met = [q for q in analysis.quotes if any(span.start < end and start < span.end for span in q.content)]
    return met[0] if met else None


def described(speaker: Speaker | None) -> str | None:
    if speaker is None:
        return None
    return plain(speaker.name if speaker.kind == "person" else f"{speaker.kind}: {speaker.name}")


def plain(name: str) -> str:
    """Without leading article, and in small letters behind a kind."""
    kind, colon, rest = name.partition(": ")
    if not colon:
        return name
    first, _, others = rest.partition(" ")
    return f"{kind}: {others if first.lower() in ('the', 'a', 'an') else rest}".lower()


def speakers_of(marked: str) -> list[str | None]:
    """The speakers of the tagged quotes in order; "no quote" where none was found."""
    text, spans = parse(marked)
    analysis = analyze(text)
    quotes = [quote_at(analysis, spans[name]) for name in sorted(spans, key=lambda name: spans[name])]
    return [described(analysis.speaker_of(quote)) if quote else "no quote" for quote in quotes]


def problem(speakers: list[str | None], marked: str) -> str:
    """Who is found to speak instead; "" where all is right."""
    found = speakers_of(marked)
    return "" if found == [name and plain(name) for name in speakers] else ", ".join(name or "nobody" for name in found)


def problem_of_roles(roles: list[str], marked: str) -> str:
    """The roles found for the first speaker instead; "" where all is right."""
    text, spans = parse(marked)
    analysis = analyze(text)
    quote = quote_at(analysis, spans["q1"])
    speaker = analysis.speaker_of(quote) if quote else None
    if speaker is None:
        return "no speaker" if quote else "no quote"
    return "" if list(speaker.roles) == roles else f"roles: {', '.join(speaker.roles) or 'none'}"


SPEAKERS = [*NOBODY, *OTHERS, *PEOPLE, *ORGANIZATIONS, *UNNAMED]


def failures() -> dict[str, dict[str, str]]:
    return {"speakers": failing(problem, SPEAKERS) | failing(problem_of_roles, ROLES)}


@pytest.mark.parametrize(("speakers", "marked"), cases(SPEAKERS, "speakers"))
def test_speakers(speakers: list[str | None], marked: str) -> None:
    assert problem(speakers, marked) == ""


@pytest.mark.parametrize(("roles", "marked"), cases(ROLES, "speakers"))
def test_roles(roles: list[str], marked: str) -> None:
    assert problem_of_roles(roles, marked) == ""


def test_known_failures_are_rows() -> None:
    names = ids(SPEAKERS, ROLES)
    assert len(names) == len(set(names))
    assert known("speakers").keys() <= set(names)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Bell campaign manager", None),
        ("a spokesman for Tom Bell", None),
        ("Tom Bell causing", "Tom Bell"),
        ("Tom Bell himself", "Tom Bell"),
    ],
)
def test_whose_name_a_source_has(source: str, name: str | None) -> None:
    view, names = with_names(look(f"It was {source} here. Tom Bell left."), Model.shipped().kinds)
    assert mention_of(view, (2, 2 + len(source.split())), cast_of(names, view.lexicon)).name == name
