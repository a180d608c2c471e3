import { describe, expect, it } from 'vitest';
import { genuinenessReasons } from '../../../src-shared/domain/genuineness.ts';
import { signInFaults } from '../../../src-shared/domain/sign-in-test.ts';
import { genuinenessMessage, signInTestMessage } from '../../../src-shared/i18n/genuineness-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { genuineJudgement } from '../../fixtures/sign-in-judgement.ts';

const t = createTranslator('en');

describe('genuinenessMessage', () => {
  it('never says of a genuine key that all is proved', () => {
    const { proved, notProved, next } = genuinenessMessage(t, genuineJudgement);
    expect(proved).toHaveLength(3);
    expect(notProved).toEqual([
      'That its firmware has no weakness, that it is the very key that was sent to you, or that nobody used it before.',
    ]);
    expect(next).toBeNull();
  });

  it('says for everything else that the model is not proved, and names no model as proved', () => {
    for (const reason of genuinenessReasons.filter((one) => one !== 'chain-to-maker')) {
      const verdict = reason === 'chain-elsewhere' ? 'not-genuine' : 'not-proved';
      const message = genuinenessMessage(t, {
        ...genuineJudgement,
        genuineness: { ...genuineJudgement.genuineness, verdict, reason },
      });
      expect(message.notProved).toContain('That it is the model that it says it is.');
      expect(message.proved.join(' ')).not.toContain('Example Key');
      expect(message.reason).not.toBe('');
    }
  });

  it('says what stayed on the key, what is reported, and which dates have passed', () => {
    const { notes, notProved } = genuinenessMessage(t, {
      signIn: { ...genuineJudgement.signIn, leftNothing: false },
      genuineness: {
        ...genuineJudgement.genuineness,
        reports: ['REVOKED', 'SOMETHING_NEW'],
        chainOutOfDate: true,
        metadata: { number: 7, nextUpdate: '2026-01-01', outOfDate: true, models: 1 },
      },
    });
    expect(notes).toEqual([
      expect.stringContaining('sign-in-test.invalid'),
      'Reported of this model: its certification was withdrawn, SOMETHING_NEW.',
      expect.stringContaining('past its date'),
      expect.stringContaining('A later one was due on 2026-01-01'),
    ]);
    expect(notProved).toHaveLength(1);
  });
});

describe('signInTestMessage', () => {
  it('names every fault, and what could not be seen', () => {
    const lines = signInTestMessage(t, {
      ...genuineJudgement.signIn,
      works: false,
      faults: signInFaults,
      leftNothing: null,
    });
    expect(lines[0]).toBe('The sign-in test fails.');
    expect(lines).toHaveLength(signInFaults.length + 3);
    expect(lines.at(-1)).toBe('Not proved: That nothing stayed on the key: it could not be asked.');
  });
});
