import { AccountCell } from '../../../../src-renderer/components/account-cell.tsx';
import { CellMark, cellMarks } from '../../../../src-renderer/components/cell-mark.tsx';
import { Icon, iconNames } from '../../../../src-renderer/components/icon.tsx';
import { keyColours } from '../../../../src-shared/lib/key-colour.ts';
import { KeyPicture } from '../../../../src-renderer/components/key-picture.tsx';
import { ghostShape, type KeyShape } from '../../../../src-renderer/components/key-shape.ts';
import { Monogram } from '../../../../src-renderer/components/monogram.tsx';
import { ToneIcon } from '../../../../src-renderer/components/tone-icon.tsx';
import { tones } from '../../../../src-renderer/components/tone.ts';
import { type Say, StateOf, Specimen, States } from './specimen.tsx';

const shapes: readonly (readonly [string, KeyShape])[] = [
  ['USB-A', { connector: 'usb-a', body: 'keychain', fingerprint: false }],
  ['USB-C', { connector: 'usb-c', body: 'keychain', fingerprint: false }],
  ['Bio', { connector: 'usb-c', body: 'keychain', fingerprint: true }],
  ['Nano A', { connector: 'usb-a', body: 'nano', fingerprint: false }],
  ['Nano C', { connector: 'usb-c', body: 'nano', fingerprint: false }],
  ['Lightning', { connector: 'usb-c-lightning', body: 'keychain', fingerprint: false }],
  ['Card', { connector: 'none', body: 'card', fingerprint: false }],
  ['–', ghostShape],
];
const aShape = shapes[0]?.[1] ?? ghostShape;

/** Renders everything that is drawn: signs, marks of cells, keys, monograms, icons. */
export function SignSpecimens({ say }: { readonly say: Say }) {
  return (
    <>
      <Specimen name="tone-icon">
        <States>
          {tones.map((tone) => (
            <StateOf key={tone} as={tone}>
              <ToneIcon tone={tone} />
            </StateOf>
          ))}
        </States>
        <States>
          {tones.map((tone) => (
            <ToneIcon key={tone} tone={tone} size={40} />
          ))}
        </States>
      </Specimen>
      <Specimen name="cell-mark">
        <States>
          {cellMarks.map((kind) => (
            <StateOf key={kind} as={kind}>
              <CellMark kind={kind} />
            </StateOf>
          ))}
          <StateOf as="read, sole">
            <CellMark kind="read" sole />
          </StateOf>
          <StateOf as="manual, sole">
            <CellMark kind="manual" sole />
          </StateOf>
          <StateOf as="chain, sole">
            <CellMark kind="chain" sole />
          </StateOf>
          <StateOf as="read, old">
            <CellMark kind="read" old />
          </StateOf>
          <StateOf as="manual, old">
            <CellMark kind="manual" old />
          </StateOf>
          <StateOf as="read, old, sole">
            <CellMark kind="read" old sole />
          </StateOf>
        </States>
        <States>
          {cellMarks.map((kind) => (
            <CellMark key={kind} kind={kind} small />
          ))}
          <CellMark kind="read" sole small />
        </States>
      </Specimen>
      <Specimen name="key-picture">
        <States>
          {shapes.map(([name, shape]) => (
            <StateOf key={name} as={name}>
              <KeyPicture shape={shape} colour="none" width={64} />
            </StateOf>
          ))}
        </States>
        <States>
          {keyColours.map((colour) => (
            <StateOf key={colour} as={colour}>
              <KeyPicture shape={aShape} colour={colour} width={44} />
            </StateOf>
          ))}
          {([24, 32, 44, 64, 80] as const).map((width) => (
            <StateOf key={width} as={String(width)}>
              <KeyPicture shape={aShape} colour="blue" width={width} />
            </StateOf>
          ))}
        </States>
      </Specimen>
      <Specimen name="monogram">
        <States>
          {[
            'Amazon',
            'Bitwarden',
            'Cloudflare',
            'Dropbox',
            'freee',
            'GitHub',
            'Microsoft',
            'SBI',
            '楽天証券',
            '1Password',
          ].map((name) => (
            <Monogram key={name} name={name} />
          ))}
          <Monogram name="Google" size={24} />
          <Monogram name="Google" size={32} />
        </States>
      </Specimen>
      <Specimen name="account-cell">
        <States>
          <AccountCell service="Bitwarden" user="hana.mori@mail.example" />
          <AccountCell service={say('Rakuten Securities', '楽天証券')} user="HANA0417" large />
          <AccountCell service="SSH" user="" />
          <span style={{ width: 160 }}>
            <AccountCell service="Amazon Web Services (root and IAM users)" user="morikoubou-root@morikoubou.example" />
          </span>
        </States>
      </Specimen>
      <Specimen name="icon">
        <States>
          {iconNames.map((name) => (
            <StateOf key={name} as={name}>
              <Icon name={name} />
            </StateOf>
          ))}
        </States>
      </Specimen>
    </>
  );
}
