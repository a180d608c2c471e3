// Where source files are tested. scripts/check-tests.mjs checks it.

/**
 * Folders of sources, and the folder in which tests repeat them: src-main/keys/key-queue.ts has
 * test/unit/keys/key-queue.test.ts.
 * @type {readonly { sources: string, tests: string }[]}
 */
export const testFolders = [
  { sources: 'src-main/', tests: 'test/unit/' },
  { sources: 'src-shared/', tests: 'test/unit/' },
  { sources: 'src-cli/', tests: 'test/unit/cli/' },
  { sources: 'src-virtual-key/', tests: 'test/unit/virtual-key/' },
  { sources: 'src-preload/', tests: 'test/unit/preload/' },
  { sources: 'src-renderer/', tests: 'test/component/' },
];

/**
 * @typedef {object} TestPlace
 * @property {string} sources a folder with everything below, or a file; "*" stands for any characters but "/"
 * @property {readonly string[]} tests test files and folders of them; one of them imports each of the sources, directly or not
 * @property {true} [asProgram] the tests run the built program, in which the sources are
 */

/**
 * Sources without a test file of their own name. The first line that fits counts.
 * @type {readonly TestPlace[]}
 */
export const testPlaces = [
  // The built program: what Electron runs is started by the window tests, what a shell runs by those of the command line.
  { sources: 'src-main/main.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/create-app.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/key-host.ts', tests: ['test/e2e/'], asProgram: true },
  {
    sources: 'src-main/report-maker.ts',
    tests: ['test/e2e/reports.test.ts', 'test/e2e/processes.test.ts'],
    asProgram: true,
  },
  { sources: 'src-preload/', tests: ['test/e2e/ipc.test.ts', 'test/e2e/pin-window.test.ts'], asProgram: true },
  { sources: 'src-renderer/main.tsx', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-renderer/pin-window/pin.ts', tests: ['test/e2e/pin-window.test.ts'], asProgram: true },
  { sources: 'src-cli/sparekey.ts', tests: ['test/integration/cli/built-command.test.ts'], asProgram: true },
  {
    sources: 'src-cli/terminal/real-terminal.ts',
    tests: ['test/integration/cli/built-command.test.ts'],
    asProgram: true,
  },
  { sources: 'src-cli/main.ts', tests: ['test/integration/cli/interrupted-command.test.ts'], asProgram: true },
  {
    sources: 'src-cli/terminal/end-*.ts',
    tests: ['test/integration/cli/interrupted-command.test.ts'],
    asProgram: true,
  },
  {
    sources: 'src-cli/terminal/secret-input.ts',
    tests: ['test/integration/cli/secrets-in-memory.test.ts'],
    asProgram: true,
  },
  { sources: 'src-cli/terminal/teletype.ts', tests: ['test/integration/cli/built-command.test.ts'], asProgram: true },
  {
    sources: 'src-main/inventory/file/memory-of-this-computer.ts',
    tests: ['test/integration/cli/built-command.test.ts'],
    asProgram: true,
  },
  {
    sources: 'src-virtual-key/uhid/run-uhid.ts',
    tests: ['test/hidraw/cases/virtual-key-program-cases.ts'],
    asProgram: true,
  },
  { sources: 'src-virtual-key/uhid/', tests: ['test/hidraw/'] },
  { sources: 'src-main/windows/appearance.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/windows/app-menu.ts', tests: ['test/e2e/desktop.test.ts'], asProgram: true },
  { sources: 'src-main/windows/chosen-files.ts', tests: ['test/e2e/reports.test.ts'], asProgram: true },
  { sources: 'src-main/windows/content-security-policy.ts', tests: ['test/e2e/security.test.ts'], asProgram: true },
  { sources: 'src-main/windows/create-*.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/windows/guarded-session.ts', tests: ['test/e2e/security.test.ts'], asProgram: true },
  {
    sources: 'src-main/windows/no-network.ts',
    tests: ['test/e2e/processes.test.ts', 'test/e2e/network/no-way-out.test.ts'],
    asProgram: true,
  },
  { sources: 'src-main/windows/json-file.ts', tests: ['test/unit/windows/'] },
  { sources: 'src-main/windows/show-notice.ts', tests: ['test/e2e/notices.test.ts'], asProgram: true },
  { sources: 'src-main/windows/tray.ts', tests: ['test/e2e/notices.test.ts'], asProgram: true },
  { sources: 'src-main/windows/read-licences.ts', tests: ['test/e2e/desktop.test.ts'], asProgram: true },
  { sources: 'src-main/windows/question-texts.ts', tests: ['test/unit/windows/ask-in-dialog.test.ts'] },
  { sources: 'src-main/windows/*window*.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/supervision/app-paths.ts', tests: ['test/e2e/processes.test.ts'], asProgram: true },
  { sources: 'src-main/supervision/create-key-host.ts', tests: ['test/e2e/processes.test.ts'], asProgram: true },
  { sources: 'src-main/supervision/fork-key-host.ts', tests: ['test/e2e/processes.test.ts'], asProgram: true },
  { sources: 'src-main/supervision/make-pdf-apart.ts', tests: ['test/e2e/reports.test.ts'], asProgram: true },
  { sources: 'src-main/ipc/app-service.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/ipc/create-handlers.ts', tests: ['test/e2e/ipc.test.ts'], asProgram: true },
  { sources: 'src-main/ipc/key-service.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-main/ipc/open-catalogue-page.ts', tests: ['test/e2e/'], asProgram: true },
  {
    sources: 'src-main/demo/write-demo-documents.ts',
    tests: ['test/integration/cli/built-command.test.ts', 'test/e2e/'],
    asProgram: true,
  },
  { sources: 'src-main/key-host/demo-core.ts', tests: ['test/e2e/'], asProgram: true },
  { sources: 'src-shared/ipc/pin-port-channel.ts', tests: ['test/e2e/pin-window.test.ts'], asProgram: true },
  // Keys, from the bytes to the operations.
  { sources: 'src-main/cbor/', tests: ['test/unit/cbor/'] },
  { sources: 'src-main/ctap2/', tests: ['test/unit/ctap2/'] },
  {
    sources: 'src-main/attestation/',
    tests: ['test/unit/attestation/', 'test/integration/keys/sign-in-test.test.ts'],
  },
  {
    sources: 'src-main/metadata/',
    tests: ['test/unit/metadata/', 'test/unit/attestation/', 'test/integration/cli/genuine-commands.test.ts'],
  },
  { sources: 'src-main/ctaphid/', tests: ['test/unit/ctaphid/'] },
  { sources: 'src-main/hid/', tests: ['test/unit/hid/'] },
  { sources: 'src-main/vendor/', tests: ['test/unit/vendor/'] },
  { sources: 'src-main/keychain/', tests: ['test/unit/inventory/other-systems.test.ts'] },
  { sources: 'src-main/keys/', tests: ['test/unit/keys/', 'test/integration/keys/'] },
  { sources: 'src-main/key-host/', tests: ['test/unit/key-host/', 'test/unit/supervision/'] },
  { sources: 'src-main/create-core.ts', tests: ['test/integration/keys/'] },
  { sources: 'src-virtual-key/', tests: ['test/unit/virtual-key/'] },
  // What is remembered, imported and written.
  { sources: 'src-main/inventory/', tests: ['test/unit/inventory/', 'test/unit/ipc/'] },
  { sources: 'src-main/encodings/', tests: ['test/unit/encodings/find-encodings.test.ts'] },
  { sources: 'src-main/imports/', tests: ['test/unit/imports/'] },
  { sources: 'src-main/policy/parse-profile.ts', tests: ['test/unit/check/'] },
  { sources: 'src-main/policy/', tests: ['test/unit/policy/'] },
  { sources: 'src-main/check/', tests: ['test/unit/check/', 'test/integration/cli/'] },
  { sources: 'src-shared/check/', tests: ['test/unit/check/'] },
  { sources: 'src-main/reports/', tests: ['test/unit/reports/'] },
  { sources: 'src-main/demo/', tests: ['test/unit/demo/', 'test/integration/cli/'] },
  // The desktop program.
  { sources: 'src-main/ipc/', tests: ['test/unit/ipc/'] },
  { sources: 'src-main/network/', tests: ['test/unit/network/'] },
  // The command line.
  { sources: 'src-cli/', tests: ['test/integration/cli/'] },
  // What runs anywhere.
  { sources: 'src-shared/catalogue/', tests: ['test/unit/catalogue/'] },
  { sources: 'src-shared/coverage/', tests: ['test/unit/coverage/'] },
  { sources: 'src-shared/guide/', tests: ['test/unit/guide/'] },
  { sources: 'src-shared/ipc/', tests: ['test/unit/ipc/'] },
  { sources: 'src-shared/operations/', tests: ['test/unit/keys/', 'test/unit/ipc/', 'test/integration/keys/'] },
  { sources: 'src-shared/plans/', tests: ['test/unit/plans/'] },
  { sources: 'src-shared/policy/', tests: ['test/unit/policy/'] },
  { sources: 'src-shared/hid/', tests: ['test/unit/hid/'] },
  { sources: 'src-shared/public-suffix/', tests: ['test/unit/public-suffix/', 'test/unit/network/', 'test/unit/ipc/'] },
  { sources: 'src-shared/reports/', tests: ['test/unit/reports/'] },
  { sources: 'src-shared/key-facts/', tests: ['test/unit/key-facts/', 'test/integration/cli/key-facts.test.ts'] },
  {
    sources: 'src-shared/i18n/',
    tests: [
      'test/unit/i18n/',
      'test/unit/plans/',
      'test/unit/policy/',
      'test/unit/check/',
      'test/unit/reports/',
      'test/component/',
    ],
  },
  { sources: 'src-shared/lib/', tests: ['test/unit/', 'test/component/'] },
  { sources: 'src-shared/domain/', tests: ['test/unit/'] },
  // The window.
  { sources: 'src-renderer/features/activity/', tests: ['test/component/activity-view.test.tsx'] },
  { sources: 'src-renderer/features/backup/', tests: ['test/component/backup-view.test.tsx'] },
  { sources: 'src-renderer/features/catalogue/', tests: ['test/component/catalogue.test.tsx'] },
  {
    sources: 'src-renderer/features/coverage/',
    tests: [
      'test/component/coverage-*.test.tsx',
      'test/component/account-details.test.tsx',
      'test/component/unread-keys.test.tsx',
    ],
  },
  { sources: 'src-renderer/features/demo/', tests: ['test/component/shell.test.tsx'] },
  { sources: 'src-renderer/features/devices/', tests: ['test/component/devices.test.tsx'] },
  { sources: 'src-renderer/features/first-run/', tests: ['test/component/first-run.test.tsx'] },
  { sources: 'src-renderer/features/import/', tests: ['test/component/import.test.tsx'] },
  { sources: 'src-renderer/features/inventory/', tests: ['test/component/inventory-*.test.tsx'] },
  {
    sources: 'src-renderer/features/keys/',
    tests: [
      'test/component/keys-view.test.tsx',
      'test/component/passkeys-tab.test.tsx',
      'test/component/delete-dialog.test.tsx',
      'test/component/remember-key.test.tsx',
      'test/component/key-settings.test.tsx',
    ],
  },
  { sources: 'src-renderer/features/reset/', tests: ['test/component/key-reset.test.tsx'] },
  { sources: 'src-renderer/features/loss/', tests: ['test/component/loss-view.test.tsx'] },
  { sources: 'src-renderer/features/policy/', tests: ['test/component/policy-view.test.tsx'] },
  { sources: 'src-renderer/features/questions/', tests: ['test/component/question-dialog.test.tsx'] },
  {
    sources: 'src-renderer/features/records/',
    tests: ['test/component/other-way-dialog.test.tsx', 'test/component/method-guide.test.tsx'],
  },
  { sources: 'src-renderer/features/reminders/', tests: ['test/component/reminders.test.tsx'] },
  { sources: 'src-renderer/features/reports/', tests: ['test/component/export-dialog.test.tsx'] },
  { sources: 'src-renderer/features/settings/', tests: ['test/component/settings-view.test.tsx'] },
  { sources: 'src-renderer/input/', tests: ['test/component/otp-burst.test.tsx'] },
  { sources: 'src-renderer/pin-window/', tests: ['test/component/pin-window/'] },
  { sources: 'src-renderer/', tests: ['test/component/'] },
];
