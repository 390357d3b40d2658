// What is looked at: kept in the fragment of the address, so that a link gives the same view.
const LISTS = ['type', 'country', 'person', 'organisation', 'status', 'source'];
const PLAIN = ['view', 'q', 'from', 'to', 'by', 'conf', 'entity', 'article', 'rel', 'sort', 'group', 'lang'];
const START = { view: 'table', q: '', from: '', to: '', by: 'any', conf: '0', entity: '', article: '', rel: '', sort: '', group: '', lang: '' };

export function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = { ...START };
  for (const name of PLAIN) if (given.has(name)) state[name] = given.get(name);
  for (const name of LISTS) state[name] = given.getAll(name);
  return state;
}

export function write(state, replace) {
  const given = new URLSearchParams();
  for (const name of PLAIN) if (state[name] && state[name] !== START[name]) given.set(name, state[name]);
  for (const name of LISTS) for (const value of state[name]) given.append(name, value);
  const hash = given.size ? `#${given}` : '#';
  if (hash === (location.hash || '#')) return;
  try {
    if (replace) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
  } catch {
    location.hash = hash; // in a sandboxed frame
  }
}

export const filtered = (state) => Boolean(state.q || state.from || state.to || +state.conf || LISTS.some((name) => state[name].length));
export const CLEARED = { q: '', from: '', to: '', conf: '0', rel: '', ...Object.fromEntries(LISTS.map((name) => [name, []])) };

const DAY = { year: ['01-01', '12-31'] };

// Days [first, last] of what is typed: a year, a month, a day.
export function bounds(state, dayNumber) {
  const one = (text, end) => {
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
    if (!found) return null;
    const [, year, month, date] = found;
    if (date) return dayNumber(text);
    if (!month) return dayNumber(`${year}-${DAY.year[end ? 1 : 0]}`);
    const last = new Date(Date.UTC(+year, +month, 0)).getUTCDate();
    return dayNumber(`${year}-${month}-${end ? last : '01'}`);
  };
  return [one(state.from, false), one(state.to, true)];
}

const sides = (r, type) => [...new Set([r.subject, r.object].filter((e) => e?.type === type).map((e) => e.key))];

// How each facet is asked of a relation.
export const FACETS = {
  type: (r) => [r.type],
  country: (r) => [...r.countries].map((e) => e.key),
  person: (r) => sides(r, 'PERSON'),
  organisation: (r) => sides(r, 'ORGANISATION'),
  status: (r) => [r.status],
  source: (r) => (r.source ? [r.source.key] : []),
};

// Relations that fit, and for each facet how many there would be of each value.
export function select(archive, state, hits, dayNumber) {
  const [first, last] = bounds(state, dayNumber);
  const least = +state.conf / 100;
  const names = Object.keys(FACETS);
  const wanted = Object.fromEntries(names.map((name) => [name, new Set(state[name])]));
  const counts = Object.fromEntries(names.map((name) => [name, new Map()]));
  const found = [];
  for (const r of archive.relations) {
    if (hits && !hits.has(r.index)) continue;
    if (r.confidence < least) continue;
    if (first !== null || last !== null) {
      const dated = r.start !== null || r.end !== null;
      const [start, end] = state.by === 'article' || (state.by === 'any' && !dated) ? [r.out, r.out] : [r.start, r.end];
      if (start === null && end === null) continue;
      if (first !== null && (end ?? start) < first) continue;
      if (last !== null && (start ?? end) > last) continue;
    }
    const values = names.map((name) => r.facets[name]);
    const misses = names.filter((name, i) => wanted[name].size && !values[i].some((v) => wanted[name].has(v)));
    if (misses.length > 1) continue;
    names.forEach((name, i) => {
      if (!misses.length || misses[0] === name) for (const v of values[i]) counts[name].set(v, (counts[name].get(v) ?? 0) + 1);
    });
    if (!misses.length) found.push(r);
  }
  return { found, counts };
}
