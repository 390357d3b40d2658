// The archive: unpacked, indexed, searched.
import MiniSearch from 'minisearch';
import { FACETS } from './state.js';

export async function unpack(base64) {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).json();
}

export const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

// Number of days since 1970, of an ISO date of any year.
const known = new Map();
export const dayNumber = (iso) => {
  if (known.has(iso)) return known.get(iso);
  const [, year, month, date] = /^(-?\d+)-(\d\d)-(\d\d)/.exec(iso);
  const moment = new Date(0);
  moment.setUTCFullYear(+year, +month - 1, +date);
  known.set(iso, moment.getTime() / 864e5);
  return moment.getTime() / 864e5;
};

export class Archive {
  constructor(pack) {
    this.types = pack.types;
    this.phrases = pack.phrases;
    this.title = pack.title;
    this.hash = pack.hash;
    this.entities = pack.entities.map((e, i) => ({
      index: i, key: e.k, name: e.n, type: e.t, code: e.c ?? null, number: e.i ?? null, country: e.o ?? null,
      aliases: e.a, mentions: e.m, articles: new Set(), relations: [],
    }));
    this.byKey = new Map(this.entities.map((e) => [e.key, e]));
    this.articles = pack.articles.map((a, i) => ({
      index: i, id: a.id, title: a.t ?? '', published: a.p ?? null, byline: a.b ?? '', text: a.x,
      mentions: a.m, dates: a.d, url: a.u ?? null, error: a.e ?? null, relations: [],
    }));
    this.byId = new Map(this.articles.map((a) => [a.id, a]));
    this.relations = [];
    pack.articles.forEach((a, i) => {
      const article = this.articles[i];
      for (const [entity] of a.m) this.entities[entity].articles.add(i);
      for (const r of a.r) this.add(article, r);
    });
  }

  add(article, r) {
    const entity = (i) => (i === undefined || i === null || i < 0 ? null : this.entities[i]);
    const date = (i) => (i === undefined || i === null || i < 0 ? null : article.dates[i]);
    const relation = {
      index: this.relations.length, article, id: r.i, type: r.t, subject: entity(r.s), by: r.b ?? null,
      object: entity(r.o), objectDate: date(r.d), when: date(r.w) ?? date(r.d), where: entity(r.l), source: entity(r.u),
      status: r.a, role: r.r ?? null, amounts: r.n ?? [], confidence: r.c, sentence: r.e, evidence: r.v,
      phrase: r.p, why: r.f, trigger: r.g,
    };
    relation.key = `${article.id}#${relation.id}`;
    relation.countries = new Set(
      [relation.subject, relation.object, relation.where].map((e) => e && (e.type === 'COUNTRY' ? e : e.country === null ? null : this.entities[e.country])).filter(Boolean),
    );
    relation.start = relation.when?.[2] ? dayNumber(relation.when[2]) : null;
    relation.end = relation.when?.[3] ? dayNumber(relation.when[3]) : null;
    relation.out = article.published ? dayNumber(article.published) : null;
    relation.facets = Object.fromEntries(Object.entries(FACETS).map(([name, values]) => [name, values(relation)]));
    this.relations.push(relation);
    article.relations.push(relation);
    for (const e of new Set([relation.subject, relation.object])) e?.relations.push(relation);
  }

  phraseOf(relation, language, passive = false) {
    return this.phrases[relation.phrase[(language === 'en' ? 2 : 0) + (passive ? 1 : 0)]];
  }

  dateText(date, language) {
    return date ? date[language === 'en' ? 1 : 0] : '';
  }

  // What follows the phrase: an entity's name, or a date with its preposition.
  objectText(relation, language) {
    return relation.object ? relation.object.name : relation.objectDate[language === 'en' ? 5 : 4];
  }

  subjectText(relation) {
    return relation.subject ? relation.subject.name : relation.by ? `? (${relation.by})` : '?';
  }

  tell(relation, language) {
    if (!relation.subject && !relation.by && this.phraseOf(relation, language, true) !== this.phraseOf(relation, language)) {
      return `${this.objectText(relation, language)} ${this.phraseOf(relation, language, true)}`;
    }
    const who = relation.subject ? relation.subject.name : relation.by ?? '?';
    return `${who} ${this.phraseOf(relation, language)} ${this.objectText(relation, language)}`;
  }

  typeText(type, language) {
    return this.types[type]?.[language] ?? type.toLowerCase().replaceAll('_', ' ');
  }

  // Search: ready at once by plain words, better when the index is built.
  async index(done) {
    const options = {
      processTerm: (term) => (term.length > 1 ? plain(term) : null),
      searchOptions: { prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 5 ? 0.15 : false), combineWith: 'AND' },
    };
    const people = new MiniSearch({ ...options, fields: ['name', 'aliases'], storeFields: [], searchOptions: { ...options.searchOptions, boost: { name: 2 } } });
    people.addAll(this.entities.map((e) => ({ id: e.index, name: e.name, aliases: e.aliases.join(' ') })));
    this.people = people;
    const facts = new MiniSearch({ ...options, fields: ['names', 'words', 'sentence', 'title'], storeFields: [], searchOptions: { ...options.searchOptions, boost: { names: 3, words: 2 } } });
    await facts.addAllAsync(this.relations.map((r) => ({ id: r.index, ...this.words(r) })), { chunkSize: 400 });
    this.facts = facts;
    done();
  }

  words(r) {
    const names = [r.subject?.name, r.by, r.object?.name, r.where?.name, r.source?.name].filter(Boolean).join(' ');
    const words = [this.phraseOf(r, 'it'), this.phraseOf(r, 'en'), r.type, r.role, ...r.amounts, this.dateText(r.when, 'it')].filter(Boolean).join(' ');
    return { names, words, sentence: r.article.text.slice(...r.sentence), title: r.article.title };
  }

  // Index of relation -> score, null where everything is asked for.
  find(query) {
    if (!query.trim()) return null;
    if (this.facts) return new Map(this.facts.search(query).map((hit) => [hit.id, hit.score]));
    const wanted = plain(query).split(/\s+/).filter(Boolean);
    const hits = this.relations.filter((r) => {
      const text = plain(Object.values(this.words(r)).join(' '));
      return wanted.every((word) => text.includes(word));
    });
    return new Map(hits.map((r) => [r.index, 1]));
  }

  findEntities(query, limit = 8) {
    if (!query.trim() || !this.people) return [];
    return this.people.search(query).slice(0, limit).map((hit) => this.entities[hit.id]);
  }
}
