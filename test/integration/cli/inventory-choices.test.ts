import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { someCredentials } from '../../helpers/simulated-core.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';

const pin = '2481';
let harness: CliHarness;

beforeEach(async () => {
  harness = cliHarness([
    createVirtualKey({
      personality: 'yubikey54',
      seed: 1,
      yubicoSerial: 1111,
      pin,
      credentials: someCredentials(1, 1),
    }),
  ]);
  await harness.run(['scan', '--key', '1111', '--json'], { answers: [pin] });
});
afterEach(() => harness.remove());

async function answer(...args: string[]): Promise<unknown> {
  const run = await harness.run([...args, '--json']);
  expect([args.join(' '), run.status]).toEqual([args.join(' '), 0]);
  return run.json();
}

async function statusOf(...args: string[]): Promise<number> {
  return (await harness.run([...args, '--json'])).status;
}

describe('what a person says on the command line', () => {
  it('a key is carried on a ring, and an empty text takes that back', async () => {
    expect(await answer('inventory', 'edit', '1111', '--carried-on', '  Ring ')).toMatchObject({
      key: { carriedOn: 'Ring' },
    });
    expect((await harness.run(['inventory', 'keys'])).out).toContain('Ring');
    expect(await answer('inventory', 'edit', '1111', '--carried-on', '')).toMatchObject({ key: { carriedOn: null } });
  });

  it('a key has a colour of the six, and `none` takes it back', async () => {
    expect(await answer('inventory', 'edit', '1111', '--colour', 'teal')).toMatchObject({ key: { colour: 'teal' } });
    expect(await statusOf('inventory', 'edit', '1111', '--colour', 'pink')).toBe(2);
    expect(await answer('inventory', 'edit', '1111', '--colour', 'none')).toMatchObject({ key: { colour: null } });
  });

  it('the importance of an account is recorded, listed and taken back', async () => {
    const of = ['--service', 'GitHub', '--user', 'alice'];
    expect(await answer('inventory', 'importance', 'high', ...of)).toMatchObject({
      serviceId: 'github',
      importance: 'high',
    });
    expect(await answer('inventory', 'importance', 'low', '--rp-id', 'Example.com')).toMatchObject({
      serviceId: 'domain:example.com',
      userName: null,
    });
    expect(await answer('inventory', 'importance')).toMatchObject({
      accountMarks: [{ serviceId: 'github', userName: 'alice', importance: 'high' }, { importance: 'low' }],
    });
    await answer('inventory', 'importance', 'none', ...of);
    expect(await answer('inventory', 'importance')).toMatchObject({ accountMarks: [{ importance: 'low' }] });
    expect(await statusOf('inventory', 'importance', 'huge', ...of)).toBe(2);
    expect(await statusOf('inventory', 'importance', 'high')).toBe(2);
    expect(await statusOf('inventory', 'importance', 'high', '--service', 'no such service')).toBe(2);
  });

  it('preferences are shown, changed one at a time, and kept within their limits', async () => {
    const shown = (staleAfterDays: number, allowPasskeyEndpoints: boolean) => ({
      preferences: { staleAfterDays, allowPasskeyEndpoints },
    });
    expect(await answer('inventory', 'preferences')).toEqual(shown(365, false));
    await answer('inventory', 'preferences', '--stale-after', '30');
    await answer('inventory', 'preferences', '--passkey-endpoints', 'on');
    expect(await answer('inventory', 'preferences')).toEqual(shown(30, true));
    expect((await harness.run(['inventory', 'preferences', '--lang', 'ja'])).out).toContain('30日を過ぎた記録は');
    for (const bad of [
      ['--stale-after', '0'],
      ['--stale-after', '1.5'],
      ['--passkey-endpoints', 'yes'],
    ]) {
      expect(await statusOf('inventory', 'preferences', ...bad)).toBe(2);
    }
  });

  it('a lost key is shown as lost until it is found', async () => {
    expect(await answer('inventory', 'found', '1111')).toMatchObject({ wasLost: false });
    await harness.run(['loss', 'record', '--lost', '1111', '--json', '--yes']);
    expect((await harness.run(['inventory', 'keys'])).out).toMatch(/lost \d{4}-/);
    expect(await answer('inventory', 'found', '1111')).toMatchObject({ wasLost: true });
    expect((await harness.run(['inventory', 'keys'])).out).not.toMatch(/lost \d{4}-/);
  });

  it('another way in takes all its fields, and an edit changes only what is given', async () => {
    const { id } = (await answer(
      ...['inventory', 'ways', 'add', '--kind', 'temporary-access-pass', '--service', 'microsoft-entra-id'],
      ...[
        '--user',
        'mika',
        '--valid-until',
        '2026-12-31T17:00:00Z',
        '--hours',
        '9-17',
        '--link',
        'https://x.example/y',
      ],
    )) as { id: string };
    await answer('inventory', 'ways', 'edit', id, '--hours', '', '--carried-on', 'Bag');
    expect(await answer('inventory', 'ways')).toMatchObject({
      otherWaysIn: [
        {
          kind: 'temporary-access-pass',
          userName: 'mika',
          validUntil: '2026-12-31T17:00:00.000Z',
          link: 'https://x.example/y',
          hours: null,
          carriedOn: 'Bag',
        },
      ],
    });
    expect(await statusOf('inventory', 'ways', 'edit', id, '--valid-until', 'soon')).toBe(2);
    expect(await statusOf('inventory', 'ways', 'edit', id, '--link', 'http://plain.example')).toBe(2);
    expect(await statusOf('inventory', 'ways', 'edit', 'nobody', '--name', 'x')).toBe(2);
  });
});
