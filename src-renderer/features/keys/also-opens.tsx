import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Icon } from '../../components/icon.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './also-opens.module.css';
import type { KeyAccount } from './use-key-accounts.ts';

/** Renders in one line what else opens the account of a passkey; nothing where the passkey is of no known account yet. */
export function AlsoOpens({ found }: { readonly found: KeyAccount | undefined }) {
  const { t } = useTranslation();
  if (found === undefined) return null;
  const { otherKeys, otherWays, onlyHere } = found;
  const [way, ...moreWays] = otherWays;
  const [key] = otherKeys;
  if (onlyHere) {
    return (
      <span className={styles['line']}>
        <ToneIcon tone="critical" size={12} /> <b>{t('window.passkey.only-here')}</b>
      </span>
    );
  }
  if (key !== undefined) {
    return (
      <span className={styles['line']}>
        {otherKeys.slice(0, 3).map(({ keyId }) => (
          <OtherKeyPicture key={keyId} keyId={keyId} />
        ))}
        {otherKeys.length === 1 ? (
          <bdi>{displayText(key.label, 60)}</bdi>
        ) : (
          t('window.passkey.keys', { count: otherKeys.length })
        )}
      </span>
    );
  }
  if (way === undefined) {
    return (
      <span className={styles['line']}>
        <ToneIcon tone="unknown" size={12} /> {t('window.passkey.not-known')}
      </span>
    );
  }
  return (
    <span className={styles['line']}>
      <Icon name={way.icon} size={14} /> <bdi>{way.text}</bdi>
      {moreWays.length === 0 ? null : ` +${moreWays.length}`}
    </span>
  );
}

/** Renders the picture of a remembered key, 24 wide, in its colour. */
export function OtherKeyPicture({ keyId }: { readonly keyId: string }) {
  const colourOf = useKeyColours();
  const record = useInventory((state) => state.snapshot?.keys.find(({ id }) => id === keyId));
  const shape = keyShape({
    formFactor: record?.formFactor ?? null,
    product: record?.product ?? record?.model ?? null,
  });
  return <KeyPicture shape={shape} colour={colourOf(keyId)} width={24} />;
}
