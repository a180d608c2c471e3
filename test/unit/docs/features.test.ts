import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Things that managers of FIDO2 keys do over USB: none may be left out of the table. */
const features = [
  'Key info without PIN',
  'Set or change the PIN',
  'Length and policy before typing',
  'Forced change honoured',
  'Force a PIN change',
  'Set the minimum PIN length',
  'PIN tries',
  'Pause until replugged',
  'Tries of fingerprints',
  'List passkeys',
  'Search and sort',
  'Services by registrable domain',
  'User handle and credential ID',
  'Algorithm, credProtect, payment bit, blobs',
  'Personal data in user handles',
  'Delete a passkey',
  'Delete several passkeys in one go',
  'Clean-up',
  'Rename a passkey',
  'Room used and left',
  'Fingerprints: enrol, rename, delete',
  'Unlock with a finger',
  'Reset, guided through the replug',
  'Long touch and connections for a reset',
  'The replugged key is the same',
  'PIN every time (alwaysUv)',
  'Enterprise attestation',
  'Large blobs',
  'Persistent read-only token',
  'Identify a key',
  'Choose a key by touch',
  'Several keys',
  'Windows without administrator’s rights',
  'Linux udev help',
  'Genuineness',
  'Model, certification, revocation',
  'Known weaknesses of a model',
];

const document = readFileSync('docs/features.md', 'utf8');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| feature') && !/^\| -/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, feature = '', state = '', proofs = '', against = '']) => ({ feature, state, proofs, against }));

/** Every test that the document names: a file and a part of the title. */
const named = [...document.matchAll(/`(test\/[^`]+)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

describe('docs/features.md', () => {
  it('has one row per feature, with straight or typographic apostrophes', () => {
    expect(rows.map(({ feature }) => feature.replaceAll("'", '’'))).toEqual(features);
  });

  it('names a test and whom it is held against for what is built, and neither for what is not', () => {
    const faults = rows.filter(({ state, proofs, against }) => {
      const isBuilt = state !== 'not yet';
      const isProven = /`test\/[^`]+` "[^"]+"/.test(proofs);
      const isKnown = /^(?:simulated key|libfido2|foreign firmware)(?:, (?:libfido2|foreign firmware))*$/.test(against);
      return isBuilt ? !isProven || !isKnown : proofs !== '' || against !== '';
    });
    expect(faults).toEqual([]);
  });

  it('claims libfido2 only where a test in the emulated machine is named', () => {
    const claimed = rows.filter(({ against }) => against.includes('libfido2'));
    expect(claimed.filter(({ proofs }) => !proofs.includes('`test/hidraw/'))).toEqual([]);
    expect(claimed.length).toBeGreaterThan(0);
  });

  it.each(named)('$file has a test "$title"', ({ file, title }) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(title);
  });

  it('a name that is made up is found out', () => {
    expect(readFileSync('test/unit/lib/ask-all.test.ts', 'utf8')).not.toContain('a test that nobody wrote');
    expect(named.length).toBeGreaterThan(40);
  });
});
