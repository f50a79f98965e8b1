// Bundles the page into a folder: node bundle.mjs FOLDER. Each file is there once, packed, under a name that changes with
// its content; files.txt lists the names, and the bridge serves no others.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const folder = process.argv[2];
const here = new URL('.', import.meta.url).pathname;

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: { page: 'src/main.tsx' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: 'out',
  metafile: true,
  write: false,
});

const names = [];
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

function add(name, content) {
  const packed = gzipSync(content, { level: 9 });
  packed[9] = 255; // gzip names the system it ran on; two builds of one commit are to be the same
  writeFileSync(`${folder}/${name}.gz`, packed);
  names.push(name);
}

function addHashed(extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const name = `page.${hash}.${extension}`;
  add(name, content);
  return name;
}

const bundled = (extension) => outputFiles.find(({ path }) => path.endsWith(`.${extension}`)).contents;
const document = readFileSync(`${here}/src/index.html`, 'utf8')
  .replace('ICON', `data:image/svg+xml,${encodeURIComponent(readFileSync(`${here}/src/icon.svg`, 'utf8').trim())}`)
  .replace('STYLE', addHashed('css', bundled('css')))
  .replace('SCRIPT', addHashed('js', bundled('js')));
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
