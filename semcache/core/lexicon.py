"""Word tables written by hand: function words, numbers, dates, negation, opposites, persons, near-synonyms.

They are data for `semcache.core.text`. Words are in lower case. English first; German, French, Spanish and Chinese
where a short list goes far.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from typing import Final

FUNCTION: Final = frozenset(
    """
    a about actually again all already also am an and another any anybody anyone anything anyway are as ask at be
    been being both but by can could d did do does doing done each either else especially etc even ever every
    everyone everything exactly few for from further get gets getting go goes going gonna got gotta guys had happen
    happens happened has have having hello hey hi how however i if in indeed instead into is it its itself just kind
    know let like ll lot lots m made make making many may maybe me mean might mine more most much must my myself
    need needed needs of oh ok okay on one ones only onto or other our ours over own perhaps please pls plz put
    quite rather re really regarding right s same shall should so some somebody somehow someone something somewhat
    sort still such sure t take tell than thank thanks that the their theirs them themselves then there these they
    thing things this those though through thus to together too toward towards try trying until up upon us use used
    using ve very via wanna want wanted wants was way ways we well were what whatever when where whether which while
    because since although unless among amid during behind beside besides beyond despite concerning per whoever
    whereas himself herself ourselves yourselves hence therefore otherwise against across along around near upon
    throughout ought accordingly yep yeah nope nah cannot none onto ups im ive id sth asap kinda sorta lately dear sir
    madam anymore anyways basically apparently obviously simply hopefully unfortunately
    who whom whose why will wish with within wonder wondering would ya yes yet you your yours yourself able back
    best better bit come comes coming could easily explain find finding fix give good guess help helping hey hope
    info information instruction instructions issue keep look looking obtain perform possible problem procedure
    process proper properly question quick quickly seem show solve step steps suppose supposed think trouble
    understand work working works
    """.split()
)
"""Words that change nothing by being there or not: grammar, politeness, and what people pad questions with."""

FOREIGN: Final = {
    "de": frozenset(
        """
    der die das den dem des ein eine einen einem einer eines ich du er sie es wir ihr mich mir dir uns euch mein
    meine meinen meinem meiner dein deine ihre ist sind war waren bin bist hat habe haben hatte wird werden wurde
    und oder aber wenn wie was wo wer wann warum wieso welche welcher welches wieviel viel viele für mit von vom zu
    zum zur im am auf aus bei nach über unter vor nicht kein keine keinen bitte kann können könnte muss soll man
    auch noch nur so dass als um an
    """.split()
    ),
    "fr": frozenset(
        """
    le la les l un une des du de d et ou mais je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton
    ta tes son sa ses notre votre leur leurs est sont suis es était être ai as ont avoir que qu qui quoi quand où
    comment pourquoi combien quel quelle quels quelles ce cet cette ces c dans en sur sous avec pour par au aux ne n
    pas plus y a puis peux peut dois faut faire svp
    """.split()
    ),
    "es": frozenset(
        """
    el la los las un una unos unas de del al y o pero yo tú él ella nosotros ustedes me te se mi mis tu tus su sus
    nuestro es son era soy está están estoy ser estar ha he han que qué quién quien cuándo cuando dónde donde cómo
    como cuál cual cuánto cuánta cuántos cuántas por para con en a lo le les este esta esto ese esa puedo puede debo
    hay no favor hacer
    """.split()
    ),
}
"""Function words of other languages: they tell the language and carry no content."""

CHINESE_FUNCTION: Final = frozenset(
    "的了吗呢吧啊是我你他她它们这那个请问怎么样如何什么哪能可以要想在和与有会很就都也一下"
)

NEWER: Final = frozenset(
    """
    app apps login logout signup password passcode username wifi internet online offline website webpage email inbox
    smartphone laptop tablet desktop browser router modem bluetooth usb invoice autopay topup chatbot voicemail
    checkout backup download upload reinstall reboot restart refund refundable nonrefundable prepaid postpaid
    cashback workout selfie emoji hashtag blog blogger podcast playlist dataset database backend frontend hardware
    software firmware codebase timezone timestamp rollover lockout payout onboarding autocomplete spreadsheet
    screenshot homepage expiry recurring onetime deactivate deactivated refurbished signin setup pickup zipcode url
    pdf api sms pin id faq gps tv dvd cd ok todo vegan gluten keto yoga tax taxes paycheck paystub payday
    """.split()
)
"""Common words that are younger than the texts the vocabulary was made from."""

NAMES: Final = frozenset(
    """
    turkey china jordan chad georgia japan guinea panama java python ruby swift rust go apple amazon visa oracle
    shell target gap delta mercury venus mars jupiter saturn phoenix jersey lima cologne nice lincoln washington
    ford tesla jack bill mark john tom bob will grace hope rose lily daisy victor frank drew jean robin guy don pat
    sue penny peter paul dick harry joy faith may june april august cancer leo gemini aries virgo libra scorpio
    """.split()
) - frozenset("go will mark bill may nice hope target gap guy".split())
"""Names that are common words too. They are held to be names in any case."""

NUMBER_WORDS: Final = {
    word: value
    for value, words in {
        0: "zero null cero", 2: "two zwei deux dos", 3: "three drei trois tres", 4: "four vier quatre cuatro",
        5: "five fünf cinq cinco", 6: "six sechs seis", 7: "seven sieben sept siete", 8: "eight acht huit ocho",
        9: "nine neun neuf nueve", 10: "ten zehn dix diez", 11: "eleven elf onze once", 12: "twelve zwölf douze doce",
        13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
        20: "twenty zwanzig vingt veinte", 30: "thirty dreißig trente treinta", 40: "forty vierzig quarante cuarenta",
        50: "fifty fünfzig cinquante cincuenta", 60: "sixty sechzig soixante sesenta", 70: "seventy siebzig setenta",
        80: "eighty achtzig ochenta", 90: "ninety neunzig noventa",
    }.items()
    for word in words.split()
}  # fmt: skip
FOREIGN_ONLY_NUMBERS: Final = frozenset("elf once null sept six dos seis acht dix".split()) - {"six"}
"""Number words of other languages that are something else in English."""
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SCALE_LETTERS: Final = {"k": 1000, "m": 10**6, "bn": 10**9}

ORDINAL_WORDS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
}  # fmt: skip

UNITS: Final = {
    form: unit
    for unit, forms in {
        "second": "s sec secs seconds", "minute": "min mins minute minutes", "hour": "h hr hrs hour hours stunden",
        "day": "d day days tag tage jours días", "week": "wk wks week weeks", "month": "mo month months",
        "year": "y yr yrs year years jahre", "usd": "$ usd dollar dollars bucks", "eur": "€ eur euro euros",
        "gbp": "£ gbp pound_sterling quid", "jpy": "¥ yen jpy", "%": "% percent pct", "kg": "kg kilo kilos kilogram "
        "kilograms", "g": "g gram grams", "lb": "lb lbs pound pounds", "oz": "oz ounce ounces", "km": "km kilometer "
        "kilometers kilometre kilometres", "m": "meter meters metre metres", "cm": "cm centimeter centimeters",
        "mile": "mi mile miles", "ft": "ft foot feet", "in": "inch inches", "mb": "mb megabyte megabytes",
        "gb": "gb gigabyte gigabytes gig", "tb": "tb terabyte terabytes", "l": "l liter liters litre litres",
        "ml": "ml milliliter milliliters", "mg": "mg milligram milligrams", "c": "celsius °c", "f": "fahrenheit °f",
        "k": "kelvin", "gallon": "gal gallon gallons",
    }.items()
    for form in forms.split()
}  # fmt: skip
SIGNS: Final = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy"}

MONTHS: Final = {
    form: number
    for number, forms in enumerate(
        (
            "january jan januar janvier enero", "february feb februar février febrero", "march mar märz mars marzo",
            "april apr avril abril", "may mai mayo", "june jun juni juin junio", "july jul juli juillet julio",
            "august aug août agosto", "september sep sept septembre septiembre", "october oct oktober octobre octubre",
            "november nov novembre noviembre", "december dec dezember décembre diciembre",
        ),
        start=1,
    )
    for form in forms.split()
}  # fmt: skip
UNSURE_MONTHS: Final = frozenset("may march mar mars jan jun dec sep apr mai sept".split())
"""Months only beside a number or after a preposition of time."""

DAY_WORDS: Final = {
    form: name
    for name, forms in {
        "monday": "monday mondays montag lundi lunes", "tuesday": "tuesday tuesdays dienstag mardi martes",
        "wednesday": "wednesday wednesdays mittwoch mercredi miércoles",
        "thursday": "thursday thursdays donnerstag jeudi jueves", "friday": "friday fridays freitag vendredi viernes",
        "saturday": "saturday saturdays samstag samedi sábado", "sunday": "sunday sundays sonntag dimanche domingo",
        "weekend": "weekend weekends wochenende finde", "weekday": "weekday weekdays",
        "today": "today todays heute hoy tonight", "tomorrow": "tomorrow tomorrows morgen demain mañana",
        "yesterday": "yesterday yesterdays gestern hier ayer", "noon": "noon midday", "midnight": "midnight",
        "spring": "spring", "summer": "summer", "autumn": "autumn fall", "winter": "winter",
        "christmas": "christmas xmas weihnachten", "easter": "easter ostern", "thanksgiving": "thanksgiving",
        "morning": "morning mornings", "afternoon": "afternoon", "evening": "evening evenings", "night": "night nights",
        "decade": "decade", "century": "century",
    }.items()
    for form in forms.split()
}  # fmt: skip
UNSURE_DAYS: Final = frozenset("hier morgen hoy finde fall spring summer domingo demain".split())
"""Dates only after "in", "this", "next", "last", or in another language."""
PERIODS: Final = frozenset("day week month year quarter semester season".split())
WHICH: Final = {"this": "this", "current": "this", "next": "next", "coming": "next", "upcoming": "next", "last": "last",
                "previous": "last", "past": "last"}  # fmt: skip

NEGATIONS: Final = frozenset(
    """
    not no never none nothing nobody nowhere neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt
    werent couldnt shouldnt wouldnt havent hasnt hadnt unable non aint minus except
    """.split()
)
FOREIGN_NEGATIONS: Final = {
    "de": frozenset("nicht kein keine keinen keinem keiner keines nie niemals nichts ohne niemand weder".split()),
    "fr": frozenset("ne n pas jamais sans aucun aucune rien personne ni non".split()),
    "es": frozenset("no nunca jamás sin ningún ninguno ninguna nada nadie ni tampoco".split()),
}
CHINESE_NEGATIONS: Final = frozenset("不没無无未别勿非")

NOT_NEGATIVE: Final = (
    "do not know", "dont know", "not sure", "not certain", "no idea", "can not remember", "cannot remember",
    "do not remember", "can not find", "cannot find", "why not", "do not understand", "not understand",
    "no longer have", "can not figure", "cannot figure", "if not", "or not", "no problem", "do not mind", "is there no",
    "can not seem", "cannot seem", "can not recall", "cannot recall", "do not recall",
)  # fmt: skip
"""Idioms that deny nothing about the thing asked."""

OPPOSITES: Final = {
    "on-off": "on|off",
    "enable": "enable activate|disable deactivate",
    "before": "before prior|after following",
    "increase": "increase raise grow boost gain rise|decrease reduce lower decline drop shrink lessen cut lose fall",
    "limit": "minimum min|maximum max",
    "extreme": "least fewest|most",
    "level": "low lowest lower|high highest higher",
    "size": "small smaller smallest little tiny|big bigger biggest large larger largest huge",
    "length": "short shorter shortest|long longer longest",
    "speed": "fast faster fastest|slow slower slowest",
    "trade": "buy purchase|sell resell",
    "account": "credit|debit|prepaid",
    "travel": "arrive arrival arriving|depart departure departing leave",
    "include": "include|exclude",
    "accept": "accept approve|reject decline refuse deny",
    "allow": "allow permit|forbid prohibit block ban",
    "open": "open reopen|close shut",
    "lock": "lock freeze block|unlock unfreeze unblock",
    "add": "add insert attach|remove delete detach",
    "start": "start begin launch|stop end finish quit",
    "install": "install reinstall|uninstall",
    "load": "upload|download",
    "port": "import|export",
    "send": "send|receive",
    "deposit": "deposit|withdraw withdrawal",
    "win": "win won|lose lost",
    "succeed": "succeed success successful|fail failure",
    "side": "inside indoor indoors|outside outdoor outdoors",
    "height": "above|below beneath under",
    "age": "old older oldest elder|new newer newest young younger youngest",
    "time": "early earlier earliest|late later latest",
    "heat": "hot hotter hottest warm|cold colder coldest cool",
    "sex": "male man men boy|female woman women girl",
    "compass": "north northern|south southern|east eastern|west western",
    "hand": "left|right_side",
    "lend": "borrow|lend",
    "subscribe": "subscribe|unsubscribe",
    "mute": "mute|unmute",
    "crypt": "encrypt|decrypt",
    "code": "encode|decode",
    "connect": "connect|disconnect",
    "border": "domestic national|international foreign abroad overseas",
    "origin": "internal|external",
    "put": "input|output",
    "sign": "positive|negative",
    "grade": "upgrade|downgrade",
    "line": "online|offline",
    "coming": "incoming inbound|outgoing outbound",
    "party": "sender|recipient receiver",
    "work": "employer|employee",
    "deal": "buyer customer|seller vendor merchant",
    "lease": "landlord|tenant",
    "order": "ascending|descending",
    "reach": "public|private",
    "status": "single|married|divorced",
    "way": "horizontal|vertical",
    "stage": "still|already",
    "goods": "new|refurbished used",
    "household": "individual personal single|family|student|business corporate team",
    "shape": "standard normal regular|express overnight expedited|priority",
    "rest": "used taken spent|left remaining",
    "tier": "basic starter|standard|premium|pro|plus|enterprise|gold|silver|bronze|platinum|free",
    "period": "hourly|daily|weekly|biweekly|monthly|quarterly|yearly annual annually",
    "purse": "savings|checking|brokerage|mortgage|loan",
    "colour": "red|blue|green|yellow|black|white|orange|purple|pink|brown|grey gray",
    "more": "more|less fewer",
    "best": "best|worst",
    "sharper": "better|worse",
    "place": "first|last",
    "thickness": "thick|thin",
    "weight": "heavy heavier heaviest|light lighter lightest",
    "wealth": "rich richest|poor poorest",
    "fill": "full|empty",
    "hard": "easy easiest easier|hard hardest harder difficult",
    "price": "cheap cheaper cheapest inexpensive|expensive",
    "safe": "safe|dangerous unsafe",
    "strength": "strong stronger strongest|weak weaker weakest",
    "truth": "true|false",
    "adult": "adult|child kid",
    "advantage": "advantage benefit pro|disadvantage drawback downside",
    "cause": "cause|effect",
    "similar": "similarity similar same|difference different",
    "same-time": "synchronous|asynchronous",
    "life": "born birth|die dead death",
    "push": "push|pull",
    "teach": "teach|learn",
    "host": "host|guest",
    "legal": "legal lawful|illegal unlawful",
    "check": "checkin|checkout",
    "union": "marry|divorce",
    "hire": "hire|fire",
    "show": "show unhide|hide",
    "wake": "wake|sleep",
    "volume": "up|down",
}
"""Group -> sides, parted by |. Words of two sides of one group never stand for each other."""

REVERSERS: Final = frozenset(
    """
    stop disable deactivate off cancel remove delete unsubscribe end terminate uninstall disconnect undo revoke rid away
    erase unlink detach discontinue cancellation deletion removal termination unpair deregister
    """.split()
)
"""Words that ask for the reverse of what is named beside them; opposites of saying nothing."""

PREFIXES_OF_DENIAL: Final = ("un", "in", "im", "ir", "il", "non", "dis", "de", "anti", "mis")

KIN: Final = {
    form: name
    for name, forms in {
        "wife": "wife", "husband": "husband", "spouse": "spouse partner", "son": "son", "daughter": "daughter",
        "child": "child children kid kids baby", "mother": "mother mom mum mommy", "father": "father dad daddy",
        "parents": "parent parents", "brother": "brother", "sister": "sister", "friend": "friend friends",
        "boss": "boss manager", "girlfriend": "girlfriend", "boyfriend": "boyfriend", "grandmother": "grandma "
        "grandmother", "grandfather": "grandpa grandfather", "uncle": "uncle", "aunt": "aunt", "cousin": "cousin",
        "neighbour": "neighbor neighbour", "colleague": "colleague coworker", "roommate": "roommate",
        "employee": "employee", "dog": "dog", "cat": "cat", "pet": "pet",
    }.items()
    for form in forms.split()
}  # fmt: skip
OWNERS: Final = {"my": "i", "mine": "i", "our": "i", "ours": "i", "your": "you", "yours": "you", "his": "he",
                 "him": "he", "her": "she", "hers": "she", "their": "they", "theirs": "they", "he": "he", "she": "she",
                 "someone": "they", "somebody": "they", "mein": "i", "meine": "i", "dein": "you", "ihr": "you",
                 "mon": "i", "ma": "i", "mes": "i", "votre": "you", "mi": "i", "mis": "i"}  # fmt: skip

JOINED: Final = {
    ("log", "in"): "login", ("log", "on"): "login", ("sign", "in"): "login", ("logging", "in"): "login",
    ("signing", "in"): "login", ("logged", "in"): "login", ("log", "into"): "login", ("sign", "into"): "login",
    ("log", "out"): "logout", ("sign", "out"): "logout", ("sign", "up"): "register", ("signing", "up"): "register",
    ("shut", "down"): "close", ("pass", "word"): "password", ("e", "mail"): "email", ("wi", "fi"): "wifi",
    ("top", "up"): "topup", ("topping", "up"): "topup", ("topped", "up"): "topup", ("check", "in"): "checkin",
    ("check", "out"): "checkout", ("cell", "phone"): "phone", ("mobile", "phone"): "phone", ("get", "rid"): "remove",
    ("sign", "on"): "login", ("user", "name"): "username", ("web", "site"): "website", ("on", "line"): "online",
    ("right", "side"): "right_side", ("right", "hand"): "right_side", ("look", "up"): "check", ("i", "d"): "i",
    ("set", "up"): "setup", ("setting", "up"): "setup", ("pick", "up"): "pickup", ("back", "up"): "backup",
    ("united", "states"): "usa", ("u", "s"): "usa", ("united", "kingdom"): "uk", ("u", "k"): "uk",
    ("zip", "code"): "zipcode", ("post", "code"): "zipcode",
}  # fmt: skip

SYNONYM_GROUPS: Final = tuple(
    frozenset(line.split())
    for line in """
    buy purchase order acquire
    cancel terminate end stop discontinue
    delete remove erase clear
    change modify update edit alter switch amend adjust
    parcel package shipment delivery order item
    phone mobile smartphone cellphone telephone handset
    cost price fee charge rate expense
    bill invoice
    repair mend
    login access signin
    forget lose misplace remember
    reset recover restore change renew recovery
    register signup enroll join create open
    create make set setup build generate
    refund reimbursement moneyback reimburse return
    ship send deliver dispatch arrive delivery
    receive arrive
    track trace follow locate
    check see view verify confirm
    start begin open launch
    close shut end
    support assistance service
    fast quick rapid speedy
    big large
    car vehicle auto automobile
    job position employment
    kid child
    picture photo image
    movie film
    error bug fault failure problem
    broken defective faulty damaged
    break damage
    location place address spot
    vacation holiday leave trip
    payment pay transaction
    choose select pick
    contact reach call speak talk
    agent representative operator human person
    allow permit let accept
    require necessary requirement need
    customer client user
    document paper paperwork file
    pin passcode
    wait take
    salary pay wage income
    store shop
    expire expiry expiration run
    block freeze lock suspend
    identity id identification
    verify validate confirm authenticate
    bank
    shut close
    money fund cash
    transfer send move wire
    topup reload recharge add
    limit cap maximum
    discount coupon voucher promo reduction
    subscription membership plan
    fail decline reject deny
    activate enable start turn switch
    expiry expiration validity
    deactivate disable
    definition meaning
    define mean
    meeting appointment
    recipe cook prepare
    ingredient
    steal stolen theft
    lost missing lose
    schedule book arrange reserve plan
    reservation booking book
    restaurant diner
    translate say
    spell spelling
    arrive come show
    hour time
    open opening
    swap exchange replace
    method mean manner
    type kind sort
    author writer write
    big huge
    guarantee warranty
    staff employee worker
    shipping delivery postage
    trip journey travel
    airplane plane flight
    tip advice suggestion
    doctor physician
    medicine medication drug
    quit resign leave
    begin start
    total sum amount
    see appear show display
    extra additional further
    buy pay spend
    item thing product
    latest recent newest
    raise increase
    set schedule plan
    food meal dish
    revert reset restore return
    stick trap
    swallow eat suck keep retain
    missing lost lose miss
    wrong incorrect mistaken
    correct right
    weird strange odd
    entire whole
    pending outstanding
    """.strip().splitlines()
)
"""Words that people swap when they mean the same. Only consulted for words found on one side only."""

MEASURES: Final = frozenset(
    "much many long old far often big tall high deep large fast quick quickly heavy wide early late soon".split()
)
"""What stands after "how" when a measure is asked for."""
SAME_MEASURE: Final = {"fast": "long", "quick": "long", "quickly": "long", "soon": "long", "large": "big"}
MOMENTS: Final = frozenset("time date day year month century".split())

PRICES: Final = frozenset("cost costs price prices fee fees charge charges rate".split())
DETERMINERS: Final = frozenset("my our your the a an this that these those all some me us it them".split())

QUESTION_TYPES: Final = {
    "who": "who", "whom": "who", "whose": "who", "when": "when", "where": "where", "why": "why", "how": "how",
    "what": "what", "which": "what", "wer": "who", "wen": "who", "wem": "who", "wann": "when", "wo": "where",
    "warum": "why", "wieso": "why", "weshalb": "why", "wie": "how", "wieviel": "quantity", "qui": "who",
    "quand": "when", "où": "where", "pourquoi": "why", "comment": "how", "combien": "quantity", "quién": "who",
    "cuándo": "when", "dónde": "where", "cómo": "how", "cuánto": "quantity", "cuánta": "quantity",
    "cuántos": "quantity", "cuántas": "quantity",
}  # fmt: skip
YES_NO: Final = frozenset(
    """
    is are am was were do does did can could will would should shall has have had may might must isnt arent
    """.split()
)
TROUBLES: Final = frozenset(
    """
    work function receive arrive appear show see recognize recognise go get come load find locate complete update
    reflect understand know authorize authorise
    """.split()
)
"""What people report as not happening; a problem told with "not" and without is the same problem."""
PREPOSITIONS: Final = frozenset("of to in at for from on by with since until about".split())
LEADS: Final = frozenset(
    """
    tell know ask wonder wondering about explain show me understand find out say see please and or but so then
    exactly remember forget curious idea sure check figure learn
    """.split()
)
"""Words after which a question word still asks: "tell me when"."""

COURTESY: Final = frozenset(
    "please pls plz kindly hi hello hey ok okay just now then so you to me also go ahead".split()
)
ASKING: Final = frozenset(
    """
    tell explain show give help know find check look say describe list see need want wonder let ask clarify advise
    inform confirm provide read name like can is guide teach walk define verify
    """.split()
)
"""Verbs that ask for an answer rather than for a deed."""
