import type { TopicEntry } from '../program/command.ts';
import { inventoryTable } from './inventory/inventory-table.ts';

const passkeys = () => import('./keys/passkeys.ts');
const pin = () => import('./keys/pin.ts');
const readAccess = () => import('./keys/read-access.ts');
const fingerprints = () => import('./keys/fingerprints.ts');
const readBlob = () => import('./keys/read-blob.ts');
const backup = () => import('./backup/backup.ts');
const keptChecks = () => import('./check/kept-checks.ts');
const catalogue = () => import('./catalogue/catalogue.ts');
const loss = () => import('./loss/loss.ts');
const reminders = () => import('./loss/reminders.ts');
const metadata = () => import('./metadata/metadata.ts');
const policy = () => import('./policy/policy.ts');
const report = () => import('./reports/report.ts');

/** Every command in the order of help. A command is loaded when it is named. */
export const commandTable: TopicEntry['entries'] = [
  { name: 'keys', load: async () => (await import('./keys/keys.ts')).listKeys },
  { name: 'info', load: async () => (await import('./keys/info.ts')).showInfo },
  {
    name: 'passkeys',
    summary: 'cli.passkeys',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await passkeys()).listPasskeys },
      { name: 'delete', load: async () => (await import('./keys/delete-passkey.ts')).deletePasskey },
      { name: 'rename', load: async () => (await import('./keys/rename-passkey.ts')).renamePasskey },
    ],
  },
  {
    name: 'pin',
    summary: 'cli.pin',
    entries: [
      { name: 'set', load: async () => (await pin()).setPin },
      { name: 'change', load: async () => (await pin()).changePin },
    ],
  },
  {
    name: 'settings',
    summary: 'cli.settings',
    entries: [
      { name: 'show', isDefault: true, load: async () => (await import('./keys/settings.ts')).showSettings },
      { name: 'set', load: async () => (await import('./keys/change-setting.ts')).changeSetting },
    ],
  },
  {
    name: 'read-access',
    summary: 'cli.read-access',
    entries: [
      { name: 'show', isDefault: true, load: async () => (await readAccess()).showReadAccess },
      { name: 'keep', load: async () => (await readAccess()).keepReadAccess },
      { name: 'forget', load: async () => (await readAccess()).forgetKeptReadAccess },
    ],
  },
  {
    name: 'fingerprints',
    summary: 'cli.fingerprints',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await fingerprints()).listFingerprints },
      { name: 'add', load: async () => (await import('./keys/add-fingerprint.ts')).addFingerprint },
      { name: 'rename', load: async () => (await import('./keys/change-fingerprint.ts')).renameFingerprint },
      { name: 'remove', load: async () => (await import('./keys/change-fingerprint.ts')).removeFingerprint },
    ],
  },
  {
    name: 'blobs',
    summary: 'cli.blobs',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await import('./keys/blobs.ts')).listBlobs },
      { name: 'show', load: async () => (await readBlob()).showBlob },
      { name: 'export', load: async () => (await readBlob()).exportBlob },
      { name: 'delete', load: async () => (await import('./keys/delete-blob.ts')).deleteBlob },
    ],
  },
  { name: 'reset', load: async () => (await import('./keys/reset.ts')).resetKey },
  { name: 'identify', load: async () => (await import('./keys/identify.ts')).identify },
  { name: 'sign-in-test', load: async () => (await import('./keys/sign-in-test.ts')).testSignIn },
  { name: 'genuine', load: async () => (await import('./keys/genuine.ts')).checkGenuineness },
  {
    name: 'metadata',
    summary: 'cli.metadata',
    entries: [
      { name: 'import', load: async () => (await metadata()).importMetadata },
      { name: 'show', isDefault: true, load: async () => (await metadata()).showMetadata },
      { name: 'remove', load: async () => (await metadata()).removeMetadata },
    ],
  },
  { name: 'scan', load: async () => (await import('./keys/scan.ts')).scan },
  {
    name: 'check',
    summary: 'cli.check',
    entries: [
      { name: 'key', isDefault: true, load: async () => (await import('./check/check.ts')).checkKey },
      { name: 'list', load: async () => (await keptChecks()).listChecks },
      { name: 'slip', load: async () => (await keptChecks()).slipOfCheck },
      { name: 'note', load: async () => (await keptChecks()).noteOnCheck },
      { name: 'decide', load: async () => (await import('./check/decide-check.ts')).decideOnCheck },
    ],
  },
  { name: 'inventory', summary: 'cli.inventory', entries: inventoryTable },
  {
    name: 'backup',
    summary: 'cli.backup',
    entries: [
      { name: 'start', load: async () => (await backup()).startBackup },
      { name: 'status', isDefault: true, load: async () => (await backup()).showBackup },
      { name: 'read', load: async () => (await import('./backup/read-backup.ts')).readBackup },
      { name: 'tell', load: async () => (await backup()).tellBackup },
      { name: 'skip', load: async () => (await backup()).skipBackup },
      { name: 'resume', load: async () => (await backup()).resumeBackup },
      { name: 'close', load: async () => (await backup()).closeBackup },
    ],
  },
  {
    name: 'policy',
    summary: 'cli.policy',
    entries: [
      { name: 'apply', load: async () => (await policy()).applyPolicy },
      { name: 'show', isDefault: true, load: async () => (await policy()).showPolicy },
      { name: 'remove', load: async () => (await policy()).removePolicy },
    ],
  },
  { name: 'coverage', load: async () => (await import('./coverage/coverage.ts')).showCoverage },
  {
    name: 'catalogue',
    summary: 'cli.catalogue',
    entries: [
      { name: 'show', load: async () => (await catalogue()).showService },
      { name: 'correct', load: async () => (await catalogue()).correctService },
      { name: 'corrections', load: async () => (await catalogue()).listCorrections },
      { name: 'remove-correction', load: async () => (await catalogue()).removeCorrection },
      { name: 'export', load: async () => (await catalogue()).exportContribution },
      { name: 'advisories', load: async () => (await catalogue()).listAdvisories },
    ],
  },
  {
    name: 'loss',
    summary: 'cli.loss',
    entries: [
      { name: 'plan', load: async () => (await loss()).showPlan },
      { name: 'models', load: async () => (await import('./loss/forbidden-models.ts')).showForbiddenModels },
      { name: 'record', load: async () => (await loss()).recordLoss },
      { name: 'list', isDefault: true, load: async () => (await loss()).listLosses },
      { name: 'show', load: async () => (await loss()).showLoss },
      { name: 'tick', load: async () => (await loss()).tickLoss },
      { name: 'close', load: async () => (await loss()).closeLoss },
    ],
  },
  {
    name: 'reminders',
    summary: 'cli.reminders',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await reminders()).showReminders },
      { name: 'acknowledge', load: async () => (await reminders()).acknowledgeReminder },
      { name: 'snooze', load: async () => (await reminders()).snoozeReminder },
    ],
  },
  {
    name: 'report',
    summary: 'cli.report',
    entries: [
      { name: 'coverage', load: async () => (await report()).coverageReport },
      { name: 'inventory', load: async () => (await report()).inventoryReport },
      { name: 'recovery', load: async () => (await report()).recoveryReport },
      { name: 'backup', load: async () => (await report()).backupReport },
    ],
  },
  { name: 'doctor', load: async () => (await import('./doctor/doctor.ts')).doctor },
  { name: 'completion', load: async () => (await import('./completion/completion.ts')).completionOf(commandTable) },
];
