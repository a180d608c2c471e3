import { fingerprintText } from '../../../src-shared/i18n/fingerprint-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { namedFingerprint, requireFingerprintName } from '../../program/arguments/fingerprint-argument.ts';
import { defineCommand } from '../../program/command.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { keyJournal } from '../../program/inventory-access.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { unlockFingerprints } from './fingerprints.ts';

/** `fingerprints rename`: names one fingerprint, and reads the name back. */
export const renameFingerprint = defineCommand({
  summary: 'cli.fingerprints.rename',
  args: '<fingerprint> <name>',
  options: {},
  run: async (context, { args: [argument = '', given = ''] }) => {
    const name = requireFingerprintName(context, given);
    const candidate = await chosenKey(context);
    const listing = await unlockFingerprints(context, candidate);
    const { templateId } = namedFingerprint(context, listing, argument);
    const { keys } = await context.core();
    const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
    const outcome = await keys.run('rename-fingerprint', candidate.key.handle, { templateId, name }, options);
    const { named, listing: after } = valueOf(outcome);
    if (named === false) {
      throw new CommandFailed({ kind: 'key-broke-protocol', detail: context.t('cli.fingerprints.rename.not-taken') });
    }
    return { candidate, templateId, name, named, fingerprints: after?.fingerprints ?? null };
  },
  document: (_, { candidate, templateId, named, fingerprints }) => ({
    key: keyReference(candidate),
    done: true,
    templateId,
    named,
    fingerprints,
  }),
  lines: ({ t }, { candidate, name, named }) => [
    named === null
      ? t('cli.fingerprints.rename.not-checked')
      : t('cli.fingerprints.renamed', { name: displayText(name, 60), key: nameOf(candidate) }),
  ],
});

/** `fingerprints remove`: removes one fingerprint after a question, and lists again to say whether it is gone. */
export const removeFingerprint = defineCommand({
  summary: 'cli.fingerprints.remove',
  args: '<fingerprint>',
  options: {},
  run: async (context, { args: [argument = ''] }) => {
    const candidate = await chosenKey(context);
    const listing = await unlockFingerprints(context, candidate);
    const fingerprint = namedFingerprint(context, listing, argument);
    const { t, terminal } = context;
    const name = fingerprintText(t, fingerprint);
    terminal.note(t('cli.fingerprints.remove.what', { name, key: nameOf(candidate) }));
    if (listing.fingerprints.length === 1) terminal.note(t('fingerprint.last'));
    await confirm(context, t('cli.fingerprints.remove.question'));
    const { keys } = await context.core();
    const { templateId } = fingerprint;
    const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
    const outcome = await keys.run('remove-fingerprint', candidate.key.handle, { templateId }, options);
    const { stillListed, listing: after } = valueOf(outcome);
    if (stillListed === true) {
      throw new CommandFailed({ kind: 'key-broke-protocol', detail: t('cli.fingerprints.remove.still-listed') });
    }
    return { candidate, templateId, name, stillListed, fingerprints: after?.fingerprints ?? null };
  },
  document: (_, { candidate, templateId, stillListed, fingerprints }) => ({
    key: keyReference(candidate),
    done: true,
    templateId,
    stillListed,
    fingerprints,
  }),
  lines: ({ t }, { candidate, name, stillListed }) => [
    stillListed === null
      ? t('cli.fingerprints.remove.not-checked')
      : t('cli.fingerprints.removed', { name, key: nameOf(candidate) }),
  ],
});
