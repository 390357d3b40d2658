// Build newsner/export/explorer.html from the sources in this folder: one page, nothing fetched.
//   npm ci && npm run build        writes it
//   npm run check                  fails where what is written is not what the sources give
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';

const HERE = dirname(fileURLToPath(import.meta.url));
const PAGE = join(HERE, '..', 'newsner', 'export', 'explorer.html');
const LIMIT = 1_500_000;

// What the page is made of: the same list is in newsner/export/explorer.py, whose test compares.
function sources() {
  const own = ['build.mjs', 'package.json', 'package-lock.json', 'page.html'];
  const src = readdirSync(join(HERE, 'src')).sort().map((name) => `src/${name}`);
  return [...own, ...src].sort();
}

function digest() {
  const hash = createHash('sha256');
  for (const name of sources()) {
    const text = readFileSync(join(HERE, name), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${name}\n${Buffer.byteLength(text)}\n${text}`);
  }
  return hash.digest('hex');
}

// Outlines of Natural Earth (public domain), coarse enough for a small page.
function world() {
  const atlas = JSON.parse(readFileSync(join(HERE, 'node_modules/world-atlas/countries-50m.json')));
  const weighed = presimplify(atlas);
  const coarse = simplify(weighed, quantile(weighed, 0.72));
  const shapes = feature(coarse, coarse.objects.countries);
  const extra = { Kosovo: 'XK' };
  shapes.features = shapes.features
    .filter((f) => f.properties.name !== 'Antarctica' && f.geometry)
    .map((f) => ({ ...f, id: f.id ?? extra[f.properties.name], properties: { name: f.properties.name } }));
  const compact = topology({ countries: shapes }, 2e4);
  delete compact.bbox;
  return JSON.stringify(compact);
}

// The licence of every package of which something is in the bundle.
function licences(inputs) {
  const names = new Set();
  for (const path of Object.keys(inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
    if (found) names.add(found[1]);
  }
  names.add('world-atlas');
  return [...names].sort().map((name) => {
    const folder = join(HERE, 'node_modules', name);
    const meta = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : meta.license;
    return `${name} ${meta.version} (${meta.license})\n\n${text}`;
  }).join(`\n\n${'-'.repeat(72)}\n\n`);
}

const virtual = {
  name: 'world',
  setup(b) {
    b.onResolve({ filter: /^world$/ }, () => ({ path: 'world', namespace: 'world' }));
    b.onLoad({ filter: /.*/, namespace: 'world' }, () => ({ contents: world(), loader: 'json' }));
  },
};

const result = await build({
  entryPoints: [join(HERE, 'src/main.jsx')],
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  absWorkingDir: HERE,
  format: 'iife',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [virtual],
});
const style = await build({
  entryPoints: [join(HERE, 'src/style.css')], minify: true, write: false, charset: 'utf8',
});
const script = result.outputFiles[0].text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const page = readFileSync(join(HERE, 'page.html'), 'utf8')
  .replace('@digest@', () => digest())
  .replace('@licences@', () => escape(licences(result.metafile.inputs)))
  .replace('@style@', () => style.outputFiles[0].text.trim())
  .replace('@script@', () => script.trim());
const size = Buffer.byteLength(page);
if (size > LIMIT) throw new Error(`the page has ${size} bytes, more than ${LIMIT}`);

if (process.argv.includes('--check')) {
  const written = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  if (written !== page) {
    console.error(`${relative(process.cwd(), PAGE)} is out of date: npm run build`);
    process.exit(1);
  }
} else {
  writeFileSync(PAGE, page);
}
console.log(`${relative(process.cwd(), PAGE)}: ${size} bytes`);
