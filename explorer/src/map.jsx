// Countries coloured by how many relations they take part in.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { feature } from 'topojson-client';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import topology from 'world';
import { number, t } from './words.js';

const [WIDTH, HEIGHT] = [960, 450];
const SHAPES = feature(topology, topology.objects.countries).features;
const path = geoPath(geoNaturalEarth1().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: 'FeatureCollection', features: SHAPES }));
const SMALL = 12; // square pixels of a country that gets a circle
const DRAWN = SHAPES.map((shape) => ({ id: String(shape.id), name: shape.properties.name, d: path(shape), centre: path.centroid(shape), small: path.area(shape) < SMALL }));
const KNOWN = new Set(DRAWN.map((shape) => shape.id));
const STEPS = 5;

export function WorldMap({ archive, state, go, counts }) {
  const svg = useRef(null);
  const layer = useRef(null);
  const behaviour = useRef(null);
  const rows = useMemo(() => [...counts.country.entries()].map(([key, n]) => [archive.byKey.get(key), n]).sort((a, b) => b[1] - a[1]), [archive, counts]);
  const byNumber = new Map(rows.filter(([e]) => e.number).map((row) => [row[0].number, row]));
  // Five shades, each for a fifth of the countries; the lowest count is always the lightest.
  const sizes = [...new Set(rows.map(([, n]) => n))].sort((a, b) => a - b);
  const step = (n) => Math.min(STEPS, 1 + Math.floor((sizes.indexOf(n) * STEPS) / Math.max(1, sizes.length)));
  const chosen = new Set(state.country);
  const toggle = (entity) => go({ country: chosen.has(entity.key) ? state.country.filter((k) => k !== entity.key) : [...state.country, entity.key] });
  useEffect(() => {
    behaviour.current = zoom().scaleExtent([1, 24]).translateExtent([[0, 0], [WIDTH, HEIGHT]]).on('zoom', ({ transform }) => {
      layer.current.setAttribute('transform', transform);
      layer.current.style.setProperty('--k', transform.k);
    });
    select(svg.current).call(behaviour.current);
  }, []);
  const scale = (factor) => select(svg.current).call(behaviour.current.scaleBy, factor);
  const fill = (shape) => {
    const row = byNumber.get(shape.id);
    return row ? `step${step(row[1])}${chosen.has(row[0].key) ? ' chosen' : ''}` : '';
  };
  const off = rows.filter(([e]) => !e.number || !KNOWN.has(e.number));
  return (
    <section class="map">
      <p class="buttons">
        <button type="button" onClick={() => scale(1.6)}>{t('zoom_in')}</button>
        <button type="button" onClick={() => scale(1 / 1.6)}>{t('zoom_out')}</button>
        <button type="button" onClick={() => select(svg.current).call(behaviour.current.transform, zoomIdentity)}>{t('fit')}</button>
      </p>
      <svg ref={svg} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('map')}>
        <g ref={layer}>
          {DRAWN.map((shape) => {
            const row = byNumber.get(shape.id);
            return (
              <path key={shape.id + shape.name} d={shape.d} class={fill(shape)} data-country={row?.[0].key} onClick={() => row && toggle(row[0])}>
                <title>{row ? `${row[0].name}: ${number(row[1])}` : shape.name}</title>
              </path>
            );
          })}
          {DRAWN.filter((shape) => shape.small && byNumber.has(shape.id)).map((shape) => {
            const row = byNumber.get(shape.id);
            return <circle key={shape.id} cx={shape.centre[0]} cy={shape.centre[1]} r="4" class={fill(shape)} onClick={() => toggle(row[0])}><title>{`${row[0].name}: ${number(row[1])}`}</title></circle>;
          })}
        </g>
      </svg>
      <ul class="countries">{rows.slice(0, 80).map(([e, n]) => <li key={e.key}>
        <button type="button" aria-pressed={chosen.has(e.key)} onClick={() => toggle(e)}><i class={`swatch step${step(n)}`} /> {e.name} {number(n)}</button>
      </li>)}</ul>
      {off.length > 0 && <p class="soft">{t('off_map')}: {off.map(([e, n]) => `${e.name} (${number(n)})`).join(', ')}</p>}
    </section>
  );
}
