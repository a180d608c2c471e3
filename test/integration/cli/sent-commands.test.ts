import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { sentToKeySchema } from '../../../src-shared/domain/sent-command-schema.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';

const pin = '248135';
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

function oneKey(): { readonly harness: CliHarness; readonly key: ReturnType<typeof createVirtualKey> } {
  const key = createVirtualKey({ personality: 'strict21', seed: 1, pin, credentials: someCredentials(1, 2) });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return { harness, key };
}

const sentIn = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { keys: unknown[] }).keys.map((key) => sentToKeySchema.parse(key));

describe('--sent', () => {
  it('writes every transaction with a key by name, and none of its content', async () => {
    const { harness, key } = oneKey();
    const file = join(harness.folder, 'sent.json');
    const run = await harness.run(['passkeys', '--sent', file, '--pin-stdin'], { stdin: [pin] });
    expect(run.status).toBe(0);
    const [sent] = sentIn(file);
    const commands = sent?.commands.map(({ command }) => command) ?? [];
    expect(commands).toHaveLength(key.log.entries.length);
    expect(commands.slice(0, 3)).toEqual(['CTAPHID_INIT', 'getInfo', 'clientPin.getPINRetries']);
    expect(commands).toContain('clientPin.getPinUvAuthTokenUsingPinWithPermissions');
    expect(new Set(sent?.commands.map(({ operation }) => operation))).toEqual(new Set(['read-key', 'unlock']));
    const text = readFileSync(file, 'utf8');
    for (const content of [pin, 'person0', 'service-0', 'example.org']) expect(text).not.toContain(content);
  });

  it('names the status of a refusal, also where the command fails', async () => {
    const { harness } = oneKey();
    const file = join(harness.folder, 'sent.txt');
    const run = await harness.run(['passkeys', '--sent', file, '--pin-stdin'], { stdin: ['000000'] });
    expect(run.status).toBe(4);
    expect(readFileSync(file, 'utf8')).toMatch(/UsingPinWithPermissions\tPIN_INVALID\t\d+ ms$/m);
  });

  it('replaces no file, says so, and the exit status tells', async () => {
    const { harness } = oneKey();
    const file = join(harness.folder, 'mine.txt');
    writeFileSync(file, 'mine');
    const run = await harness.run(['info', '--sent', file]);
    expect([run.status, readFileSync(file, 'utf8')]).toEqual([2, 'mine']);
    expect(run.out).toContain('AAGUID');
    expect(run.err).not.toBe('');
  });

  it('writes an empty list where no key was looked for', async () => {
    const { harness } = oneKey();
    const file = join(harness.folder, 'none.json');
    expect((await harness.run(['inventory', 'status', '--sent', file])).status).toBe(0);
    expect([existsSync(file), sentIn(file)]).toEqual([true, []]);
  });
});
