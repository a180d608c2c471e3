import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { listing, must, passkey, pluggedKey } from '../../unit/inventory/inventory-fixture.ts';
import * as documents from './cli-schemas.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'out', 'cli', 'sparekey.js');
const home = mkdtempSync(join(tmpdir(), 'sparekey-home-'));
const data = join(home, 'data', 'sparekey');
const file = join(data, 'inventory.sparekey');
// No keychain answers here: what is remembered of the file stands in the data folder.
const environment = {
  ...process.env,
  HOME: home,
  XDG_DATA_HOME: join(home, 'data'),
  DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/none`,
  LANG: 'C.UTF-8',
  LC_ALL: '',
};

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts', 'cli.mjs'), '--help'], { env: environment });
  mkdirSync(data, { recursive: true });
  await make(file, ['alice'], 'correct horse');
  await make(join(home, 'other.sparekey'), ['mallory', 'mallory 2'], null);
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Creates an inventory of two keys that open the same accounts. */
async function make(path: string, users: readonly string[], passphrase: string | null): Promise<void> {
  const inventory = await openInventory({ file: path, keychain: noKeychain, scryptLogN: 15 });
  for (const vendorSerial of ['1', '2']) {
    await must(inventory.recordListing(pluggedKey({ vendorSerial }), listing(users.map((user) => passkey(user)))));
  }
  if (passphrase !== null) await must(inventory.setPassphrase(new TextEncoder().encode(passphrase)));
  await inventory.close();
}

function sparekey(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: environment,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function failureOf(args: readonly string[], input = '') {
  const { status, stdout } = sparekey([...args, '--json'], input);
  return { status, error: documents.errorDocument.parse(JSON.parse(stdout)).error };
}

describe('an inventory that is not the one that was here', () => {
  it('is said by every command, with its status and nothing of its content, until a person accepts it', () => {
    const withPassphrase = ['coverage', '--passphrase-stdin'];
    expect(sparekey(withPassphrase, 'correct horse\n')).toMatchObject({ status: 0 });
    copyFileSync(join(home, 'other.sparekey'), file);
    for (const [args, input] of [
      [['coverage'], ''],
      [withPassphrase, 'correct horse\n'],
      [['inventory', 'keys'], ''],
      [['inventory', 'export'], ''],
    ] as const) {
      expect(failureOf(args, input)).toMatchObject({
        status: 9,
        error: { kind: 'inventory-replaced', replaced: 'less-protected' },
      });
      const { status, stdout, stderr } = sparekey(args, input);
      expect([status, stdout]).toEqual([9, '']);
      expect(stderr).toContain('sparekey inventory accept');
      expect(stderr).not.toContain('mallory');
    }
    expect(sparekey(['inventory', 'status', '--json']).stdout).toContain('"replaced":"less-protected"');
    const examined = sparekey(['doctor', '--json']);
    expect(examined.status).toBe(1);
    expect(examined.stdout).toContain('{"kind":"inventory-replaced","severity":"problem"');
    expect(sparekey(['inventory', 'accept']).status).not.toBe(0);
    expect(sparekey(['inventory', 'accept', '--yes'])).toMatchObject({ status: 0 });
    expect(sparekey(['coverage'])).toMatchObject({ status: 0 });
    expect(sparekey(['inventory', 'accept', '--yes', '--json']).stdout).toContain('"done":false');
  });

  it('a passphrase that is given for a file without one is a failure, too', () => {
    expect(failureOf(['coverage', '--passphrase-stdin'], 'correct horse\n')).toMatchObject({
      status: 9,
      error: {
        kind: 'inventory-replaced',
        replaced: 'not-protected',
        message: expect.stringContaining('A passphrase was given'),
      },
    });
  });
});
