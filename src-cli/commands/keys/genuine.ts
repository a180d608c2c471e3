import { genuinenessMessage } from '../../../src-shared/i18n/genuineness-message.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { runSignInTest, signInDocument } from './run-sign-in-test.ts';

/** `genuine`: whether a key's attestation proves that it is what it says it is. */
export const checkGenuineness = defineCommand({
  summary: 'cli.genuine',
  options: {},
  run: async (context) => ({ ...(await runSignInTest(context, ['no-metadata'])) }),
  document: (_, { candidate, judgement: { genuineness, signIn } }) => ({
    key: keyReference(candidate),
    ...genuineness,
    signIn: signInDocument(signIn),
  }),
  lines: ({ t }, { candidate, judgement }) => {
    const { verdict, reason, next, proved, notProved, notes } = genuinenessMessage(t, judgement);
    const list = (heading: string, items: readonly string[]): string[] =>
      items.length === 0 ? [] : ['', heading, ...items.map((item) => `• ${item}`)];
    return [
      t('cli.genuine.headline', { key: nameOf(candidate), verdict }),
      reason,
      ...(next === null ? [] : [next]),
      ...list(t('genuineness.proved'), proved),
      ...list(t('genuineness.not-proved'), notProved),
      ...(notes.length === 0 ? [] : ['', ...notes]),
    ];
  },
  status: ({ judgement }) => statusOfCheck(judgement.genuineness.verdict === 'genuine'),
});
