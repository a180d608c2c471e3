import { describe, expect, it } from 'vitest';
import { SentLog } from '../../../src-main/keys/sent-log.ts';

describe('what was sent to a key', () => {
  it('keeps commands by name, operation, status and time, in the order in which they ended', () => {
    const log = new SentLog(() => new Date('2026-11-22T09:30:00Z'));
    log.begin('CTAPHID_INIT')('OK');
    log.beginOperation('unlock');
    const ended = log.begin('clientPin.getPINRetries');
    ended('timeout');
    expect(log.entries.map(({ milliseconds: _, ...rest }) => rest)).toEqual([
      { at: '2026-11-22T09:30:00.000Z', operation: 'read-key', command: 'CTAPHID_INIT', status: 'OK' },
      { at: '2026-11-22T09:30:00.000Z', operation: 'unlock', command: 'clientPin.getPINRetries', status: 'timeout' },
    ]);
  });

  it('is bounded, and says how many older ones are no longer kept', () => {
    const log = new SentLog();
    for (let count = 0; count < 2_003; count++) log.begin(`command ${count}`)('OK');
    expect([log.entries.length, log.dropped, log.entries[0]?.command]).toEqual([2_000, 3, 'command 3']);
  });
});
