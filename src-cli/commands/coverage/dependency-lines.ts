import { sizeOf } from '../../../src-shared/coverage/holdings.ts';
import { blastMessage } from '../../../src-shared/i18n/blast-message.ts';
import { chainMessages } from '../../../src-shared/i18n/chain-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { accountBlasts } from '../../../src-shared/reports/account-blast.ts';
import type { CommandContext } from '../../program/command-context.ts';
import type { CoverageView } from './coverage-view.ts';

/** More of a kind than this are counted, not listed. */
const mostListed = 100;

/** Writes what the ways into accounts depend on, account by account, and how many accounts only assume a remembered password. */
export function dependencyLines({ t }: CommandContext, { shown, nameOf }: CoverageView): string[] {
  const password = t('chain.password-assumed');
  const accounts = shown.services.flatMap((service) => service.accounts);
  const all = accounts.map((account) => ({ account, sentences: chainMessages(t, account, nameOf) }));
  const assumed = all.filter(({ sentences }) => sentences.includes(password)).length;
  const depending = all
    .map(({ account, sentences }) => ({ account, sentences: sentences.filter((sentence) => sentence !== password) }))
    .filter(({ sentences }) => sentences.length > 0);
  const lines = depending
    .slice(0, mostListed)
    .flatMap(({ account, sentences }) => [
      displayText(nameOf(account.accountId), 120),
      ...sentences.map((sentence) => `  ${displayText(sentence, 300)}`),
    ]);
  return [
    ...lines,
    ...moreLine(t, depending.length),
    ...(assumed === 0 ? [] : [t('cli.coverage.counted', { sentence: password, count: assumed })]),
  ];
}

/** Writes what would be lost with each key, device, and account that others depend on; those first with which most would be. */
export function blastLines({ t }: CommandContext, { whole, nameOf }: CoverageView): string[] {
  const things = [...whole.keys, ...whole.devices].map(({ label, blast }) => ({ name: label, blast }));
  const accounts = accountBlasts(whole).map(({ accountId, blast }) => ({ name: nameOf(accountId), blast }));
  return [things, accounts].flatMap((group) => {
    const some = group
      .filter(({ blast }) => sizeOf(blast) > 0)
      .toSorted((left, right) => sizeOf(right.blast) - sizeOf(left.blast));
    const lines = some
      .slice(0, mostListed)
      .map(({ name, blast }) => displayText(blastMessage(t, name, blast, nameOf), 300));
    return [...lines, ...moreLine(t, some.length)];
  });
}

function moreLine(t: CommandContext['t'], count: number): string[] {
  return count > mostListed ? [t('cli.coverage.more', { more: count - mostListed })] : [];
}
