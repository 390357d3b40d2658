// Filters: values with how many relations each would leave.
import { useState } from 'preact/hooks';
import { CLEARED, filtered } from './state.js';
import { number, percent, t } from './words.js';

const SHOWN = 6;

function Facet({ name, state, go, counts, label, order }) {
  const [all, setAll] = useState(false);
  const [typed, setTyped] = useState('');
  const chosen = new Set(state[name]);
  const values = [...counts[name].entries()].map(([value, count]) => [value, count, label(value)]);
  for (const value of chosen) if (!counts[name].has(value)) values.push([value, 0, label(value)]);
  values.sort(order ?? ((a, b) => chosen.has(b[0]) - chosen.has(a[0]) || b[1] - a[1] || (a[2] < b[2] ? -1 : 1)));
  const wanted = typed.toLowerCase();
  const fits = wanted ? values.filter(([, , text]) => text.toLowerCase().includes(wanted)) : values;
  const shown = all ? fits.slice(0, 400) : fits.slice(0, SHOWN);
  if (!values.length) return null;
  const toggle = (value) => go({ [name]: chosen.has(value) ? state[name].filter((v) => v !== value) : [...state[name], value] });
  return (
    <fieldset>
      <legend>{t(name)}</legend>
      {values.length > SHOWN && <input type="search" class="narrow" aria-label={`${t('filter')}: ${t(name)}`} placeholder={t('filter')} value={typed} onInput={(e) => { setTyped(e.target.value); setAll(Boolean(e.target.value)); }} />}
      {shown.map(([value, count, text]) => <label key={value} class="value">
        <input type="checkbox" checked={chosen.has(value)} onChange={() => toggle(value)} />
        <span>{text}</span> <span class="n">{number(count)}</span>
      </label>)}
      {fits.length > SHOWN && <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('hide') : `${t('more')} (${fits.length - SHOWN})`}</button>}
    </fieldset>
  );
}

export function Facets({ archive, state, go, counts, language }) {
  const name = (key) => archive.byKey.get(key)?.name ?? key;
  const shared = { state, go, counts };
  return (
    <form onSubmit={(e) => e.preventDefault()}>
      {filtered(state) && <button type="button" onClick={() => go(CLEARED)}>{t('clear')}</button>}
      <Facet {...shared} name="type" label={(v) => archive.typeText(v, language)} />
      <fieldset>
        <legend>{t('date')}</legend>
        <div class="range">
          <label>{t('from')} <input type="text" inputMode="numeric" size="10" pattern="\d{4}(-\d\d(-\d\d)?)?" placeholder="2024-01" value={state.from} onInput={(e) => go({ from: e.target.value.trim() }, true)} /></label>
          <label>{t('to')} <input type="text" inputMode="numeric" size="10" pattern="\d{4}(-\d\d(-\d\d)?)?" placeholder="2024" value={state.to} onInput={(e) => go({ to: e.target.value.trim() }, true)} /></label>
        </div>
        {['any', 'event', 'article'].map((by) => <label class="value" key={by}>
          <input type="radio" name="by" checked={state.by === by} onChange={() => go({ by })} /> <span>{t(`by_${by}`)}</span>
        </label>)}
      </fieldset>
      <Facet {...shared} name="country" label={name} />
      <Facet {...shared} name="person" label={name} />
      <Facet {...shared} name="organisation" label={name} />
      <Facet {...shared} name="status" label={t} />
      <Facet {...shared} name="source" label={name} />
      <fieldset>
        <legend>{t('confidence')}: {percent(+state.conf / 100)}</legend>
        <input type="range" min="0" max="99" step="1" value={state.conf} aria-label={t('confidence')} onInput={(e) => go({ conf: e.target.value }, true)} />
      </fieldset>
    </form>
  );
}
