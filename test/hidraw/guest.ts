// Runs inside the lab machine (npm run test:hidraw), where /dev/uhid and a pretended USB bus are: kernel HID devices
// against fido2-token and against our command line.
import { spawn } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { agreementCases } from './cases/agreement-cases.ts';
import { attestationCases } from './cases/attestation-cases.ts';
import { checkCases } from './cases/check-cases.ts';
import { commandLineCases } from './cases/command-line-cases.ts';
import { fieldCases } from './cases/field-cases.ts';
import { fido2TokenCases } from './cases/fido2-token-cases.ts';
import { hotPlugCases } from './cases/hot-plug-cases.ts';
import { interruptionCases } from './cases/interruption-cases.ts';
import { fingerprintCases } from './cases/fingerprint-cases.ts';
import { largeBlobCases } from './cases/large-blob-cases.ts';
import { managementCases } from './cases/management-cases.ts';
import { permissionCases } from './cases/permission-cases.ts';
import { virtualKeyProgramCases } from './cases/virtual-key-program-cases.ts';
import { createChecks } from './checks.ts';
import { createLab } from './guest-lab.ts';

const groups = {
  'fido2-token': fido2TokenCases,
  'virtual-key': virtualKeyProgramCases,
  'command-line': commandLineCases,
  field: fieldCases,
  agreement: agreementCases,
  management: managementCases,
  fingerprints: fingerprintCases,
  'large-blobs': largeBlobCases,
  attestation: attestationCases,
  check: checkCases,
  permission: permissionCases,
  interruption: interruptionCases,
  'hot-plug': hotPlugCases,
} as const;

// Homes of their own, so that no inventory of the host is met.
for (const [folder, user] of [
  ['/tmp/home', 0],
  ['/tmp/user', 1000],
] as const) {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, user, user);
}
process.env['HOME'] = '/tmp/home';
const checks = createChecks((line) => process.stdout.write(`${line}\n`));
const lab = createLab(checks);
const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    await run(lab);
  } catch (error) {
    await checks.check(`${name}: prepared`, () => {
      throw error;
    });
  }
  await lab.clear().catch(() => undefined);
}
const status = checks.finish();
// A thread that hangs in the kernel would keep the process from ending; then it ends the hard way.
spawn('sh', ['-c', `sleep 20; kill -9 ${process.pid}`], { detached: true, stdio: 'ignore' }).unref();
process.exit(status);
