import { factText, type KeyFact } from '../../../src-shared/key-facts/key-fact.ts';
import { passkeyFacts } from '../../../src-shared/key-facts/passkey-facts.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './passkey-panel.module.css';
import type { PasskeyRow } from './passkey-rows.ts';

/** Renders the technical facts of a passkey, folded, and its bytes, each of which can be copied. `extensions` are those of its key. */
export function PasskeyTechnical({
  row,
  extensions,
}: {
  readonly row: PasskeyRow;
  readonly extensions: readonly string[] | null;
}) {
  const { t } = useTranslation();
  const values: readonly (readonly [string, string | null])[] = [
    [t('window.passkey.rp-id'), row.rpId],
    [t('window.passkey.rp-name'), row.rpName],
    [t('window.passkey.credential-id'), row.credentialId],
    [t('window.passkey.rp-id-hash'), row.rpIdHash],
  ];
  return (
    <details className={styles['technical']}>
      <summary>
        <b>{t('window.passkey.technical')}</b>{' '}
        <span className={styles['quiet']}>{t('window.passkey.technical.what')}</span>
      </summary>
      <dl>
        {passkeyFacts(t, row, extensions).map((fact) => (
          <Fact key={fact.name} fact={fact} />
        ))}
        {values.map(([name, value]) =>
          value === null || value === '' ? null : <Bytes key={name} name={name} value={value} />,
        )}
      </dl>
    </details>
  );
}

function Fact({ fact }: { readonly fact: KeyFact }) {
  const { t } = useTranslation();
  const name = t(fact.name);
  if (fact.name === 'window.passkey.user-id' && fact.raw !== null) {
    return <Bytes name={name} value={fact.raw} text={fact.text} />;
  }
  return (
    <div className={styles['told']}>
      <dt>{name}</dt>
      <dd className={fact.text === null ? styles['quiet'] : undefined}>
        <bdi>{factText(t, fact)}</bdi>
      </dd>
    </div>
  );
}

function Bytes({
  name,
  value,
  text = null,
}: {
  readonly name: string;
  readonly value: string;
  /** Readable form of the value. */
  readonly text?: string | null;
}) {
  return (
    <div className={styles['value']}>
      <dt>
        {name}
        {text === null ? null : <bdi>: {text}</bdi>}
      </dt>
      <dd>
        <bdi>{displayText(value, 2_100)}</bdi>
      </dd>
      <CopyButton text={value} what={name} />
    </div>
  );
}
