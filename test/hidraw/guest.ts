// Runs inside the lab machine (npm run test:hidraw), where /dev/uhid and a pretended USB bus are: kernel HID devices
// against fido2-token and against our command line.
import { chownSync, mkdirSync } from 'node:fs';
import { fido2TokenCases } from './cases/fido2-token-cases.ts';
import { hotPlugCases } from './cases/hot-plug-cases.ts';
import { createChecks } from './checks.ts';
import { createLab } from './guest-lab.ts';

const groups = { 'fido2-token': fido2TokenCases, 'hot-plug': hotPlugCases } as const;

mkdirSync('/tmp/user', { recursive: true });
chownSync('/tmp/user', 1000, 1000);
const checks = createChecks((line) => process.stdout.write(`${line}\n`));
const lab = createLab(checks);
const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    await run(lab);
  } catch (error) {
    await checks.check(`${name}: prepared`, () => Promise.reject(error));
  }
  await lab.clear().catch(() => undefined);
}
process.exit(checks.finish());
