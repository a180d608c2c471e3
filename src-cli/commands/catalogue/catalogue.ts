import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import { correctedFieldNames } from '../../../src-shared/catalogue/apply-corrections.ts';
import { contributionOf } from '../../../src-shared/catalogue/contribution.ts';
import { prepareCorrection } from '../../../src-shared/catalogue/prepare-correction.ts';
import {
  type CatalogueService,
  correctedFieldsSchema,
  type CorrectedFields,
} from '../../../src-shared/domain/catalogue.ts';
import {
  advisoryText,
  fieldValue,
  problemMessage,
  warningMessage,
} from '../../../src-shared/i18n/catalogue-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { loadAdvisories } from '../../../catalog/advisories.ts';
import { loadServices, serviceOrigin } from '../../../catalog/services.ts';
import { correctionDocument, fieldsFrom, optionOf, serviceLabel } from './correction-text.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failed.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { factLines, tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** `catalogue show`: what is known of a service, with the person's correction and the sources. */
export async function showService(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const service = servicesOf(snapshot).find((one) => one.id === id);
  if (service === undefined) throw new UsageError(t('cli.usage.no-such-service', { service: displayText(id, 80) }));
  const correction = snapshot.corrections.find(({ serviceId }) => serviceId === id);
  const kept = correction === undefined ? null : correctionDocument(context, correction);
  const origin = serviceOrigin(id);
  return {
    document: { service: { ...service, nameJa: service.nameJa ?? null }, origin, correction: kept },
    lines: [
      ...factLines(serviceFacts(context, service).map(([name, value]) => [name, displayText(value, 500)] as const)),
      ...(origin === null
        ? []
        : factLines([
            [t('cli.catalogue.as-of'), origin.asOf],
            [t('cli.catalogue.sources'), displayText(origin.sources.join(', '), 1000)],
          ])),
      ...(correction === undefined ? [] : ['', ...correctionLines(context, [correction])]),
    ],
  };
}

function serviceFacts({ t, locale }: CommandContext, service: CatalogueService): (readonly [string, string])[] {
  const field = (name: keyof CorrectedFields, value: CorrectedFields[typeof name]): readonly [string, string] => [
    t(`catalogue.field.${name}`),
    fieldValue(t, name, value),
  ];
  // Japanese sentences follow one another without a space.
  const list = (texts: readonly string[]): string => texts.join(locale === 'ja' ? '' : ' ') || '–';
  const confidence = ['verified', 'likely', 'tenant', 'assumed'] as const;
  const sure = confidence.find((one) => one === service.rpIdConfidence) ?? 'assumed';
  return [
    [t('catalogue.field.name'), serviceLabel(service, locale)],
    field('rpIds', service.rpIds),
    [t('cli.catalogue.confidence'), t(`cli.catalogue.confidence.${sure}`)],
    field('domains', service.domains),
    field('acceptsSecurityKeys', service.acceptsSecurityKeys),
    field('multipleKeys', service.multipleKeys),
    field('maxKeys', service.maxKeys),
    field('deviceBoundOnly', service.deviceBoundOnly),
    field('minKeysRecommended', service.minKeysRecommended),
    field('addKeyUrl', service.addKeyUrl),
    ...(service.addKeyPath === undefined ? [] : [[t('cli.catalogue.path'), service.addKeyPath] as const]),
    [t('cli.catalogue.first'), list(service.firstKeyNeeds.map((code) => t(`need.first.${code}`)))],
    [t('cli.catalogue.next'), list(service.nextKeyNeeds.map((code) => t(`need.next.${code}`)))],
    [t('cli.catalogue.recovery'), service.recoveryWays.map((code) => t(`recovery.${code}`)).join(' · ') || '–'],
  ];
}

/** `catalogue correct`: keeps what the person says about a service, beside what they corrected before. */
export async function correctService(
  context: CommandContext,
  [id = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t, terminal } = context;
  const { inventory, snapshot } = await openedInventory(context);
  const before = snapshot.corrections.find(({ serviceId }) => serviceId === id);
  const given = correctedFieldsSchema.safeParse({ ...before?.fields, ...fieldsFrom(context, options) });
  if (!given.success) {
    const field = String(given.error.issues[0]?.path[0] ?? '');
    if (field === 'addKeyUrl') throw new UsageError(t('catalogue.problem.not-https'));
    const value = displayText(JSON.stringify(Object(fieldsFrom(context, options))[field] ?? ''), 100);
    throw new UsageError(t('cli.catalogue.usage.invalid', { option: optionOf[field] ?? field, value }));
  }
  const source = typeof options['source'] === 'string' ? options['source'] : (before?.source ?? null);
  const wanted = { serviceId: id, fields: given.data, source };
  const { correction, problems, warnings } = prepareCorrection(loadServices(), snapshot.corrections, wanted);
  if (correction === null) {
    const words = problems.map((problem) => problemMessage(t, problem));
    throw new UsageError(words.join(' ') || t('cli.usage.no-such-service', { service: displayText(id, 80) }));
  }
  for (const warning of warnings) terminal.note(warningMessage(t, warning));
  valueOf(await inventory.saveCorrection(correction));
  const after = valueOf(await inventory.snapshot()).corrections.find(({ serviceId }) => serviceId === id);
  const kept = after === undefined ? null : correctionDocument(context, after);
  return {
    document: { done: true, correction: kept },
    lines: [t('cli.catalogue.saved', { service: displayText(kept?.name ?? id, 80) })],
  };
}

/** `catalogue corrections`: all of them, with what changed in the catalogue since. */
export async function listCorrections(context: CommandContext): Promise<CommandResult> {
  const { snapshot } = await openedInventory(context);
  return {
    document: { corrections: snapshot.corrections.map((correction) => correctionDocument(context, correction)) },
    lines:
      snapshot.corrections.length === 0
        ? [context.t('cli.catalogue.none')]
        : correctionLines(context, snapshot.corrections),
  };
}

function correctionLines(
  context: CommandContext,
  corrections: Parameters<typeof contributionOf>[0],
): readonly string[] {
  const { t } = context;
  return corrections.flatMap((correction) => {
    const { name, news } = correctionDocument(context, correction);
    const fields = correctedFieldNames.filter((field) => correction.fields[field] !== undefined);
    return [
      `${displayText(name, 80)}  (${correction.serviceId}, ${dayOf(correction.asOf)})`,
      ...fields.map((field) => `  ${t(`catalogue.field.${field}`)}: ${fieldValue(t, field, correction.fields[field])}`),
      ...(correction.source === null ? [] : [`  ${t('correction.source')}: ${displayText(correction.source, 200)}`]),
      ...news.map(({ message }) => `  ! ${displayText(message, 400)}`),
    ];
  });
}

/** `catalogue remove-correction`. */
export async function removeCorrection(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { t } = context;
  const { inventory, snapshot } = await openedInventory(context);
  const service = displayText(id, 80);
  if (!snapshot.corrections.some(({ serviceId }) => serviceId === id)) {
    throw new UsageError(t('cli.catalogue.usage.no-correction', { service }));
  }
  valueOf(await inventory.removeCorrection(id));
  return { document: { done: true, serviceId: id }, lines: [t('cli.catalogue.removed', { service })] };
}

/** `catalogue export`: the corrections as a contribution, in a new file. */
export async function exportContribution(
  context: CommandContext,
  [file = '']: readonly string[],
): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const contribution = contributionOf(snapshot.corrections);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const handle = await open(file, flags, 0o600).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    throw new UsageError(t('cli.usage.cannot-write', { file, reason }));
  });
  try {
    await handle.writeFile(`${JSON.stringify(contribution, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const count = contribution.entries.length;
  return {
    document: { done: true, file, count },
    lines: [t('cli.catalogue.exported', { count, file: displayText(file, 200) })],
  };
}

/** `catalogue advisories`: every published weakness of a model, with the remembered keys that it is about. */
export async function listAdvisories(context: CommandContext): Promise<CommandResult> {
  const { t, locale } = context;
  const keys = context.hasInventory() ? (await openedInventory(context)).snapshot.keys : [];
  const about = new Map<
    string,
    { readonly id: string; readonly label: string; readonly state: 'affected' | 'check' }[]
  >();
  for (const key of keys) {
    for (const { advisory, state } of matchAdvisories(key, loadAdvisories())) {
      about.set(advisory.id, [...(about.get(advisory.id) ?? []), { id: key.id, label: key.label, state }]);
    }
  }
  const advisories = loadAdvisories().map(({ id, severity, url, ...rest }) => ({
    id,
    severity,
    url,
    ...advisoryText({ id, severity, url, ...rest }, locale),
    keys: about.get(id) ?? [],
  }));
  const rows = advisories.map(({ id, severity, title, keys: concerned }) => [
    id,
    t(`advisory.severity.${severity}`),
    title,
    concerned.map(({ label, state }) => `${displayText(label, 30)}${state === 'check' ? ' ?' : ''}`).join(', ') || '–',
  ]);
  const header = (['advisory', 'severity', 'title', 'concerned'] as const).map((name) => t(`cli.column.${name}`));
  return { document: { advisories }, lines: [...tableLines(header, rows), '', t('cli.catalogue.advisories.note')] };
}
