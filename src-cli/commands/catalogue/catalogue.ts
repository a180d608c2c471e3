import { matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import { correctedFieldNames } from '../../../src-shared/catalogue/apply-corrections.ts';
import { contributionOf } from '../../../src-shared/catalogue/contribution.ts';
import { prepareCorrection } from '../../../src-shared/public-suffix/prepare-correction.ts';
import { correctedFieldsSchema } from '../../../src-shared/domain/catalogue-correction-schema.ts';
import type { CorrectedFields } from '../../../src-shared/domain/catalogue-correction.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import {
  advisoryText,
  fieldValue,
  problemMessage,
  warningMessage,
} from '../../../src-shared/i18n/catalogue-message.ts';
import { joinSentences } from '../../../src-shared/i18n/join-sentences.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { safeJson } from '../../../src-shared/lib/safe-json.ts';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { loadServices, type ServiceOrigin, serviceOrigin } from '../../../catalogue/services.ts';
import { fieldOptions, fieldsFrom, optionOf } from './correction-options.ts';
import { correctionDocument } from './correction-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { factLines, tableLines } from '../../terminal/table-lines.ts';
import { writeOutputFile } from '../../program/write-output-file.ts';
import { text } from '../../program/options.ts';
import { servicesOf } from '../../program/service-catalogue.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** `catalogue show`: what is known of a service, with the person's correction and the sources. */
export const showService = defineCommand({
  summary: 'cli.catalogue.show',
  args: '<service>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { snapshot } = await openedInventory(context);
    const service = servicesOf(snapshot).find((one) => one.id === id);
    if (service === undefined) throw noSuchService(context, id);
    const correction = snapshot.corrections.find(({ serviceId }) => serviceId === id) ?? null;
    return { service, origin: serviceOrigin(id), correction };
  },
  document: (context, { service, origin, correction }) => ({
    service: { ...service, nameJa: service.nameJa ?? null },
    origin,
    correction: correction === null ? null : correctionDocument(context, correction),
  }),
  lines: (context, { service, origin, correction }) => [
    ...factLines(
      serviceFacts(context, service).map(([name, value]) => [name, displayText(value, 500)] as const),
      context.terminal.size,
    ),
    ...(origin === null ? [] : originLines(context, origin)),
    ...(correction === null ? [] : ['', ...correctionLines(context, [correction])]),
  ],
});

function originLines({ t, terminal }: CommandContext, { asOf, sources }: ServiceOrigin): string[] {
  return factLines(
    [
      [t('cli.catalogue.as-of'), asOf],
      [t('cli.catalogue.sources'), displayText(sources.join(', '), 1000)],
    ],
    terminal.size,
  );
}

function noSuchService({ t }: CommandContext, id: string): UsageError {
  return new UsageError(t('cli.usage.no-such-service', { service: displayText(id, 80) }));
}

function serviceFacts({ t, locale }: CommandContext, service: CatalogueService): (readonly [string, string])[] {
  const field = (name: keyof CorrectedFields, value: CorrectedFields[typeof name]): readonly [string, string] => [
    t(`catalogue.field.${name}`),
    fieldValue(t, name, value),
  ];
  const list = (texts: readonly string[]): string => joinSentences(locale, texts) || '–';
  const confidence = ['verified', 'likely', 'tenant', 'assumed'] as const;
  const sure = confidence.find((one) => one === service.rpIdConfidence) ?? 'assumed';
  return [
    [t('catalogue.field.name'), serviceNameIn(service, locale)],
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
export const correctService = defineCommand({
  summary: 'cli.catalogue.correct',
  args: '<service>',
  options: { ...fieldOptions, source: text('--source <text>', 'cli.catalogue.option.source') },
  run: async (context, { args: [id = ''], source: givenSource, ...input }) => {
    const { t, terminal } = context;
    const { inventory, snapshot } = await openedInventory(context);
    const before = snapshot.corrections.find(({ serviceId }) => serviceId === id);
    const fields = { ...before?.fields, ...fieldsFrom(context, input) };
    const wanted = {
      serviceId: id,
      fields: validFields(context, fields, fieldsFrom(context, input)),
      source: givenSource ?? before?.source ?? null,
    };
    const { correction, problems, warnings } = prepareCorrection(loadServices(), snapshot.corrections, wanted);
    if (correction === null) {
      const messages = problems.map((problem) => problemMessage(t, problem));
      throw messages.length === 0 ? noSuchService(context, id) : new UsageError(messages.join(' '));
    }
    for (const warning of warnings) terminal.note(warningMessage(t, warning));
    valueOf(await inventory.saveCorrection(correction));
    const after = valueOf(await inventory.snapshot()).corrections.find(({ serviceId }) => serviceId === id);
    return { id, correction: after === undefined ? null : correctionDocument(context, after) };
  },
  document: (_, { correction }) => ({ done: true, correction }),
  lines: ({ t }, { id, correction }) => [
    t('cli.catalogue.saved', { service: displayText(correction?.name ?? id, 80) }),
  ],
});

/** Checks the fields of a correction. Throws UsageError, naming the option of the first that is not valid. */
function validFields({ t }: CommandContext, fields: unknown, given: CorrectedFields): CorrectedFields {
  const checked = correctedFieldsSchema.safeParse(fields);
  if (checked.success) return checked.data;
  const field = String(checked.error.issues[0]?.path[0] ?? '');
  if (field === 'addKeyUrl') throw new UsageError(t('catalogue.problem.not-https'));
  const found: unknown = Object.entries(given).find(([name]) => name === field)?.[1];
  const value = displayText(JSON.stringify(found ?? ''), 100);
  throw new UsageError(t('cli.catalogue.usage.invalid', { option: optionOf[field] ?? field, value }));
}

/** `catalogue corrections`: all of them, with what changed in the catalogue since. */
export const listCorrections = defineCommand({
  summary: 'cli.catalogue.corrections',
  options: {},
  run: async (context) => ({ corrections: (await openedInventory(context)).snapshot.corrections }),
  document: (context, { corrections }) => ({
    corrections: corrections.map((correction) => correctionDocument(context, correction)),
  }),
  lines: (context, { corrections }) =>
    corrections.length === 0 ? [context.t('cli.catalogue.none')] : correctionLines(context, corrections),
});

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
export const removeCorrection = defineCommand({
  summary: 'cli.catalogue.remove-correction',
  args: '<service>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    if (!snapshot.corrections.some(({ serviceId }) => serviceId === id)) {
      throw new UsageError(context.t('cli.catalogue.usage.no-correction', { service: displayText(id, 80) }));
    }
    valueOf(await inventory.removeCorrection(id));
    return { done: true, serviceId: id };
  },
  lines: ({ t }, { serviceId }) => [t('cli.catalogue.removed', { service: displayText(serviceId, 80) })],
});

/** `catalogue export`: the corrections as a contribution, in a new file. */
export const exportContribution = defineCommand({
  summary: 'cli.catalogue.export',
  args: '<file>',
  options: {},
  run: async (context, { args: [file = ''] }) => {
    const { snapshot } = await openedInventory(context);
    const contribution = contributionOf(snapshot.corrections);
    await writeOutputFile(file, `${safeJson(contribution, 2)}\n`);
    return { done: true, file, count: contribution.entries.length };
  },
  lines: ({ t }, { file, count }) => [t('cli.catalogue.exported', { count, file: displayText(file, 200) })],
});

/** `catalogue advisories`: every published weakness of a model, with the remembered keys that it is about. */
export const listAdvisories = defineCommand({
  summary: 'cli.catalogue.advisories',
  options: {},
  run: async (context) => {
    const { locale } = context;
    const keys = context.hasInventory() ? (await openedInventory(context)).snapshot.keys : [];
    const matched = keys.map((key) => ({ key, advisories: matchAdvisories(key, loadAdvisories()) }));
    return {
      advisories: loadAdvisories().map((advisory) => ({
        id: advisory.id,
        severity: advisory.severity,
        url: advisory.url,
        ...advisoryText(advisory, locale),
        keys: matched.flatMap(({ key: { id, label }, advisories }) =>
          advisories.flatMap((match) => (match.advisory.id === advisory.id ? [{ id, label, state: match.state }] : [])),
        ),
      })),
    };
  },
  lines: ({ t, terminal }, { advisories }) => {
    const rows = advisories.map(({ id, severity, title, keys }) => [
      id,
      t(`advisory.severity.${severity}`),
      title,
      keys.map(({ label, state }) => `${displayText(label, 30)}${state === 'check' ? ' ?' : ''}`).join(', ') || '–',
    ]);
    const header = (['advisory', 'severity', 'title', 'concerned'] as const).map((name) => t(`cli.column.${name}`));
    return [...tableLines(header, rows, terminal.size), '', t('cli.catalogue.advisories.note')];
  },
});
