import { signInTestMessage } from '../../../src-shared/i18n/genuineness-message.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { keyReference } from '../../program/key-reference.ts';
import { runSignInTest, signInDocument } from './run-sign-in-test.ts';

/** `sign-in-test`: creates a credential and signs in with it, and leaves nothing on the key. */
export const testSignIn = defineCommand({
  summary: 'cli.sign-in-test',
  options: {},
  run: async (context) => ({ ...(await runSignInTest(context, [])) }),
  document: (_, { candidate, judgement: { signIn } }) => ({ key: keyReference(candidate), ...signInDocument(signIn) }),
  lines: ({ t }, { judgement }) => signInTestMessage(t, judgement.signIn),
  status: ({ judgement }) => statusOfCheck(judgement.signIn.works),
});
