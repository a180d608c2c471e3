import { Option } from 'commander';
import type { Command } from 'commander';
import { reportFormats } from '../../src-shared/domain/report-kinds.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Builders } from './program.ts';

/** Describes `report coverage|inventory|recovery|backup`. */
export function addReportCommands(
  report: Command,
  t: Translate,
  { leaf, text, several }: Builders & { readonly several: Builders['text'] },
): void {
  const load = () => import('../commands/reports/report.ts');
  const common = [
    new Option('--format <format>', t('cli.option.report-format')).choices(reportFormats),
    text('--out <file>', 'cli.option.report-out'),
    text('--force', 'cli.option.report-force'),
    text('--no-bom', 'cli.option.report-no-bom'),
  ];
  const identifiers = text('--with-identifiers', 'cli.option.report-identifiers');
  const lost = [
    several('--lost <key>', 'cli.option.lost'),
    several('--lost-place <place>', 'cli.option.lost-place'),
    several('--lost-ring <name>', 'cli.option.lost-ring'),
    several('--lost-device <name>', 'cli.option.lost-device'),
    several('--lost-account <account>', 'cli.option.lost-account'),
    several('--pin-known <key>', 'cli.option.pin-known'),
    text('--loss <id>', 'cli.option.report-loss'),
  ];
  leaf(report, 'coverage', 'cli.report.coverage', async () => (await load()).reportOf('coverage'), {
    options: [...common, identifiers, text('--gaps', 'cli.option.gaps-only')],
  });
  leaf(report, 'inventory', 'cli.report.inventory', async () => (await load()).reportOf('inventory'), {
    options: [...common, identifiers],
  });
  leaf(report, 'recovery', 'cli.report.recovery', async () => (await load()).reportOf('recovery'), {
    options: [...common, ...lost],
  });
  leaf(report, 'backup', 'cli.report.backup', async () => (await load()).reportOf('backup'), {
    options: [...common, text('--primary <key>', 'cli.option.primary'), text('--spare <key>', 'cli.option.spare')],
  });
}
