import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { zones } from '../../../scripts/import-rules.mjs';
import { lengthRules, nameRules } from '../../../scripts/source-rules.mjs';
import {
  fits,
  importOffence,
  importsOf,
  isBarrel,
  lengthOf,
  withoutComments,
  nameOffences,
  zoneOf,
} from '../../../scripts/lib/check-source.mjs';

const value = (/** @type {string} */ specifier) => ({ specifier, line: 3, typeOnly: false });
const type = (/** @type {string} */ specifier) => ({ specifier, line: 3, typeOnly: true });
const parse = (/** @type {string} */ text) => parseSync('a.ts', text);

describe('the import table', () => {
  it.each([
    ['src-main/ctap2/commands/get-info.ts', '../../../src-shared/hid/hid-transport.ts'],
    ['src-main/ctaphid/open-channel.ts', '../hid/report-size.ts'],
    ['src-main/ctap2/commands/get-info.ts', 'node-hid'],
    ['src-main/ctaphid/framing.ts', '../cbor/decode-cbor.ts'],
    ['src-main/keys/list.ts', '../inventory/inventory.ts'],
    ['src-main/keys/list.ts', 'electron'],
    ['src-main/windows/main-window.ts', '../create-core.ts'],
    ['src-main/ipc/keys-handlers.ts', '../windows/main-window.ts'],
    ['src-main/ipc/keys-handlers.ts', '../supervision/key-host-supervisor.ts'],
    ['src-main/ipc/keys-handlers.ts', '../create-app.ts'],
    ['src-main/ipc/backup-handlers.ts', '../network/ask-passkey-endpoints.ts'],
    ['src-main/supervision/fork-key-host.ts', '../ipc/ipc-registry.ts'],
    ['src-main/windows/main-window.ts', '../hid/node-hid-transport.ts'],
    ['src-main/main.ts', 'node-hid'],
    ['src-shared/coverage/gaps.ts', 'node:fs'],
    ['src-shared/coverage/gaps.ts', '../ipc/contract.ts'],
    ['src-shared/lib/hex.ts', 'zod'],
    ['src-virtual-key/codec/cbor.ts', '../../src-main/cbor/decode-cbor.ts'],
    ['src-virtual-key/codec/cbor.ts', '../../src-shared/lib/hex.ts'],
    ['src-virtual-key/hid/hid-device.ts', '../../src-main/hid/report-size.ts'],
    ['src-renderer/app.tsx', '../src-shared/hid/hid-transport.ts'],
    ['src-renderer/app.tsx', '../src-main/keys/key-manager.ts'],
    ['src-renderer/app.tsx', 'electron'],
    ['src-renderer/app.tsx', 'node:path'],
    ['src-renderer/app.tsx', 'zod'],
    ['src-renderer/app.tsx', '../src-shared/domain/settings-schema.ts'],
    ['src-renderer/app.tsx', '../src-shared/ipc/contract.ts'],
    ['src-renderer/app.tsx', '../src-shared/public-suffix/site-of.ts'],
    ['src-renderer/app.tsx', '../src-shared/public-suffix/check-correction.ts'],
    ['src-shared/domain/settings.ts', 'zod'],
    ['src-shared/coverage/gaps.ts', 'tldts'],
    ['src-cli/sparekey.ts', '../src-main/hid/node-hid-transport.ts'],
    ['src-preload/preload.ts', '../src-shared/coverage/gaps.ts'],
    ['src-main/keys/list.ts', '../../test/helpers/keys.ts'],
    ['scripts/lib/build.mjs', 'vite'],
  ])('refuses %s → %s', (path, specifier) => {
    const offence = importOffence(zones, path, value(specifier));
    expect(offence).toContain(`${path}:3 imports ${specifier}`);
    expect(offence).toContain(`rule "${zoneOf(zones, path)?.name}"`);
    expect(offence).toMatch(/Instead: .{20,}/);
  });

  it.each([
    ['src-main/ctap2/commands/get-info.ts', '../../ctaphid/ctaphid-channel.ts'],
    ['src-main/ctaphid/open-channel.ts', '../../src-shared/hid/hid-transport.ts'],
    ['src-main/keys/list.ts', '../../src-shared/hid/hid-error.ts'],
    ['src-main/keys/list.ts', '../../src-shared/domain/credential.ts'],
    ['src-main/cbor/encode-cbor.ts', 'cbor-x/index-no-eval'],
    ['src-main/create-core.ts', '../src-virtual-key/hid/virtual-transport.ts'],
    ['src-virtual-key/hid/virtual-transport.ts', '../../src-shared/hid/hid-transport.ts'],
    ['src-renderer/app.tsx', './app.module.css'],
    ['src-renderer/app.tsx', 'react/jsx-runtime'],
    ['src-shared/i18n/catalogues.ts', './en/common.json'],
    ['src-cli/sparekey.ts', '../src-main/create-core.ts'],
    ['test/unit/a.test.ts', '../../src-main/hid/node-hid-transport.ts'],
  ])('lets %s → %s pass', (path, specifier) => {
    expect(importOffence(zones, path, value(specifier))).toBeNull();
  });

  it('lets ipc have the types of the network, not its code', () => {
    const path = 'src-main/ipc/backup-handlers.ts';
    expect(importOffence(zones, path, type('../network/ask-passkey-endpoints.ts'))).toBeNull();
    expect(importOffence(zones, path, value('../network/ask-passkey-endpoints.ts'))).not.toBeNull();
  });

  it('lets the window have the types of the contract, and what is loaded when it is needed', () => {
    expect(importOffence(zones, 'src-renderer/api.ts', type('../src-shared/ipc/contract.ts'))).toBeNull();
    expect(importOffence(zones, 'src-renderer/api.ts', type('../src-shared/domain/settings-schema.ts'))).not.toBeNull();
    const lazy = (/** @type {string} */ specifier) => ({ ...value(specifier), lazy: true });
    expect(
      importOffence(zones, 'src-renderer/app.tsx', lazy('../src-shared/public-suffix/check-correction.ts')),
    ).toBeNull();
    expect(
      importOffence(zones, 'src-renderer/app.tsx', lazy('../src-shared/public-suffix/assign-rp-id.ts')),
    ).not.toBeNull();
  });

  it('does not take a package for another whose name it begins with', () => {
    expect(importOffence(zones, 'src-renderer/app.tsx', value('react-evil'))).not.toBeNull();
  });

  it('names only zones that exist', () => {
    const names = new Set(zones.map((zone) => zone.name));
    for (const zone of zones) {
      for (const name of zone.zones) expect(names, `${zone.name} may import "${name}"`).toContain(name);
      const zonesOfTypes = (zone.typesFrom ?? []).filter((name) => !name.includes('/'));
      for (const name of zonesOfTypes) expect(names, `${zone.name} may import types of "${name}"`).toContain(name);
    }
  });

  it('lets no two top folders import each other, not even types', () => {
    const topOf = (/** @type {string} */ path) => path.split('/')[0] ?? '';
    const filesOf = (/** @type {string} */ name) => zones.find((zone) => zone.name === name)?.files ?? [name];
    const arrows = new Set(
      zones.flatMap((zone) => {
        const targets = [...zone.zones, ...(zone.typesFrom ?? []), ...(zone.interfaces ?? [])].flatMap(filesOf);
        return zone.files.flatMap((file) => targets.map((target) => `${topOf(file)} → ${topOf(target)}`));
      }),
    );
    const bothWays = [...arrows].filter((arrow) => {
      const [from, to] = arrow.split(' → ');
      return from !== to && arrows.has(`${to} → ${from}`);
    });
    expect(arrows).toContain('src-main → src-virtual-key');
    expect(bothWays).toEqual([]);
  });
});

describe('reading a module', () => {
  it('finds static, type-only, re-exporting and dynamic imports with their lines', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from './b.ts';",
      "export { c } from './c.ts';",
      "import './style.css';",
      "const d = await import('./d.ts');",
    ].join('\n');
    const { imports, dynamic } = importsOf(parse(text), text);
    expect(imports).toEqual([
      { specifier: './a.ts', line: 1, typeOnly: false },
      { specifier: './b.ts', line: 2, typeOnly: true },
      { specifier: './style.css', line: 4, typeOnly: false },
      { specifier: './c.ts', line: 3, typeOnly: false },
    ]);
    expect(dynamic).toEqual([{ specifier: './d.ts', line: 5, typeOnly: false, lazy: true }]);
  });

  it('knows a barrel', () => {
    expect(isBarrel(parse("export { a } from './a.ts';\nexport * from './b.ts';"))).toBe(true);
    expect(isBarrel(parse("export { a } from './a.ts';\nexport const b = 1;"))).toBe(false);
    expect(isBarrel(parse(''))).toBe(false);
  });
});

describe('names that belong to one place', () => {
  it.each([
    ['src-main/windows/main-window.ts', "ipcMain.handle('x', f);", 'ipcMain'],
    ['src-renderer/api.ts', "ipcRenderer.send('x');", 'ipcRenderer'],
    ['src-main/keys/list.ts', 'const a = b as unknown as C;', 'as unknown as'],
    ['src-main/windows/main-window.ts', "window.webContents.send('x');", 'webContents.send'],
    ['src-virtual-key/x.ts', 'const n = Math.random();', 'Math.random'],
    ['src-renderer/x.tsx', 'node.innerHTML = text;', 'innerHTML'],
    ['src-main/keys/list.ts', 'const p = Promise.try(f);', 'Promise.try'],
    ['src-main/keys/list.ts', "console.log('x');", 'console.log('],
    ['src-cli/x.ts', "text.normalize('NFKC')", "normalize('NF"],
  ])('refuses in %s: %s', (path, code, word) => {
    const offences = nameOffences(nameRules, path, code);
    expect(offences).toHaveLength(1);
    expect(offences[0]).toContain(`${path}:1 uses ${word}`);
  });

  it.each([
    ["ipcRenderer.sendSync('x');", 'sendSync'],
    ["contents.executeJavaScript('x');", 'executeJavaScript'],
    ["contents.insertCSS('x');", 'insertCSS'],
    ["import { webFrame } from 'electron';", 'webFrame'],
  ])('K-13 refuses everywhere: %s', (code, word) => {
    const offences = nameOffences(nameRules, 'src-preload/preload.ts', code);
    expect(offences).toContainEqual(expect.stringContaining(`uses ${word}`));
  });

  it('refuses fake timers that let the real clock through', () => {
    const fake = (/** @type {string} */ names) =>
      nameOffences(nameRules, 'test/a.ts', `vi.useFakeTimers({ toFake: [${names}] });`);
    expect(fake("'setTimeout'")).toHaveLength(1);
    expect(fake("'setTimeout', 'Date'")).toEqual([]);
  });

  it('looks at code, not at comments', () => {
    const text = '// never ipcMain here\nexport const a = 1; /* as unknown as */';
    expect(nameOffences(nameRules, 'src-main/windows/a.ts', withoutComments(parse(text), text))).toEqual([]);
  });

  it('lets the one place use them', () => {
    expect(nameOffences(nameRules, 'src-main/ipc/register-handlers.ts', "ipcMain.handle('x', f)")).toEqual([]);
    expect(nameOffences(nameRules, 'src-preload/preload.ts', "ipcRenderer.invoke('x')")).toEqual([]);
  });
});

describe('file length', () => {
  const lines = (/** @type {number} */ count) => 'a\n'.repeat(count);

  it.each([
    ['src-main/a.ts', 200, 'fine'],
    ['src-main/a.ts', 201, 'long'],
    ['src-main/a.ts', 400, 'long'],
    ['src-main/a.ts', 401, 'too-long'],
    ['test/unit/a.test.ts', 400, 'fine'],
    ['test/unit/a.test.ts', 801, 'too-long'],
    ['test/vectors/a.ts', 4000, 'fine'],
    ['docs/a.ts', 4000, 'fine'],
  ])('%s with %i lines is %s', (path, count, verdict) => {
    expect(lengthOf(lengthRules, path, lines(count))).toEqual({ lines: count, verdict });
  });
});

describe('patterns', () => {
  it('match folders, starts of names, and files with a star', () => {
    expect(fits('src-main/windows/', 'src-main/windows/a/b.ts')).toBe(true);
    expect(fits('src-', 'src-cli/a.ts')).toBe(true);
    expect(fits('src-main/create-app*.ts', 'src-main/create-app-menu.ts')).toBe(true);
    expect(fits('src-main/create-app*.ts', 'src-main/create-app/menu.ts')).toBe(false);
    expect(fits('src-main/main.ts', 'src-main/mainXts')).toBe(false);
  });
});
