import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureText } from '../../components/failure-text.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyFailure } from '../../components/key-failure.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { keyShape } from '../../components/key-shape.ts';
import { type Step, Steps } from '../../components/steps.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { keyName } from '../../components/use-key-name.ts';
import { ViewHead } from '../../components/view-head.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { showKey } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ComputerCheck } from '../computer-check/computer-check.tsx';
import { RecordMenu } from '../import/record-menu.tsx';
import { setFirstPin, unlockKey } from '../keys/key-operations.ts';
import { keyLineText } from '../keys/key-text.ts';
import { RemindersList } from '../reminders/reminders-list.tsx';
import { useReminders } from '../reminders/use-reminders.ts';
import { run } from '../../stores/run.ts';
import styles from './first-run.module.css';
import { GhostMatrix } from './ghost-matrix.tsx';

/** Renders what to do first: plug in a key, read it, do the same with the spare; beside it what will be seen. */
export function FirstRun() {
  const { t } = useTranslation();
  const keys = useKeys((state) => state.keys);
  const demo = useApp((state) => state.status?.demo === true);
  const protection = useInventory((state) => state.status?.protection);
  const readable = protection !== undefined && !protection.keychain && !protection.passphrase;
  const reminders = useReminders();
  const found = keys.length > 0;
  const steps: readonly Step[] = [
    {
      id: 'plug-in',
      state: found ? 'done' : 'current',
      title: t('window.first-run.plug-in'),
      detail: t('window.first-run.plug-in.explain'),
      content: found ? null : (
        <span className={styles['waiting']} role="status">
          <ToneIcon tone="working" /> {t('window.first-run.waiting')}
        </span>
      ),
    },
    {
      id: 'read',
      state: found ? 'current' : 'todo',
      title: keys.length > 1 ? t('window.first-run.read-one') : t('window.first-run.read'),
      detail: t('window.first-run.read.explain'),
      content: found ? (
        <ul className={styles['keys']} aria-label={t('window.nav.plugged-in')}>
          {keys.map((key) => (
            <PluggedLine key={key.handle} plugged={key} />
          ))}
        </ul>
      ) : null,
    },
    {
      id: 'spare',
      state: 'todo',
      title: t('window.first-run.spare'),
      detail: t('window.first-run.spare.explain'),
    },
  ];
  return (
    <div className={styles['view']}>
      <ViewHead title={t('window.first-run.question')} facts={t('window.first-run.privacy')} />
      <div className={styles['columns']}>
        <div className={styles['begin']}>
          <Steps label={t('window.first-run.steps')} steps={steps} look="rail" />
          {readable ? <p className={styles['quiet']}>{t('window.first-run.readable')}</p> : null}
          <div className={styles['others']}>
            <NoKeyHelp keys={keys} />
            <div className={styles['row']}>
              <Icon name="file" /> <RecordMenu /> <span className={styles['end']}>{t('window.first-run.import')}</span>
            </div>
          </div>
          {reminders.length === 0 ? null : (
            <section aria-labelledby="reminders">
              <h2 id="reminders">{t('reminder.title')}</h2>
              <RemindersList />
            </section>
          )}
          {demo ? null : (
            <div className={styles['try']}>
              <div>
                <h2>{t('window.first-run.no-key')}</h2>
                <p className={styles['quiet']}>{t('window.first-run.no-key.explain')}</p>
              </div>
              <Button large onPress={() => void run(api().app.openDemo())}>
                <Icon name="simulated" /> {t('window.first-run.try')}
              </Button>
            </div>
          )}
        </div>
        <GhostMatrix />
      </div>
    </div>
  );
}

/** Renders what helps where a key does not appear; open at once where the system keeps a key away. */
function NoKeyHelp({ keys }: { readonly keys: readonly KeyView[] }) {
  const { t } = useTranslation();
  const refused = keys.find(({ problem }) => problem?.kind === 'no-permission')?.problem ?? null;
  return (
    <details className={styles['help']} open={refused !== null}>
      <summary className={styles['row']}>
        {refused === null ? <Icon name="info" /> : <ToneIcon tone="warning" size={16} />}
        <b>{t('window.first-run.help')}</b>
        <span className={styles['end']}>{t('window.first-run.seen', { count: keys.length })}</span>
      </summary>
      {refused === null ? (
        <>
          <p className={styles['quiet']}>{t('window.first-run.help.what')}</p>
          {keys.length === 0 ? <ComputerCheck /> : null}
        </>
      ) : (
        <FailureText failure={refused} />
      )}
    </details>
  );
}

function PluggedLine({ plugged }: { readonly plugged: KeyView }) {
  const { t } = useTranslation();
  const { handle, facts, problem } = plugged;
  const canList = facts?.capabilities.listPasskeys;
  const present = useKeys((state) => state.keys);
  const first = useKeys((state) => state.keys.find((key) => key.facts?.capabilities.listPasskeys.answer === 'yes'));
  return (
    <li>
      <KeyPicture
        colour="none"
        width={44}
        shape={keyShape({ formFactor: facts?.formFactor ?? null, product: plugged.product })}
      />
      <span className={styles['words']}>
        <bdi className={styles['name']}>{keyName(t, plugged)}</bdi>
        <span className={styles['quiet']}>
          {canList?.answer === 'no' && canList.reason !== null
            ? t(`reason.${canList.reason}`)
            : keyLineText(t, plugged, null, present)}
        </span>
        {problem === null || problem.kind === 'no-permission' ? null : <FailureText failure={problem} />}
        <KeyFailure handle={handle} isNamed />
      </span>
      {canList === undefined ? null : canList.reason === 'no-pin-set' ? (
        <Button onPress={() => void setFirstPin(t, handle)}>{t('window.pin.set-button')}</Button>
      ) : canList.answer === 'no' ? (
        <Button onPress={() => showKey({ type: 'plugged', handle }, 'details')}>
          {t('window.passkeys.note-by-hand')}
        </Button>
      ) : (
        <Button
          look={first?.handle === handle ? 'primary' : 'plain'}
          label={t('window.key.unlock-named', { key: keyName(t, plugged) })}
          onPress={() => void unlockKey(handle)}
        >
          {t('window.key.unlock')}
        </Button>
      )}
    </li>
  );
}
