"""Names, roles, descriptions and lines of print for the sheets of rows, made up."""


def _rows(listed: str) -> list[str]:
    """What a list holds that has bars and ends of lines between its rows."""
    return listed.strip().replace("\n", "|").split("|")


NAMES = _rows(
    """
Ruth Okello|Ruth K. Okello|R. Okello|R.K. Okello|Okello|Ms. Okello|Ruth Okello Jr.|Okello Sr.|Carl Hale
Carl Hale Jr.|Carl Hale Sr.|Carl Hale III|Hale|Hale Jr.|Carla Hale|Charles Hale|Charlie Hale|Chuck Hale
John W. Hale|John Hale|John H. W. Hale|J. Hale|Jack Hale|Jon Hale|Johnathan Hale|William Hale|Bill Hale
Hale Rosa|Rosa Hale|Rosie Hale|Tom Bell|Thomas Bell|Tommy Bell|Tomas Bell|Bell|Ida Bell-Hale|Bell-Hale
Ida Hale|Luis Suárez|Luis Suarez|Suárez|Ruth van Dyk|Ruth Van Dyk|Van Dyk|Baroness Hale of Redmoor|Brenda Hale
Ghazi al-Gosaibi|Ghazi Al Gosaibi|al-Gosaibi|Kim Jong Un|Kim|Xi Jinping|Xi|O’Neil|Shane O'Neil|María García
Maria Garcia|Garcia|Ana María García|Smith|Jane Smith|John Smith|Sam Smith|Samuel Smith|Samantha Smith
Pat Smith|Maxwell Orr|Max Orr|Maxine Orr|Orr|Alexander Marsh|Alex Marsh|Sandy Marsh|Liz Marsh|Elizabeth Marsh
Beth Marsh|Marsh|J.K. Rosa Rolfe|J.K. Rolfe|J. Rosa Rolfe|Jean-Paul Rolfe|Rosa
"""
)
ROLES = _rows(
    """
mayor of Leith|mayor of Perth|the mayor|Mayor|senator|Sen.|Sens.|Republican Sens.|Senators|general
U.S. Army general|baker|best friend|friend of Tom Bell|his wife|Bell’s wife|wife|member of the council|member
president|President|vice president|president of Norrland Bank|chief executive of Norrland Bank|CEO
striker for Leith|striker|coach of Thornbury|head coach|professor|professor of physics at Leith University
nurse|police chief of Leith|chief constable|judge|High Court judge|actor|singer|chairwoman of the board
chairman|spokesman for the mayor|spokeswoman|a lawyer|An engineer|the engineer|Prime Minister|prime minister
former Prime Minister|Minister of Health|Secretary of State|bishop|Pope|student|farmer
the harbour board’s treasurer|37-year-old|Democrat of Vermont|D-Vt.|mother|mother of toddler Ana Ruiz
Governors|duchess|queen of Denmark
"""
)
DESCRIPTIONS = _rows(
    """
80% of Americans|one in five|One in five voters|Governors in Leith|Brae Partners|new report by the bank|report
author of the report|the reports|some|Some residents|many|House Republicans|Social Democrats|Britons
Puerto Ricans|county police|Barclays Analysts|analysts|two-thirds of voters|a letter sent to the mayor
groups challenging the policy|newly unsealed court documents|court documents|Kestrel Report
The Harbour Safety Act|Norrland Bank|Harbour Board|a spokesman|spokesmen|a majority of nurses
more than two dozen firms|people familiar with the matter|the family of the boy|staff|the crew, who left
media figures|figures|new study|study by the bank|WSF|Pew study|Pew Center|Today programme|the law|law firm
bill|Bill|lawsuit|the suit|tweet|a Hale tweet|survey released on Monday|teachers|teachers’ union|union
only about one in five|percent|most|half of suppliers|Others|s|,
"""
)
LINES = _rows(
    """
Dam Is Safe, Says Mayor of New Leith.|Ana Ruiz met Tom Bell in New Leith.|Bell: ‘The Well Is Dry’
“The well is dry.”|“They will not leave” - Orr|Dear Prime Minister,|HOLLIS: Thank you|REYES: Good morning.
LIVE: Dam holds|Q. Was it late?|Q: Was it late?|A: It was.|Ana Ruiz, mayor: “We won.”
The mayor of Leith said: “The well is dry.”|Nia Bell.|Nia Bell resigns over dry wells|I Am Here|It rained.
— Ruth Okello|Mayor ‘will resign’|Mayor: wells are ‘dry’
Why Wells Run Dry: A Guide to the Upper Town, Its Water and Its People
The mayor of the upper town Nia Bell said: “The well is dry.”|SEN. CARLA REYES (I-VT): It is.
THE COURT: Speak up.|a, b|!
"""
)
FOLLOWING = "There is no water in the upper town, Nia Bell said: “The well is dry.” The mayor resigned on Monday."
