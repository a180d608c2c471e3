import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliHarness, cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

let harness: CliHarness;
beforeEach(() => {
  harness = cliHarness([]);
});
afterEach(() => harness.remove());

async function errorOf(args: readonly string[]) {
  const [text, json] = await Promise.all([harness.run(args), harness.run(['--json', ...args])]);
  expect(text.status).toBe(json.status);
  const { kind, message } = documents.errorDocument.parse(json.json()).error;
  expect(text.err).toContain(message);
  return { status: json.status, kind, message, err: text.err };
}

async function remember(labels: readonly string[]): Promise<void> {
  const file = join(harness.folder, 'keys.csv');
  const rows = labels.map((label, index) => `site${index}.example,user,${label}`);
  writeFileSync(file, ['Service,Account,Key', ...rows, ''].join('\n'));
  expect(await harness.run(['inventory', 'import-csv', file, '--yes'])).toMatchObject({ status: 0 });
}

describe('a remembered key that does not exist', () => {
  const commands = [
    ['inventory', 'forget', 'Sapre'],
    ['inventory', 'edit', 'Sapre', '--owner', 'x'],
    ['inventory', 'found', 'Sapre'],
    ['inventory', 'told', 'add', 'Sapre', '--rp-id', 'example.org'],
    ['coverage', '--lost', 'Sapre'],
    ['loss', 'plan', '--lost', 'Sapre'],
    ['report', 'recovery', '--lost', 'Sapre'],
    ['report', 'backup', '--primary', 'Daily', '--spare', 'Sapre'],
    ['backup', 'start', '--primary', 'Sapre', '--spare', 'Daily'],
  ];

  it.each(commands.map((command) => [command]))('%j names those that there are, the likely one first', async (args) => {
    await remember(['Daily', 'Spare']);
    const { status, kind, message, err } = await errorOf(args);
    expect([status, kind]).toEqual([3, 'no-such-key']);
    expect(message).toBe(
      'No remembered key has the label, serial number or inventory id "Sapre". There are: Spare, Daily.',
    );
    // Nothing has to be plugged in for a remembered key.
    expect(err).not.toContain('Plug');
  });

  it('is said where there is none at all, and many are counted', async () => {
    expect((await errorOf(['inventory', 'forget', 'x'])).message).toContain('sparekey scan');
    await remember(Array.from({ length: 40 }, (_, index) => `Key ${index + 1}`));
    const { message } = await errorOf(['inventory', 'forget', 'Office']);
    expect(message).toContain('Key 1, Key 2');
    expect(message).toContain(', and 28 more.');
  });

  it('with a name that fits several names all of them with their ids', async () => {
    await remember(['Daily', 'Spare']);
    const { keys } = documents.inventoryKeysDocument.parse((await harness.run(['inventory', 'keys', '--json'])).json());
    const { id } = keys.find(({ label }) => label === 'Daily') ?? { id: '' };
    expect(await harness.run(['inventory', 'edit', 'Spare', '--label', id])).toMatchObject({ status: 0 });
    const { status, kind, message } = await errorOf(['inventory', 'forget', id]);
    expect([status, kind]).toEqual([3, 'ambiguous-key']);
    for (const one of keys) expect(message).toContain(`${one.id === id ? 'Daily' : id} (${one.id})`);
  });
});

describe('other things that do not exist', () => {
  it.each([
    [['coverage', '--lost-place', 'Offise'], 'usage', 'Office'],
    [['coverage', '--lost-ring', 'Blue rign'], 'usage', 'Blue ring'],
    [['coverage', '--owner', 'Bob'], 'usage', 'Hana'],
    [['coverage', '--lost-device', 'Fone'], 'usage', 'Phone'],
    [['inventory', 'devices', 'lost', 'Fone'], 'input-invalid', 'Phone'],
  ])('%j: the names that there are', async (args, kind, name) => {
    await remember(['Daily']);
    const words = ['--owner', 'Hana', '--place', 'Office', '--carried-on', 'Blue ring'];
    await harness.run(['inventory', 'edit', 'Daily', ...words]);
    await harness.run(['inventory', 'devices', 'add', 'Phone', '--kind', 'phone']);
    const said = await errorOf(args);
    expect(said).toMatchObject({ status: 2, kind });
    expect(said.message).toContain(`There are: ${name}.`);
  });
});
