import { describe, expect, it } from 'vitest';
import { changesAtLastReading } from '../../../src-shared/plans/reading-changes.ts';
import type { Activity } from '../../../src-shared/domain/activity.ts';
import { readingChangesMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { day } from '../coverage/coverage-fixtures.ts';

let last = 0;
const line = (kind: Activity['kind'], at: string, details: Record<string, string> = {}, keyId = 'a'): Activity => ({
  id: String(++last),
  at,
  kind,
  keyId,
  keyLabel: 'Blue',
  details,
});

const twoReadings = [
  line('passkey-added', day(1), { rpId: 'a.example' }),
  line('key-read', day(1), { passkeys: '1', added: '1' }),
  line('passkey-added', day(5), { rpId: 'b.example' }),
  line('passkey-added', day(5), { rpId: 'c.example' }),
  line('passkey-vanished', day(5), { rpId: 'a.example' }),
  line('passkey-renamed', day(5), { rpId: 'd.example' }),
  line('key-read', day(5), { passkeys: '3', added: '2' }),
  line('passkey-added', day(5), { rpId: 'other.example' }, 'b'),
];

describe('changes at the last reading', () => {
  it('compares with the reading before, for this key only', () => {
    const changes = changesAtLastReading(twoReadings, 'a');
    expect(changes).toMatchObject({ at: day(5), isFirst: false });
    expect(changes?.added.map((one) => one.details['rpId'])).toEqual(['b.example', 'c.example']);
    expect(changes?.vanished.map((one) => one.details['rpId'])).toEqual(['a.example']);
    expect(changes?.renamed.map((one) => one.details['rpId'])).toEqual(['d.example']);
  });

  it('is said in a line, in both languages', () => {
    const changes = changesAtLastReading(twoReadings, 'a');
    if (changes === null) throw new Error('was read');
    expect(readingChangesMessage(createTranslator('en'), changes)).toBe('2 added, 1 gone, 1 renamed');
    expect(readingChangesMessage(createTranslator('ja'), changes)).toBe('追加2件、消失1件、名前の変更1件');
  });

  it('a reading that found everything as it was says so', () => {
    const changes = changesAtLastReading(
      [...twoReadings, line('key-read', day(9), { passkeys: '3', added: '0' })],
      'a',
    );
    if (changes === null) throw new Error('was read');
    expect(readingChangesMessage(createTranslator('en'), changes)).toBe('nothing changed');
  });

  it('knows a first reading, but does not take the oldest line of a cut history for one', () => {
    expect(changesAtLastReading(twoReadings.slice(0, 2), 'a')?.isFirst).toBe(true);
    expect(changesAtLastReading(twoReadings.slice(2), 'a')?.isFirst).toBe(false);
  });

  it('a deletion of ours between two readings is not a change that a reading found', () => {
    const changes = changesAtLastReading([line('passkey-deleted', day(3)), ...twoReadings], 'a');
    expect(changes?.vanished).toHaveLength(1);
  });

  it('a key that was never read has none', () => {
    expect(changesAtLastReading(twoReadings, 'b')).toBeNull();
  });
});
