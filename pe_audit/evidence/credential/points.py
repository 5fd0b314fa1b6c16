"""The scoring model: what each thing seen is worth, with the sentence that explains it. Data only.

A candidate's points add up; from `REPORTED` on it is reported, from `MEDIUM` and `HIGH` on with that precision.
The weights were set on hand-labelled merchant code and on files of public projects, and rounded to fives.
"""

from __future__ import annotations

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.names import Says
from pe_audit.evidence.credential.values import Look

REPORTED, MEDIUM, HIGH = 50, 60, 75
VETO = -200  # nothing else can outweigh it

NAME: dict[Says, tuple[int, str]] = {
    Says.SECRET: (35, "its name says secret"),
    Says.KEY: (30, "its name says access key"),
    Says.TOKEN: (20, "its name says token"),
    Says.PASSWORD: (30, "its name says password"),
    Says.CREDENTIAL: (20, "its name says credentials"),
    Says.BARE_KEY: (5, "its name says key"),
    Says.NOTHING: (-40, "its name says nothing of a secret"),
}
NEGATED = (-50, "a word of its name says that it is none")
ABOUT = (-60, "its name speaks of a property of the secret")
STRANGE = (-10, "its name goes on with other words")
VERB = (-40, "the function called tests or reads rather than sets")

_UNREAL: dict[Look, tuple[int, str]] = {
    Look.EMPTY: (VETO, "it is empty"),
    Look.TEMPLATE: (VETO, "it is read from elsewhere when the program runs"),
    Look.PLACEHOLDER: (VETO, "it is a placeholder"),
    Look.MASKED: (VETO, "it is masked"),
    Look.RESERVED: (VETO, "it is a word of the format or of a validation rule"),
    Look.PATH: (-100, "it is a path"),
    Look.URL: (VETO, "it is an address"),
    Look.FILE: (VETO, "it is a file's name"),
    Look.DOTTED: (-100, "it is the name of a class or a setting"),
    Look.SENTENCE: (-100, "it is a text for people"),
    Look.EXPRESSION: (-60, "it is code"),
    Look.HASHED: (VETO, "it is a hash"),
    Look.PUBLIC: (VETO, "it is a public key"),
    Look.PUBLISHABLE: (VETO, "it is meant to be seen by clients"),
    Look.VERSION: (VETO, "it is a version, a date or a duration"),
    Look.EMAIL: (-60, "it is a mail address"),
}
VALUE_OF_KEY: dict[Look, tuple[int, str]] = {
    **_UNREAL,
    Look.SEQUENCE: (-60, "it is a run of neighbouring characters"),
    Look.NUMBER: (-60, "it is a number"),
    Look.UUID: (25, "it is a UUID, as some gateways issue keys"),
    Look.IDENTIFIER: (-40, "it is a name in words"),
    Look.WORD: (-30, "it is one word"),
    Look.PHRASE: (-10, "it is made of words and digits"),
    Look.MIXED: (-10, "it is short"),
    Look.STRONG: (20, "it mixes letters, digits and signs"),
    Look.HEX: (40, "it is a long hexadecimal number"),
    Look.RANDOM: (45, "it is long and shows no pattern"),
}
VALUE_OF_PASSWORD: dict[Look, tuple[int, str]] = {
    **_UNREAL,
    Look.SEQUENCE: (-20, "it is a run of neighbouring characters"),
    Look.NUMBER: (5, "it is a number"),
    Look.UUID: (-10, "it is a UUID"),
    Look.IDENTIFIER: (-25, "it is a name in words"),
    Look.WORD: (10, "it is one word, a weak password"),
    Look.PHRASE: (15, "it is made of words and digits, a weak password"),
    Look.MIXED: (20, "it mixes letters and digits"),
    Look.STRONG: (35, "it mixes letters, digits and signs"),
    Look.HEX: (30, "it is a long hexadecimal number"),
    Look.RANDOM: (40, "it is long and shows no pattern"),
}
# A passphrase signs as well as random bytes do, so a name that says secret need not show random bytes.
PASSPHRASE = {
    Look.PHRASE: (25, "it is a passphrase in words, easy to guess"),
    Look.IDENTIFIER: (0, "it is in words, easy to guess"),
    Look.WORD: (0, "it is one word, easy to guess"),
    Look.MIXED: (15, "it is short, easy to guess"),
    Look.STRONG: (30, "it mixes letters, digits and signs"),
}

# Behind a lookup even a placeholder is a key: the program signs with it, and everybody knows it.
KNOWN_DEFAULT = {
    Look.PLACEHOLDER: (0, "it is a placeholder, and the program signs with it all the same"),
    Look.SEQUENCE: (0, "it is a run of neighbouring characters"),
    Look.NUMBER: (0, "it is a number, easy to guess"),
}

SYNTAX: dict[Syntax, tuple[int, str]] = {
    Syntax.ASSIGNED: (10, "it is assigned as it stands"),
    Syntax.ENTRY: (5, "it is an entry of a map"),
    Syntax.ARGUMENT: (5, "it is given to a function that sets it"),
    Syntax.LABELLED: (5, "it is given to a function beside its name"),
    Syntax.DIRECTIVE: (5, "it follows its name"),
    Syntax.ATTRIBUTE: (15, "it is a setting's value"),
    Syntax.SETTING: (15, "it is a setting's value"),
    Syntax.ELEMENT: (10, "it is a setting's value"),
    Syntax.PARAMETER: (15, "it stands in a connection string or a query"),
    Syntax.FLAG: (10, "it is given on a command line"),
    Syntax.URL: (15, "it stands in an address before the host"),
    Syntax.HEADER: (15, "it stands in an Authorization header"),
    Syntax.FALLBACK: (20, "the program goes on with it when the setting is missing"),
    Syntax.HASHED: (20, "it is hashed into an account as it stands"),
    Syntax.SIGNING: (30, "it signs or encrypts as it stands"),
    Syntax.COMPARED: (-25, "it is compared, not set"),
    Syntax.LOOKUP: (VETO, "it is the name of a setting"),
    Syntax.SHAPE: (0, ""),
}

JOINED = (-30, "it is only a part of the value")
PROSE = (-60, "it is a word of a text, not a header's value")
CONSTANT = (-70, "it is the name of a constant or a parameter")
CAPITALISED = (-30, "it is written as a title")
SAME_AS_NAME = (-70, "it repeats its name")
SHORT = (-40, "it is very short")
IN_CODE = (-20, "it is a word in code")
TESTING = (-30, "the file is a test")
EXAMPLE = (-30, "the file is an example or documentation")
BUILT = (-15, "the file is what a build put out")
TRANSLATION = (-30, "the file holds translations")
TRIAL_WORD = (-20, "it calls itself a test value")
SESSION = (-10, "tokens in tests, examples and comments are mostly those of one session")
BRIEF_KEY = (-20, "it is shorter than keys are")
DOWNLOAD = (-20, "a UUID in an address opens one document")
FIREBASE = (VETO, "Firebase gives this key to every browser; its rules protect the data, not the key")
COMMENT = (-15, "it stands in a comment")
LOCAL_HOST = (-20, "it opens a host on the developer's own machine")
SAMPLE_HOST = (VETO, "its host is made up")
GATEWAY_SHAPE = (25, "it has the length and alphabet of a gateway key")
GATEWAY_NEAR = (15, "the gateway is named beside it")
GATEWAY_KEY = (95, "it decodes to just what the gateway issues as access keys")
GATEWAY_OLD_KEY = (80, "it has the form of the gateway's older access keys")
GATEWAY_SAMPLE = (-20, "the gateway printed this value in its manuals: it is worth nothing to a thief, and no setting")
SDK_CONFIGURED = (60, "the gateway's SDK takes its secret key in this place")
