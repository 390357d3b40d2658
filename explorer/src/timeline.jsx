// Events in time: how many, and near enough, which ones. Zoomed by wheel, pinch, buttons and keys.
import { scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { getLanguage, number, t } from './words.js';

const DAY = 864e5;
const [HIST, ROW, MOST] = [110, 26, 40];
const GROUPS = ['', 'actor', 'type'];

// Each event once: the same sides, type, status and time.
function eventsOf(archive, relations, language) {
  const seen = new Map();
  for (const r of relations) {
    if (r.start === null) continue;
    const symmetric = archive.types[r.type]?.symmetric;
    const sides = [r.subject?.key ?? r.by ?? '?', r.object?.key ?? 'date'];
    if (symmetric) sides.sort();
    // a birth told by its day and by its place is one
    const base = /_(ON|IN)$/.test(r.type) ? r.type.slice(0, -3) : null;
    const key = base && (r.objectDate || r.object?.type !== 'PERSON') ? `${base}|${sides[0]}|${r.start}` : `${r.type}|${sides.join('|')}|${r.status}|${r.start}|${r.end}`;
    const old = seen.get(key);
    if (!old || (old.relation.objectDate && !r.objectDate)) seen.set(key, { relation: r, start: r.start * DAY, end: ((r.end ?? r.start) + 1) * DAY });
  }
  const events = [...seen.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const e of events) e.text = archive.tell(e.relation, language);
  return events;
}

const quantile = (values, share) => values[Math.min(values.length - 1, Math.floor(share * values.length))];

export function Timeline({ archive, relations, state, go }) {
  const svg = useRef(null);
  const behaviour = useRef(null);
  const [width, setWidth] = useState(800);
  const [transform, setTransform] = useState(zoomIdentity);
  const language = getLanguage();
  const events = useMemo(() => eventsOf(archive, relations, language), [archive, relations, language]);
  const full = useMemo(() => {
    if (!events.length) return [0, DAY];
    const first = events[0].start;
    const last = Math.max(...events.map((e) => Math.min(e.end, e.start + 3660 * DAY)));
    return [first - (last - first) * 0.02 - DAY, last + (last - first) * 0.02 + DAY];
  }, [events]);
  const base = useMemo(() => scaleUtc().domain(full).range([0, width]), [full, width]);
  const x = transform.rescaleX(base);

  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(280, entry.contentRect.width)));
    watch.observe(svg.current.parentElement);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const span = (full[1] - full[0]) / DAY;
    behaviour.current = zoom().scaleExtent([1, Math.max(1, span / 3)]).translateExtent([[0, -Infinity], [width, Infinity]]).extent([[0, 0], [width, HIST]])
      .filter((e) => (e.type !== 'wheel' || e.ctrlKey || e.shiftKey || transform.k > 1 || e.deltaY < 0) && !e.button)
      .on('zoom', (e) => setTransform(e.transform));
    select(svg.current).call(behaviour.current);
  }, [full, width]);
  // Where the archive changes, look where most is; where only the window does, keep what is in view.
  const looked = useRef({});
  useEffect(() => {
    if (looked.current.full === full && looked.current.view) show(...looked.current.view);
    else focus();
    looked.current.full = full;
  }, [full, width]);

  const apply = (call, ...rest) => select(svg.current).call(behaviour.current[call], ...rest);
  const show = (first, last) => {
    const k = Math.min((full[1] - full[0]) / Math.max(3 * DAY, last - first), (full[1] - full[0]) / (3 * DAY));
    apply('transform', zoomIdentity.scale(k).translate(-base(first), 0));
  };
  // Nine tenths of the events: what is far from the others does not press them together.
  const focus = () => {
    if (events.length < 3) return apply('transform', zoomIdentity);
    const starts = events.map((e) => e.start);
    const [first, last] = [quantile(starts, 0.05), quantile(starts, 0.95)];
    const room = Math.max(5 * DAY, (last - first) * 0.05);
    return show(first - room, last + room);
  };
  const key = (e) => {
    const step = width / 5 / transform.k;
    const act = { '+': ['scaleBy', 1.6], '=': ['scaleBy', 1.6], '-': ['scaleBy', 1 / 1.6], ArrowLeft: ['translateBy', step, 0], ArrowRight: ['translateBy', -step, 0], 0: ['transform', zoomIdentity] }[e.key];
    if (!act) return;
    e.preventDefault();
    apply(...act);
  };

  const [from, to] = x.domain().map(Number);
  if (looked.current.full === full && looked.current.width === width) looked.current.view = [from, to];
  looked.current.width = width;
  const inView = events.filter((e) => e.end > from && e.start < to);
  const bins = useMemo(() => {
    const count = Math.max(10, Math.floor(width / 14));
    const heights = new Array(count).fill(0);
    for (const e of inView) {
      const at = Math.floor(((Math.max(e.start, from) - from) / (to - from)) * count);
      if (e.start >= from && at >= 0 && at < count) heights[at] += 1;
    }
    return heights;
  }, [events, from, to, width]);
  const most = Math.max(1, ...bins);
  const rows = useMemo(() => {
    const few = inView.slice(0, MOST);
    if (!state.group) return few.map((event) => ({ event }));
    const groups = new Map();
    for (const event of few) {
      const name = state.group === 'actor' ? archive.subjectText(event.relation) : archive.typeText(event.relation.type, language);
      groups.set(name, [...(groups.get(name) ?? []), event]);
    }
    return [...groups.entries()].flatMap(([name, list]) => [{ name }, ...list.map((event) => ({ event }))]);
  }, [events, from, to, state.group, language]);
  const height = HIST + 30 + rows.length * ROW;
  const ticks = x.ticks(Math.max(2, Math.floor(width / 110)));
  const format = x.tickFormat();
  const label = (tick) => (language === 'it' || to - from < 3 * 366 * DAY ? tick.toLocaleDateString(language, to - from > 3 * 366 * DAY ? { year: 'numeric', timeZone: 'UTC' } : to - from > 80 * DAY ? { month: 'short', year: 'numeric', timeZone: 'UTC' } : { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }) : format(tick));

  return (
    <section class="timeline">
      <p class="buttons">
        <button type="button" onClick={() => apply('scaleBy', 2)}>{t('zoom_in')}</button>
        <button type="button" onClick={() => apply('scaleBy', 0.5)}>{t('zoom_out')}</button>
        <button type="button" onClick={() => apply('translateBy', width / 3 / transform.k, 0)}>← {t('earlier')}</button>
        <button type="button" onClick={() => apply('translateBy', -width / 3 / transform.k, 0)}>{t('later')} →</button>
        <button type="button" onClick={focus}>{t('focus')}</button>
        <button type="button" onClick={() => apply('transform', zoomIdentity)}>{t('fit')}</button>
        <label>{t('group')} <select value={state.group} onChange={(e) => go({ group: e.target.value }, true)}>
          {GROUPS.map((g) => <option key={g} value={g}>{g === '' ? t('nothing') : g === 'actor' ? t('who') : t('type')}</option>)}
        </select></label>
      </p>
      <p class="soft">{number(inView.length)} {t('events')}{inView.length > MOST && `. ${t('closer')}`}</p>
      <div class="frame">
        <svg ref={svg} width={width} height={height} tabindex="0" onKeyDown={key} role="group" aria-label={t('timeline')}>
          {ticks.map((tick) => <g key={+tick} transform={`translate(${x(tick)},0)`}>
            <line y2={height} class="grid" /><text y={HIST + 18} text-anchor="middle">{label(tick)}</text>
          </g>)}
          {bins.map((n, i) => n > 0 && <rect key={i} class="bin" x={(i * width) / bins.length + 1} width={width / bins.length - 2} y={HIST - (n / most) * (HIST - 14)} height={(n / most) * (HIST - 14)}>
            <title>{`${number(n)} ${t('events')}`}</title>
          </rect>)}
          <line x2={width} y1={HIST} y2={HIST} class="axis" />
          {rows.map(({ name, event }, i) => {
            const y = HIST + 30 + i * ROW;
            if (name) return <text key={name} x="4" y={y + 17} class="group">{name}</text>;
            const left = Math.max(-6, x(event.start));
            const right = Math.min(width + 6, Math.max(x(event.end), left + 8));
            const chars = event.text.length * 6.6;
            const after = right + chars + 10 < width;
            const at = after ? right + 6 : Math.min(left - 6, width - 6);
            const fits = after || at - chars > 0;
            return (
              <g key={event.relation.key} class={`event ${event.relation.status}`} tabindex="0" role="link" aria-label={event.text}
                onClick={() => go({ article: event.relation.article.id, rel: event.relation.id, entity: '' })}
                onKeyDown={(e) => { if (e.key === 'Enter') go({ article: event.relation.article.id, rel: event.relation.id, entity: '' }); }}>
                <title>{`${event.text} (${archive.dateText(event.relation.when, language)})`}</title>
                <rect x={left} y={y + 7} width={right - left} height="12" rx="6" />
                <text x={fits ? at : 4} y={y + 17} text-anchor={fits && !after ? 'end' : 'start'}>{fits ? event.text : event.text.slice(0, Math.floor(width / 6.8))}</text>
              </g>
            );
          })}
        </svg>
      </div>
    </section>
  );
}
