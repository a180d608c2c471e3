import { basename } from 'node:path';
import { modelOf } from '../../../catalogue/models.ts';
import { readModelList } from '../../../src-main/check/read-model-list.ts';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { maxImportBytes } from '../../../src-main/imports/decode-text.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { forbidModels, isRefusedBy, ownersOf } from '../../../src-shared/coverage/forbid-models.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { plainAaguid } from '../../../src-shared/lib/model-facts.ts';
import { defineCommand } from '../../program/command.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { several, text } from '../../program/options.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';
import { tableLines } from '../../terminal/table-lines.ts';

/** `loss models`: what would close, and to whom, if these models were forbidden. Stores nothing; status 1 where an account might close. */
export const showForbiddenModels = defineCommand({
  summary: 'cli.loss.models',
  options: {
    model: several('--model <model>', 'cli.option.forbid-model'),
    models: text('--models <file>', 'cli.option.check-models'),
    modelsProfile: text('--models-profile <name>', 'cli.option.check-models-profile'),
    service: several('--service <service>', 'cli.option.forbid-service'),
  },
  run: async (context, { model = [], models, modelsProfile, service }) => {
    const { t } = context;
    if (models === undefined && (model.length === 0 || modelsProfile !== undefined)) {
      throw new UsageError(t(modelsProfile === undefined ? 'cli.usage.no-models' : 'cli.usage.models-profile'));
    }
    const bytes = models === undefined ? null : valueOf(await readPlainFile(models, maxImportBytes));
    const list = bytes === null ? null : valueOf(readModelList(bytes, basename(models ?? ''), modelsProfile ?? null));
    const isRefused = (aaguid: string): boolean =>
      model.some((named) => isModel(aaguid, named)) || (list !== null && isRefusedBy(list, aaguid));
    const { snapshot } = await openedInventory(context);
    const report = analyseCoverage(coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString()));
    const serviceIds = service?.map((named) => {
      const found = report.services.find(
        ({ serviceId, name, nameJa }) =>
          serviceId === named || [name, nameJa].some((one) => one !== null && foldText(one) === foldText(named)),
      );
      if (found === undefined)
        throw new UsageError(t('cli.usage.no-such-service', { service: displayText(named, 80) }));
      return found.serviceId;
    });
    const found = forbidModels(report, snapshot.keys, isRefused, serviceIds === undefined ? null : new Set(serviceIds));
    return { ...found, report };
  },
  document: (_, { refused, unknown, loss, report }) => ({
    refused: refused.map(keyDocument),
    unknown: unknown.map(keyDocument),
    counts: loss.counts,
    accounts: loss.touched.map(({ account, lossImpact, keyIds, otherWaysIn }) => ({
      accountId: account.accountId,
      serviceId: report.services.find(({ accounts }) => accounts.includes(account))?.serviceId ?? null,
      userName: account.userName,
      outcome: lossImpact,
      owners: ownersOf(account, refused),
      keys: keyIds,
      otherWaysIn: otherWaysIn.map(({ id }) => id),
    })),
  }),
  lines: (context, { refused, unknown, loss, report }) => {
    const { t, locale, terminal } = context;
    const nameOf = accountNames(t, locale, report);
    const rows = loss.touched.map(({ account, lossImpact }) =>
      [
        nameOf(account.accountId),
        t(`cli.fate.${lossImpact}`),
        ownersOf(account, refused).join(t('list.separator')) || '–',
      ].map((one) => displayText(one, 120)),
    );
    const header = (['account', 'outcome', 'owner'] as const).map((column) => t(`cli.forbid.${column}`));
    return [
      t('cli.forbid.keys', { count: refused.length, keys: names(refused, t('list.separator')) }),
      ...(unknown.length === 0
        ? []
        : [t('cli.forbid.unknown', { count: unknown.length, keys: names(unknown, t('list.separator')) })]),
      t('cli.forbid.counts', {
        lockedOut: loss.counts['locked-out'],
        perhaps: loss.counts.perhaps,
        helpdesk: loss.counts.helpdesk,
        open: loss.counts.open,
      }),
      ...(rows.length === 0 ? [] : tableLines(header, rows, terminal.size)),
    ];
  },
  status: ({ loss, unknown }) => statusOfCheck(loss.counts.open === loss.touched.length && unknown.length === 0),
});

/** Checks whether a model is meant: by its AAGUID, or a part of its name. */
function isModel(aaguid: string, named: string): boolean {
  if (/^[0-9a-f]{32}$/.test(plainAaguid(named))) return aaguid === plainAaguid(named);
  const model = foldText(modelOf(aaguid)?.model ?? null);
  return model !== null && model.includes(foldText(named) ?? named);
}

function keyDocument({ id, label, owner, model, aaguid }: InventoryKey): Record<string, unknown> {
  return { inventoryId: id, label, owner, model, aaguid };
}

function names(keys: readonly InventoryKey[], separator: string): string {
  const shown = keys.slice(0, 20).map(({ label }) => displayText(label, 60));
  return [...shown, ...(keys.length > shown.length ? ['…'] : [])].join(separator);
}
