// Corrections: kept in this browser, downloaded as JSON Lines that newsner reads.
export class Corrections {
  constructor(hash) {
    this.slot = `newsner-corrections-${hash}`;
    this.made = new Map();
    try {
      for (const [key, value] of JSON.parse(localStorage.getItem(this.slot) ?? '[]')) this.made.set(key, value);
    } catch { /* no storage, or nothing that can be read: begin anew */ }
  }

  keep() {
    try {
      localStorage.setItem(this.slot, JSON.stringify([...this.made]));
    } catch { /* full, or not allowed: they live as long as the page */ }
  }

  set(key, value) {
    this.made.set(key, { ...value, at: new Date().toISOString() });
    this.keep();
  }

  drop(key) {
    this.made.delete(key);
    this.keep();
  }

  get(key) {
    return this.made.get(key);
  }

  lines(archive) {
    const rows = [...this.made.values()].sort((a, b) => a.article.localeCompare(b.article));
    const lines = [];
    let last = null;
    for (const row of rows) {
      if (row.article !== last) {
        const article = archive.byId.get(row.article);
        if (article) lines.push({ kind: 'article', article: article.id, title: article.title || null, published: article.published, text: article.text });
        last = row.article;
      }
      lines.push(row);
    }
    return lines.map((line) => JSON.stringify(line)).join('\n') + '\n';
  }

  load(text) {
    let count = 0;
    for (const line of text.split('\n')) {
      if (!line.trim()) continue;
      const row = JSON.parse(line);
      if (row.kind === 'article') continue;
      if (!['relation', 'entity', 'link'].includes(row.kind) || !row.article) throw new Error(line.slice(0, 80));
      this.made.set(keyOf(row), row);
      count += 1;
    }
    this.keep();
    return count;
  }
}

export function keyOf(row) {
  if (row.kind === 'relation') return `relation|${row.article}|${row.relation.id}`;
  if (row.kind === 'entity') return `entity|${row.article}|${row.entity.type}|${row.entity.name}`;
  return `link|${row.article}|${row.mention.start}|${row.mention.end}`;
}

const side = (e) => ({ name: e.name, type: e.type });

export function relationRow(archive, r) {
  const [start, end] = r.trigger;
  return {
    kind: 'relation',
    article: r.article.id,
    relation: {
      id: r.id,
      type: r.type,
      subject: r.subject ? side(r.subject) : null,
      object: r.object ? side(r.object) : { name: r.article.text.slice(r.objectDate[6], r.objectDate[7]), type: 'DATE' },
      status: r.status,
      trigger: { start, end, text: r.article.text.slice(start, end) },
    },
  };
}
