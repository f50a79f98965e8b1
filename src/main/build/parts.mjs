// Completes the list of parts that Maven wrote, which knows only what comes from its repository: the libraries in the page,
// and the jar that the build compiled anew: node parts.mjs LIST.cdx.json LIBRARIES.json LIB/NAME-VERSION.jar
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const [list, libraries, jar] = process.argv.slice(2);
const parts = JSON.parse(readFileSync(list, 'utf8'));

const added = JSON.parse(readFileSync(libraries, 'utf8')).map(({ name, version, license }) => {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', 'bom-ref': purl, name, version, scope: 'required', licenses: [{ license: { id: license } }], purl };
});
const refs = new Set(added.map((part) => part['bom-ref']));
parts.components = [...parts.components.filter((part) => !refs.has(part['bom-ref'])), ...added];

const compiled = parts.components.find(({ name, version }) => `${name}-${version}.jar` === basename(jar));
compiled.hashes = [{ alg: 'SHA-256', content: createHash('sha256').update(readFileSync(jar)).digest('hex') }];
compiled.pedigree = { notes: 'Compiled from its published sources, unchanged, for a newer Java.' };

writeFileSync(list, `${JSON.stringify(parts, null, 2)}\n`);
