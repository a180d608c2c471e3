import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import { checkedKeyName, checkedKeyNumber, checkSummary } from '../../../src-shared/i18n/check-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useKeyColours } from '../../components/use-key-colour.ts';
import { useKeyName } from '../../components/use-key-name.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { verdictTones } from './check-tone.ts';
import styles from './check-view.module.css';

/** Renders the verdict of a check, large, with the key that it is about. */
export function VerdictBand({
  check,
  handle,
  others,
}: {
  readonly check: KeyCheck;
  /** The key, while it is plugged in. */
  readonly handle: string | null;
  readonly others: readonly string[];
}) {
  const { t, locale } = useTranslation();
  const { verdict } = check;
  return (
    <section className={styles['band']} data-verdict={verdict} aria-label={t('check.window.verdict')}>
      <ToneIcon tone={verdictTones[verdict]} size={40} />
      <div className={styles['said']}>
        <h2 className={styles['verdict']}>{t(`check.verdict.${verdict}`)}</h2>
        <p>{checkSummary(t, check, locale)}</p>
      </div>
      <CheckedKeyLine check={check} handle={handle} />
      <OtherKeys handles={others} />
    </section>
  );
}

/** Renders that a key is being checked now, or that none was yet. */
export function WaitingBand({
  handle,
  others,
}: {
  readonly handle: string | null;
  readonly others: readonly string[];
}) {
  const { t } = useTranslation();
  return (
    <section className={styles['band']} data-verdict="none" aria-label={t('check.window.verdict')}>
      <ToneIcon tone={handle === null ? 'unknown' : 'working'} size={40} />
      <div className={styles['said']}>
        <h2 className={styles['verdict']}>{t(handle === null ? 'check.window.none' : 'check.window.checking')}</h2>
        <p>{t(handle === null ? 'check.window.none.detail' : 'check.window.checking.detail')}</p>
      </div>
      {handle === null ? null : <PluggedKeyLine handle={handle} />}
      <OtherKeys handles={others} />
    </section>
  );
}

function CheckedKeyLine({ check, handle }: { readonly check: KeyCheck; readonly handle: string | null }) {
  const { t } = useTranslation();
  const present = useKeys((state) => state.keys.find((key) => key.handle === handle) ?? null);
  const record = useInventory((state) => state.snapshot?.keys.find(({ id }) => id === check.key.keyId) ?? null);
  const colourOf = useKeyColours();
  const { firmware, product, keyId, usbSerial } = check.key;
  const number = checkedKeyNumber(check);
  const said = usbSerial === null ? t('check.window.no-number') : t('check.seen.serial.usb-only', { usb: usbSerial });
  const facts = [number === '' ? said : number, firmware === null ? null : t('check.window.firmware', { firmware })];
  return (
    <div className={styles['key']}>
      <KeyPicture
        shape={keyShape({ formFactor: present?.facts?.formFactor ?? record?.formFactor ?? null, product })}
        colour={colourOf(keyId)}
        width={64}
      />
      <div className={styles['key-words']}>
        <bdi className={styles['key-name']}>{displayText(checkedKeyName(check), 80)}</bdi>
        <bdi className={styles['quiet']}>
          {displayText(facts.filter((fact) => fact !== null).join(t('coverage.fact.separator')), 120)}
        </bdi>
      </div>
    </div>
  );
}

function PluggedKeyLine({ handle }: { readonly handle: string }) {
  return (
    <div className={styles['key']}>
      <KeyPicture shape={keyShape({ formFactor: null, product: null })} colour="none" width={64} />
      <div className={styles['key-words']}>
        <bdi className={styles['key-name']}>{useKeyName(handle)}</bdi>
      </div>
    </div>
  );
}

/** Renders which other keys are plugged in, and are not checked. */
function OtherKeys({ handles }: { readonly handles: readonly string[] }) {
  const { t } = useTranslation();
  if (handles.length === 0) return null;
  return (
    <div className={styles['others']}>
      {t('check.window.others', { count: handles.length })}
      <ul>
        {handles.map((handle) => (
          <OtherKey key={handle} handle={handle} />
        ))}
      </ul>
    </div>
  );
}

function OtherKey({ handle }: { readonly handle: string }) {
  return (
    <li>
      <bdi>{useKeyName(handle)}</bdi>
    </li>
  );
}
