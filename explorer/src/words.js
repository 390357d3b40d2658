// The interface in Italian and English.
const WORDS = {
  it: {
    search: 'Cerca persone, paesi, fatti, parole del testo', table: 'Relazioni', graph: 'Grafo', timeline: 'Tempo',
    map: 'Mappa', entity: 'Scheda', article: 'Articolo', entities: 'Entità', articles: 'Articoli', corrections: 'Correzioni', filters: 'Filtri',
    clear: 'Togli i filtri', type: 'Relazione', country: 'Paese', person: 'Persona', organisation: 'Organizzazione',
    status: 'Stato', source: 'Secondo chi', date: 'Data', from: 'dal', to: 'al', by_any: 'del fatto, o se manca dell’articolo', by_event: 'del fatto', by_article: 'dell’articolo',
    confidence: 'Fiducia minima', who: 'Chi', what: 'Che cosa', whom: 'A chi, a che cosa', when: 'Quando', says: 'Secondo',
    trust: 'Fiducia', sentence: 'Frase', more: 'Mostra altre', of: 'di', none: 'Niente corrisponde.', relations: 'relazioni',
    relation: 'relazione', in_articles: 'in', n_articles: 'articoli', n_article: 'articolo', asserted: 'affermato', negated: 'negato', future: 'previsto',
    uncertain: 'incerto', PERSON: 'persona', COUNTRY: 'paese', ORGANISATION: 'organizzazione', PLACE: 'luogo', DATE: 'data',
    mentions: 'menzioni', aliases: 'Detto anche', partners: 'Insieme a', by_type: 'Per relazione', in_time: 'Nel tempo',
    accept: 'Giusto', reject: 'Sbagliato', edit: 'Correggi', undo: 'Annulla', save: 'Salva', cancel: 'Lascia', verdict: 'Giudizio',
    download: 'Scarica JSONL', load: 'Carica JSONL', no_corrections: 'Ancora nessuna correzione: giudica una relazione con ✓, ✗ o ✎.',
    corrections_help: 'Restano in questo browser. Il file scaricato misura newsner: newsner evaluate --corrections FILE.',
    expand: 'Espandi', hide: 'Nascondi', reset: 'Ricomincia', zoom_in: 'Ingrandisci', zoom_out: 'Rimpicciolisci', fit: 'Tutto',
    focus: 'Dove c’è di più', nodes: 'Nodi', shown: 'mostrati', drag: 'Trascina i nodi; clic per scegliere, doppio clic per espandere.',
    events: 'fatti', closer: 'Avvicinati per vedere i singoli fatti.', earlier: 'Prima', later: 'Dopo', group: 'Raggruppa', nothing: 'no',
    off_map: 'Non sulla mappa', open: 'Apri', back: 'Indietro', theme: 'Chiaro o scuro', print: 'Stampa', licences: 'Licenze', language: 'English',
    unnamed: 'non si dice chi', skip: 'Vai ai risultati', published: 'pubblicato', loading: 'Leggo i dati …', live: 'Dal vivo',
    link: 'Chi è?', link_right: 'È giusto', link_wrong: 'Non è', link_other: 'È un altro', name: 'Nome', sort: 'Ordina', all: 'tutti', failed: 'Dati illeggibili: ',
    undated: 'senza data', filter: 'Restringi', close: 'Chiudi', details: 'Perché', share: 'Il link in alto conserva questa vista.', result: 'risultati', object_page: 'Scheda', wrong_type: 'Tipo',
    in_text: 'nel testo', confidence_is: 'probabilità che sia giusto', unread: 'non letto', type_of: 'Tipo',
  },
  en: {
    search: 'Search people, countries, facts, words of the text', table: 'Relations', graph: 'Graph', timeline: 'Time',
    map: 'Map', entity: 'Page', article: 'Article', entities: 'Entities', articles: 'Articles', corrections: 'Corrections', filters: 'Filters',
    clear: 'Clear filters', type: 'Relation', country: 'Country', person: 'Person', organisation: 'Organisation',
    status: 'Status', source: 'According to', date: 'Date', from: 'from', to: 'to', by_any: 'of the event, else of the article', by_event: 'of the event', by_article: 'of the article',
    confidence: 'Least confidence', who: 'Who', what: 'What', whom: 'Whom or what', when: 'When', says: 'According to',
    trust: 'Confidence', sentence: 'Sentence', more: 'Show more', of: 'of', none: 'Nothing fits.', relations: 'relations',
    relation: 'relation', in_articles: 'in', n_articles: 'articles', n_article: 'article', asserted: 'asserted', negated: 'negated', future: 'future',
    uncertain: 'uncertain', PERSON: 'person', COUNTRY: 'country', ORGANISATION: 'organisation', PLACE: 'place', DATE: 'date',
    mentions: 'mentions', aliases: 'Also called', partners: 'Together with', by_type: 'By relation', in_time: 'In time',
    accept: 'Right', reject: 'Wrong', edit: 'Correct', undo: 'Undo', save: 'Save', cancel: 'Cancel', verdict: 'Verdict',
    download: 'Download JSONL', load: 'Load JSONL', no_corrections: 'No corrections yet: judge a relation with ✓, ✗ or ✎.',
    corrections_help: 'They stay in this browser. The downloaded file measures newsner: newsner evaluate --corrections FILE.',
    expand: 'Expand', hide: 'Hide', reset: 'Start again', zoom_in: 'Zoom in', zoom_out: 'Zoom out', fit: 'All',
    focus: 'Where most is', nodes: 'Nodes', shown: 'shown', drag: 'Drag nodes; click to choose, double click to expand.',
    events: 'events', closer: 'Zoom in to see single events.', earlier: 'Earlier', later: 'Later', group: 'Group', nothing: 'no',
    off_map: 'Not on the map', open: 'Open', back: 'Back', theme: 'Light or dark', print: 'Print', licences: 'Licences', language: 'Italiano',
    unnamed: 'not said who', skip: 'Skip to results', published: 'published', loading: 'Reading the data …', live: 'Live',
    link: 'Who is it?', link_right: 'That is right', link_wrong: 'It is not', link_other: 'It is somebody else', name: 'Name', sort: 'Sort', all: 'all', failed: 'The data cannot be read: ',
    undated: 'undated', filter: 'Narrow down', close: 'Close', details: 'Why', share: 'The address above keeps this view.', result: 'results', object_page: 'Page', wrong_type: 'Type',
    in_text: 'in the text', confidence_is: 'probability that it is right', unread: 'unread', type_of: 'Type',
  },
};

let language = 'it';
export const setLanguage = (value) => {
  language = value === 'en' ? 'en' : 'it';
  document.documentElement.lang = language;
};
export const getLanguage = () => language;
export const t = (key) => WORDS[language][key] ?? key;
export const number = (value) => value.toLocaleString(language);
export const percent = (value) => `${Math.round(value * 100)}${language === 'it' ? ' %' : '%'}`;
export const day = (iso) => {
  if (!iso) return '';
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return date.toLocaleDateString(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
};
