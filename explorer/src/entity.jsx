// One person, country, organisation or place: what it did, when, with whom.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { EntityLink } from './main.jsx';
import { Table } from './table.jsx';
import { number, t } from './words.js';

export function EntityPage({ archive, entity, state, go, judge, language, found }) {
  const top = useRef(null);
  useEffect(() => { top.current?.focus(); scrollTo(0, 0); }, [entity]);
  const relations = useMemo(() => {
    const wanted = new Set(found);
    return entity.relations.filter((r) => wanted.has(r));
  }, [entity, found]);
  const kinds = useMemo(() => {
    const counts = new Map();
    for (const r of relations) {
      const passive = r.subject !== entity;
      const text = archive.phraseOf(r, language, passive);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts.entries()].sort((a, b) => b[1] - a[1]);
  }, [relations, language]);
  const partners = useMemo(() => {
    const counts = new Map();
    for (const r of relations) {
      const other = r.subject === entity ? r.object : r.subject;
      if (other && other !== entity) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
    return [...counts.entries()].sort((a, b) => b[1] - a[1]).slice(0, 24);
  }, [relations]);
  const years = useMemo(() => {
    const counts = new Map();
    for (const r of relations) {
      const year = r.when?.[2]?.slice(0, 4);
      if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
    }
    return [...counts.entries()].sort();
  }, [relations]);
  const most = Math.max(1, ...years.map(([, n]) => n));
  const home = entity.country === null ? null : archive.entities[entity.country];
  return (
    <section class="entity-page">
      <button type="button" class="plain" onClick={() => history.length > 1 ? history.back() : go({ entity: '' })}>← {t('back')}</button>
      <h2 tabIndex={-1} ref={top}><span class={`entity ${entity.type}`}>{entity.name}</span></h2>
      <p class="soft">
        {[t(entity.type), entity.code, `${number(entity.mentions)} ${t('mentions')}`, `${number(entity.articles.size)} ${t(entity.articles.size === 1 ? 'n_article' : 'n_articles')}`].filter(Boolean).join(' · ')}
        {home && <> · <EntityLink entity={home} go={go} /></>}
      </p>
      {entity.aliases.length > 0 && <p>{t('aliases')}: <span lang="it">{entity.aliases.join(', ')}</span></p>}
      <div class="columns">
        <div><h3>{t('by_type')}</h3><ul class="bars">{kinds.map(([text, n]) => <li key={text}><span>{text}</span> <b>{number(n)}</b></li>)}</ul></div>
        <div><h3>{t('partners')}</h3><ul class="entities">{partners.map(([e, n]) => <li key={e.key}><EntityLink entity={e} go={go} /> {number(n)}</li>)}</ul></div>
        {years.length > 0 && <div><h3>{t('in_time')}</h3><ul class="years">{years.map(([year, n]) => <li key={year}>
          <button type="button" class="plain" onClick={() => go({ from: year, to: year, by: 'event' })}>{year}</button>
          <span class="bar" style={{ width: `${(n / most) * 8}rem` }} /> {number(n)}
        </li>)}</ul></div>}
      </div>
      <Table {...{ archive, state, go, judge, language, relations }} hits={null} />
    </section>
  );
}
