import type { TopicEntry } from '../../program/command.ts';

const keyRecords = () => import('./key-records.ts');
const choices = () => import('./choices.ts');
const files = () => import('./files.ts');
const protection = () => import('./protection.ts');
const told = () => import('./manual-enrolments.ts');
const ways = () => import('./other-ways.ts');
const devices = () => import('./devices.ts');
const questions = () => import('./questions.ts');
const accounts = () => import('./accounts.ts');

/** The commands of `inventory` in the order of help. */
export const inventoryTable: TopicEntry['entries'] = [
  { name: 'keys', isDefault: true, load: async () => (await keyRecords()).listInventoryKeys },
  { name: 'remember', load: async () => (await import('./remember-key.ts')).rememberKey },
  { name: 'edit', load: async () => (await keyRecords()).editInventoryKey },
  { name: 'found', load: async () => (await choices()).markFound },
  { name: 'importance', load: async () => (await choices()).markImportance },
  { name: 'preferences', load: async () => (await choices()).setPreferences },
  { name: 'forget', load: async () => (await keyRecords()).forgetInventoryKey },
  { name: 'services', load: async () => (await keyRecords()).listServices },
  {
    name: 'told',
    summary: 'cli.inventory.told',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await told()).listManual },
      { name: 'add', load: async () => (await told()).addManual },
      { name: 'remove', load: async () => (await told()).removeManual },
    ],
  },
  {
    name: 'ways',
    summary: 'cli.inventory.ways',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await ways()).listWays },
      { name: 'add', load: async () => (await ways()).addWay },
      { name: 'edit', load: async () => (await ways()).editWay },
      { name: 'remove', load: async () => (await ways()).removeWay },
    ],
  },
  {
    name: 'devices',
    summary: 'cli.devices',
    entries: [
      { name: 'list', isDefault: true, load: async () => (await devices()).listDevices },
      { name: 'add', load: async () => (await devices()).addDevice },
      { name: 'edit', load: async () => (await devices()).editDevice },
      { name: 'remove', load: async () => (await devices()).removeDevice },
      { name: 'lost', load: async () => (await devices()).markDeviceLost },
      { name: 'found', load: async () => (await devices()).markDeviceFound },
    ],
  },
  { name: 'questions', load: async () => (await questions()).listQuestions },
  { name: 'answer', load: async () => (await questions()).answerQuestion },
  { name: 'accounts', load: async () => (await accounts()).listAccounts },
  { name: 'attach', load: async () => (await accounts()).attachRecord },
  { name: 'same-account', load: async () => (await accounts()).sameAccount },
  { name: 'separate', load: async () => (await accounts()).separateAccounts },
  { name: 'service-of', load: async () => (await accounts()).assignService },
  { name: 'history', load: async () => (await keyRecords()).showHistory },
  { name: 'export', load: async () => (await files()).exportInventory },
  { name: 'import', load: async () => (await files()).importInventory },
  { name: 'import-csv', load: async () => (await import('./import-csv.ts')).importCsv },
  { name: 'backup', load: async () => (await files()).backUpInventory },
  { name: 'restore', load: async () => (await files()).restoreInventory },
  { name: 'accept', load: async () => (await files()).acceptInventory },
  { name: 'start-anew', load: async () => (await files()).startFromScratch },
  { name: 'erase', load: async () => (await files()).eraseInventory },
  { name: 'status', load: async () => (await protection()).showStatus },
  { name: 'keychain', load: async () => (await protection()).setKeychain },
  { name: 'recovery-code', load: async () => (await protection()).makeRecoveryCode },
  {
    name: 'passphrase',
    summary: 'cli.inventory.passphrase',
    entries: [
      { name: 'set', load: async () => (await protection()).setPassphrase },
      { name: 'remove', load: async () => (await protection()).removePassphrase },
    ],
  },
];
