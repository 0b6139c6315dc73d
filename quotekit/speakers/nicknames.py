"""Short forms of given names: "Bill" may be William, "Joe" Joseph. Two spellings of one name are here too."""

from __future__ import annotations

_SHORT = """
abby: abigail
abe: abraham
al: albert alan alfred alexander alvin
alex: alexander alexandra alexandria alejandro
alf: alfred
andy: andrew
angie: angela
ann: anne anna
annie: anne ann anna
archie: archibald
art: arthur
barb: barbara
bart: bartholomew
becky: rebecca
ben: benjamin benedict
bernie: bernard
bert: albert herbert bertram robert
beth: elizabeth bethany
betsy: elizabeth
betty: elizabeth
bill: william
billy: william
bob: robert
bobby: robert
brad: bradley
cal: calvin
cathy: catherine kathleen
charlie: charles charlotte
chaz: charles
chip: charles
chris: christopher christine christina christian
chuck: charles
cindy: cynthia
cliff: clifford
dan: daniel
danny: daniel
dave: david
deb: deborah
debbie: deborah
dick: richard
dom: dominic
don: donald
doug: douglas
drew: andrew
ed: edward edwin edmund
eddie: edward edwin
ellie: eleanor ellen
ernie: ernest
fran: frances francis
frank: francis franklin
fred: frederick alfred
freddie: frederick
gabe: gabriel
gene: eugene
geoff: geoffrey
geoffrey: jeffrey
gerry: gerald gerard geraldine
ginny: virginia
greg: gregory
hal: harold henry
hank: henry
harry: harold henry
herb: herbert
ike: isaac
jack: john jackson
jackie: jacqueline
jake: jacob
jamie: james
jeff: jeffrey geoffrey
jen: jennifer
jenny: jennifer
jerry: gerald jerome jerrold jeremy
jess: jessica
jill: gillian
jim: james
jimmy: james
jo: joanna josephine joanne
joe: joseph
joey: joseph
johnny: john
jon: jonathan john
josh: joshua
judy: judith
kate: katherine catherine kathryn
kathy: katherine kathleen kathryn
katie: katherine catherine kathryn
ken: kenneth
kenny: kenneth
kim: kimberly
larry: lawrence laurence
len: leonard
lenny: leonard
leo: leonard leopold
les: leslie lester
liz: elizabeth
lou: louis louise
maggie: margaret
mandy: amanda
marty: martin
matt: matthew
max: maxwell maximilian
meg: margaret megan
mel: melvin melanie
mick: michael
mickey: michael
mike: michael
mitch: mitchell
moe: maurice
nate: nathan nathaniel
ned: edward
nell: eleanor helen
nick: nicholas
nicky: nicholas nicola
norm: norman
pam: pamela
pat: patrick patricia
patty: patricia
peggy: margaret
penny: penelope
pete: peter
phil: philip phillip
philip: phillip
rafe: ralph
randy: randall randolph
ray: raymond
reggie: reginald
rich: richard
rick: richard frederick
ricky: richard
rob: robert
robbie: robert
rod: rodney roderick
ron: ronald
ronnie: ronald
roz: rosalind
rudy: rudolph
russ: russell
sally: sarah
sam: samuel samantha
sandy: sandra alexander
sarah: sara
shelly: michelle rochelle
sid: sidney sydney
stan: stanley
stephen: steven
steve: stephen steven
stu: stuart stewart
stuart: stewart
sue: susan suzanne
susie: susan suzanne
ted: edward theodore
teddy: edward theodore
terry: terence teresa
theo: theodore
tim: timothy
tina: christina
toby: tobias
tom: thomas
tommy: thomas
tony: anthony antonio
trish: patricia
val: valerie
vic: victor victoria
vicky: victoria
vince: vincent
wally: walter
walt: walter
wendy: gwendolyn
will: william
willie: william
woody: woodrow
zach: zachary
"""
FULL = {short: tuple(full.split()) for short, _, full in (line.partition(": ") for line in _SHORT.strip().splitlines())}
"""The full names that a short one may stand for, in small letters."""


def may_be_one(first: str, other: str) -> bool:
    """Whether two given names in small letters may be one: a short form and its full name, or two forms of one.

    >>> may_be_one("bill", "william"), may_be_one("bob", "bobby"), may_be_one("bill", "robert")
    (True, True, False)
    """
    return not set(fulls_of(first)).isdisjoint(fulls_of(other))


def fulls_of(first: str) -> tuple[str, ...]:
    """A given name in small letters with those that it may be short for.

    >>> fulls_of("ned"), fulls_of("ruth")
    (('ned', 'edward'), ('ruth',))
    """
    return (first, *FULL.get(first, ()))
