import type { Locale } from '../../../src-shared/domain/settings.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { AccountCell } from '../../components/account-cell.tsx';
import type { TableColumn } from '../../components/data-table.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import type { Translation } from '../../use-translation.tsx';
import { shortName } from '../coverage/coverage-text.ts';
import { AlsoOpens } from './also-opens.tsx';
import type { PasskeyRow } from './passkey-rows.ts';
import type { KeyAccount } from './use-key-accounts.ts';

/** Returns the name of the service of a passkey: as it is known, else as the key gives it. */
export function passkeyService(row: PasskeyRow, found: KeyAccount | undefined, locale: Locale): string {
  const known = isNamed(found) ? shortName(found.service, locale) : null;
  const hash = row.rpIdHash === null ? '' : `${row.rpIdHash.slice(0, 16)}…`;
  return known ?? displayText(row.rpId ?? hash, 253);
}

/** Returns the RP ID below the name of its service; empty where the name is the RP ID itself. */
export function passkeyDomain(row: PasskeyRow, found: KeyAccount | undefined): string {
  return isNamed(found) && row.rpId !== null ? displayText(row.rpId, 253) : '';
}

/** Checks whether the service has a name besides its RP ID. */
function isNamed(found: KeyAccount | undefined): found is KeyAccount {
  return found !== undefined && (found.service.inCatalogue || found.service.kind !== 'web');
}

/** Creates the columns of the passkeys of a key. */
export function passkeyColumns(
  { t, locale, month }: Pick<Translation, 't' | 'locale' | 'month'>,
  accountOf: (row: PasskeyRow) => KeyAccount | undefined,
): readonly TableColumn<PasskeyRow>[] {
  return [
    {
      id: 'service',
      header: t('window.passkey.service'),
      track: 'minmax(10rem, 1.1fr)',
      value: (row) => passkeyService(row, accountOf(row), locale),
      cell: (row) => (
        <AccountCell service={passkeyService(row, accountOf(row), locale)} user={passkeyDomain(row, accountOf(row))} />
      ),
    },
    {
      id: 'user',
      header: t('window.passkey.account'),
      track: 'minmax(9rem, 1.1fr)',
      value: (row) => row.userName ?? row.userDisplayName,
      cell: (row) => <OutsideText text={row.userName ?? row.userDisplayName ?? '–'} maximum={80} />,
    },
    {
      id: 'also',
      header: t('window.passkey.also'),
      from: 480,
      track: 'minmax(9rem, 1fr)',
      value: (row) => {
        const found = accountOf(row);
        return found === undefined ? null : found.onlyHere ? -1 : found.otherKeys.length + found.otherWays.length;
      },
      cell: (row) => <AlsoOpens found={accountOf(row)} />,
    },
    {
      id: 'since',
      header: t('window.passkey.since'),
      from: 600,
      track: '5rem',
      value: (row) => row.firstSeen,
      cell: (row) => (row.firstSeen === null ? '–' : month(row.firstSeen)),
    },
  ];
}
