import { describe, expect, it } from 'vitest';
import { dataLocation } from '../../../../src-main/inventory/file/data-location.ts';

describe('where data are kept', () => {
  it.each([
    ['linux', '/home/hana', {}, '/home/hana/.local/share/sparekey'],
    ['linux', '/home/hana', { XDG_DATA_HOME: '/data' }, '/data/sparekey'],
    // XDG Base Directory 0.8: a relative path is ignored.
    ['linux', '/home/hana', { XDG_DATA_HOME: 'data' }, '/home/hana/.local/share/sparekey'],
    ['freebsd', '/home/hana', {}, '/home/hana/.local/share/sparekey'],
    ['darwin', '/Users/hana', { XDG_DATA_HOME: '/data' }, '/Users/hana/Library/Application Support/Sparekey'],
  ] as const)('on %s, %s, %o', (platform, home, environment, folder) => {
    expect(dataLocation({ platform, home, environment })).toEqual({
      folder,
      inventory: `${folder}/inventory.sparekey`,
      settings: `${folder}/settings.json`,
    });
  });

  it.each([
    [{ APPDATA: 'D:\\Roaming' }, 'D:\\Roaming\\Sparekey'],
    [{}, 'C:\\Users\\hana\\AppData\\Roaming\\Sparekey'],
    [{ APPDATA: 'Roaming' }, 'C:\\Users\\hana\\AppData\\Roaming\\Sparekey'],
  ] as const)('on Windows, %o', (environment, folder) => {
    const location = dataLocation({ platform: 'win32', home: 'C:\\Users\\hana', environment });
    expect(location).toMatchObject({ folder, inventory: `${folder}\\inventory.sparekey` });
  });

  it('is a folder of this user unless told otherwise', () => {
    expect(dataLocation().inventory).toMatch(/sparekey[/\\]inventory\.sparekey$/i);
  });
});
