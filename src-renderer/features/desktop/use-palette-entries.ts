import { useMemo } from 'react';
import { type AppCommand, commandShortcuts, menuViews, plainCommands } from '../../../src-shared/domain/app-command.ts';
import type { CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { keyName } from '../../components/use-key-name.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { askForbidden } from '../forbid/forbid-store.ts';
import { showKey } from '../../stores/navigation-store.ts';
import { type Translation, useTranslation } from '../../use-translation.tsx';
import { accountText, shortName } from '../coverage/coverage-text.ts';
import { showInCoverage } from '../coverage/coverage-view-store.ts';
import { useCoverage } from '../coverage/use-coverage.ts';
import { accountOthersNeed, type ChoiceRow } from '../loss/choice-rows.ts';
import { askWhatIf } from '../loss/loss-store.ts';
import { useChoiceRows } from '../loss/use-choice-rows.ts';
import { settingsParts, showSettings } from '../settings/settings-parts.ts';
import type { PaletteEntry } from './find-entries.ts';
import { runCommand } from './run-command.ts';
import { shortcutText } from './shortcut-text.ts';

/** Without the list itself, and the search of a view that is not shown. */
const commands = plainCommands.filter((command) => command !== 'palette' && command !== 'find');

/** Returns everything that the list of everything holds: keys, accounts, places, actions, settings. */
export function usePaletteEntries(): readonly PaletteEntry[] {
  const translation = useTranslation();
  const platform = useApp((state) => state.status?.platform ?? '');
  const snapshot = useInventory((state) => state.snapshot);
  const plugged = useKeys((state) => state.keys);
  const report = useCoverage();
  const choices = useChoiceRows(snapshot, report, accountOthersNeed);
  return useMemo(() => {
    const { t } = translation;
    return [
      ...keyEntries(t, plugged, snapshot),
      ...(report === null ? [] : [...accountEntries(translation, report), ...placeEntries(t, report)]),
      ...menuViews.map((view): PaletteEntry =>
        actionEntry(t, view, t('palette.show', { view: t(`window.nav.${view}`) }), platform),
      ),
      ...commands.map((command): PaletteEntry => actionEntry(t, command, t(`command.${command}`), platform)),
      ...whatIfEntries(t, choices),
      ...(report === null ? [] : [forbidEntry(t)]),
      ...settingsParts.map((part): PaletteEntry => ({
        id: `setting ${part}`,
        group: 'setting',
        name: t(`settings.part.${part}`),
        detail: '',
        terms: [t('window.nav.settings')],
        run: () => showSettings(part),
      })),
    ];
  }, [translation, platform, snapshot, plugged, report, choices]);
}

function actionEntry(t: Translate, command: AppCommand, name: string, platform: string): PaletteEntry {
  const detail = shortcutText(commandShortcuts[command] ?? '', platform);
  return { id: `action ${command}`, group: 'action', name, detail, terms: [], run: () => runCommand(t, command) };
}

function keyEntries(t: Translate, plugged: readonly KeyView[], snapshot: InventorySnapshot | null): PaletteEntry[] {
  const records = snapshot?.keys ?? [];
  const rememberedIds = new Set(plugged.map((key) => key.remembered?.keyId));
  const present = plugged.map((key): PaletteEntry => {
    const record = records.find(({ id }) => id === key.remembered?.keyId);
    return {
      id: `key ${key.handle}`,
      group: 'key',
      name: keyName(t, key, record?.label),
      detail: t('window.nav.plugged-in'),
      terms: [record?.owner, record?.place, record?.carriedOn, key.facts?.model, key.facts?.vendorSerial].flatMap(
        (term) => term ?? [],
      ),
      run: () => showKey({ type: 'plugged', handle: key.handle }),
    };
  });
  const absent = records.filter(({ id }) => !rememberedIds.has(id));
  return [
    ...present,
    ...absent.map((record): PaletteEntry => ({
      id: `key ${record.id}`,
      group: 'key',
      name: displayText(record.label, 80),
      detail: record.lostAt === null ? displayText(record.place ?? '', 40) : t('matrix.key.recorded-lost'),
      terms: [record.owner, record.carriedOn, record.model, record.vendorSerial].flatMap((term) => term ?? []),
      run: () => showKey({ type: 'remembered', keyId: record.id }),
    })),
  ];
}

function accountEntries({ t, locale }: Translation, report: CoverageReport): PaletteEntry[] {
  return report.services.flatMap((service) =>
    service.accounts.map((account): PaletteEntry => {
      const name = shortName(service, locale);
      const user = accountText(t, account);
      return {
        id: `account ${account.accountId}`,
        group: 'account',
        name,
        detail: user,
        terms: [service.name, service.nameJa ?? '', account.rpId ?? ''],
        run: () => showInCoverage(name, account.userName),
      };
    }),
  );
}

function placeEntries(t: Translate, report: CoverageReport): PaletteEntry[] {
  const entriesOf = (places: readonly CoveragePlace[], group: 'ring' | 'place'): PaletteEntry[] =>
    places.map((whole) => ({
      id: `place ${group} ${whole.place}`,
      group: 'place',
      name: displayText(whole.place, 60),
      detail: t('palette.place', { count: whole.holds }),
      terms: [],
      run: () => askWhatIf({ kind: group, id: whole.place }),
    }));
  return [...entriesOf(report.rings, 'ring'), ...entriesOf(report.places, 'place')];
}

function forbidEntry(t: Translate): PaletteEntry {
  const run = () => askForbidden(null);
  return { id: 'what-if forbid', group: 'what-if', name: t('forbid.ask'), detail: '', terms: [], run };
}

/** Returns the question of each thing that can be lost and has no place in the list of its own; of accounts those that others depend on. */
function whatIfEntries(t: Translate, rows: readonly ChoiceRow[]): PaletteEntry[] {
  return rows
    .filter(({ choice: { kind }, dependents }) => kind === 'key' || kind === 'device' || dependents > 0)
    .map(({ choice, name, detail }) => {
      const shown = displayText(name, 80);
      return {
        id: `what-if ${choice.kind} ${choice.id}`,
        group: 'what-if',
        name:
          choice.kind === 'account'
            ? t('palette.what-if.account', { account: shown })
            : t('window.coverage.what-if-button', { key: shown }),
        detail: displayText(detail, 60),
        terms: [],
        run: () => askWhatIf(choice),
      };
    });
}
