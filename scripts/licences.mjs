// npm run build:licences: writes down the licences of everything that is shipped, for Help › About.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { mainScript } from './lib/main-script.mjs';
import { inProject } from './lib/paths.mjs';
import { shippedLicences } from './lib/shipped-licences.mjs';

await mainScript(() => {
  const file = inProject('out/licences.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(shippedLicences()));
  return Promise.resolve(0);
});
