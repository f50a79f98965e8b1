// Adds the libraries that are in the page to the list of parts that Maven wrote, which knows only Maven's:
// node page-parts.mjs LIST.cdx.json LIBRARIES.json
import { readFileSync, writeFileSync } from 'node:fs';

const [list, libraries] = process.argv.slice(2);
const parts = JSON.parse(readFileSync(list, 'utf8'));
const added = JSON.parse(readFileSync(libraries, 'utf8')).map(({ name, version, license }) => {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', 'bom-ref': purl, name, version, scope: 'required', licenses: [{ license: { id: license } }], purl };
});
const refs = new Set(added.map((part) => part['bom-ref']));
parts.components = [...parts.components.filter((part) => !refs.has(part['bom-ref'])), ...added];
writeFileSync(list, `${JSON.stringify(parts, null, 2)}\n`);
