import { describe, expect, it, vi } from 'vitest';
import { failureOf, handClock, must, open, temporaryFile } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = { serviceId: 'github', userId: '01', userName: 'alice' };
const correction = { serviceId: 'github', fields: { maxKeys: 2 }, base: { maxKeys: 'unknown' as const }, source: '' };

describe('what a person decides', () => {
  it('survives closing and opening, and says nothing in the clear', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.markAccount(alice, 'high'));
    await must(inventory.saveCorrection({ ...correction, serviceId: 'rakuten-securities' }));
    await must(inventory.setPolicy({ name: 'house.yaml', text: 'version: 1' }));
    await must(inventory.dismiss('passkey-vanished:e1', null));
    await must(inventory.setPreferences({ staleAfterDays: 90, allowPasskeyEndpoints: true }));
    const before = await must(inventory.snapshot());
    await inventory.close();
    const again = await open({ file });
    expect(await must(again.snapshot())).toEqual(before);
    expect(before).toMatchObject({
      accountMarks: [{ ...alice, importance: 'high' }],
      corrections: [{ serviceId: 'rakuten-securities', source: null }],
      policy: { name: 'house.yaml', text: 'version: 1' },
      dismissals: [{ id: 'passkey-vanished:e1', until: null }],
      preferences: { staleAfterDays: 90, allowPasskeyEndpoints: true },
    });
    const { readFileSync } = await import('node:fs');
    const content = readFileSync(file).toString('latin1');
    for (const word of ['rakuten', 'house.yaml', 'vanished', 'alice']) expect(content.includes(word)).toBe(false);
  });

  it('the importance of an account is one mark per account and is taken back with null', async () => {
    const inventory = await open({ file: 'memory' });
    await must(inventory.markAccount(alice, 'high'));
    await must(inventory.markAccount(alice, 'low'));
    await must(inventory.markAccount({ ...alice, userId: '02' }, 'high'));
    const { accountMarks, revision } = await must(inventory.snapshot());
    expect(accountMarks.map(({ userId, importance }) => [userId, importance])).toEqual([
      ['01', 'low'],
      ['02', 'high'],
    ]);
    await must(inventory.markAccount(alice, 'low'));
    expect((await must(inventory.snapshot())).revision).toBe(revision);
    await must(inventory.markAccount(alice, null));
    const after = await must(inventory.snapshot());
    expect(after.accountMarks).toMatchObject([{ userId: '02' }]);
    expect(after.activity[0]).toMatchObject({
      kind: 'account-marked',
      details: { serviceId: 'github', userName: 'alice' },
    });
    expect(await failureOf(inventory.markAccount({ ...alice, serviceId: '' }, 'high'))).toMatchObject({
      detail: 'account-mark',
    });
  });

  it('a correction replaces the one before it of the same service and can be taken back', async () => {
    const clock = handClock();
    const inventory = await open({ file: 'memory', clock: clock.now });
    await must(inventory.saveCorrection(correction));
    await must(inventory.saveCorrection({ ...correction, serviceId: 'own:club', source: 'their page' }));
    clock.set('2026-02-01T00:00:00.000Z');
    await must(inventory.saveCorrection({ ...correction, fields: { maxKeys: 3 } }));
    expect((await must(inventory.snapshot())).corrections).toMatchObject([
      { serviceId: 'own:club', source: 'their page' },
      { serviceId: 'github', fields: { maxKeys: 3 }, asOf: '2026-02-01T00:00:00.000Z' },
    ]);
    await must(inventory.removeCorrection('github'));
    expect(await failureOf(inventory.removeCorrection('github'))).toMatchObject({ detail: 'no-such-correction' });
    const { corrections, activity } = await must(inventory.snapshot());
    expect(corrections).toMatchObject([{ serviceId: 'own:club' }]);
    expect(activity.map(({ kind }) => kind).slice(0, 2)).toEqual(['correction-removed', 'correction-saved']);
    const bad = { ...correction, fields: { addKeyUrl: 'http://plain.example' } };
    expect(await failureOf(inventory.saveCorrection(bad))).toMatchObject({ detail: 'correction' });
  });

  it('a policy is adopted and removed, each told of once', async () => {
    const inventory = await open({ file: 'memory' });
    const policy = { name: 'house.yaml', text: 'version: 1' };
    await must(inventory.setPolicy(policy));
    await must(inventory.setPolicy(policy));
    await must(inventory.setPolicy(null));
    await must(inventory.setPolicy(null));
    const { policy: none, activity } = await must(inventory.snapshot());
    expect(none).toBeNull();
    expect(activity.map(({ kind }) => kind)).toEqual(['policy-removed', 'policy-adopted']);
    const long = { ...policy, text: 'x'.repeat(100_001) };
    expect(await failureOf(inventory.setPolicy(long))).toMatchObject({ detail: 'policy' });
  });

  it('what was put aside comes back when its time is over, and is then dropped', async () => {
    const clock = handClock();
    const inventory = await open({ file: 'memory', clock: clock.now });
    await must(inventory.dismiss('a', '2026-01-10T00:00:00.000Z'));
    await must(inventory.dismiss('b', null));
    await must(inventory.dismiss('a', '2026-01-05T00:00:00.000Z'));
    expect((await must(inventory.snapshot())).dismissals).toMatchObject([
      { id: 'b', until: null },
      { id: 'a', until: '2026-01-05T00:00:00.000Z' },
    ]);
    clock.set('2026-01-05T00:00:00.000Z');
    // Any change drops what is over.
    await must(inventory.setPolicy({ name: 'x', text: '' }));
    expect((await must(inventory.snapshot())).dismissals).toMatchObject([{ id: 'b' }]);
    expect(await failureOf(inventory.dismiss('c', 'tomorrow'))).toMatchObject({ detail: 'dismissal' });
  });

  it('preferences have limits', async () => {
    const inventory = await open({ file: 'memory' });
    for (const staleAfterDays of [0, 3_651, 1.5, Number.NaN]) {
      const bad = inventory.setPreferences({ staleAfterDays, allowPasskeyEndpoints: false });
      expect(await failureOf(bad)).toMatchObject({ detail: 'preferences' });
    }
    expect((await must(inventory.snapshot())).preferences.staleAfterDays).toBe(365);
  });
});
