import { describe, expect, it } from 'vitest';
import { loadOtherWays } from '../../../../catalogue/other-ways.ts';
import { loadServices } from '../../../../catalogue/services.ts';
import { passwordOf, wayOf } from '../coverage-fixtures.ts';
import { accountAt, analyse, keyA, keyB, readOn, tell } from './tell.ts';

const providers = new Map(loadOtherWays().map((provider) => [provider.id, provider]));

function serviceName(serviceId: string, language: string): string {
  const service = loadServices().find(({ id }) => id === serviceId);
  return (language === 'ja' ? service?.nameJa : null) ?? service?.name ?? '';
}

/** Ids of the catalogue of other ways in, with the service at which each is tried. */
const synced = ['roboform', 'google-password-manager', 'apple-icloud-keychain', '1password', 'bitwarden', 'keeper'];

describe('other ways in, from the record to the sentence', () => {
  it('FIDO2 security key: two read keys survive', () => {
    const report = analyse({ enrolments: readOn([keyA, keyB], 'github.com') });
    expect(tell(report, 'github')).toMatchInlineSnapshot(`
      {
        "en": [
          "GitHub: Survives any one loss.",
        ],
        "ja": [
          "GitHub: どれを失っても開ける.",
        ],
      }
    `);
  });

  it.each(synced)('%s: all its devices are one way in, whatever they are called', (providerId) => {
    const provider = providers.get(providerId);
    expect(provider).toMatchObject({ synced: true, recordedAs: 'synced-passkey' });
    const device = (number: number) =>
      wayOf('github', 'hana', {
        id: `w${number}`,
        kind: 'synced-passkey',
        providerId,
        name: `${provider?.name ?? ''} ${number}`,
      });
    const account = passwordOf(provider?.serviceId ?? '', 'hana');
    const alone = analyse({ otherWaysIn: [device(1), device(2), account] });
    const [service, serviceJa] = ['en', 'ja'].map((language) => serviceName(provider?.serviceId ?? '', language));
    expect(tell(alone, 'github')).toEqual({
      en: [
        `GitHub: No key, one other way in. No key is known to open this account. Only one other way in is recorded: ${provider?.name ?? ''} 1, through ${service}. Add a key at the service, then read that key.`,
      ],
      ja: [
        `GitHub: キーなし、ほかの手段は1つ. このアカウントを開けると分かっているキーはありません。記録されているほかの手段は1つ（${provider?.name ?? ''} 1、${serviceJa}経由）だけです。 サービスにキーを追加し、読み取ってください。`,
      ],
    });
    const withKey = analyse({ enrolments: readOn([keyA], 'github.com'), otherWaysIn: [device(1), account] });
    expect(tell(withKey, 'github')).toEqual({
      en: ['GitHub: Survives any one loss.'],
      ja: ['GitHub: どれを失っても開ける.'],
    });
    expect(accountAt(withKey, 'github').survivesAnyOnePlace).toBeNull();
    const home = analyse({
      keys: [{ ...keyA, place: 'Home' }, keyB],
      enrolments: readOn([keyA], 'github.com'),
      otherWaysIn: [device(1), account],
    });
    expect(accountAt(home, 'github').survivesAnyOnePlace).toBe(true);
  });

  it('recovery codes: another way in, and the place where they are kept matters', () => {
    const keys = [{ ...keyA, place: 'Home' }, keyB];
    const enrolments = readOn([keyA], 'github.com');
    const codes = wayOf('github', 'hana', { name: 'Sheet', place: 'home' });
    expect(tell(analyse({ keys, enrolments, otherWaysIn: [codes] }), 'github')).toMatchInlineSnapshot(`
      {
        "en": [
          "GitHub: All kept in one place. Everything that opens this account is kept in one place: Home. Keep one of them somewhere else.",
        ],
        "ja": [
          "GitHub: 置き場所が1か所だけ. このアカウントを開けるものは、すべて同じ場所（Home）にあります。 どれか1つは別の場所に保管してください。",
        ],
      }
    `);
    const away = analyse({ keys, enrolments, otherWaysIn: [{ ...codes, place: 'Safe' }] });
    expect(tell(away, 'github')).toMatchInlineSnapshot(`
      {
        "en": [
          "GitHub: Survives any one loss.",
        ],
        "ja": [
          "GitHub: どれを失っても開ける.",
        ],
      }
    `);
    expect(accountAt(away, 'github').survivesAnyOnePlace).toBe(true);
  });
});
