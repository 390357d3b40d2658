// Relations as a table: who, what, whom, when, who says so, and the sentence that says it.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { EntityLink } from './main.jsx';
import { Judge, verdictOf } from './judge.jsx';
import { day, percent, t } from './words.js';

const PAGE = 40;

export function Sentence({ relation }) {
  const { text } = relation.article;
  const [start, end] = relation.sentence;
  const parts = [];
  let at = start;
  for (const [first, last] of relation.evidence) {
    if (last <= at) continue;
    const from = Math.max(at, first);
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, last)}</mark>);
    at = last;
  }
  parts.push(text.slice(at, end));
  return <q lang="it">{parts}</q>;
}

export function Sides({ archive, relation, which, go, language }) {
  if (which === 'subject') {
    if (relation.subject) return <EntityLink entity={relation.subject} go={go} />;
    return <span class="unnamed" title={t('unnamed')}>{archive.subjectText(relation)}</span>;
  }
  if (relation.object) return <EntityLink entity={relation.object} go={go} />;
  return <span>{archive.objectText(relation, language)}</span>;
}

const SORTS = {
  who: (archive, r) => archive.subjectText(r),
  whom: (archive, r, language) => archive.objectText(r, language),
  when: (archive, r) => r.start ?? r.end ?? Infinity,
  trust: (archive, r) => -r.confidence,
};

function sorted(archive, relations, sort, hits, language) {
  const [name, down] = sort.startsWith('-') ? [sort.slice(1), -1] : [sort, 1];
  const key = SORTS[name];
  if (!key) return hits ? [...relations].sort((a, b) => hits.get(b.index) - hits.get(a.index) || a.index - b.index) : relations;
  return relations.map((r) => [key(archive, r, language), r])
    .sort(([a], [b]) => down * (typeof a === 'string' ? a.localeCompare(b, 'it') : a === b ? 0 : a < b ? -1 : 1))
    .map(([, r]) => r);
}

export function Table({ archive, relations, state, go, hits, judge, language, short = false }) {
  const [limit, setLimit] = useState(PAGE);
  useEffect(() => setLimit(PAGE), [state.q, state.sort, relations]);
  const rows = useMemo(() => sorted(archive, relations, state.sort, hits, language), [archive, relations, state.sort, hits, language]);
  if (!rows.length) return <p>{t('none')}</p>;
  const head = (name, label) => {
    const up = state.sort === name;
    const down = state.sort === `-${name}`;
    return (
      <th scope="col" aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
        <button type="button" class="sort" onClick={() => go({ sort: up ? `-${name}` : down ? '' : name }, true)}>{t(label ?? name)} {up ? '↑' : down ? '↓' : ''}</button>
      </th>
    );
  };
  return (
    <>
      <table class="relations">
        <thead><tr>
          {head('who')}<th scope="col">{t('what')}</th>{head('whom')}{head('when')}<th scope="col">{t('says')}</th>{head('trust')}
          <th scope="col">{t('sentence')}</th><th scope="col">{t('verdict')}</th>
        </tr></thead>
        <tbody>
          {rows.slice(0, limit).map((r) => <Row key={r.key} {...{ archive, r, go, judge, language, state, short }} />)}
        </tbody>
      </table>
      {rows.length > limit && <button type="button" onClick={() => setLimit(limit + 200)}>{t('more')} ({rows.length - limit})</button>}
    </>
  );
}

function Row({ archive, r, go, judge, language, short }) {
  const verdict = verdictOf(judge, r);
  return (
    <tr class={`${r.status} ${verdict ?? ''}`} id={`row-${r.index}`}>
      <td data-label={t('who')}><Sides {...{ archive, go, language }} relation={r} which="subject" /></td>
      <td data-label={t('what')} title={r.why}><span>
        {archive.phraseOf(r, language)}
        {r.role && <i> {r.role}</i>}{r.amounts.map((a) => <i key={a}> {a}</i>)}
        {r.status !== 'asserted' && " "}{r.status !== 'asserted' && <span class="status">{t(r.status)}</span>}
      </span></td>
      <td data-label={t('whom')}><Sides {...{ archive, go, language }} relation={r} which="object" /></td>
      <td data-label={t('when')}>{archive.dateText(r.when, language)}</td>
      <td data-label={t('says')}>{r.source && <EntityLink entity={r.source} go={go} />}</td>
      <td data-label={t('trust')} title={t('confidence_is')}>{percent(r.confidence)}</td>
      <td data-label={t('sentence')} class="sentence"><div>
        <Sentence relation={r} />
        {!short && <button type="button" class="plain origin" onClick={() => go({ article: r.article.id, rel: r.id, entity: '' })}>
          {r.article.title || r.article.id}{r.article.published && `, ${day(r.article.published)}`}
        </button>}
      </div></td>
      <td data-label={t('verdict')}><Judge {...{ archive, judge }} relation={r} /></td>
    </tr>
  );
}
