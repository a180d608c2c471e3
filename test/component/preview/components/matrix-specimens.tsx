import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { AccountCell } from '../../../../src-renderer/components/account-cell.tsx';
import { Button } from '../../../../src-renderer/components/button.tsx';
import { CellMark, type CellMarkKind } from '../../../../src-renderer/components/cell-mark.tsx';
import { Icon } from '../../../../src-renderer/components/icon.tsx';
import type { KeyColour } from '../../../../src-shared/lib/key-colour.ts';
import { KeyPicture } from '../../../../src-renderer/components/key-picture.tsx';
import type { KeyShape } from '../../../../src-renderer/components/key-shape.ts';
import type { MatrixColumn } from '../../../../src-renderer/components/matrix-column.ts';
import type { MatrixRowData } from '../../../../src-renderer/components/matrix-row.tsx';
import { MatrixTable } from '../../../../src-renderer/components/matrix-table.tsx';
import { UnreadKeyHead } from '../../../../src-renderer/features/coverage/unread-key-head.tsx';
import { Panel, PanelSection } from '../../../../src-renderer/components/panel.tsx';
import { ToneIcon } from '../../../../src-renderer/components/tone-icon.tsx';
import type { Tone } from '../../../../src-renderer/components/tone.ts';
import styles from './components-page.module.css';
import { type Say, Specimen } from './specimen.tsx';

const usbA: KeyShape = { connector: 'usb-a', body: 'keychain', fingerprint: false };
const usbC: KeyShape = { connector: 'usb-c', body: 'keychain', fingerprint: false };
const bio: KeyShape = { connector: 'usb-c', body: 'keychain', fingerprint: true };

interface Account {
  readonly service: string;
  readonly user: string;
  readonly cells: Readonly<Record<string, readonly [kind: CellMarkKind, sole?: boolean]>>;
  readonly tone: Tone;
  readonly verdict: string;
}

function accountsOf(say: Say): readonly Account[] {
  return [
    {
      service: 'Bitwarden',
      user: 'hana.mori@mail.example',
      cells: { blue: ['read', true], drawer: ['add'] },
      tone: 'critical',
      verdict: say('Only Blue key ring', '青いキーリングだけ'),
    },
    {
      service: say('Rakuten Securities', '楽天証券'),
      user: 'HANA0417',
      cells: { blue: ['chain', true] },
      tone: 'critical',
      verdict: say('Only through Bitwarden', 'Bitwarden経由だけ'),
    },
    {
      service: 'freee',
      user: 'keiri@morikoubou.example',
      cells: { office: ['unknown'], unread: ['unknown'] },
      tone: 'unknown',
      verdict: say('Not known until …318 is read', '…318を読み取るまで不明'),
    },
    {
      service: 'Google',
      user: 'hana.mori@gmail.example',
      cells: { blue: ['read'], drawer: ['manual'], lost: ['lost'] },
      tone: 'done',
      verdict: say('2 keys', 'キー2本'),
    },
  ];
}

function head(shape: KeyShape, colour: KeyColour, name: string, fact: string): ReactNode {
  return (
    <>
      <KeyPicture shape={shape} colour={colour} width={44} />
      <b style={{ color: 'var(--ink)', fontSize: 13 }}>{name}</b>
      <span>{fact}</span>
    </>
  );
}

function columnsOf(say: Say): readonly MatrixColumn[] {
  const blue = say('Blue key ring', '青いキーリング');
  const office = say('Office key', '会社用キー');
  const drawer = say('Desk drawer', '机の引き出し');
  const lost = say('Old YubiKey', '古いYubiKey');
  const headLabel = say('What if this key were lost?', 'このキーを失ったら');
  return [
    { id: 'blue', width: 108, head: head(usbA, 'blue', blue, say('daily', '普段使い')), headLabel },
    { id: 'office', width: 108, head: head(bio, 'slate', office, say('daily', '普段使い')), headLabel },
    {
      id: 'drawer',
      width: 108,
      head: head(usbC, 'amber', drawer, say('spare', '予備')),
      headLabel,
      look: 'suggested',
    },
    {
      id: 'unread',
      width: 150,
      head: (
        <UnreadKeyHead label="YubiKey …318" state={say('PIN needed', 'PINが必要')} isPlugged isUpright={false} isNext />
      ),
      headLabel: '',
      look: 'unread',
    },
    {
      id: 'lost',
      width: 108,
      head: head(usbA, 'none', lost, say('lost', '紛失')),
      headLabel,
      pressed: true,
      look: 'lost',
    },
  ];
}

const rowIdAt = (index: number): string => `row-${String(index)}`;
const rowHeight = (index: number): number => (index === 0 ? 28 : 36);

/** Renders the matrix with every look of a column and of a row, and a panel beside it. */
export function MatrixSpecimens({ say }: { readonly say: Say }) {
  const accounts = useMemo(() => accountsOf(say), [say]);
  const columns = useMemo(() => columnsOf(say), [say]);
  const [selected, setSelected] = useState<string | null>(null);
  const rowAt = useCallback(
    (index: number): MatrixRowData => {
      if (index === 0) {
        return {
          kind: 'group',
          tone: 'critical',
          content: (
            <>
              <ToneIcon tone="critical" size={12} />
              {say('3 closed: nothing recorded brings them back', '3件：開く手段の記録がありません')}
            </>
          ),
        };
      }
      const account = accounts[(index - 1) % accounts.length];
      if (account === undefined) throw new Error('no account');
      return {
        kind: 'row',
        label: `${account.service}, ${account.user}: ${account.verdict}`,
        start: <AccountCell service={account.service} user={account.user} />,
        cell: (columnId) => {
          const [kind, sole = false] = account.cells[columnId] ?? ['absent'];
          return { mark: <CellMark kind={kind} sole={sole} />, label: `${columnId}: ${kind}` };
        },
        ends: [
          {
            content: (
              <>
                <ToneIcon tone={account.tone} size={13} />
                {account.verdict}
              </>
            ),
            label: account.verdict,
          },
        ],
        action:
          account.tone === 'critical'
            ? {
                label: say('Add Desk drawer', '机の引き出しに追加'),
                content: (
                  <>
                    <Icon name="add" size={14} /> {say('Desk drawer…', '追加…')}
                  </>
                ),
                onPress: () => undefined,
              }
            : null,
      };
    },
    [accounts, say],
  );
  return (
    <Specimen name="matrix-table">
      <div className={styles['stage']}>
        <MatrixTable
          label={say('Coverage', '備えの状況')}
          start={{ id: 'account', width: 244, head: say('Account', 'アカウント') }}
          columns={columns}
          ends={[{ id: 'verdict', width: 240, head: say('If one is lost', 'どれか1つを失ったら') }]}
          rowCount={9}
          rowIdAt={rowIdAt}
          rowAt={rowAt}
          rowHeight={rowHeight}
          headHeight={98}
          selectedRowId={selected ?? 'row-3'}
          onOpen={setSelected}
          onHead={() => undefined}
        />
        {selected === null ? null : (
          <Panel
            title={<AccountCell large service={say('Rakuten Securities', '楽天証券')} user="HANA0417" />}
            onClose={() => setSelected(null)}
            footer={
              <>
                <Button look="quiet">
                  <Icon name="add" size={14} /> {say('Another way in…', '別の手段…')}
                </Button>
                <Button look="quiet">
                  <Icon name="outside" size={14} /> {say('Service', 'サービス')}
                </Button>
              </>
            }
          >
            <PanelSection>
              <p>
                {say(
                  'Lose that key and Bitwarden closes, and this account with it.',
                  'このキーを失うとBitwardenが開けなくなり、このアカウントも開けなくなります。',
                )}
              </p>
              <Button look="primary">{say('Add Desk drawer to Bitwarden…', '机の引き出しをBitwardenに追加…')}</Button>
            </PanelSection>
            <PanelSection title={say('Not there', '登録なし')}>
              <p>{say('Office key', '会社用キー')}</p>
            </PanelSection>
          </Panel>
        )}
      </div>
    </Specimen>
  );
}
