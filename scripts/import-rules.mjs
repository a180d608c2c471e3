// Who may import whom: the table of docs/architecture.md as data. scripts/check-imports.mjs holds the sources to it.
// A file belongs to the first zone one of whose patterns fits.

/**
 * @typedef {object} Zone
 * @property {string} name
 * @property {readonly string[]} files patterns from the project root: "folder/" (all below) or a file, "*" within one name
 * @property {readonly string[]} zones names of other zones it may import (its own files always)
 * @property {readonly string[]} [interfaces] single files of other zones it may import
 * @property {readonly string[]} [typesFrom] zones or files from which it may import types only
 * @property {readonly string[]} [lazy] single files that it may load by `import()` only, when they are needed
 * @property {readonly string[]} [packages] npm packages, their subpaths included
 * @property {'none' | 'any' | readonly string[]} node Node's own modules
 * @property {string} instead what to do instead of breaking the rule
 */

const domainZones = ['shared/lib', 'shared/domain'];
const schemaZones = [...domainZones, 'shared/schemas', 'shared/operations'];
const coverageZones = ['shared/catalogue', 'shared/coverage', 'shared/plans', 'shared/policy', 'shared/check'];
/** Zones that the window may load, too. */
const pageZones = [...domainZones, ...coverageZones, 'shared/ipc', 'shared/i18n', 'shared/key facts', 'shared/guide'];
const sharedZones = [
  ...pageZones,
  'shared/public suffix list',
  'shared/schemas',
  'shared/operations',
  'shared/contracts',
];
const errorTypes = ['src-main/ctaphid/ctaphid-error.ts', 'src-main/cbor/cbor-error.ts'];

/** @type {readonly Zone[]} */
export const zones = [
  {
    name: 'shared/lib',
    files: ['src-shared/lib/'],
    zones: [],
    packages: ['@noble/hashes'],
    node: 'none',
    instead:
      'src-shared/lib is tiny and depends on nothing but a hash: move what needs more into the folder that needs it.',
  },
  {
    name: 'shared/schemas',
    files: ['src-shared/domain/*-schema.ts'],
    zones: [...domainZones, 'shared/operations'],
    packages: ['zod'],
    node: 'none',
    instead: 'a schema checks a type of the domain: write the type and its lists into the file beside it, without zod.',
  },
  {
    name: 'shared/domain',
    files: ['src-shared/domain/'],
    zones: ['shared/lib'],
    typesFrom: ['shared/operations'],
    node: 'none',
    instead:
      'the domain is types and lists only: put its zod schema into X-schema.ts beside X.ts, behaviour where it is used, pure helpers into src-shared/lib.',
  },
  {
    name: 'shared/hid',
    files: ['src-shared/hid/'],
    zones: [],
    node: 'none',
    instead:
      'the HID interface is what real and simulated devices have in common: code that moves reports belongs to src-main/hid or src-virtual-key.',
  },
  {
    // What can be done with a key is part of the domain: a key's capabilities and the history are made of it.
    name: 'shared/operations',
    files: ['src-shared/operations/'],
    zones: schemaZones,
    packages: ['zod'],
    node: 'none',
    instead: 'an operation is described here by the domain alone: how it is run belongs to src-main/keys/operations.',
  },
  {
    // What parses messages; the window knows their types only.
    name: 'shared/contracts',
    files: [
      'src-shared/ipc/*contract.ts',
      'src-shared/ipc/host-message.ts',
      'src-shared/ipc/message-client.ts',
      'src-shared/ipc/message-server.ts',
      'src-shared/ipc/operation-leaves.ts',
      'src-shared/ipc/run-on-host.ts',
    ],
    zones: [...schemaZones, 'shared/ipc'],
    packages: ['zod'],
    node: 'none',
    instead:
      'the contract knows only the domain: add the type to src-shared/domain, and keep Electron in src-main/ipc and src-preload.',
  },
  {
    name: 'shared/ipc',
    files: ['src-shared/ipc/'],
    zones: domainZones,
    typesFrom: ['shared/contracts', 'shared/schemas'],
    node: 'none',
    instead:
      'preloads and windows load this: take types of the contract only (`import type`), and keep Electron in src-main/ipc and src-preload.',
  },
  {
    name: 'shared/catalogue',
    files: ['src-shared/catalogue/'],
    zones: domainZones,
    node: 'none',
    instead: 'the catalogue as a person corrected it knows no accounts: hold it against them in src-shared/coverage.',
  },
  {
    name: 'shared/coverage',
    files: ['src-shared/coverage/'],
    zones: [...domainZones, 'shared/catalogue'],
    node: 'none',
    instead: 'coverage is pure: let the caller pass in inventory, catalogue, the sites of hosts and the time.',
  },
  {
    name: 'shared/plans',
    files: ['src-shared/plans/'],
    zones: [...domainZones, 'shared/coverage'],
    node: 'none',
    instead: 'plans follow from an analysed inventory: what is true of an account is judged in src-shared/coverage.',
  },
  {
    // The list is large: the window gets what it says of hosts with the records that name them.
    name: 'shared/public suffix list',
    files: ['src-shared/public-suffix/'],
    zones: [...domainZones, 'shared/catalogue'],
    packages: ['tldts'],
    node: 'none',
    instead: 'here stands what cannot do without the public suffix list: what only needs a domain takes a `siteOf`.',
  },
  {
    name: 'shared/policy',
    files: ['src-shared/policy/'],
    zones: [...domainZones, 'shared/coverage'],
    node: 'none',
    instead: 'findings follow from an analysed inventory: what is true of an account is judged in src-shared/coverage.',
  },
  {
    name: 'shared/check',
    files: ['src-shared/check/'],
    zones: [...domainZones, 'shared/coverage'],
    node: 'none',
    instead:
      'a check is judged from what was read: let the caller pass in reading, catalogue, inventory, lists and the time.',
  },
  {
    name: 'shared/i18n',
    files: ['src-shared/i18n/'],
    zones: domainZones,
    typesFrom: [...coverageZones, 'shared/public suffix list'],
    packages: ['intl-messageformat'],
    node: 'none',
    instead: 'messages run anywhere: pass values in through the placeholders.',
  },
  {
    name: 'shared/key facts',
    files: ['src-shared/key-facts/'],
    zones: [...domainZones, 'shared/i18n'],
    node: 'none',
    instead:
      'facts of a key are formatted as it told them: what follows from them belongs to src-shared/coverage or src-shared/check.',
  },
  {
    name: 'shared/guide',
    files: ['src-shared/guide/'],
    zones: [],
    typesFrom: ['shared/domain', 'shared/i18n'],
    node: 'none',
    instead:
      'the guide lists which facts there are: its sentences are messages, and what follows for an account belongs to src-shared/coverage.',
  },
  {
    name: 'shared/reports',
    files: ['src-shared/reports/'],
    zones: [...domainZones, ...coverageZones, 'shared/i18n', 'shared/guide', 'shared/public suffix list'],
    node: 'none',
    instead: 'a report is data made of data: how it becomes a file belongs to src-main/reports.',
  },
  {
    name: 'catalogue',
    files: ['catalogue/'],
    zones: schemaZones,
    packages: ['zod'],
    node: 'none',
    instead: 'the catalogue is data with its schema: put logic over it into src-shared/coverage.',
  },
  {
    name: 'hid',
    files: ['src-main/hid/'],
    zones: ['shared/hid', 'shared/lib'],
    packages: ['node-hid'],
    node: 'any',
    instead: 'hid moves reports and knows nothing above it: interpret them in src-main/ctaphid.',
  },
  {
    name: 'ctaphid',
    files: ['src-main/ctaphid/'],
    zones: ['shared/hid', 'shared/lib'],
    node: ['node:crypto', 'node:timers/promises'],
    instead: 'ctaphid knows the HID interface (src-shared/hid) and bytes: decode CTAP in src-main/ctap2.',
  },
  {
    name: 'cbor',
    files: ['src-main/cbor/'],
    zones: ['shared/lib'],
    packages: ['cbor-x'],
    node: 'none',
    instead: 'cbor knows values and bytes: give meaning to them in the command files of src-main/ctap2.',
  },
  {
    name: 'ctap2',
    files: ['src-main/ctap2/'],
    zones: ['ctaphid', 'cbor', ...domainZones],
    node: ['node:crypto', 'node:util', 'node:zlib'],
    instead:
      'ctap2 speaks to a key only through CtapHidChannel: take the channel as an argument; what a person asks for lives in src-main/keys.',
  },
  {
    name: 'attestation',
    files: ['src-main/attestation/', 'src-main/metadata/'],
    zones: ['cbor', 'ctap2', 'files', ...domainZones],
    interfaces: ['src-main/inventory/file/safe-file.ts', 'src-main/inventory/file/storage-failure.ts'],
    packages: ['@peculiar/asn1-schema', '@peculiar/asn1-x509', 'jose', 'zod'],
    node: ['node:crypto', 'node:fs', 'node:path'],
    instead:
      'here what a key signed is verified, and held against metadata: asking the key belongs to src-main/keys, choosing a file to its callers.',
  },
  {
    name: 'vendor',
    files: ['src-main/vendor/'],
    zones: ['ctaphid', 'cbor', 'ctap2', ...domainZones],
    node: ['node:crypto'],
    instead: 'vendor commands are CTAP-level additions: take the channel as an argument and decide in src-main/keys.',
  },
  {
    name: 'keychain',
    files: ['src-main/keychain/'],
    zones: [],
    packages: ['@napi-rs/keyring'],
    node: 'none',
    instead: 'the keychain keeps bytes under a name: what they mean is known in src-main/inventory and src-main/keys.',
  },
  {
    // It looks at what this computer does to hidraw nodes, besides what the keys zone may.
    name: 'keys: doctor',
    files: ['src-main/keys/doctor.ts'],
    zones: ['keys', 'shared/hid', ...sharedZones, 'catalogue'],
    interfaces: ['src-main/hid/windows-elevation.ts'],
    node: 'any',
    instead: 'doctor only looks at files of the system: what speaks to keys goes through ctap2.',
  },
  {
    name: 'keys',
    files: ['src-main/keys/'],
    zones: ['shared/hid', 'ctap2', 'vendor', 'keychain', 'keys: doctor', ...sharedZones, 'catalogue'],
    interfaces: [...errorTypes, 'src-main/ctaphid/open-channel.ts', 'src-main/ctaphid/ctaphid-commands.ts'],
    typesFrom: ['ctaphid', 'cbor'],
    node: ['node:crypto', 'node:timers/promises', 'node:util', 'node:events'],
    instead:
      'keys asks through ctap2 and the HID interface: add a command to src-main/ctap2/commands; storing belongs to src-main/inventory.',
  },
  {
    name: 'inventory',
    files: ['src-main/inventory/'],
    zones: ['keychain', ...sharedZones, 'catalogue'],
    packages: ['kysely', '@photostructure/sqlite', 'zod'],
    node: 'any',
    instead:
      'the inventory knows no keys that are plugged in and no Electron: pass readings and paths in as domain values.',
  },
  {
    name: 'files',
    files: ['src-main/files/'],
    zones: domainZones,
    node: ['node:fs', 'node:fs/promises'],
    instead:
      'here files are read as bytes: what they mean is read in src-main/imports, src-main/policy and the inventory.',
  },
  {
    name: 'encodings',
    files: ['src-main/encodings/'],
    zones: domainZones,
    packages: ['chardet'],
    node: 'none',
    instead:
      'which encoding bytes are of is found out here: what the text means is read in src-main/imports and src-main/policy.',
  },
  {
    name: 'policy',
    files: ['src-main/policy/'],
    zones: ['encodings', ...schemaZones, 'shared/i18n'],
    packages: ['yaml', 'zod'],
    node: 'none',
    instead: 'reading a policy is text in, policy or problems out: hold it against an inventory in src-shared/policy.',
  },
  {
    name: 'imports',
    files: ['src-main/imports/'],
    zones: ['encodings', 'inventory', ...sharedZones],
    packages: ['csv-parse'],
    node: 'none',
    instead:
      'an import plans from bytes and an inventory that it is given: files are chosen in src-main/windows and src-cli.',
  },
  {
    name: 'check',
    files: ['src-main/check/'],
    zones: ['imports', ...sharedZones, 'catalogue'],
    typesFrom: ['inventory'],
    node: ['node:crypto'],
    instead:
      'a check gets the key’s answers, the inventory and the lists: what is concluded of them belongs to src-shared/check.',
  },
  {
    name: 'reports',
    files: ['src-main/reports/'],
    zones: [...sharedZones, 'shared/reports'],
    packages: ['pdfmake', '@expo-google-fonts/biz-udpgothic', 'zod'],
    node: 'any',
    instead:
      'reports make files of data that is handed in: reading the inventory and choosing a file name belong to the caller.',
  },
  {
    name: 'report maker',
    files: ['src-main/report-maker.ts'],
    zones: ['reports', 'shared/reports'],
    node: 'none',
    instead: 'the process that lays out a PDF gets a document and gives bytes: it needs nothing else.',
  },
  {
    name: 'demo inventory',
    files: ['src-main/demo/open-demo-inventory.ts', 'src-main/demo/open-demo-metadata.ts'],
    zones: ['inventory', 'attestation', ...domainZones],
    node: ['node:fs/promises', 'node:path'],
    instead:
      'the inventory of the demonstration is made by the build: what makes it belongs beside make-demo-document.ts.',
  },
  {
    name: 'core',
    files: ['src-main/create-core.ts', 'src-main/demo/', 'src-main/key-host.ts', 'src-main/key-host/'],
    typesFrom: ['demo inventory'],
    zones: [
      'shared/hid',
      'hid',
      'ctaphid',
      'ctap2',
      'cbor',
      'keys',
      'keys: doctor',
      'keychain',
      'vendor',
      'secrets',
      'inventory',
      ...sharedZones,
      'catalogue',
      'virtual key',
    ],
    node: 'any',
    instead: 'the core runs in plain Node as well: windows, menus and Electron belong to src-main/windows.',
  },
  {
    name: 'secrets',
    files: ['src-main/secrets/'],
    zones: ['shared/lib', 'shared/ipc'],
    node: ['node:crypto'],
    instead:
      'a recipient of secrets opens what was sealed for it: what becomes of the secret is decided by its caller.',
  },
  {
    name: 'network',
    files: ['src-main/network/'],
    zones: ['shared/lib', 'shared/plans', 'shared/public suffix list'],
    node: ['node:dns', 'node:dns/promises', 'node:http', 'node:https', 'node:net', 'node:tls'],
    instead: 'the only way to a network asks one website for one document: whether it may is decided by its caller.',
  },
  {
    name: 'supervision',
    files: ['src-main/supervision/'],
    zones: [...sharedZones, 'shared/reports'],
    packages: ['electron'],
    node: ['node:child_process', 'node:fs', 'node:path', 'node:url'],
    instead:
      'supervision starts, watches and ends processes: what a window asks is answered in src-main/ipc, and create-app.ts joins the two.',
  },
  {
    name: 'ipc',
    files: ['src-main/ipc/'],
    zones: [
      'inventory',
      'attestation',
      'policy',
      'imports',
      'check',
      'reports',
      'secrets',
      ...sharedZones,
      'shared/reports',
    ],
    typesFrom: ['catalogue', 'network'],
    packages: ['electron', 'zod'],
    node: 'none',
    instead:
      'ipc answers windows and knows neither them nor the processes beside it: name what it needs in an interface here, and let create-app.ts pass it in.',
  },
  {
    name: 'windows',
    files: ['src-main/windows/'],
    zones: ['ipc', 'supervision', 'inventory', 'reports', 'files', ...sharedZones],
    packages: ['electron'],
    node: ['node:fs', 'node:fs/promises', 'node:path'],
    instead: 'windows show pages and ask the person: what a page asks is answered in src-main/ipc.',
  },
  {
    name: 'desktop app',
    files: ['src-main/create-app*.ts', 'src-main/main.ts'],
    zones: [
      'windows',
      'supervision',
      'ipc',
      'network',
      'inventory',
      'attestation',
      'policy',
      'imports',
      'reports',
      ...sharedZones,
      'shared/reports',
      'catalogue',
      'demo inventory',
    ],
    packages: ['electron'],
    node: 'any',
    instead: 'the main process never touches a key: send a request to the key host (a leaf of src-shared/ipc).',
  },
  {
    name: 'virtual key',
    files: ['src-virtual-key/'],
    zones: ['shared/hid'],
    node: 'any',
    instead:
      'a simulated key that shares our codecs cannot catch their faults: write it again here (src-virtual-key/codec).',
  },
  {
    name: 'preload',
    files: ['src-preload/'],
    zones: ['shared/ipc'],
    typesFrom: ['shared/contracts'],
    packages: ['electron'],
    node: 'none',
    instead: 'a preload exposes the derived API and nothing else: add a leaf to src-shared/ipc/contract.ts.',
  },
  {
    name: 'command line',
    files: ['src-cli/'],
    zones: [
      'core',
      'demo inventory',
      'inventory',
      'attestation',
      'files',
      'policy',
      'imports',
      'check',
      'reports',
      ...sharedZones,
      'shared/reports',
      'catalogue',
    ],
    typesFrom: ['keys', 'ctap2'],
    // Whether a key is plugged in is asked before anything that speaks to keys is loaded.
    // A program that ends asks what the system still holds; a system that shows no keys is a failure as any other.
    interfaces: [
      'src-main/ctap2/pin-uv-auth/pin.ts',
      'src-main/keys/doctor.ts',
      'src-main/keys/guided-reset.ts',
      'src-main/hid/linux-hidraw.ts',
      'src-main/hid/native-limit.ts',
      'src-main/hid/windows-elevation.ts',
      'src-shared/hid/hid-error.ts',
    ],
    packages: ['commander', 'zod', 'get-east-asian-width'],
    node: 'any',
    instead:
      'the command line parses and prints: put logic into src-main/keys, src-main/inventory or src-shared/coverage.',
  },
  {
    name: 'renderer',
    files: ['src-renderer/'],
    zones: pageZones,
    typesFrom: ['shared/contracts', 'shared/public suffix list'],
    lazy: ['src-shared/public-suffix/check-correction.ts'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'react-aria-components',
      'react-aria',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
    ],
    node: 'none',
    instead:
      'the page is sandboxed and small: ask through src-renderer/api.ts (a leaf of src-shared/ipc/contract.ts), take types and lists from src-shared/domain/X.ts, and leave schemas, zod and the public suffix list to the main process.',
  },
  {
    name: 'default app',
    files: ['scripts/default-app/'],
    zones: [],
    packages: ['electron'],
    node: 'any',
    instead: 'it is packed alone into default_app.asar: it has Electron and Node, and no packages.',
  },
  {
    name: 'scripts',
    files: ['scripts/'],
    zones: [],
    // The lab machine's own scripts keep to the same rule.
    interfaces: ['test/hidraw/lab/*.mjs'],
    node: 'any',
    instead:
      'scripts run on a bare Node before anything is installed: import packages with `await import()` where they are needed.',
  },
];
