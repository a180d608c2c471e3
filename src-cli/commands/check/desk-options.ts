import { basename } from 'node:path';
import { builtInRules, isBuiltInProfile } from '../../../src-shared/check/built-in-profiles.ts';
import { builtInProfiles } from '../../../src-shared/domain/check-profile.ts';
import { policyProblemMessage } from '../../../src-shared/i18n/policy-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { DeskSettings } from '../../../src-main/check/check-plugged-key.ts';
import { readGoodsIn } from '../../../src-main/check/read-goods-in.ts';
import { readModelList } from '../../../src-main/check/read-model-list.ts';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { maxImportBytes } from '../../../src-main/imports/decode-text.ts';
import { parseProfile } from '../../../src-main/policy/parse-profile.ts';
import { decodeRules } from '../../../src-main/policy/parse-rules.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { type OptionValues, text } from '../../program/options.ts';

const maxProfileBytes = 400_000;

/** Options that say what a key is held against. */
export const deskOptions = {
  profile: text('--profile <profile>', 'cli.option.check-profile'),
  models: text('--models <file>', 'cli.option.check-models'),
  modelsProfile: text('--models-profile <name>', 'cli.option.check-models-profile'),
  goodsIn: text('--goods-in <file>', 'cli.option.goods-in'),
  by: text('--by <name>', 'cli.option.check-by'),
};

/** Reads profile and lists. Throws UsageError for a profile that cannot be used, CommandFailed for other files. */
export async function deskSettings(
  context: CommandContext,
  input: OptionValues<typeof deskOptions>,
): Promise<DeskSettings> {
  const { profile = 'new-from-box', models, modelsProfile, goodsIn, by } = input;
  if (models === undefined && modelsProfile !== undefined) throw new UsageError(context.t('cli.usage.models-profile'));
  const rules = isBuiltInProfile(profile)
    ? { name: profile, rules: builtInRules[profile] }
    : await profileOf(context, profile);
  const bytesOf = async (file: string): Promise<Uint8Array> => valueOf(await readPlainFile(file, maxImportBytes));
  return {
    profile: rules.name,
    rules: rules.rules,
    models:
      models === undefined
        ? null
        : valueOf(readModelList(await bytesOf(models), basename(models), modelsProfile ?? null)),
    goodsIn: goodsIn === undefined ? null : valueOf(readGoodsIn(await bytesOf(goodsIn), basename(goodsIn))),
    by: by?.trim().slice(0, 200) ?? null,
  };
}

async function profileOf(
  { t, terminal }: CommandContext,
  file: string,
): Promise<Pick<DeskSettings, 'rules'> & { readonly name: string }> {
  const bytes = await readPlainFile(file, maxProfileBytes);
  if (!bytes.ok && bytes.failure.detail === 'no-such-file') {
    throw new UsageError(
      t('cli.usage.no-such-profile', { profile: displayText(file, 100), profiles: builtInProfiles.join(', ') }),
    );
  }
  const decoded = decodeRules(valueOf(bytes));
  const profile = decoded.ok ? parseProfile(decoded.value) : decoded;
  if (profile.ok) return profile.value;
  const problems = profile.failure.map((one) => ({ ...one, message: policyProblemMessage(t, one) }));
  const [first = '', ...others] = problems.map(({ message }) => displayText(message, 500));
  for (const other of others) terminal.note(other);
  throw new UsageError(t('cli.check.profile-refused', { file: displayText(basename(file), 100), first }), problems);
}
