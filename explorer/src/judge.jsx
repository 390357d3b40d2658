// Right, wrong, or corrected: relations and what a mention means; and the list of corrections.
import { useState } from 'preact/hooks';
import { keyOf, relationRow } from './corrections.js';
import { day, getLanguage, number, t } from './words.js';

export const verdictOf = (judge, relation) => judge.corrections.get(`relation|${relation.article.id}|${relation.id}`)?.verdict;

const STATUS = ['asserted', 'negated', 'future', 'uncertain'];

export function Judge({ archive, judge, relation }) {
  const [editing, setEditing] = useState(false);
  const row = relationRow(archive, relation);
  const key = keyOf(row);
  const made = judge.corrections.get(key);
  const set = (verdict, corrected) => {
    if (made?.verdict === verdict && !corrected) judge.corrections.drop(key);
    else judge.corrections.set(key, { ...row, verdict, ...(corrected ? { corrected } : {}) });
    judge.changed();
  };
  const button = (verdict, sign) => (
    <button type="button" class={`judge ${verdict}`} aria-pressed={made?.verdict === verdict} title={t(verdict)} aria-label={t(verdict)}
      onClick={() => (verdict === 'edit' ? setEditing(!editing) : set(verdict))}>{sign}</button>
  );
  return (
    <div class="judgement">
      <span class="buttons" role="group" aria-label={t('verdict')}>{button('accept', '✓')}{button('reject', '✗')}{button('edit', '✎')}</span>
      {editing && <Editor {...{ archive, relation }} start={made?.corrected ?? row.relation} save={(corrected) => { set('edit', corrected); setEditing(false); }} cancel={() => setEditing(false)} />}
    </div>
  );
}

function Editor({ archive, relation, start, save, cancel }) {
  const [type, setType] = useState(start.type);
  const [status, setStatus] = useState(start.status);
  const [subject, setSubject] = useState(start.subject?.name ?? '');
  const [object, setObject] = useState(start.object.name);
  const list = `names-${relation.index}`;
  const names = [...new Set(relation.article.mentions.map(([e]) => archive.entities[e]))];
  const kind = (name, old) => names.find((e) => e.name === name)?.type ?? (old?.name === name ? old.type : null);
  const submit = (event) => {
    event.preventDefault();
    const given = (name, old) => (name.trim() ? { name: name.trim(), type: kind(name.trim(), old) } : null);
    save({ type, status, subject: given(subject, start.subject), object: given(object, start.object) ?? start.object });
  };
  const language = getLanguage();
  return (
    <form class="editor" onSubmit={submit}>
      <datalist id={list}>{names.map((e) => <option key={e.key} value={e.name} />)}</datalist>
      <label>{t('who')} <input list={list} value={subject} onInput={(e) => setSubject(e.target.value)} /></label>
      <label>{t('what')} <select value={type} onChange={(e) => setType(e.target.value)}>
        {Object.keys(archive.types).sort().map((name) => <option key={name} value={name}>{archive.typeText(name, language)} ({name})</option>)}
      </select></label>
      <label>{t('whom')} <input list={list} required value={object} onInput={(e) => setObject(e.target.value)} /></label>
      <label>{t('status')} <select value={status} onChange={(e) => setStatus(e.target.value)}>{STATUS.map((s) => <option key={s} value={s}>{t(s)}</option>)}</select></label>
      <span class="buttons"><button type="submit">{t('save')}</button><button type="button" onClick={cancel}>{t('cancel')}</button></span>
    </form>
  );
}

// Whether an entity of an article is what it is taken for.
export function JudgeEntity({ archive, judge, article, entity }) {
  const row = { kind: 'entity', article: article.id, entity: { name: entity.name, type: entity.type } };
  const key = keyOf(row);
  const made = judge.corrections.get(key);
  const [editing, setEditing] = useState(false);
  const [name, setName] = useState(made?.corrected?.name ?? entity.name);
  const [type, setType] = useState(made?.corrected?.type ?? entity.type);
  const set = (verdict, corrected) => {
    if (made?.verdict === verdict && !corrected) judge.corrections.drop(key);
    else judge.corrections.set(key, { ...row, verdict, ...(corrected ? { corrected } : {}) });
    setEditing(false);
    judge.changed();
  };
  return (
    <span class="judgement">
      <span class="buttons" role="group" aria-label={`${t('verdict')}: ${entity.name}`}>
        {[['accept', '✓'], ['reject', '✗'], ['edit', '✎']].map(([verdict, sign]) => <button type="button" key={verdict} class={`judge ${verdict}`} title={t(verdict)} aria-label={`${t(verdict)}: ${entity.name}`} aria-pressed={made?.verdict === verdict}
          onClick={() => (verdict === 'edit' ? setEditing(!editing) : set(verdict))}>{sign}</button>)}
      </span>
      {editing && <form class="editor" onSubmit={(e) => { e.preventDefault(); set('edit', { name: name.trim(), type }); }}>
        <label>{t('name')} <input required value={name} onInput={(e) => setName(e.target.value)} /></label>
        <label>{t('type_of')} <select value={type} onChange={(e) => setType(e.target.value)}>{['PERSON', 'COUNTRY', 'ORGANISATION', 'PLACE'].map((kind) => <option key={kind} value={kind}>{t(kind)}</option>)}</select></label>
        <button type="submit">{t('save')}</button>
      </form>}
    </span>
  );
}

// Whom a word of the text means.
export function JudgeLink({ archive, judge, article, mention, close }) {
  const [index, start, end, kind] = mention;
  const entity = archive.entities[index];
  const row = {
    kind: 'link', article: article.id, mention: { start, end, text: article.text.slice(start, end), kind }, entity: { name: entity.name, type: entity.type },
  };
  const key = keyOf(row);
  const made = judge.corrections.get(key);
  const [other, setOther] = useState(made?.corrected?.name ?? '');
  const names = [...new Set(article.mentions.map(([e]) => archive.entities[e]))];
  const set = (verdict, corrected) => {
    if (made?.verdict === verdict && !corrected) judge.corrections.drop(key);
    else judge.corrections.set(key, { ...row, verdict, ...(corrected ? { corrected } : {}) });
    judge.changed();
  };
  return (
    <div class="panel" role="dialog" aria-label={t('link')}>
      <p>{t('link')} <q lang="it">{row.mention.text}</q> → <strong>{entity.name}</strong> ({t(entity.type)})</p>
      <div class="buttons">
        <button type="button" class="judge accept" aria-pressed={made?.verdict === 'accept'} onClick={() => set('accept')}>✓ {t('link_right')}</button>
        <button type="button" class="judge reject" aria-pressed={made?.verdict === 'reject'} onClick={() => set('reject')}>✗ {t('link_wrong')}</button>
      </div>
      <form class="editor" onSubmit={(e) => { e.preventDefault(); if (other.trim()) set('edit', { name: other.trim() }); }}>
        <datalist id="link-names">{names.map((e) => <option key={e.key} value={e.name} />)}</datalist>
        <label>{t('link_other')} <input list="link-names" value={other} onInput={(e) => setOther(e.target.value)} /></label>
        <button type="submit">{t('save')}</button>
      </form>
      <button type="button" class="plain" onClick={close}>{t('close')}</button>
    </div>
  );
}

const told = (archive, row) => {
  if (row.kind === 'entity') return `${row.entity.name} (${t(row.entity.type)})`;
  if (row.kind === 'link') return `${row.mention.text} → ${row.entity.name}`;
  const { subject, type, object } = row.relation;
  return `${subject?.name ?? '?'} ${archive.typeText(type, getLanguage())} ${object.name}`;
};

export function CorrectionList({ archive, judge, go }) {
  const [problem, setProblem] = useState('');
  const rows = [...judge.corrections.made.entries()];
  const download = () => {
    const url = URL.createObjectURL(new Blob([judge.corrections.lines(archive)], { type: 'application/x-ndjson' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'corrections.jsonl';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };
  const load = async (event) => {
    try {
      setProblem('');
      judge.corrections.load(await event.target.files[0].text());
      judge.changed();
    } catch (error) {
      setProblem(`${t('failed')}${error.message}`);
    }
  };
  return (
    <section>
      <h2>{t('corrections')}</h2>
      <p>{t('corrections_help')}</p>
      <p class="buttons">
        <button type="button" disabled={!rows.length} onClick={download}>{t('download')} ({number(rows.length)})</button>
        <label class="button">{t('load')} <input class="hidden" type="file" accept=".jsonl,.json,.ndjson" onChange={load} /></label>
      </p>
      {problem && <p role="alert">{problem}</p>}
      {!rows.length ? <p>{t('no_corrections')}</p> : <table>
        <thead><tr><th scope="col">{t('verdict')}</th><th scope="col">{t('what')}</th><th scope="col">{t('article')}</th><th scope="col">{t('undo')}</th></tr></thead>
        <tbody>{rows.map(([key, row]) => {
          const article = archive.byId.get(row.article);
          return (
            <tr key={key} class={row.verdict}>
              <td>{t(row.verdict)}</td>
              <td>{told(archive, row)}{row.corrected && <> → {row.kind === 'relation' ? told(archive, { kind: 'relation', relation: row.corrected }) : `${row.corrected.name}${row.corrected.type ? ` (${t(row.corrected.type)})` : ''}`}</>}</td>
              <td>{article ? <button type="button" class="plain" onClick={() => go({ article: article.id, rel: row.relation?.id ?? '', entity: '' })}>{article.title || article.id}{article.published && `, ${day(article.published)}`}</button> : row.article}</td>
              <td><button type="button" onClick={() => { judge.corrections.drop(key); judge.changed(); }}>{t('undo')}</button></td>
            </tr>
          );
        })}</tbody>
      </table>}
    </section>
  );
}
