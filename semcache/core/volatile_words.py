"""Patterns for the volatile classes, over text in lower case. See `semcache.core.volatile`."""

# ruff: noqa: E501 - a pattern broken over lines is harder to read than a long one
from __future__ import annotations

from typing import Final

Patterns = tuple[tuple[str, str], ...]

_SPAN: Final = "week|weekend|month|year|quarter|season|semester|morning|afternoon|evening|decade"
_WEEKDAY: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_ASKS_STATE: Final = "what|what's|whats|when|where|where's|wheres|is|are|has|have|did|was|were|do|does|show|list|tell|check|how much|how many|give|which"

HOW_TO: Final = (
    r"how (?:do|can|could|should|would|does|did|to|must|might)(?: (?:i|we|you|one|people|someone))?(?! (?:have|owe)\b)",
    r"how (?:is|are) .{0,40}(?:calculated|determined|computed|set|work)",
    r"what (?:happens|if|are the steps|is the (?:process|procedure|best way|way)|should i|do i (?:need|have) to)",
    r"(?:can|could|may|should|must) (?:i|we)", r"(?:is it|is there|isn't there).{0,12} (?:possible|way|any way|allowed)",
    r"where (?:do|can|could|should|would) (?:i|we)", r"(?:am i|are we) (?:able|allowed)",
    r"(?:steps|ways|way|instructions|guide|possible|need) to", r"why", r"what (?:is|are|does) (?:a|an)",
    r"what does .{0,40}mean", r"wie (?:kann|muss|soll)", r"comment (?:puis|faire|dois)", r"cómo (?:puedo|debo|se)",
    "如何", "怎么", "怎样",
)  # fmt: skip
"""A question about how something is done in general."""

PRESENT_TIME: Final[Patterns] = (
    ("en", r"(?:right )?now(?! that| and then|here)(?<!until now)(?<!by now)(?<!from now)(?<!up to now)"),
    ("en", r"(?:at|in) (?:the|this) (?:moment|instant)|at present|at this (?:time|point)|presently|nowadays|these days"),
    ("en", r"(?<!one )today(?:'s)?|tonight|tomorrow(?:'s)?|yesterday(?:'s)?|as of (?:today|now|this)"),
    ("en", rf"(?:this|last|next|past|coming|previous) (?:{_SPAN}|{_WEEKDAY})(?:'s)?"),
    ("en", r"(?:the |your |its |their |'s )(?:latest|newest)(?! by| at)|latest \w+|(?:most )?recently|(?:the|most|any) recent"),
    ("en", r"(?:what|which) (?:time|day|date|month|year|week) is (?:it|today)|what's the (?:time|date|day)"),
    ("en", r"what is the (?:time|date)(?: in| now| today|\?|$)|what day of the week is|current (?:time|date)"),
    ("en", r"(?:is|are) (?:it|they|you|there).{0,40} still|so far|to date|up to date|until now|as yet"),
    ("en", r"how (?:many|long).{0,30}(?:left )?(?:until|till)(?! (?:the|my|i|we|it|you)\b.{0,20}(?:expire|arrive|clear))"),
    ("en", r"(?:days|weeks|months|years|hours|minutes) ago (?:today|from)|breaking news|news (?:about|on|from)|headlines"),
    ("en", r"upcoming"),
    ("en", r"(?:[0-9]+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|some) (?:hours?|days?|weeks?|months?) ago"),
    ("en", r"(?:will|happen\w*|going to|meetings?|forecast).{0,40} in (?:\d+|two|three|four|five|six|seven|ten|a few) (?:hours?|days?|weeks?|months?)(?= ?\??$)"),
    ("de", r"vor (?:\w+ )?(?:stunden?|tage?n?|wochen?|monate?n?)|(?:was|welche|wer|wann) .*\bmorgen\b|neuigkeiten|nachrichten"),
    ("fr", r"il y a (?:\w+ )?(?:heures?|jours?|semaines?|mois)|(?:la )?derni[èe]re version|hier ?\??$"),
    ("es", r"hace (?:\w+ )?(?:horas?|d[ií]as?|semanas?|meses)|[úu]ltima versi[óo]n|mañana ?\??$"),
    ("zh", r"[0-9一二三四五六七八九十两几]+ ?(?:小时|天|周|个星期|个月)(?:前|后)"),
    ("en", r"(?:deal|offer|special|soup|dish|word|quote|photo|song|tip|news|question|fact|joke) of the (?:day|week|month)"),
    ("en", r"^(?:is|are) (?:the |your )?(?:[\w.-]+ ){1,3}(?:down|offline|online|out|up and running|having (?:an outage|issues|problems|trouble))(?: for (?:everyone|anyone)(?: else)?)?\??$"),
    ("en", r"in the (?:last|past|next) (?:\w+ )?(?:hours?|days?|weeks?|months?|years?)"),
    ("de", r"jetzt|heute|morgen früh|gestern|derzeit|momentan|aktuell\w*|zurzeit|zur zeit|gerade eben|neueste[nrs]?"),
    ("de", r"übermorgen|vorgestern|(?:diese|nächste|letzte)[nrs]? (?:woche|monat|jahr|wochenende|\w+tag)"),
    ("de", r"wie (?:spät|viel uhr) ist|welche[nr]? (?:tag|datum)|heutige\w*|wird morgen|ist morgen|bis morgen"),
    ("fr", r"maintenant|aujourd'hui|demain|hier soir|en ce moment|actuellement|actuel(?:le)?s?|ce soir|ce matin"),
    ("fr", r"cette (?:semaine|année)|ce mois(?:-ci)?|(?:la semaine|le mois|l'année) (?:prochaine?|dernière?|dernier)"),
    ("fr", r"quelle heure est|dernières (?:nouvelles|infos)|quel jour sommes"),
    ("es", r"ahora(?: mismo)?|hoy|ayer|esta (?:semana|noche|mañana|tarde)|este (?:mes|año)|actualmente|actual(?:es)?"),
    ("es", r"(?:la semana|el mes|el año) (?:que viene|pasad[oa]|próxim[oa])|qué hora es|pasado mañana|últimas noticias"),
    ("es", r"para mañana|de mañana|mañana por la|hará mañana"),
    ("zh", r"现在|目前|当前|今天|今日|今晚|明天|昨天|后天|前天|本周|这周|这个星期|本月|这个月|今年|去年|明年|上周|下周|上个月|下个月|最新|最近|几点了?|此刻|刚刚|實時|实时|現在|當前"),
)  # fmt: skip

PRESENT_STATE: Final[Patterns] = (
    ("en", r"currently|current(?! (?:account|through|in a|in the|of a|flow|flows|flowing|density|divider|source|sensor|transformer|drawn|limit|and voltage|events|affairs))(?= \w)"),
)  # fmt: skip
NOT_PRESENT_STATE: Final = (
    *HOW_TO,
    r"(?:electric|electrical|alternating|direct|ocean|air|ac|dc|rip|eddy|ampere|amperes|resistor|voltage|volts?|circuit) ?current",
    r"resistor|circuit|voltage|ohm's|ampere|capacitor|diode|currently called",
)

_ASSET: Final = r"bitcoin|btc|ethereum|eth|dogecoin|crypto\w*|gold|silver|oil|crude|brent|natural gas|gasoline|petrol|gas|diesel|copper|wheat|stocks?|shares?|tesla|nvidia|apple|amazon|google|microsoft"
_CURRENCY: Final = r"usd|eur|gbp|jpy|chf|cad|aud|inr|cny|mxn|dollars?|euros?|pounds?|yen|yuan|rupees?|pesos?|francs?|rubles?|won|krona|lira"
MARKET: Final[Patterns] = (
    ("en", rf"(?:{_ASSET})(?:'s)?(?: stock| share)? (?:price|prices|quote|value|worth)|stock (?:price|quote)s?|share prices?"),
    ("en", rf"(?:price|prices|value|quote|worth) (?:of|for) (?:a |an |one |the |\w+ )?(?:{_ASSET})"),
    ("en", rf"how much (?:is|are|does) (?:a |an |one |\w+ )?(?:{_ASSET})(?: \w+)? (?:worth|cost|trading|going)"),
    ("en", r"(?:is|are|'s) .{0,40}(?:trading|going) (?:at|for)|market (?:cap|capitali[sz]ation)|net worth of"),
    ("en", r"(?:what|what's|whats|show|tell|give|check).{0,30}(?:exchange|conversion|mortgage|fed funds) rates?(?! (?:mean|work))"),
    ("en", rf"(?:exchange rate|convert|rate).{{0,30}}(?:{_CURRENCY}) (?:to|into|and|in|for) (?:the )?(?:us |\w+ )?(?:{_CURRENCY})"),
    ("en", rf"how (?:many|much) .{{0,20}}(?:{_CURRENCY}) .{{0,20}}(?:is|are|in|to|for|worth) .{{0,20}}(?:{_CURRENCY})"),
    ("en", r"(?:dow jones|nasdaq|s&p 500|ftse|dax|nikkei)(?: index)?(?: at| doing| today| close| up| down|\?|$)"),
    ("en", r"(?:is|are) .{0,40}(?:in stock|sold out|back in stock)|how many .{0,40} in stock|stock (?:level|today)"),
    ("de", r"aktienkurs\w*|börsenkurs\w*|wechselkurs\w*|(?:bitcoin|gold|öl|benzin)(?:-)?(?:preis|kurs)\w*|kurs (?:von|der)"),
    ("fr", r"cours (?:de|du) (?:l'action|la bourse|bitcoin|l'or|pétrole)|taux de change|prix (?:du bitcoin|de l'or|de l'essence)"),
    ("es", r"precio (?:del bitcoin|del oro|del petróleo|de la gasolina|de las acciones)|tipo de cambio|cotización"),
    ("zh", r"股价|股票价格|汇率|金价|油价|比特币价格|行情"),
)  # fmt: skip
NOT_MARKET: Final = (
    r"(?:1[5-9]|20[01])\d\d", r"what (?:determines|affects|causes|is a|is an|does|are stocks)",
    r"how (?:is|are) .{0,40}(?:calculated|determined|computed|set|decided)", r"why", r"how does",
)  # fmt: skip

WEATHER: Final[Patterns] = (
    ("en", r"weather(?! (?:app|api|balloon|vane|stripping|channel|station|resistant|proof))|weather forecast"),
    ("en", r"(?:will|is|does|did|going to|gonna) (?:it )?(?:be )?(?:rain|snow|hail|storm|raining|snowing)(?:ing|y)?"),
    ("en", r"how (?:hot|cold|warm|humid|windy) (?:is|will|was) it|(?:need|take|bring) (?:an? )?(?:umbrella|raincoat)"),
    ("en", r"(?:temperature|humidity|air quality|uv index|pollen count|wind speed) (?:in|for|at|outside|right|of)"),
    ("en", r"temperature (?:outside|this|will)|(?:chance|chances) of (?:rain|snow)"),
    ("de", r"wetter\w*|regnet es|wird es regnen|schneit es|wie (?:warm|kalt) ist es"),
    ("fr", r"météo|quel temps fait|va-t-il pleuvoir|pleut-il|il fait quel temps"),
    ("es", r"qué tiempo hace|pronóstico del tiempo|el clima (?:en|de hoy|hoy)|va a llover|lloverá"),
    ("zh", r"天气|气温|下雨吗|会下雨|下雪吗|空气质量"),
)  # fmt: skip
NOT_WEATHER: Final = (
    r"(?:1[5-9]|20[01])\d\d", r"what (?:causes|is weather|is a|does|are the types)", r"why", r"how (?:does|do)",
    r"(?:boiling|melting|freezing|body|oven|cooking|internal|safe|room) temperature", r"temperature (?:of|at which)",
    r"explain|difference between|climate change|bad weather|under the weather|weather (?:damage|delay)s?|in (?:rainy|cold|hot|bad) weather",
)  # fmt: skip

SCORES: Final[Patterns] = (
    ("en", r"(?:the|final|live|latest|game|match|box) scores?(?! (?:on|for|of) (?:a|the|my) (?:test|exam|credit))"),
    ("en", r"who(?:'s| is| are) (?:winning|leading|ahead|playing)|(?:league|team|division|conference) (?:standings|table)"),
    ("en", r"standings|did (?:the )?[\w' ]{2,30} (?:win|lose|beat)(?= the (?:game|match)| last| yesterday| today| again|\?|$)"),
    ("en", r"(?:won|win) the (?:game|match|race|election|fight)|winning (?:lottery )?numbers|lottery numbers"),
    ("en", r"when (?:do|does|is) (?:the )?[\w' ]{2,30} (?:play|playing|game)(?: next)?|next (?:game|match|fight)"),
    ("de", r"spielstand|wie steht es|wer hat (?:das spiel |gestern )?gewonnen|tabellenstand|lottozahlen"),
    ("fr", r"quel est le score|résultat du match|qui a gagné (?:le match|hier)|classement"),
    ("es", r"marcador|resultado del partido|quién (?:ganó el partido|va ganando)|clasificación"),
    ("zh", r"比分|谁赢了|赛果|积分榜|开奖"),
)  # fmt: skip
NOT_SCORES: Final = (
    r"(?:1[5-9]|20[0-2])\d\d", r"(?:credit|test|exam|sat|act|gre|fico|musical|film|apgar|z|f1|iq|bleu) scores?",
    r"how (?:do|to|does|can|is|are)", r"what (?:is a|does|are)", r"world war|civil war|the war|why",
)  # fmt: skip

_HOLDING: Final = (
    r"orders?|accounts?|packages?|parcels?|shipments?|deliver(?:y|ies)|invoices?|bills?|balances?|transactions?|calendar|"
    r"schedule|appointments?|meetings?|reminders?|alarms?|timers?|to-?do list|shopping list|list|tickets?|flights?|"
    r"reservations?|bookings?|refunds?|payments?|transfers?|deposits?|paychecks?|salary|points|miles|rewards|credit score|"
    r"statement|claim|application|case|cart|basket|emails?|messages?|inbox|location|portfolio|subscription|usage|"
    r"credit|debt|loan|mortgage|insurance|pto|vacation days|income|taxes|spending|luggage|car|phone|grades?"
)
PERSONAL_STATE: Final[Patterns] = (
    ("en", rf"^(?:\w+,? ){{0,3}}(?:{_ASKS_STATE})\b.{{0,40}}(?<!for )(?:my|our) (?:\w+ ){{0,3}}(?:{_HOLDING})"),
    ("en", r"(?:my|our) (?:\w+ ){0,2}balances?|(?:status|balance|location|state|progress|contents|amount) (?:of|on|in|for) (?:my|our)"),
    ("en", rf"(?:my|our) (?:{_HOLDING}) (?:status|number|history|total)|track (?:my|our) (?:{_HOLDING})"),
    ("en", r"how much (?:money )?(?:do i|do we|have i|have we|did i|did we|i|we) (?:\w+ )?(?:owe|have|spend|spent|spending|paid|earn|earned|make)"),
    ("en", r"(?:do|did) (?:i|we) have (?:any|enough|something)|how many .{0,30}(?:do|have|did) (?:i|we) (?:have|got|taken|used|left)"),
    ("en", r"where (?:is|are|'s) (?:my|our|it)|where's my|when (?:is|are|was) (?:my|our)|when will (?:my|our) .{0,30}(?:arrive|come|be here|ship)"),
    ("en", r"has (?:my|our) .{0,40}(?:shipped|arrived|cleared|gone|posted|been|come)|(?:am i|where am i) (?:in|late|on|at|overdrawn|approved)"),
    ("de", r"(?:wo|wann) (?:ist|kommt|bleibt) mein\w*|mein\w* (?:kontostand|guthaben|bestellung|paket|lieferung|rechnung)"),
    ("fr", r"où (?:est|sont) (?:ma|mon|mes)|(?:mon solde|ma commande|mon colis|mon compte|notre compte|ma facture)"),
    ("es", r"dónde (?:está|están) mi|mi (?:saldo|pedido|paquete|cuenta|factura)|nuestra cuenta"),
    ("zh", r"我的(?:订单|余额|账户|包裹|快递|账单)|我的.{0,6}在哪|我们的账户"),
)  # fmt: skip

_POLITE: Final = (
    r"(?:please|pls|hey|hi|ok|okay|now|just|then|kindly|"
    r"(?:can|could|would|will) you(?: please| kindly)?|i (?:want|need|would like|'d like) you to|i'd like you to|go ahead and|"
    r"i (?:want|need|would like) to|i'd like to|let's|help me)"
)
_THING: Final = r"(?:my|our|the|this|that|these|those|all|an?|another|me|it|them|him|her|us|\d\S*|\$\S+)"
_START: Final = rf"(?:^|[.!?;,:] )(?:{_POLITE},? ){{0,3}}"
SIDE_EFFECT: Final[Patterns] = (
    ("en", rf"{_START}(?:cancel|refund|dispute|reschedule|unsubscribe|deactivate|terminate|freeze|lock|block|close|shut down) (?:my|our|this|that|these|those|all|me|it|them|the)"),
    ("en", rf"{_START}(?:delete|remove|erase|wipe|archive|forward|publish|submit|upload) (?:my|our|this|that|it|them|(?:all|the)(?: \w+)? (?:emails?|messages?|files?|accounts?|alarms?|reminders?|events?|contacts?|notes?|photos?|items?))"),
    ("en", rf"{_START}(?:send|email|mail|text|message|call|phone|dial|notify|invite) (?!a (?:post|get|http|put))(?:{_THING}|[a-z]+ (?:that|to|and|a))"),
    ("en", rf"{_START}(?:book|reserve|schedule|order|buy|purchase|get) (?:me|us|{_THING} (?:\w+ ){{0,3}}(?:table|room|flight|ticket|tickets|hotel|taxi|cab|uber|ride|car|appointment|meeting|pizza|seat|reservation))"),
    ("en", rf"{_START}(?:book|reserve|order) (?:a|an|the|two|three|some|\d+)"),
    ("en", rf"{_START}(?:transfer|wire|move|pay|deposit|withdraw|donate) (?:my|our|the|all|\$\S+|\d\S*|money|some|him|her|off|half)"),
    ("en", rf"{_START}(?:set|create|add|make|start|stop|pause|snooze|put|change) (?:a|an|the|my|another)?(?: \w+){{0,4}} ?(?:alarm|timer|reminder|appointment|calendar|event|to-?do|shopping list|my list|the list|meeting)"),
    ("en", rf"{_START}(?:remind me|wake me|call me|turn (?:on|off|up|down)|play (?:me |some |the |my )|open (?:the|my) (?:door|garage)|sign me up|subscribe me|report (?:my|a) (?:card|lost|stolen|fraud))"),
    ("en", rf"{_START}(?:increase|raise|lower|decrease) (?:my|our|the) .{{0,30}}(?:limit|volume|brightness|temperature)"),
    ("de", r"^(?:bitte )?(?:storniere?|kündige?|sende?|schick\w*|buche?|bestell\w*|lösch\w*|überweis\w*) (?:mein|mir|uns|die|den|das|eine?n?|\d)\w*"),
    ("fr", r"^(?:s'il (?:te|vous) plaît,? )?(?:annule[rz]?|envoie|envoyez|réserve[rz]?|commande[rz]?|supprime[rz]?|vire[rz]?) (?:ma|mon|mes|moi|un|une|le|la|les)"),
    ("es", r"^(?:por favor,? )?(?:cancela|cancele|envía|envíe|manda|reserva|reserve|pide|borra|elimina|transfiere) (?:mi|mis|me|un|una|el|la|los|las)"),
    ("zh", r"(?:帮我|请|给我)(?:取消|发送|预订|订|删除|转账|买|发)"),
)  # fmt: skip
NOT_SIDE_EFFECT: Final = (
    *HOW_TO,
    r"(?:in|using|with) (?:python|java|javascript|typescript|sql|bash|rust|golang|c\+\+|c#|php|ruby|excel|git|pandas|react)",
    r"i (?:want|need|would like|'d like) to (?:\w+ ){1,12}(?:how|what|where|which)",
)

CREATIVE: Final[Patterns] = (
    ("en", r"another (?:one|joke|story|poem|song|idea|example|version|option|suggestion|fact|quote|riddle|name|way to say|time)"),
    ("en", r"(?:a|something|one) (?:different|else|new)(?: one| joke| idea)?$|a different (?:one|answer|joke|story)|(?:try|do it|say it) again|once more|one more (?:time|joke|story)|regenerate"),
    ("en", r"surprise me|(?:a|some|any|me) random|at random|randomly (?:pick|choose|select|generate)|random (?:number|word|fact|joke|name|color|colour|quote|sentence|letter|trivia)"),
    ("en", r"(?:roll|throw|flip|toss) (?:a|the|two|some|\d+|me a) (?:\w+ )?(?:dice|die|coins?)|flip a coin|pick a (?:number|card|color|colour|name)|heads or tails"),
    ("en", r"(?:tell|give|say|sing|know) (?:me |us )?(?:a|an|some|any|another) (?:\w+ )?(?:jokes?|story|stories|riddle|fun fact|trivia|pun|poem|song|compliment|fortune)"),
    ("en", r"(?:write|compose|create|make|generate|invent|come up with)(?: me| us)?(?: up)? (?:a|an|some|another|new)(?: \w+){0,3} (?:poem|song|story|haiku|limerick|joke|jokes|rap|lyrics|sonnet|tale|novel|riddle|uuid|guid|slogan|tagline|names?)"),
    ("en", r"generate (?:a|an|me a) (?:\w+ )?(?:password|uuid|guid|passphrase|username)|brainstorm|make me laugh"),
    ("de", r"erzähl\w* (?:mir )?(?:einen|noch einen) witz|schreib\w* (?:mir )?(?:ein gedicht|eine geschichte)|zufällig\w*|zufallszahl|überrasch\w* mich|noch ein(?:e|en|mal)?"),
    ("fr", r"raconte(?:-moi)? une (?:blague|histoire)|écris(?:-moi)? un poème|au hasard|aléatoire|surprends-moi|une? autre"),
    ("es", r"cuéntame un (?:chiste|cuento)|escribe un poema|al azar|aleatori[oa]|sorpréndeme|otr[oa] (?:más|chiste|vez)"),
    ("zh", r"随机|再来一个|换一个|讲个(?:笑话|故事)|写一?首诗|写一首"),
)  # fmt: skip
NOT_CREATIVE: Final = (
    r"random (?:forest|variable|access|walk|sampling|process|effects?|seed|search|module|matrix|projection)",
    r"how (?:do|to|does|can|would|could|should|is|are)", r"what (?:is|are|does|makes)", r"why",
    r"(?:function|program|script|code|query|class|method|algorithm|python|javascript|java|sql|c\+\+|bash|regex)",
)  # fmt: skip

_OFFICE: Final = (
    r"ceo|cfo|cto|president|vice president|prime minister|minister|chancellor|king|queen|monarch|pope|mayor|governor|"
    r"senator|secretary|chair\w*|director|head|leader|coach|manager|captain|owner|principal|dean|host|champions?|"
    r"number one|richest|oldest|youngest|tallest|fastest|sheriff|judge|speaker|ambassador|boss|founder"
)
CHANGING: Final[Patterns] = (
    ("en", rf"(?:who(?:'s| is| are|se is)|which \w+ is|what(?:'s| is)|name(?: of)?|is) .{{0,30}}(?:{_OFFICE})"),
    ("en", r"how (?:old|tall|rich|big|large|popular) (?:is|are)|age of|population(?: of)?|net worth|ages?"),
    ("en", r"how (?:many|much|long|often|far) .{0,60}(?:has|have|been|are|is)|how many .{0,60}(?:does|do)|how (?:many|much|long) (?:has|have|is|are)"),
    ("en", r"(?:has|have|hasn't|haven't)(?: \w+){0,5} (?:been|won|scored|released|made|received|played|sold|visited|written|had|become|ever|reached|published|directed|hosted)"),
    ("en", r"(?:record|records) for|holds? the|(?:world|guinness|all-time) record|of all[- ]time|on earth|in the world|ever (?:made|sold|recorded|built|found|been|to)"),
    ("en", r"(?:most|least|highest|largest|biggest|best|top|longest|fastest|tallest|oldest|youngest|richest|lowest|second|third)(?:[- ]\w+){0,3}"),
    ("en", r"(?:does|do|is|are) .{0,50}(?:play for|playing for|live|living|work for|own|married|dating|alive|dead|available|open|closed|banned|legal|illegal|single|retired|running|still|offer|cost)"),
    ("en", r"the next (?!step|page|day|one|line|button|screen|level|word|number)\w+|last (?!name|names|supper|resort|step|line|letter|digit|column|row|element|word)\w+|since|yet|anymore|any more|any longer|no longer|newest|latest|living|alive|still"),
    ("en", r"ranked|rankings?|ranks?|followers|subscribers|streams|views|box office|gross(?:ing|ed)?|members?|titles?|trophies|championships?|medals?"),
    ("en", r"(?:will|going to|scheduled|planned|expected|release date|come out|coming out|premiere)"),
    ("en", r"(?:winner|winners|champion|host|hosts|version|price|cost|salary|spouse|wife|husband|girlfriend|boyfriend|partner|club|team|label|currency|status) (?:of|for|in|is)|who (?:won|owns|holds|leads|runs|plays|has|have|hosts)"),
    ("en", r"(?:'s|s') (?:\w+ )?(?:wife|husband|spouse|girlfriend|boyfriend|club|team|ceo|president|age|net worth|price|salary|capital)"),
    ("de", r"wer ist (?:der|die) .{0,30}(?:präsident|kanzler|chef|könig|trainer|bürgermeister|minister)\w*|wie alt ist|einwohner\w*|wie viele .{0,40}(?:hat|gibt es)"),
    ("fr", r"qui est (?:le|la) .{0,30}(?:président|roi|reine|pdg|maire|ministre|entraîneur)\w*|quel âge a|population|combien (?:de|d').{0,40}(?:a|ont|y a)"),
    ("es", r"quién es (?:el|la) .{0,30}(?:president|rey|reina|alcald|ministr|entrenador|director)\w*|cuántos años tiene|población|cuánt[oa]s .{0,40}(?:tiene|hay|ha)"),
    ("zh", r"谁是.{0,12}(?:总统|主席|总理|首相|ceo|市长)|(?:总统|主席|总理|首相|市长)是谁|多少岁|几岁|人口"),
)  # fmt: skip
NOT_CHANGING: Final = (
    r"1\d\d\d|20[01]\d",
    r"i|i'm|i've|my|mine|me|we|our|us|you|your",
)
"""What somebody asks about their own dealings rests on a source that says when it changes, not on the world."""
