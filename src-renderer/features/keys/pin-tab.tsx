import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import type { Tone } from '../../components/tone.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import type { PinState } from '../../../src-shared/domain/plugged-key.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { KeyEntry } from './key-entries.ts';
import { pinText } from './key-text.ts';
import styles from './pin-tab.module.css';

/** Renders the PIN of a key: its state in words, the tries left, the key's own rules, and what can be done. */
export function PinTab({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const { plugged, record } = entry;
  if (plugged?.facts == null) {
    return (
      <>
        {record?.pinSet == null ? null : <p>{t(record.pinSet ? 'window.pin.set' : 'window.pin.not-set')}</p>}
        <p className={styles['quiet']}>{t('window.pin.plug-in')}</p>
      </>
    );
  }
  const { handle, facts } = plugged;
  const { pin, capabilities } = facts;
  const { setPin, changePin } = capabilities;
  const refusal = pin.set === true ? changePin.reason : setPin.reason;
  return (
    <>
      <Message tone={toneOf(pin)}>
        <strong>{pinText(t, pin)}</strong>
        {pin.forceChange && pin.retriesLeft !== null ? (
          <p>{t('window.pin.set-tries', { count: pin.retriesLeft })}</p>
        ) : null}
        {pin.blocked ? <p>{t('window.pin.blocked.next')}</p> : null}
        {pin.needsReplug && !pin.blocked ? <p>{t('window.pin.needs-replug.next')}</p> : null}
      </Message>
      {pin.supported && !pin.blocked ? (
        <div className={styles['actions']}>
          {pin.set === false && setPin.answer !== 'no' ? (
            <Button look="primary" onPress={() => void finish(api().keys.setPin({ handle }), t('window.pin.done-set'))}>
              {t('window.pin.set-button')}
            </Button>
          ) : null}
          {pin.set === true && changePin.answer !== 'no' ? (
            <Button onPress={() => void finish(api().keys.changePin({ handle }), t('window.pin.done-changed'))}>
              {t('window.pin.change-button')}
            </Button>
          ) : null}
          {refusal === null ? null : <p className={styles['quiet']}>{t(`reason.${refusal}`)}</p>}
        </div>
      ) : null}
      {pin.supported ? (
        <section className={styles['rules']}>
          <h2>{t('window.pin.rules')}</h2>
          <ul>
            <li>{t('window.pin.rule.length', { minimum: pin.minLength, maximum: pin.maxLength })}</li>
            {pin.complexityEnforced ? <li>{t('window.pin.rule.complexity')}</li> : null}
            <li>{t('window.pin.rule.no-removal')}</li>
            <li>{t('window.pin.rule.tries')}</li>
            {pin.builtInUv === 'none' ? null : <li>{t(`window.pin.uv.${pin.builtInUv}`)}</li>}
          </ul>
        </section>
      ) : null}
    </>
  );
}

async function finish(operation: Parameters<typeof run<null>>[0], done: string): Promise<void> {
  if ((await run(operation)) !== undefined) showDone(done);
}

function toneOf(pin: PinState): Tone {
  if (pin.blocked) return 'critical';
  if (pin.needsReplug || pin.forceChange) return 'warning';
  if (pin.set === true && pin.retriesLeft !== null && pin.retriesLeft <= 3) return 'warning';
  return 'notice';
}
