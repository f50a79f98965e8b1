// Bundles the page into a folder: node bundle.mjs FOLDER. Each file is there once, packed, under a name that changes with
// its content; files.txt lists the names, and the bridge serves no others.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const folder = process.argv[2];
const here = new URL('.', import.meta.url).pathname;

const built = (entryPoints, format) =>
  build({
    absWorkingDir: here,
    entryPoints,
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: 'out',
    metafile: true,
    write: false,
  });
const { outputFiles, metafile } = await built({ page: 'src/main.tsx' }, 'esm');

const names = [];
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function add(name, content) {
  const packed = gzipSync(content, { level: 9 });
  packed[9] = 255; // gzip names the system it ran on; two builds of one commit are to be the same
  writeFileSync(`${folder}/${name}.gz`, packed);
  names.push(name);
}

const bundled = (name) => outputFiles.find(({ path }) => path.endsWith(`/${name}`)).contents;
const hash = (content) => createHash('sha256').update(content);

function addHashed(name) {
  const content = bundled(name);
  const hashed = name.replace('.', `.${hash(content).digest('hex').slice(0, 12)}.`);
  add(hashed, content);
  return hashed;
}

/** What stands in the document itself. The policy that the bridge sends along allows it by its hash. */
function inline(name, content) {
  const text = content.trim();
  writeFileSync(`${folder}/${name}.sha256`, hash(text).digest('base64'));
  return () => text; // else a dollar in it would be taken for a pattern
}

const begin = (await built({ begin: 'src/begin.ts' }, 'iife')).outputFiles[0].text;
const document = readFileSync(`${here}/src/index.html`, 'utf8')
  .replace('ICON', `data:image/svg+xml,${encodeURIComponent(readFileSync(`${here}/src/icon.svg`, 'utf8').trim())}`)
  .replace('BEGIN', inline('script', begin))
  .replace('STYLE', inline('style', Buffer.from(bundled('page.css')).toString()))
  .replace('SCRIPT', addHashed('page.js'));
add('index.html', document);
writeFileSync(`${folder}/files.txt`, names.join('\n'));

// The libraries that are in the bundle, with their licences, which ask to go along.
const libraries = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean),
);
const parts = [...libraries].sort().map((library) => {
  const { name, version, license } = JSON.parse(readFileSync(`${here}/node_modules/${library}/package.json`, 'utf8'));
  return { name, version, license };
});
const notices = parts.map(
  ({ name, version, license }) =>
    `${name} ${version} (${license})\n\n${readFileSync(`${here}/node_modules/${name}/LICENSE`, 'utf8').trim()}\n`,
);
writeFileSync(`${folder}.libraries.json`, JSON.stringify(parts));
writeFileSync(`${folder}/LICENSES.txt`, notices.join('\n---\n\n'));
