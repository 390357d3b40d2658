"""One normal form: whatever the construction, the same roles."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsner.layers import DateRow, EntityRow, Proposition


def filled(doc: Doc, kind: str, lemma: str) -> dict[str, set[str]]:
    """Entity names by slot of the first proposition with this predicate."""
    names = [row.name for row in EntityRow.read(doc)]
    for p in Proposition.read(doc):
        if (p.kind, p.lemma) == (kind, lemma):
            found: dict[str, set[str]] = {}
            for a in p.arguments:
                if a.entities:
                    slot = a.marker if a.role == "oblique" or a.marker == "context" else a.role
                    found.setdefault(slot, set()).update(names[e] for e in a.entities)
            return found
    return {}


VERBS = [
    ("Marta Riva ha arrestato Ugo Neri.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Ugo Neri è stato arrestato da Marta Riva.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Ugo Neri, arrestato da Marta Riva, ha parlato.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva, che ha arrestato Ugo Neri, ha parlato.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva ha fatto arrestare Ugo Neri.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva ha deciso di arrestare Ugo Neri.", "arrestare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva e Ugo Neri hanno incontrato Pia Galli.", "incontrare", {"agent": {"Marta Riva", "Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("Marta Riva ha chiesto a Ugo Neri di incontrare Pia Galli.", "incontrare", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("Marta Riva ha messo in guardia Ugo Neri.", "mettere", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva ha sentito al telefono Ugo Neri.", "sentire", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Il colosso Usa Microsoft ha acquistato la Saipem.", "acquistare", {"agent": {"Microsoft"}, "patient": {"Saipem"}}),
    ("Marta Riva ha parlato con papa Urbano.", "parlare", {"agent": {"Marta Riva"}, "con": {"Urbano"}}),
    ("Marta Riva ha parlato ai microfoni di Radio Alfa.", "parlare", {"agent": {"Marta Riva"}, "ai microfoni di": {"Radio Alfa"}}),
    ("Marta Riva ha accusato Ugo Neri di aver ucciso Pia Galli.", "uccidere", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
]  # fmt: skip

NOUNS = [
    ("L'arresto di Ugo Neri da parte di Marta Riva è di ieri.", "arresto", {"agent": {"Marta Riva"}, "genitive": {"Ugo Neri"}}),
    ("Marta Riva ha fatto visita a Ugo Neri.", "visita", {"agent": {"Marta Riva"}, "a": {"Ugo Neri"}}),
    ("Marta Riva lo ha annunciato dopo un vertice a Palazzo Chigi con il ministro Ugo Neri.", "vertice", {"agent": {"Marta Riva"}, "a": {"Palazzo Chigi"}, "con": {"Ugo Neri"}}),
    ("Nel corso della telefonata con Ugo Neri, Marta Riva ha taciuto.", "telefonata", {"agent": {"Marta Riva"}, "con": {"Ugo Neri"}}),
    ("Marta Riva è in missione a Tripoli.", "missione", {"agent": {"Marta Riva"}, "a": {"Tripoli"}}),
    ("Marta Riva è stata a colloquio con Ugo Neri.", "colloquio", {"agent": {"Marta Riva"}, "con": {"Ugo Neri"}}),
    ("Ieri c'è stato un colloquio tra Marta Riva e Ugo Neri.", "colloquio", {"tra": {"Marta Riva", "Ugo Neri"}}),
]  # fmt: skip

# Every row: the sentence, kind and lemma of the predicate, what fills its slots.
READ = [
    # what hangs on a bare complement is the noun's, what hangs on a counting noun too
    ("La condanna a tre anni di Ugo Neri è definitiva.", "noun", "condanna", {"deep": {"Ugo Neri"}}),
    ("Marta Riva ha lasciato l'incarico di direttrice della Consob.", "noun", "incarico", {"deep": {"Consob"}}),
    ("Una pioggia di missili russi su Kharkiv ha spento la luce.", "noun", "missile", {"adj": {"Russia"}, "su": {"Kharkiv"}}),
    ("Stellantis ha rilevato il 20% di Leapmotor.", "noun", "%", {"genitive": {"Leapmotor"}}),
    # a counted noun means its members; a diplomat is posted where his title says, whatever he does
    ("La Svezia e la Finlandia sono vicine. I due paesi hanno criticato Ugo Neri.", "verb", "criticare", {"agent": {"Svezia", "Finlandia"}, "patient": {"Ugo Neri"}}),
    ("Riva e Neri si sono visti. Entrambi i leader hanno criticato la Turchia.", "verb", "criticare", {"agent": {"Riva", "Neri"}, "patient": {"Turchia"}}),
    ("La nota è stata consegnata dall'ambasciatore francese a Lubiana, Ugo Neri.", "verb", "consegnare", {"agent": {"Ugo Neri"}}),
    ("La nota è stata consegnata dall'ambasciatore francese a Lubiana, Ugo Neri.", "noun", "ambasciatore", {"bearer": {"Ugo Neri"}, "adj": {"Francia"}, "a": {"Lubiana"}, "bare": {"Ugo Neri"}}),
    # by whom, past a thing that one is relieved of; what somebody is made
    ("Ugo Neri è stato sollevato dall'incarico da Marta Riva.", "verb", "sollevare", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva fu nominata dal Perù ambasciatrice.", "verb", "nominare", {"agent": {"Perù"}, "patient": {"Marta Riva"}}),
    # bearers named after the copula, or as members of a group
    ("Il nuovo direttore della Consob è Ugo Neri.", "noun", "direttore", {"bearer": {"Ugo Neri"}, "genitive": {"Consob"}}),
    ("Ugo Neri, tra i fondatori di Greenpeace, tace.", "noun", "fondatore", {"bearer": {"Ugo Neri"}, "genitive": {"Greenpeace"}}),
    ("Tra i fondatori di Greenpeace c'è Ugo Neri.", "noun", "fondatore", {"bearer": {"Ugo Neri"}, "genitive": {"Greenpeace"}}),
    # what a relative "di cui" or "ne" says of the object of the verb
    ("La Nato, di cui la Polonia fa parte, tace.", "verb", "fare", {"agent": {"Polonia"}, "genitive": {"Nato"}}),
    ("La Consob, di cui Ugo Neri ha assunto la guida, tace.", "verb", "assumere", {"agent": {"Ugo Neri"}, "genitive": {"Consob"}}),
    # the copula makes the demonym the predicate
    ("Il nuovo allenatore del Milan è lo spagnolo Ugo Neri.", "noun", "allenatore", {"bearer": {"Ugo Neri"}, "genitive": {"Milan"}}),
    # a name in brackets; a body after the place of the office
    ("Si è dimesso da presidente della commissione il deputato Ugo Neri (Lega).", "link", "parenthesis", {"bearer": {"Ugo Neri"}, "patient": {"Lega"}}),
    ("Marta Riva è vicepresidente per l'Europa di Goldman Sachs.", "noun", "vicepresidente", {"bearer": {"Marta Riva"}, "per": {"Europa"}, "genitive": {"Goldman Sachs"}}),
    # a time that is no object
    ("Marta Riva aveva creato due anni prima con Ugo Neri la fondazione Ardena.", "verb", "creare", {"agent": {"Marta Riva", "Ugo Neri"}, "patient": {"Ardena"}}),
    ("Marta Riva è la prima italiana a presiedere la Consob.", "verb", "presiedere", {"agent": {"Marta Riva"}, "patient": {"Consob"}}),
    # company before a plural verb, whose subject follows
    ("Insieme alla Svezia hanno votato la Norvegia e la Finlandia.", "verb", "votare", {"agent": {"Norvegia", "Finlandia", "Svezia"}, "insieme a": {"Svezia"}}),
    ("Insieme a Marta Riva, Ugo Neri fondò Emergency.", "verb", "fondare", {"agent": {"Marta Riva", "Ugo Neri"}, "insieme a": {"Marta Riva"}, "patient": {"Emergency"}}),
    # what is done to a thing is not done to whose it is
    ("La lettera di Ugo Neri, scritta da Marta Riva, è stata trovata.", "verb", "scrivere", {"agent": {"Marta Riva"}}),
    ("Alla presidenza dell'Inps è stato chiamato Ugo Neri.", "verb", "chiamare", {"patient": {"Ugo Neri"}, "a": {"Inps"}}),
    # who shares the auxiliary shares the subject; nationals of a body are that body
    ("La Polonia ha arrestato e consegnato alla Germania l'ucraino Ugo Neri.", "verb", "arrestare", {"agent": {"Polonia"}, "patient": {"Ugo Neri"}, "a": {"Germania"}}),
    ("Gli americani della General Electric hanno rilevato la Fiat.", "verb", "rilevare", {"agent": {"General Electric"}, "patient": {"Fiat"}}),
    ("Gli americani hanno rilevato la Fiat.", "verb", "rilevare", {"agent": {"Stati Uniti"}, "patient": {"Fiat"}}),
    # an agent below what somebody is made
    ("Ugo Neri è stato nominato segretario generale della Cei da papa Urbano.", "verb", "nominare", {"agent": {"Urbano"}, "patient": {"Ugo Neri"}}),
    # what opens is said of the subject
    ("Prima donna a capo della Nato, Marta Riva ha 63 anni.", "noun", "donna", {"bearer": {"Marta Riva"}, "a capo di": {"Nato"}}),
    # who says so does nothing else; a name of a second holder
    ("Per il settimanale Sur Ugo Neri lavora anche per la Fiat.", "verb", "lavorare", {"agent": {"Ugo Neri"}, "per": {"Fiat"}}),
    ("La Francia espelle il segretario Ugo Neri, l'addetto navale Aldo Riva e il contabile Luis Marín.", "verb", "espellere", {"agent": {"Francia"}, "patient": {"Ugo Neri", "Aldo Riva", "Luis Marín"}}),
    ("Marta Riva fu nominata ambasciatrice in Perù dal governo slovacco.", "noun", "ambasciatore", {"bearer": {"Marta Riva"}, "in": {"Perù"}}),
    # who tells of a thing has not done it
    ("Rinviato a giudizio Ugo Neri: lo ha raccontato Marta Riva.", "verb", "rinviare", {"patient": {"Ugo Neri"}}),
    ("Lutto israeliano a Damasco: ucciso Ugo Neri.", "verb", "uccidere", {"patient": {"Ugo Neri"}}),
    # people who stand for their body, in the plural only
    ("I deputati di Azione hanno votato contro Ugo Neri.", "verb", "votare", {"agent": {"Azione"}, "contro": {"Ugo Neri"}}),
    ("Un deputato di Azione ha votato contro Ugo Neri.", "verb", "votare", {"contro": {"Ugo Neri"}}),
    # "X, dell'Y" after a title says it of X
    ("Secondo il dottor Ugo Neri, della Croce Rossa, va meglio.", "link", "di", {"bearer": {"Ugo Neri"}, "patient": {"Croce Rossa"}}),
    # a name after an adverbial, and after a score
    ("Marta Riva ha sconfitto al ballottaggio Ugo Neri.", "verb", "sconfiggere", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Il Tribunale di Bari ha condannato all'ergastolo Ugo Neri.", "verb", "condannare", {"agent": {"Tribunale di Bari"}, "patient": {"Ugo Neri"}}),
    ("Hamas tiene in ostaggio Ugo Neri.", "verb", "tenere", {"agent": {"Hamas"}, "patient": {"Ugo Neri"}}),
    ("È arrivato in semifinale Ugo Neri.", "verb", "arrivare", {"agent": {"Ugo Neri"}}),
    ("Marta Riva ha parlato al processo Neri.", "verb", "parlare", {"agent": {"Marta Riva"}, "a": {"Neri"}}),
    ("Marta Riva ha cenato con il regista Ugo Neri.", "verb", "cenare", {"agent": {"Marta Riva"}, "con": {"Ugo Neri"}}),
    ("La Juventus ha battuto 2-1 il Milan.", "verb", "battere", {"agent": {"Juventus"}, "patient": {"Milan"}}),
    ("Il Milan ha perso 3-0 contro la Juventus.", "verb", "perdere", {"agent": {"Milan"}, "contro": {"Juventus"}}),
    # what follows an event that is judged is the event's; who judges a thing does not do it
    ("La Nato ha condannato l'attacco di Hamas contro Israele.", "noun", "attacco", {"genitive": {"Hamas"}, "contro": {"Israele"}}),
    ("La Nato ha condannato l'attacco di Hamas contro Israele.", "verb", "condannare", {"agent": {"Nato"}}),
    ("La Nato ha chiesto l'aiuto di Hamas a Israele.", "verb", "chiedere", {"agent": {"Nato"}, "a": {"Israele"}}),
    # what somebody is made, before who it is
    ("L'assemblea ha eletto presidente della Confindustria Ugo Neri.", "noun", "presidente", {"bearer": {"Ugo Neri"}, "genitive": {"Confindustria"}}),
    ("L'assemblea ha eletto presidente della Confindustria Ugo Neri.", "verb", "eleggere", {"patient": {"Ugo Neri"}}),
    ("Il Pd ha candidato a sindaco di Genova Ugo Neri.", "verb", "candidare", {"agent": {"Pd"}, "patient": {"Ugo Neri"}}),
    # who wants somebody freed asks others
    ("Amnesty ha chiesto che Ugo Neri venga liberato.", "verb", "chiedere", {"agent": {"Amnesty"}}),
    ("Amnesty ha chiesto che Ugo Neri incontri Pia Galli.", "verb", "chiedere", {"agent": {"Amnesty"}, "clause": {"Ugo Neri"}}),
    # a headline's predicate without verb
    ("Ugo Neri nuovo sindaco di Messina", "noun", "sindaco", {"bearer": {"Ugo Neri"}, "genitive": {"Messina"}}),
    ("Ugo Neri contro il sindaco di Messina", "noun", "sindaco", {"genitive": {"Messina"}}),
    # what a noun is said not to be of
    ("Marta Riva ha chiesto le dimissioni di Ugo Neri, non di Pia Galli.", "noun", "dimissione", {"genitive": {"Ugo Neri"}}),
    ("Marta Riva ha chiesto le dimissioni di Ugo Neri e di Pia Galli.", "noun", "dimissione", {"genitive": {"Ugo Neri", "Pia Galli"}}),
    # what one travels for is one's own
    ("Marta Riva è volata a Riad per un vertice con Ugo Neri.", "noun", "vertice", {"agent": {"Marta Riva"}, "con": {"Ugo Neri"}}),
    ("Marta Riva è volata a Riad per il funerale di Ugo Neri.", "noun", "funerale", {"genitive": {"Ugo Neri"}}),
    # a verb lends its arguments to the event that its noun names
    ("La Russia ha ripreso i bombardamenti su Kharkiv.", "noun", "bombardamento", {"agent": {"Russia"}, "su": {"Kharkiv"}}),
    ("Gli Stati Uniti hanno intensificato gli attacchi contro lo Yemen.", "noun", "attacco", {"agent": {"Stati Uniti"}, "contro": {"Yemen"}}),
    ("Dagli Stati Uniti giungono minacce contro l'Iran.", "noun", "minaccia", {"agent": {"Stati Uniti"}, "contro": {"Iran"}}),
    ("Un colloquio si è tenuto ieri a Vienna tra Marta Riva e Ugo Neri.", "noun", "colloquio", {"a": {"Vienna"}, "tra": {"Marta Riva", "Ugo Neri"}}),
    # who orders something does it, but not who orders it to somebody
    ("Il Tribunale di Bari ha disposto l'arresto di Ugo Neri.", "noun", "arresto", {"agent": {"Tribunale di Bari"}, "genitive": {"Ugo Neri"}}),
    ("Marta Riva ha ordinato a Ugo Neri il ritiro da Kharkiv.", "noun", "ritiro", {"da": {"Kharkiv"}}),
    # who stops what another one does is not its agent
    ("La Francia ha fermato l'avanzata della Russia.", "noun", "avanzata", {"genitive": {"Russia"}}),
    ("La Farnesina ha annunciato l'arresto di Ugo Neri.", "noun", "arresto", {"genitive": {"Ugo Neri"}}),
    # nouns that only count or pack
    ("L'Unione europea ha approvato un nuovo pacchetto di sanzioni contro la Russia.", "noun", "sanzione", {"agent": {"Unione europea"}, "contro": {"Russia"}}),
    ("Decine di soldati russi hanno attaccato Kharkiv.", "verb", "attaccare", {"agent": {"Russia"}, "patient": {"Kharkiv"}}),
    # groups and their members
    ("La Procura di Bari ha indagato sei funzionari, tra i quali Ugo Neri e Marta Riva.", "verb", "indagare", {"agent": {"Procura di Bari"}, "patient": {"Ugo Neri", "Marta Riva"}}),
    ("L'Iran ha scarcerato dieci detenuti, tra cui il tedesco Ugo Neri, arrestato a Bari.", "verb", "scarcerare", {"agent": {"Iran"}, "patient": {"Ugo Neri"}}),
    ("Hamas ha liberato due ostaggi. Tra loro c'è Ugo Neri.", "verb", "liberare", {"agent": {"Hamas"}, "patient": {"Ugo Neri"}}),
    ("Dei tre partiti che appoggiano il governo Neri, soltanto la Lega ha protestato.", "verb", "appoggiare", {"agent": {"Lega"}, "patient": {"governo Neri"}}),
    ("Hamas ha liberato due ostaggi. Tra loro parlava Ugo Neri.", "verb", "liberare", {"agent": {"Hamas"}}),
    # what hangs on a "di" noun as well belongs to the noun above; no person is passed over
    ("La mozione di sfiducia del Pd contro Ugo Neri è pronta.", "noun", "mozione", {"deep": {"Pd"}, "contro": {"Ugo Neri"}}),
    ("La rottura delle relazioni dell'Algeria con la Spagna è di ieri.", "noun", "rottura", {"con": {"Spagna"}}),
    ("L'arrivo del ministro Ugo Neri a Bari è di ieri.", "noun", "arrivo", {"genitive": {"Ugo Neri"}, "a": {"Bari"}}),
    ("Applausi a Marta Riva da Confindustria.", "noun", "applauso", {"a": {"Marta Riva"}, "da": {"Confindustria"}}),
    # whom the clause above reaches is addressed
    ("Marta Riva ha scritto a Ugo Neri per chiedere un rinvio.", "verb", "chiedere", {"agent": {"Marta Riva"}, "a": {"Ugo Neri"}}),
    ("Marta Riva ha inviato un messaggio a Ugo Neri per chiedere aiuto.", "verb", "chiedere", {"agent": {"Marta Riva"}, "a": {"Ugo Neri"}}),
    ("Marta Riva ha chiamato Ugo Neri per esprimere solidarietà.", "noun", "solidarietà", {"agent": {"Marta Riva"}, "a": {"Ugo Neri"}}),
    ("Marta Riva ha scritto a Ugo Neri e ha chiesto un rinvio.", "verb", "chiedere", {"agent": {"Marta Riva"}}),
    ("Marta Riva ha battuto Ugo Neri per chiedere il titolo.", "verb", "chiedere", {"agent": {"Marta Riva"}}),
    # to each other
    ("La Francia e la Spagna si accusano.", "verb", "accusarsi", {"agent": {"Francia", "Spagna"}, "patient": {"Francia", "Spagna"}}),
    ("La Francia e la Spagna si difendono a vicenda.", "verb", "difendersi", {"agent": {"Francia", "Spagna"}, "patient": {"Francia", "Spagna"}}),
    ("La Francia e la Spagna si difendono.", "verb", "difendersi", {"agent": {"Francia", "Spagna"}}),
    # subjects and objects after a verb that takes no object
    ("Contro il premier Ugo Neri hanno votato Lega e Azione.", "verb", "votare", {"agent": {"Lega", "Azione"}, "contro": {"Ugo Neri"}}),
    ("Oltre al Pd, contro il premier Ugo Neri ha votato la Lega.", "verb", "votare", {"agent": {"Lega", "Pd"}, "contro": {"Ugo Neri"}}),
    ("Marta Riva ha invitato a parlare la deputata Pia Galli.", "verb", "invitare", {"agent": {"Marta Riva"}, "patient": {"Pia Galli"}}),
    ("La Francia produce il motore insieme alla Spagna.", "verb", "produrre", {"agent": {"Francia", "Spagna"}, "insieme a": {"Spagna"}}),
    ("«Non verrò», ha fatto sapere a Confindustria il ministro Ugo Neri.", "verb", "sapere", {"agent": {"Ugo Neri"}, "a": {"Confindustria"}}),
    ("Nella lettera Riva ringrazia Ugo Neri.", "verb", "ringraziare", {"agent": {"Riva"}, "patient": {"Ugo Neri"}}),
    ("In aula Riva ha accusato Ugo Neri.", "verb", "accusare", {"agent": {"Riva"}, "patient": {"Ugo Neri"}}),
    # whose will it is: who speaks, or who is spoken to
    ("Marta Riva ha detto a Ugo Neri di voler incontrare Pia Galli.", "verb", "incontrare", {"agent": {"Marta Riva"}, "patient": {"Pia Galli"}}),
    ("Marta Riva ha chiesto a Ugo Neri di poter incontrare Pia Galli.", "verb", "incontrare", {"agent": {"Marta Riva"}, "patient": {"Pia Galli"}}),
    # idioms with a pronoun that takes up nothing; what is caused; who is seen doing it; why
    ("Ugo Neri difende l'intesa e se la prende con Marta Riva.", "verb", "prendersi", {"agent": {"Ugo Neri"}, "con": {"Marta Riva"}}),
    ("Ugo Neri ha visto Marta Riva a cena con Pia Galli.", "noun", "cena", {"agent": {"Marta Riva"}, "con": {"Pia Galli"}}),
    ("Marta Riva si dimise per protesta contro Ugo Neri.", "noun", "protesta", {"agent": {"Marta Riva"}, "contro": {"Ugo Neri"}}),
    ("L'incontro più atteso, quello tra Marta Riva e Ugo Neri, si terrà lunedì.", "noun", "incontro", {"tra": {"Marta Riva", "Ugo Neri"}}),
    # what a pronoun repeats
    ("L'Abcasia l'hanno riconosciuta la Siria e il Nicaragua.", "verb", "riconoscere", {"agent": {"Siria", "Nicaragua"}, "patient": {"Abcasia"}}),
    ("La Russia, che l'Abcasia la riconosce dal 2008, tace.", "verb", "riconoscere", {"agent": {"Russia"}, "patient": {"Abcasia"}}),
    # one relative pronoun for several
    ("Pia Galli siede tra Marta Riva e il leader Ugo Neri, che non si parlano.", "verb", "parlarsi", {"agent": {"Marta Riva", "Ugo Neri"}}),
    # whoever ends an agreement has signed it; a fronted relative clause has the subject to come
    ("La Norvegia ha stracciato il trattato firmato con la Svezia.", "verb", "firmare", {"agent": {"Norvegia"}, "con": {"Svezia"}}),
    ("Da Lisbona, dove è in visita, Marta Riva ha attaccato l'opposizione.", "noun", "visita", {"agent": {"Marta Riva"}, "in": {"Lisbona"}}),
    # a name right before the verb is its subject; what an infinitive governs is its object
    ("Dopo avere incontrato a Kabul il capo dei talebani, Haibat Noor, l'inviata dell'Onu Marta Riva ha lanciato un appello.", "verb", "incontrare", {"agent": {"Marta Riva"}, "patient": {"Haibat Noor"}, "a": {"Kabul"}}),
    # conjuncts with the same preposition; a noun with the auxiliary of the passive
    ("Solidarietà è stata espressa dal presidente della Regione Luca Ferretti e dall'Anpi.", "verb", "esprimere", {"agent": {"Luca Ferretti", "Anpi"}}),
    ("La ministra Pia Galli, contro la quale la Lega aveva presentato una mozione di sfiducia, è stata difesa in aula da Ugo Neri.", "verb", "difendere", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
    # a present participle with a copula is an adjective
    ("Marta Riva è molto riconoscente a Ugo Neri.", "adjective", "riconoscente", {"bearer": {"Marta Riva"}, "a": {"Ugo Neri"}}),
    # bodies and members, in the plural
    ("I governi di Mali e Niger hanno firmato.", "verb", "firmare", {"agent": {"Mali", "Niger"}}),
    ("I senatori della Lega hanno criticato Ugo Neri.", "verb", "criticare", {"agent": {"Lega"}, "patient": {"Ugo Neri"}}),
    # relatives
    ("La decisione del Canada, che ha espulso il diplomatico Ivan Petrov, è di ieri.", "verb", "espellere", {"agent": {"Canada"}, "patient": {"Ivan Petrov"}}),
    ("L'avvocato di Marta Riva, che ha accusato Ugo Neri, è di Bari.", "verb", "accusare", {"patient": {"Ugo Neri"}}),
    # clitics that stand for nouns
    ("La Bolivia ha interrotto i rapporti con il Cile e li ha ripresi con il Perù.", "verb", "riprendere", {"agent": {"Bolivia"}, "con": {"Perù"}}),
    ("Il detenuto, fermato dal 2019 a Bari, è Ugo Neri.", "verb", "fermare", {"patient": {"Ugo Neri"}, "a": {"Bari"}}),
    # passives that look like perfects
    ("La premier danese Mette Holm è attesa domani a Varsavia.", "verb", "attendere", {"patient": {"Mette Holm"}, "a": {"Varsavia"}}),
    # perfects that look like passives
    ("Marta Riva è sopravvissuta allo schianto di Lodi.", "verb", "sopravvivere", {"agent": {"Marta Riva"}}),
    ("La Vinaria Rossi è sprofondata nei debiti.", "verb", "sprofondare", {"agent": {"Vinaria Rossi"}}),
    # what stands between commas
    ("Nella residenza dell'ambasciatore di Spagna a Oslo, Marcos Vidal, si è tenuta una cena.", "noun", "ambasciatore", {"bearer": {"Marcos Vidal"}, "bare": {"Marcos Vidal"}, "genitive": {"Spagna"}, "a": {"Oslo"}}),
    ("Ne ha parlato Marta Riva, da tre anni dipendente della Rai.", "noun", "dipendente", {"bearer": {"Marta Riva"}, "genitive": {"Rai"}}),
    ("La proposta è dell'Enav, l'ente con sede a Roma.", "noun", "ente", {"bearer": {"Enav"}, "con sede a": {"Roma"}}),
    ("L'azienda lavora con il socio Naval Group, alleato di Fincantieri.", "noun", "alleato", {"bearer": {"Naval Group"}, "genitive": {"Fincantieri"}}),
    ("L'esercito ha bombardato Kobane, dal 2015 in mano alle Ypg.", "noun", "mano", {"bearer": {"Kobane"}, "a": {"Ypg"}}),
    ("Gli attacchi nel sud-est della Turchia continuano.", "noun", "attacco", {"in": {"Turchia"}}),
    # a noun after a comma is said of the name before it, and of all names if it is plural
    ("La sua ex squadra saluta Rovigo. Ugo Neri, ex calciatore e tecnico cileno di futsal, è morto ieri a Lima.", "verb", "morire", {"agent": {"Ugo Neri"}, "a": {"Lima"}}),
    ("Hanno parlato Marta Riva e Ugo Neri, i coniugi accusati di frode.", "noun", "coniuge", {"bearer": {"Marta Riva", "Ugo Neri"}}),
    ("Ha parlato il figlio dell'ex presidente, Ugo Neri.", "noun", "figlio", {"genitive": {"Ugo Neri"}}),
    # object, verb, subject
    ("Stessa pena ha ricevuto Ugo Neri, ministro dell'Interno.", "verb", "ricevere", {"agent": {"Ugo Neri"}}),
    ("Ieri ha ricevuto Ugo Neri, ministro dell'Interno.", "verb", "ricevere", {"patient": {"Ugo Neri"}}),
    # in what capacity
    ("Ugo Neri gode dell'immunità in quanto premier italiano.", "noun", "premier", {"bearer": {"Ugo Neri"}, "adj": {"Italia"}}),
    ("Ugo Neri ha firmato la legge in qualità di ministro francese.", "noun", "ministro", {"bearer": {"Ugo Neri"}, "adj": {"Francia"}}),
    # examples of a group; the one of a list that is singular; land of a state
    ("Ugo Neri è cronista per varie testate come Radio Alfa e Radio Beta.", "noun", "cronista", {"bearer": {"Ugo Neri"}, "per": {"Radio Alfa", "Radio Beta"}}),
    ("È appoggiato dalla Lega e da Azione (poi confluita nel Partito Democratico).", "verb", "confluire", {"agent": {"Azione"}, "in": {"Partito Democratico"}}),
    ("L'attacco in territorio britannico è di ieri.", "noun", "attacco", {"in": {"Regno Unito"}}),
    # the visit, not the visitor, is in Spain
    ("Il premier francese Ugo Neri parte domani. La visita del premier in Spagna durerà tre giorni.", "noun", "visita", {"genitive": {"Ugo Neri"}, "in": {"Spagna"}}),
    # owners left unsaid
    ("Pia Galli ha concesso un rinvio a Ugo Neri, alla moglie Marta Riva e ai soci.", "noun", "moglie", {"bearer": {"Marta Riva"}, "bare": {"Marta Riva"}, "poss": {"Ugo Neri"}}),
    ("Ugo Neri ha scritto alla moglie, Marta Riva, dal carcere.", "noun", "moglie", {"bearer": {"Marta Riva"}, "bare": {"Marta Riva"}, "poss": {"Ugo Neri"}}),
    ("Ugo Neri è stato scarcerato ieri. Il fratello, Piero Neri, resta in carcere.", "noun", "fratello", {"bearer": {"Piero Neri"}, "bare": {"Piero Neri"}, "poss": {"Ugo Neri"}}),
    ("La Procura di Bari, con la pm Marta Riva, ha chiesto l'archiviazione.", "noun", "pm", {"bearer": {"Marta Riva"}, "bare": {"Marta Riva"}, "context": {"Procura di Bari"}}),
    ("La Commissione europea, tramite il portavoce Nils Dahl, ha smentito.", "noun", "portavoce", {"bearer": {"Nils Dahl"}, "bare": {"Nils Dahl"}, "context": {"Commissione europea"}}),
    ("La Lega, che attacca il direttore Ugo Neri, ha votato contro.", "noun", "direttore", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}}),
    ("L'Albania ha richiamato l'ambasciatore Ugo Neri.", "noun", "ambasciatore", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}, "context": {"Albania"}}),
    ("L'Albania ha espulso l'ambasciatore Ugo Neri.", "noun", "ambasciatore", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}}),
    # the office of a counterpart is that of the colleague
    ("Il premier maltese Ugo Neri ha incontrato il suo omologo norvegese Nils Dahl.", "noun", "premier", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}, "adj": {"Malta"}}),
    # control
    ("Marta Riva ha dato a Ugo Neri il mandato di trattare con l'Iran.", "verb", "trattare", {"agent": {"Ugo Neri"}, "con": {"Iran"}}),
    ("Marta Riva ha ringraziato Ugo Neri per aver liberato Pia Galli.", "verb", "liberare", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("Marta Riva ha criticato Ugo Neri dopo aver incontrato Pia Galli.", "verb", "incontrare", {"agent": {"Marta Riva"}, "patient": {"Pia Galli"}}),
    ("La Francia ha arrestato Ugo Neri con l'accusa di aver ucciso Pia Galli.", "verb", "uccidere", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("Ugo Neri è in carcere con l'accusa di aver ucciso Pia Galli.", "verb", "uccidere", {"agent": {"Ugo Neri"}, "patient": {"Pia Galli"}}),
    ("La Francia ha fatto arrestare Ugo Neri dalla polizia.", "verb", "arrestare", {"agent": {"Francia"}, "patient": {"Ugo Neri"}}),
    # gaps, clefts and free relatives
    ("La Francia ha condannato l'Iran e la Spagna la Russia.", "verb", "condannare", {"agent": {"Francia"}, "patient": {"Iran"}}),
    ("La Francia ha condannato l'Iran e la Russia.", "verb", "condannare", {"agent": {"Francia"}, "patient": {"Iran", "Russia"}}),
    ("È con la Francia che l'Italia ha firmato l'accordo.", "verb", "firmare", {"agent": {"Italia"}, "con": {"Francia"}}),
    ("Chi ha accusato Marta Riva è Ugo Neri.", "verb", "accusare", {"agent": {"Ugo Neri"}, "patient": {"Marta Riva"}}),
    ("Chi ha votato per Marta Riva protesta, dice Ugo Neri.", "verb", "votare", {"per": {"Marta Riva"}}),
    ("Il paese con cui l'Italia ha rotto i rapporti è l'Iran.", "verb", "rompere", {"agent": {"Italia"}, "con": {"Iran"}}),
    # what hangs on the subject; of whom a participle is said
    ("Marta Riva è atterrata a Ciampino, accolta da Ugo Neri.", "verb", "accogliere", {"agent": {"Ugo Neri"}, "patient": {"Marta Riva"}}),
    ("La Russia è entrata a Kharkiv, attaccata dalla Bielorussia.", "verb", "attaccare", {"agent": {"Bielorussia"}, "patient": {"Kharkiv"}}),
    ("La telefonata di Ugo Neri a Marta Riva è durata un'ora.", "noun", "telefonata", {"genitive": {"Ugo Neri"}, "a": {"Marta Riva"}}),
    ("Marta Riva è tornata a Bari. Ad attenderla c'era il marito Piero Neri.", "noun", "marito", {"bearer": {"Piero Neri"}, "bare": {"Piero Neri"}, "poss": {"Marta Riva"}}),
    ("Nove anni a Ugo Neri, sei per il fratello Piero Neri.", "noun", "fratello", {"bearer": {"Piero Neri"}, "bare": {"Piero Neri"}, "poss": {"Ugo Neri"}}),
    ("Marta Riva ha scritto a padre Piero Neri.", "noun", "padre", {"bearer": {"Piero Neri"}, "bare": {"Piero Neri"}}),
    ("La Fiat ha un nuovo stabilimento, ha detto il direttore Ugo Neri.", "noun", "direttore", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}, "context": {"Fiat"}}),
    ("Lo ha detto all'Ansa il direttore Ugo Neri.", "noun", "direttore", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}}),
    # a subject named after the second verb
    ("È indagata dalla Procura di Bari e resta in carcere Marta Riva.", "verb", "indagare", {"agent": {"Procura di Bari"}, "patient": {"Marta Riva"}}),
    # one participle, one noun
    ("Hanno parlato Marta Riva, sostenuta da Pia Galli, e Ugo Neri.", "verb", "sostenere", {"agent": {"Pia Galli"}, "patient": {"Marta Riva"}}),
    ("Il sindaco tedesco Ugo Neri ha vinto.", "noun", "sindaco", {"bearer": {"Ugo Neri"}, "bare": {"Ugo Neri"}}),
    # fronted predicates
    ("Figlio di Piero Neri, Ugo Neri è nato a Bari.", "noun", "figlio", {"bearer": {"Ugo Neri"}, "genitive": {"Piero Neri"}}),
    ("Sessant'anni, nato a Bari, Ugo Neri è stato arrestato ieri.", "verb", "nascere", {"agent": {"Ugo Neri"}, "a": {"Bari"}}),
    # what stands between a verb and its object
    ("Marta Riva ha sconfitto al ballottaggio Ugo Neri.", "verb", "sconfiggere", {"agent": {"Marta Riva"}, "patient": {"Ugo Neri"}}),
    ("Marta Riva ha insultato Ugo Neri, difeso invece da Pia Galli.", "verb", "difendere", {"agent": {"Pia Galli"}, "patient": {"Ugo Neri"}}),
    # whom one founds with
    ("Marta Riva fondò con Ugo Neri la Fiat.", "verb", "fondare", {"agent": {"Marta Riva", "Ugo Neri"}, "patient": {"Fiat"}}),
    ("Il cardinale Ugo Neri, spentosi a Bari, era malato.", "verb", "spegnersi", {"agent": {"Ugo Neri"}, "a": {"Bari"}}),
    # where one speaks
    ("«Lascio», ha annunciato Ugo Neri ai microfoni di Radio Rai.", "verb", "annunciare", {"agent": {"Ugo Neri"}, "ai microfoni di": {"Radio Rai"}}),
    # stays
    ("Il presidente francese Marc Duval è a Kiev.", "verb", "essere", {"agent": {"Marc Duval"}, "a": {"Kiev"}}),
    (
        "La lettera, firmata da Ugo Neri, è indirizzata al ministro Karl Bauer.",
        "noun",
        "lettera",
        {"agent": {"Ugo Neri"}, "a": {"Karl Bauer"}},
    ),
    (
        "Ugo Neri accusa di plagio Marta Riva.",
        "verb",
        "accusare",
        {"agent": {"Ugo Neri"}, "patient": {"Marta Riva"}},
    ),
    (
        "Ugo Neri ha preso le parti di Marta Riva.",
        "noun",
        "parte",
        {"agent": {"Ugo Neri"}, "genitive": {"Marta Riva"}},
    ),
    (
        "«Nessuno sarà licenziato», ha assicurato la manager al Sole 24 Ore, non senza un elogio.",
        "verb",
        "assicurare",
        {"a": {"Sole 24 Ore"}},
    ),
    # clefts and adjectives that open
    (
        "A sostenere la candidatura di Marta Riva saranno il Pd e Azione.",
        "verb",
        "sostenere",
        {"agent": {"Pd", "Azione"}},
    ),
    (
        "Duro il commento di Ugo Neri sulla ministra Marta Riva.",
        "noun",
        "commento",
        {"genitive": {"Ugo Neri"}, "su": {"Marta Riva"}},
    ),
    # parties do what their leader does
    (
        "La delegazione guidata da Ugo Neri ha incontrato il ministro Karl Bauer.",
        "verb",
        "incontrare",
        {"agent": {"Ugo Neri"}, "patient": {"Karl Bauer"}},
    ),
    (
        "La delegazione salutata da Ugo Neri ha incontrato il ministro Karl Bauer.",
        "verb",
        "incontrare",
        {"patient": {"Karl Bauer"}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "lemma", "expected"), READ)
def test_constructions(
    nlp: Language, text: str, kind: str, lemma: str, expected: dict[str, set[str]]
) -> None:
    assert filled(nlp(text), kind, lemma) == expected


STATUS = [
    ("La Germania ha sospeso le forniture di armi a Israele.", "fornitura", "negated"),
    ("La Germania non ha sospeso le forniture di armi a Israele.", "fornitura", "asserted"),
    ("La Germania potrebbe sospendere le forniture di armi a Israele.", "fornitura", "uncertain"),
    ("L'Iran non esclude attacchi contro Israele.", "attacco", "uncertain"),
    ("La Francia promette aiuti al Libano.", "aiuto", "future"),
    ("La Russia ha ripreso gli attacchi contro Kharkiv.", "attacco", "asserted"),
    ("È saltato l'incontro tra Marta Riva e Ugo Neri.", "incontro", "negated"),
    ("L'incontro tra Marta Riva e Ugo Neri si farà.", "incontro", "future"),
    ("L'incontro tra Marta Riva e Ugo Neri non avrà luogo.", "incontro", "negated"),
    ("L'incontro tra Marta Riva e Ugo Neri ha fatto discutere.", "incontro", "asserted"),
    ("La Grecia è contraria all'ingresso della Serbia nella Nato.", "ingresso", "uncertain"),
    ("La Grecia ha posto il veto all'ingresso della Serbia nella Nato.", "ingresso", "uncertain"),
    ("La Grecia ha festeggiato l'ingresso della Serbia nella Nato.", "ingresso", "asserted"),
    ("Il candidato a sindaco di Lecce, Ugo Neri, tace.", "sindaco", "uncertain"),
    ("La visita di Marta Riva a Bari è stata annullata.", "visita", "negated"),
    (
        "Dura da anni il non riconoscimento del Kosovo da parte della Serbia.",
        "riconoscimento",
        "negated",
    ),
    ("La visita di Marta Riva a Bari non è stata annullata.", "visita", "asserted"),
    ("La visita di Marta Riva a Bari è stata rinviata.", "visita", "future"),
    ("La visita di Marta Riva a Bari è stata decisa ieri.", "visita", "future"),
    ("La visita di Marta Riva a Bari fu decisa a dicembre.", "visita", "asserted"),
]


@pytest.mark.parametrize(("text", "lemma", "status"), STATUS)
def test_status_of_a_noun_under_its_verb(nlp: Language, text: str, lemma: str, status: str) -> None:
    found = [p.status for p in Proposition.read(nlp(text)) if p.lemma == lemma]
    assert found == [status]


DENIED = [
    ("Né la Francia né la Spagna hanno riconosciuto il Kosovo.", {("negated", "Francia"), ("negated", "Spagna")}),
    ("Neanche la Francia ha riconosciuto il Kosovo.", {("negated", "Francia")}),
    ("La Francia ma non la Spagna ha riconosciuto il Kosovo.", {("asserted", "Francia"), ("negated", "Spagna")}),
    ("Non solo la Francia ma anche la Spagna ha riconosciuto il Kosovo.", {("asserted", "Francia"), ("asserted", "Spagna")}),
    ("Il Kosovo non è stato riconosciuto dalla Francia, ma dalla Spagna.", {("negated", "Francia"), ("asserted", "Spagna")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_who_is_denied_to_have_done_it(
    nlp: Language, text: str, expected: set[tuple[str, str]]
) -> None:
    doc = nlp(text)
    names = [row.name for row in EntityRow.read(doc)]
    found = {
        (p.status, names[e])
        for p in Proposition.read(doc)
        for a in p.arguments
        for e in a.entities
        if p.lemma == "riconoscere" and a.role == "agent"
    }
    assert found == expected


def test_a_counterpart_has_the_office_of_the_colleague(nlp: Language) -> None:
    doc = nlp("Il premier maltese Ugo Neri ha visto il suo omologo norvegese Nils Dahl.")
    names = [row.name for row in EntityRow.read(doc)]
    offices = [
        {a.marker or a.role: names[a.entities[0]] for a in p.arguments if a.entities}
        for p in Proposition.read(doc)
        if p.lemma == "premier"
    ]
    assert [(o["bearer"], o["adj"]) for o in offices] == [
        ("Ugo Neri", "Malta"),
        ("Nils Dahl", "Norvegia"),
    ]


def test_a_colleague_without_office_gives_none(nlp: Language) -> None:
    doc = nlp("Il calciatore Ugo Neri ha abbracciato il collega norvegese Nils Dahl.")
    assert [p.predicate for p in Proposition.read(doc) if p.lemma == "calciatore"] == [1]


def test_owners_are_dealt_out(nlp: Language) -> None:
    doc = nlp("I presidenti di Francia e Germania, Ugo Neri e Karl Bauer, hanno parlato.")
    names = [row.name for row in EntityRow.read(doc)]
    held = [p for p in Proposition.read(doc) if p.lemma == "presidente"]
    pairs = [{a.role: names[a.entities[0]] for a in p.arguments if a.entities} for p in held]
    assert pairs == [
        {"bearer": "Ugo Neri", "genitive": "Francia"},
        {"bearer": "Karl Bauer", "genitive": "Germania"},
    ]


DATES = [
    # after a colon, in the same time; not what somebody says
    ("Mercoledì si torna in campo: la Lazio affronterà il Twente.", "affrontare", "Mercoledì"),
    ("La risposta è arrivata ieri: Marta Riva ha licenziato Ugo Neri.", "licenziare", "ieri"),
    ("Nel 2019 Marta Riva lasciò la Lega: Ugo Neri accusa la Svezia.", "accusare", ""),
    ("Ieri Marta Riva ha detto: Ugo Neri incontrerà Pia Galli.", "incontrare", ""),
    # "quando" right after a date
    ("Appuntamento al 18 giugno, quando la Lazio affronterà il Twente.", "affrontare", "18 giugno"),
    ("Ugo Neri, al potere dal 2021, quando incontrò Marta Riva, tace.", "incontrare", "2021"),
    ("Marta Riva partirà il 18 giugno, mentre la Lazio affronta il Twente.", "affrontare", ""),
    ("Gli scambi con Cuba sono calati dopo il crollo dell'Urss nel 1991.", "crollo", "1991"),
    ("La crisi è iniziata lunedì, quando Ugo Neri ha criticato Marta Riva.", "criticare", "lunedì"),
    ("Atterrato lunedì a Bari, Ugo Neri ha incontrato Marta Riva.", "incontrare", "lunedì"),
    ("Nato nel 1960 a Bari, Ugo Neri ha incontrato Marta Riva.", "incontrare", ""),
    ("Nato a Bari, Ugo Neri è stato arrestato lunedì.", "nascere", ""),
    ("La Svezia ha annullato la visita a Oslo prevista per lunedì.", "visita", "lunedì"),
]


@pytest.mark.parametrize(("text", "lemma", "when"), DATES)
def test_a_date_is_that_of_its_clause(nlp: Language, text: str, lemma: str, when: str) -> None:
    doc = nlp(text)
    dates = [doc[row.start : row.end].text for row in DateRow.read(doc)]
    found = [p.when for p in Proposition.read(doc) if p.lemma == lemma]
    assert [dates[d] if d >= 0 else "" for d in found] == [when]


EXPECTED = [
    ("Ugo Neri ha tentato di aggredire Marta Riva.", "aggredire", "uncertain"),
    ("Ugo Neri è indagato per aver aggredito Marta Riva.", "aggredire", "uncertain"),
    ("Ugo Neri è stato condannato per aver aggredito Marta Riva.", "aggredire", "asserted"),
    ("Ugo Neri stava per aggredire Marta Riva.", "aggredire", "uncertain"),
    ("Ugo Neri sta per lasciare il Torino.", "lasciare", "future"),
    ("Ugo Neri sta a Roma per incontrare Marta Riva.", "incontrare", "asserted"),
    ("La Francia è sul punto di riconoscere la Palestina.", "riconoscere", "future"),
    ("La Francia era in procinto di riconoscere la Palestina.", "riconoscere", "uncertain"),
    ("Il tentato omicidio di Ugo Neri risale al 2019.", "omicidio", "uncertain"),
    ("Tentato omicidio di Ugo Neri, tre arresti.", "omicidio", "uncertain"),
    ("Ugo Neri è atteso domani a Varsavia.", "attendere", "future"),
    ("La Francia non esclude di sanzionare l'Iran.", "sanzionare", "uncertain"),
    ("La Francia esclude di sanzionare l'Iran.", "sanzionare", "negated"),
    ("La Francia non ha mancato di sanzionare l'Iran.", "sanzionare", "asserted"),
    # clefts: the copula says whether it was the one who did it
    ("Non fu Ugo Neri ad aggredire Marta Riva.", "aggredire", "negated"),
    (
        "Sarebbe stato Ugo Neri, scrive il giornale, ad aggredire Marta Riva.",
        "aggredire",
        "uncertain",
    ),
    ("Ad aggredire Marta Riva potrebbe essere stato Ugo Neri.", "aggredire", "uncertain"),
    ("Sarà Ugo Neri a incontrare Marta Riva.", "incontrare", "future"),
    ("Fu Ugo Neri ad aggredire Marta Riva.", "aggredire", "asserted"),
    ("Non è stato Ugo Neri che ha aggredito Marta Riva.", "aggredire", "negated"),
    ("È stato Ugo Neri che ha aggredito Marta Riva.", "aggredire", "asserted"),
    ("Non è Ugo Neri, che nel 2019 incontrò Marta Riva, il sindaco.", "incontrare", "asserted"),
    # what seems or is said
    ("Pare che Ugo Neri abbia aggredito Marta Riva.", "aggredire", "uncertain"),
    ("Ugo Neri sembra aver aggredito Marta Riva.", "aggredire", "uncertain"),
    ("Si dice che Ugo Neri abbia incontrato Marta Riva.", "incontrare", "uncertain"),
    # what does not turn out so did not happen; what one had to do in the remote past one did
    ("Non risulta che Ugo Neri abbia aggredito Marta Riva.", "aggredire", "negated"),
    (
        "Non consta, dice il legale, che Ugo Neri abbia aggredito Marta Riva.",
        "aggredire",
        "negated",
    ),
    ("Risulta che Ugo Neri ha incontrato Marta Riva.", "incontrare", "asserted"),
    ("Marta Riva dovette lasciare la Consob.", "lasciare", "asserted"),
    ("La Francia volle riconoscere il Kosovo.", "riconoscere", "asserted"),
    ("La Francia voleva riconoscere il Kosovo.", "riconoscere", "uncertain"),
    ("Si sa che Ugo Neri ha incontrato Marta Riva.", "incontrare", "asserted"),
    ("La Francia ha deciso di sanzionare l'Iran.", "sanzionare", "future"),
    ("La Francia decise di sanzionare l'Iran.", "sanzionare", "asserted"),
    ("La Francia promise di sanzionare l'Iran.", "sanzionare", "future"),
]


@pytest.mark.parametrize(("text", "lemma", "status"), EXPECTED)
def test_status_of_a_verb(nlp: Language, text: str, lemma: str, status: str) -> None:
    assert [p.status for p in Proposition.read(nlp(text)) if p.lemma == lemma] == [status]


def test_according_to_whom_with_a_gerund(nlp: Language) -> None:
    doc = nlp("Stando al quotidiano Le Monde, Ugo Neri ha incontrato Marta Riva.")
    names = [row.name for row in EntityRow.read(doc)]
    sources = [p.source for p in Proposition.read(doc) if p.lemma == "incontrare"]
    assert [names[e] for e in sources] == ["Le Monde"]


def test_who_is_denied_to_be_of_a_group_is_apart(nlp: Language) -> None:
    doc = nlp("La Bielorussia ha liberato cinque oppositori; non figura tra loro Ugo Neri.")
    statuses = [p.status for p in Proposition.read(doc) if p.lemma == "liberare"]
    assert sorted(statuses) == ["asserted", "negated"]


@pytest.mark.parametrize(("text", "lemma", "expected"), VERBS)
def test_a_verb_has_the_same_roles_in_every_construction(
    nlp: Language, text: str, lemma: str, expected: dict[str, set[str]]
) -> None:
    assert filled(nlp(text), "verb", lemma) == expected


@pytest.mark.parametrize(("text", "lemma", "expected"), NOUNS)
def test_an_event_noun_has_its_arguments(
    nlp: Language, text: str, lemma: str, expected: dict[str, set[str]]
) -> None:
    assert filled(nlp(text), "noun", lemma) == expected
