import { fingerprintText } from '../../../src-shared/i18n/fingerprint-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { requireFingerprintName } from '../../program/arguments/fingerprint-argument.ts';
import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { keyJournal } from '../../program/inventory-access.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { text } from '../../program/options.ts';
import { unlockFingerprints } from './fingerprints.ts';

/** `fingerprints add`: takes samples of a finger, saying what the key says of each, names the fingerprint and reads the list back. */
export const addFingerprint = defineCommand({
  summary: 'cli.fingerprints.add',
  options: { name: text('--name <name>', 'cli.option.fingerprint-name') },
  run: async (context, { name: given = '' }) => {
    const name = requireFingerprintName(context, given);
    const candidate = await chosenKey(context);
    await unlockFingerprints(context, candidate);
    const { keys } = await context.core();
    const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
    const outcome = valueOf(await keys.run('add-fingerprint', candidate.key.handle, { name }, options));
    return { candidate, name, outcome };
  },
  document: (_, { candidate, outcome: { templateId, named, listing } }) => ({
    key: keyReference(candidate),
    done: true,
    templateId,
    named,
    fingerprints: listing?.fingerprints ?? null,
  }),
  lines: ({ t }, { candidate, name, outcome: { templateId, named } }) => {
    if (named === null) return [t('cli.fingerprints.added.not-checked')];
    if (!named) return [t('cli.fingerprints.added.not-named', { name: displayText(name, 60) })];
    const shown = fingerprintText(t, { templateId, name: name === '' ? null : name });
    return [t('cli.fingerprints.added', { key: nameOf(candidate), name: shown })];
  },
});
