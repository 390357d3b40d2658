// Entities and what links them: filtered, expanded, dragged.
import cytoscape from 'cytoscape';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EntityLink } from './main.jsx';
import { getLanguage, number, t } from './words.js';

const START = 30;
const MORE = 12;

// Edges between entities, one for each pair and type, and how much each entity is linked.
function network(archive, relations) {
  const edges = new Map();
  const weight = new Map();
  for (const r of relations) {
    if (!r.subject || !r.object || r.subject === r.object) continue;
    const key = `${r.subject.index}-${r.type}-${r.object.index}`;
    const edge = edges.get(key) ?? { key, from: r.subject, to: r.object, type: r.type, relations: [] };
    edge.relations.push(r);
    edges.set(key, edge);
    for (const e of [r.subject, r.object]) weight.set(e, (weight.get(e) ?? 0) + 1);
  }
  return { edges: [...edges.values()], weight };
}

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const TYPES = ['PERSON', 'COUNTRY', 'ORGANISATION', 'PLACE'];

export function Graph({ archive, found, go, judge }) {
  const box = useRef(null);
  const graph = useRef(null);
  const language = getLanguage();
  const [hiddenTypes, setHiddenTypes] = useState([]);
  const { edges, weight } = useMemo(() => network(archive, found), [archive, found]);
  const ranked = useMemo(() => [...weight.entries()].sort((a, b) => b[1] - a[1]).map(([e]) => e), [weight]);
  // the strongest links and their two ends: nobody stands alone
  const start = () => {
    const nodes = new Set();
    const strength = (e) => e.relations.length + 0.1 * Math.min(weight.get(e.from), weight.get(e.to));
    for (const e of [...edges].sort((a, b) => strength(b) - strength(a))) {
      if (nodes.size >= START) break;
      nodes.add(e.from).add(e.to);
    }
    return nodes;
  };
  const [shown, setShown] = useState(start);
  const [chosen, setChosen] = useState(null);
  useEffect(() => { setShown(start()); setChosen(null); }, [ranked]);

  const neighbours = (entity) => {
    const near = new Map();
    for (const e of edges) {
      const other = e.from === entity ? e.to : e.to === entity ? e.from : null;
      if (other) near.set(other, (near.get(other) ?? 0) + e.relations.length);
    }
    return [...near.entries()].sort((a, b) => b[1] - a[1]).map(([e]) => e);
  };
  const expand = (entity) => setShown((old) => new Set([...old, entity, ...neighbours(entity).filter((e) => !old.has(e)).slice(0, MORE)]));
  const hide = (entity) => { setShown((old) => new Set([...old].filter((e) => e !== entity))); setChosen(null); };

  const nodes = [...shown].filter((e) => !hiddenTypes.includes(e.type));
  const within = edges.filter((e) => nodes.includes(e.from) && nodes.includes(e.to));

  useEffect(() => {
    const ink = css('--ink');
    graph.current = cytoscape({
      container: box.current,
      minZoom: 0.2,
      maxZoom: 4,
      style: [
        { selector: 'node', style: { label: 'data(name)', 'font-size': 14, color: ink, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-wrap': 'wrap', 'text-max-width': 110, 'background-color': 'data(colour)', 'border-width': 1, 'border-color': css('--soft'), width: 'data(size)', height: 'data(size)' } },
        { selector: 'edge', style: { width: 'data(width)', 'line-color': css('--soft'), 'line-opacity': 0.6, 'target-arrow-color': css('--soft'), 'target-arrow-shape': 'data(arrow)', 'arrow-scale': 0.8, 'curve-style': 'bezier', 'font-size': 12, color: css('--soft'), 'text-rotation': 'autorotate', 'text-background-color': css('--paper'), 'text-background-opacity': 0.85, 'text-background-padding': 1 } },
        { selector: 'edge.near', style: { label: 'data(name)', 'line-color': css('--accent'), 'target-arrow-color': css('--accent'), color: ink } },
        { selector: 'node:selected', style: { 'border-width': 3, 'border-color': css('--accent') } },
        { selector: '.far', style: { opacity: 0.3 } },
      ],
    });
    const cy = graph.current;
    cy.on('tap', 'node', (e) => setChosen(archive.entities[+e.target.id().slice(1)]));
    cy.on('dbltap', 'node', (e) => expand(archive.entities[+e.target.id().slice(1)]));
    cy.on('tap', (e) => { if (e.target === cy) setChosen(null); });
    return () => cy.destroy();
  }, [archive, edges, judge.changes, language]);

  useEffect(() => {
    const cy = graph.current;
    const wanted = new Set([...nodes.map((e) => `n${e.index}`), ...within.map((e) => e.key)]);
    cy.elements().filter((e) => !wanted.has(e.id())).remove();
    const fresh = nodes.filter((e) => cy.getElementById(`n${e.index}`).empty());
    cy.add(fresh.map((e) => ({ group: 'nodes', data: { id: `n${e.index}`, name: e.name, colour: css(`--${e.type}`), size: 14 + 6 * Math.log2(1 + (weight.get(e) ?? 0)) } })));
    cy.add(within.filter((e) => cy.getElementById(e.key).empty()).map((e) => ({
      group: 'edges', data: { id: e.key, source: `n${e.from.index}`, target: `n${e.to.index}`, name: archive.phraseOf(e.relations[0], language), width: 1 + Math.log2(e.relations.length), arrow: archive.types[e.type]?.symmetric ? 'none' : 'triangle' },
    })));
    if (fresh.length) cy.layout({ name: 'cose', animate: false, randomize: fresh.length === nodes.length, nodeRepulsion: 9000, idealEdgeLength: 70, componentSpacing: 30, nodeDimensionsIncludeLabels: true, padding: 16, numIter: 600 }).run();
  }, [shown, hiddenTypes, edges, judge.changes, language]);

  useEffect(() => {
    const cy = graph.current;
    cy.elements().removeClass('near far').unselect();
    if (!chosen) return;
    const node = cy.getElementById(`n${chosen.index}`);
    if (node.empty()) return;
    node.select();
    const near = node.closedNeighborhood();
    cy.elements().not(near).addClass('far');
    node.connectedEdges().addClass('near');
  }, [chosen, shown, hiddenTypes]);

  const toggle = (type) => setHiddenTypes((old) => (old.includes(type) ? old.filter((v) => v !== type) : [...old, type]));
  return (
    <section class="graph">
      <p class="buttons">
        {TYPES.map((type) => <label key={type}><input type="checkbox" checked={!hiddenTypes.includes(type)} onChange={() => toggle(type)} /> <span class={`entity ${type}`}>{t(type)}</span></label>)}
        <button type="button" onClick={() => graph.current.fit(undefined, 24)}>{t('fit')}</button>
        <button type="button" onClick={() => { setShown(start()); setChosen(null); }}>{t('reset')}</button>
      </p>
      <p class="soft">{number(nodes.length)} {t('of')} {number(ranked.length)} {t('shown')}. {t('drag')}</p>
      <div class="canvas" ref={box} role="img" aria-label={`${t('graph')}: ${nodes.map((e) => e.name).join(', ')}`} />
      {chosen && <div class="panel">
        <p><EntityLink entity={chosen} go={go} /> {t(chosen.type)}, {number(weight.get(chosen) ?? 0)} {t('relations')}
          <span class="buttons"> <button type="button" onClick={() => expand(chosen)}>{t('expand')}</button><button type="button" onClick={() => hide(chosen)}>{t('hide')}</button></span></p>
        <ul>{within.filter((e) => e.from === chosen || e.to === chosen).slice(0, 40).map((e) => <li key={e.key}>
          <button type="button" class="plain" onClick={() => go({ article: e.relations[0].article.id, rel: e.relations[0].id })}>{archive.tell(e.relations[0], language)}</button>{e.relations.length > 1 && ` (${number(e.relations.length)})`}
        </li>)}</ul>
      </div>}
      <details><summary>{t('nodes')}</summary><ul class="entities">{nodes.map((e) => <li key={e.key}>
        <button type="button" aria-pressed={chosen === e} onClick={() => setChosen(e)}>{e.name}</button> <button type="button" onClick={() => expand(e)}>{t('expand')}<span class="hidden"> {e.name}</span></button>
      </li>)}</ul></details>
    </section>
  );
}
