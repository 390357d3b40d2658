// The explorer: reads the data of its page, shows what is asked for.
import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Archive, dayNumber, unpack } from './data.js';
import { Corrections } from './corrections.js';
import { CLEARED, filtered, read, select, write } from './state.js';
import { getLanguage, number, setLanguage, t } from './words.js';
import { Facets } from './facets.jsx';
import { Table } from './table.jsx';
import { EntityPage } from './entity.jsx';
import { Graph } from './graph.jsx';
import { Timeline } from './timeline.jsx';
import { WorldMap } from './map.jsx';
import { ArticleList, ArticleView } from './article.jsx';
import { CorrectionList } from './judge.jsx';

const VIEWS = ['table', 'graph', 'timeline', 'map', 'articles', 'corrections'];

const stored = (name) => {
  try { return localStorage.getItem(name); } catch { return null; }
};
const store = (name, value) => {
  try { localStorage.setItem(name, value); } catch { /* not kept */ }
};

function App({ archive, preferred, live }) {
  const [state, setState] = useState(read);
  const [indexed, setIndexed] = useState(0);
  const [changes, setChanges] = useState(0);
  const [open, setOpen] = useState(false);
  const results = useRef(null);
  const corrections = useMemo(() => new Corrections(archive.hash), [archive.hash]);
  setLanguage(state.lang || stored('newsner-language') || preferred);

  const go = (change, replace = false) => setState((old) => {
    const next = { ...old, ...change };
    write(next, replace);
    return next;
  });
  useEffect(() => {
    const back = () => setState(read());
    addEventListener('popstate', back);
    addEventListener('hashchange', back);
    return () => { removeEventListener('popstate', back); removeEventListener('hashchange', back); };
  }, []);
  useEffect(() => {
    let current = true;
    // after the first rows are there
    const later = setTimeout(() => archive.index(() => current && setIndexed((n) => n + 1)), 300);
    return () => { current = false; clearTimeout(later); };
  }, [archive]);
  useEffect(() => { document.title = `${t(state.entity ? 'entity' : state.view)} · ${archive.title}`; }, [state.view, state.entity, state.lang]);

  const hits = useMemo(() => archive.find(state.q), [archive, state.q, indexed]);
  const people = useMemo(() => archive.findEntities(state.q), [archive, state.q, indexed]);
  const { found, counts } = useMemo(
    () => select(archive, state, hits, dayNumber),
    [archive, hits, state.q, state.from, state.to, state.by, state.conf, ...['type', 'country', 'person', 'organisation', 'status', 'source'].map((n) => state[n].join('|'))],
  );
  const articles = useMemo(() => new Set(found.map((r) => r.article.index)).size, [found]);
  const judge = { corrections, changed: () => setChanges((n) => n + 1), changes };
  const shared = { archive, state, go, found, hits, judge, language: getLanguage() };
  const entity = state.entity ? archive.byKey.get(state.entity) : null;
  const article = state.article ? archive.byId.get(state.article) : null;

  const switchLanguage = () => {
    const next = getLanguage() === 'it' ? 'en' : 'it';
    store('newsner-language', next);
    go({ lang: next }, true);
  };
  const switchTheme = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    store('newsner-theme', root.dataset.theme);
    setChanges((n) => n + 1);
  };
  const show = (view) => go({ view, entity: '', article: '', rel: '' });

  return (
    <>
      <a class="skip" href="#results" onClick={(e) => { e.preventDefault(); results.current.focus(); }}>{t('skip')}</a>
      <header>
        <h1>{archive.title}{live && <span class="live" role="status"> ● {t('live')}</span>}</h1>
        <div class="search" role="search">
          <label class="hidden" for="q">{t('search')}</label>
          <input id="q" type="search" placeholder={t('search')} value={state.q} autocomplete="off"
            onInput={(e) => go({ q: e.target.value }, true)} />
          {people.length > 0 && <ul class="people" aria-label={t('entity')}>
            {people.map((e) => <li key={e.key}><EntityLink entity={e} go={go} /></li>)}
          </ul>}
        </div>
        <div class="tools">
          <button type="button" class="only-narrow" aria-expanded={open} aria-controls="facets" onClick={() => setOpen(!open)}>{t('filters')}</button>
          <button type="button" onClick={switchLanguage} lang={getLanguage() === 'it' ? 'en' : 'it'}>{t('language')}</button>
          <button type="button" onClick={switchTheme} title={t('theme')} aria-label={t('theme')}>◐</button>
          <button type="button" onClick={() => print()}>{t('print')}</button>
        </div>
      </header>
      <nav aria-label="newsner">
        {VIEWS.map((view) => <button type="button" key={view} aria-current={state.view === view && !entity && !article ? 'page' : undefined} onClick={() => show(view)}>
          {t(view)}{view === 'corrections' && corrections.made.size > 0 && ` (${corrections.made.size})`}
        </button>)}
      </nav>
      <div class="body">
        <aside id="facets" class={open ? 'open' : ''} aria-label={t('filters')}>
          <Facets {...shared} counts={counts} />
        </aside>
        <main id="results" tabIndex={-1} ref={results}>
          <p class="count" role="status" aria-live="polite">
            {number(found.length)} {t(found.length === 1 ? 'relation' : 'relations')} {t('in_articles')} {number(articles)} {t(articles === 1 ? 'n_article' : 'n_articles')}
            {filtered(state) && <button type="button" class="plain" onClick={() => go(CLEARED)}>{t('clear')}</button>}
          </p>
          {entity && <EntityPage {...shared} entity={entity} />}
          {article && <ArticleView {...shared} article={article} />}
          {!entity && !article && state.view === 'table' && <Table {...shared} relations={found} />}
          {!entity && !article && state.view === 'graph' && <Graph {...shared} />}
          {!entity && !article && state.view === 'timeline' && <Timeline {...shared} relations={found} />}
          {!entity && !article && state.view === 'map' && <WorldMap {...shared} counts={counts} />}
          {!entity && !article && state.view === 'articles' && <ArticleList {...shared} />}
          {!entity && !article && state.view === 'corrections' && <CorrectionList {...shared} />}
        </main>
      </div>
      <footer>
        <details><summary>{t('licences')}</summary><pre>{document.getElementById('licences').content.textContent}</pre></details>
      </footer>
    </>
  );
}

export function EntityLink({ entity, go }) {
  return <button type="button" class={`entity ${entity.type}`} title={t(entity.type)} onClick={() => go({ entity: entity.key, article: '', rel: '' })}>{entity.name}</button>;
}

const root = document.getElementById('app');
const dataset = document.getElementById('data');
const theme = stored('newsner-theme');
if (theme) document.documentElement.dataset.theme = theme;
let mounted = false;

function mount(pack, live) {
  if (!mounted) root.replaceChildren();
  mounted = true;
  render(<App archive={new Archive(pack)} preferred={pack.language} live={live} />, root);
}

async function follow() {
  let version = '';
  for (;;) {
    try {
      const now = await (await fetch('version', { cache: 'no-store' })).text();
      if (now !== version) {
        mount(await (await fetch('data', { cache: 'no-store' })).json(), true);
        version = now;
      }
    } catch { /* the server is gone for the moment: what is there stays */ }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

if (dataset.dataset.live !== undefined || dataset.textContent.trim() === 'live') follow();
else unpack(dataset.textContent).then((pack) => mount(pack, false)).catch((error) => {
  root.textContent = `${t('failed')}${error.message}`;
});
