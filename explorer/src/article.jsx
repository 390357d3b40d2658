// Articles: a list, and one with its text marked up.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EntityLink } from './main.jsx';
import { JudgeEntity, JudgeLink } from './judge.jsx';
import { Table } from './table.jsx';
import { day, number, t } from './words.js';

export function ArticleList({ archive, found, go, state }) {
  const [limit, setLimit] = useState(60);
  const rows = useMemo(() => {
    const counts = new Map();
    for (const r of found) counts.set(r.article, (counts.get(r.article) ?? 0) + 1);
    return [...counts.entries()].sort(([a], [b]) => (b.published ?? '').localeCompare(a.published ?? '') || a.index - b.index);
  }, [found]);
  if (!rows.length) return <p>{t('none')}</p>;
  return (
    <>
      <ul class="articles">{rows.slice(0, limit).map(([a, count]) => <li key={a.id}>
        <button type="button" class="plain" onClick={() => go({ article: a.id, rel: '', entity: '' })}>{a.title || a.id}</button>
        <span class="soft"> {a.published ? day(a.published) : t('undated')} · {number(count)} {t(count === 1 ? 'relation' : 'relations')}</span>
      </li>)}</ul>
      {rows.length > limit && <button type="button" onClick={() => setLimit(limit + 200)}>{t('more')} ({rows.length - limit})</button>}
    </>
  );
}

// Cut the text at every border, so that marks and evidence nest properly.
function Text({ archive, article, lit, choose, language }) {
  const marks = useMemo(() => {
    const all = [
      ...article.mentions.map((m) => ({ start: m[1], end: m[2], mention: m })),
      ...article.dates.map((d) => ({ start: d[6], end: d[7], date: d })),
    ].filter((m) => m.end > m.start).sort((a, b) => a.start - b.start || b.end - a.end);
    const kept = [];
    for (const mark of all) if (!kept.length || mark.start >= kept.at(-1).end) kept.push(mark);
    return kept;
  }, [article]);
  const piece = (start, end) => {
    const out = [];
    let at = start;
    for (const [first, last] of lit) {
      const [from, to] = [Math.max(at, first), Math.min(end, last)];
      if (to <= from) continue;
      out.push(article.text.slice(at, from), <em key={from} class="lit">{article.text.slice(from, to)}</em>);
      at = to;
    }
    out.push(article.text.slice(at, end));
    return out;
  };
  const out = [];
  let at = 0;
  for (const mark of marks) {
    out.push(...piece(at, mark.start));
    const text = article.text.slice(mark.start, mark.end);
    if (mark.mention) {
      const entity = archive.entities[mark.mention[0]];
      const kind = mark.mention[3];
      const says = kind === 'null' ? `∅ → ${entity.name}` : entity.name.toLowerCase().split(' ').every((w) => text.toLowerCase().includes(w)) ? '' : `→ ${entity.name}`;
      out.push(
        <button type="button" key={mark.start} class={`mention ${entity.type} ${['name', 'demonym', 'metonym'].includes(kind) ? '' : 'anaphor'}`} title={`${entity.name} (${t(entity.type)})`} onClick={() => choose(mark.mention)}>
          {piece(mark.start, mark.end)}{says && <small> {says}</small>}
        </button>,
      );
    } else {
      const says = archive.dateText(mark.date, language);
      out.push(<span key={mark.start} class="mention DATE">{piece(mark.start, mark.end)}{says && says !== text && <small> {says}</small>}</span>);
    }
    at = mark.end;
  }
  out.push(...piece(at, article.text.length));
  return <div class="text" lang="it">{out}</div>;
}

export function ArticleView({ archive, article, state, go, judge, language }) {
  const [chosen, setChosen] = useState(null);
  const top = useRef(null);
  const relation = article.relations.find((r) => r.id === state.rel);
  const entities = useMemo(() => [...new Set(article.mentions.map(([e]) => archive.entities[e]))], [article]);
  useEffect(() => { setChosen(null); top.current?.focus(); }, [article]);
  useEffect(() => { document.querySelector('.text .lit')?.scrollIntoView?.({ block: 'center' }); }, [relation]);
  const headline = article.title && article.text.trimStart().startsWith(article.title.trim());
  return (
    <article>
      <button type="button" class="plain" onClick={() => history.length > 1 ? history.back() : go({ article: '', rel: '' })}>← {t('back')}</button>
      <h2 tabIndex={-1} ref={top} class={headline ? 'hidden' : ''}>{article.title || article.id}</h2>
      <p class="soft">{[article.byline, article.published && day(article.published), article.id].filter(Boolean).join(' · ')}</p>
      {article.error && <p role="alert">{t('unread')}: {article.error}</p>}
      <Text {...{ archive, article, language }} lit={relation ? relation.evidence : []} choose={setChosen} />
      {chosen && <JudgeLink key={chosen.join()} {...{ archive, judge, article }} mention={chosen} close={() => setChosen(null)} />}
      <h3>{t('table')}</h3>
      <Table {...{ archive, state, go, judge, language }} relations={article.relations} hits={null} short />
      <h3>{t('entities')}</h3>
      <ul class="entities">{entities.map((e) => <li key={e.key}><EntityLink entity={e} go={go} /> <JudgeEntity key={`${article.id}${e.key}`} {...{ archive, judge, article }} entity={e} /></li>)}</ul>
    </article>
  );
}
