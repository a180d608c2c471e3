import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { findUnreadKeys, keepSame } from '../../src-renderer/features/coverage/unread-keys.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { useCoverage } from '../../src-renderer/features/coverage/use-coverage.ts';
import { appStore } from '../../src-renderer/stores/app-store.ts';
import { inventoryStore } from '../../src-renderer/stores/inventory-store.ts';
import { keysChanged, keysStore, progressChanged } from '../../src-renderer/stores/keys-store.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import { capabilitiesWithoutFido2 } from '../../src-main/keys/key-capabilities.ts';
import { ok } from './fake-api.ts';
import { inventoryKey, keyFacts, keyView, listingOf, readEnrolment } from './fake-data.ts';
import { cellOf, openAccount } from './coverage-actions.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const t = createTranslator('en');
const other = keyFacts({ vendorSerial: '77' });

describe('keys that were never read', () => {
  const records = [inventoryKey('blue', 'Blue')];

  it('are those that are plugged in, not remembered, and can list passkeys', () => {
    const remembered = { keyId: 'blue', label: 'Blue', strength: 'vendor-serial' } as const;
    const plugged = [
      keyView(1, { remembered }),
      keyView(2, { facts: other }),
      keyView(3, { state: 'reading', facts: null }),
      keyView(4, {
        state: 'u2f-only',
        facts: keyFacts({ vendorSerial: '8', capabilities: capabilitiesWithoutFido2('u2f-only', true) }),
      }),
    ];
    expect(findUnreadKeys(t, plugged, records)).toEqual([
      { keyId: `plugged:${keyView(2).handle}`, label: 'YubiKey 5C NFC …77' },
    ]);
  });

  it('tells two of one model apart by their serial numbers', () => {
    const plugged = [keyView(1, { facts: keyFacts({ vendorSerial: '1' }) }), keyView(2, { facts: other })];
    expect(findUnreadKeys(t, plugged, []).map(({ label }) => label)).toEqual([
      'YubiKey 5C NFC …1',
      'YubiKey 5C NFC …77',
    ]);
  });

  it('does not count a key that may be a remembered one which is not plugged in', () => {
    const unmarked = keyFacts({ vendorSerial: null });
    expect(findUnreadKeys(t, [keyView(1, { facts: unmarked })], records)).toEqual([]);
    const remembered = { keyId: 'blue', label: 'Blue', strength: 'credential-id' } as const;
    expect(findUnreadKeys(t, [keyView(1, { remembered }), keyView(2, { facts: unmarked })], records)).toHaveLength(1);
  });

  it('is the same list while it says the same', () => {
    const before = findUnreadKeys(t, [keyView(2, { facts: other })], records);
    expect(keepSame(before, findUnreadKeys(t, [keyView(2, { facts: other, unlocked: true })], records))).toBe(before);
    expect(keepSame(before, [])).toEqual([]);
  });
});

describe('with one of two plugged-in keys read', () => {
  const world = () => {
    const { snapshot, keys, ...rest } = twoKeys();
    return {
      ...rest,
      keys: [...keys, keyView(2, { facts: other })],
      snapshot: {
        ...snapshot,
        keys: snapshot.keys.slice(0, 1),
        enrolments: [readEnrolment('blue', 'bank.com', 'mika@bank')],
      },
    };
  };

  it.each([
    ['en', '1 of 2 keys read: 1 account found.', 'Not known until YubiKey 5C NFC …77 is read', ': not known'],
    [
      'ja',
      'キー2本のうち1本を読み取り、アカウントを1件見つけました。',
      'YubiKey 5C NFC …77を読み取るまで不明',
      '：不明',
    ],
  ] as const)(
    'says so in the headline, the verdict and a column of its own (%s)',
    async (locale, headline, verdict, cell) => {
      const { status, ...rest } = world();
      await renderApp({ ...rest, status: { ...status, locale } });
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(headline);
      const row = new RegExp(`${verdict}$`);
      expect(cellOf(row, /^YubiKey 5C NFC …77[:：]/)).toHaveAccessibleName(`YubiKey 5C NFC …77${cell}`);
      expect(screen.getByRole('columnheader', { name: /^YubiKey 5C NFC …77/ })).toBeVisible();
      // Nothing is blamed on the key that was read.
      expect(screen.getByRole('columnheader', { name: /^Blue/ })).not.toHaveTextContent(/only here|このキーだけ/);
      expect(await openAccount(row)).toHaveTextContent(verdict);
    },
  );

  it.each(['press', '{Control>}r{/Control}'])('its head reads it, and so does the shortcut (%s)', async (way) => {
    const answer = () => ok({ listing: listingOf([]), stored: { state: 'stored', keyId: 'red', isNew: true } });
    const fake = await renderApp(world(), { 'keys.unlock': answer });
    const head = within(screen.getByRole('columnheader', { name: /^YubiKey 5C NFC …77/ })).getByRole('button', {
      name: 'YubiKey 5C NFC …77 Read this key… PIN needed',
    });
    const user = person();
    await (way === 'press' ? user.click(head) : user.keyboard(way));
    expect(fake.callsOf('keys.unlock')).toEqual([{ handle: keyView(2).handle }]);
    expect(screen.getByText('read the next key')).toBeVisible();
  });

  it('is waited for once it was unplugged, until it is back or the person has no spare', async () => {
    const start = world();
    const fake = await renderApp(start);
    const column = () => screen.queryByRole('columnheader', { name: /^YubiKey 5C NFC …77/ });
    await act(async () => fake.emit('keys.onChanged', start.keys.slice(0, 1)));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('1 of 2 keys read: 1 account found.');
    expect(column()).toHaveTextContent('Plug it in again');
    expect(within(column() ?? document.body).queryByRole('button')).toBeNull();
    const back = { ...keyView(2, { facts: other }), handle: 'again-1' };
    await act(async () => fake.emit('keys.onChanged', [...start.keys.slice(0, 1), back]));
    expect(screen.getAllByRole('columnheader', { name: /^YubiKey 5C NFC …77/ })).toHaveLength(1);
    expect(column()).toHaveTextContent('Read this key…');
    await act(async () => fake.emit('keys.onChanged', start.keys.slice(0, 1)));
    await person().click(screen.getByRole('button', { name: 'no spare yet' }));
    const [preferences] = fake.callsOf('inventory.setPreferences');
    const { snapshot } = start;
    act(() => inventoryStore.setState({ snapshot: { ...snapshot, preferences: preferences as Preferences } }));
    expect(column()).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('1 of 1 account hangs on one key.');
  });

  it('what an operation reports on its way analyses nothing again', () => {
    const { keys, snapshot, services } = world();
    appStore.setState({ services });
    inventoryStore.setState({ snapshot });
    keysStore.setState({ keys });
    const { result } = renderHook(() => useCoverage());
    const report = result.current;
    expect(report?.unreadKeys).toHaveLength(1);
    const { handle } = keyView(2);
    act(() =>
      progressChanged({ handle, operation: 'list-passkeys', step: 'working', done: 1, total: 9, sample: null }),
    );
    act(() => keysChanged(structuredClone(keys)));
    expect(result.current).toBe(report);
    act(() => keysChanged([]));
    expect(result.current).toBe(report);
    const preferences = { ...snapshot.preferences, noSpareYet: true as const };
    act(() => inventoryStore.setState({ snapshot: { ...snapshot, preferences } }));
    expect(result.current?.unreadKeys).toEqual([]);
  });
});
