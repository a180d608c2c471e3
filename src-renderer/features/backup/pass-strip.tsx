import { useEffect, useRef, useState } from 'react';
import { type PassState, passState, passStepBetween } from '../../../src-shared/plans/access-pass.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useNavigation } from '../../stores/navigation-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './backup-view.module.css';
import { remainingText } from './remaining-text.ts';

const noWays: readonly OtherWayIn[] = [];
/** The time that an ended pass stays visible, so that nobody goes on with it; the account's details keep it. */
const keptInSightMs = 24 * 3_600_000;
/** Time in which a pass is counted down above every view; before that its account and the reminders say it. */
const lastHourMs = 3_600_000;

/**
 * Counts down every Temporary Access Pass on record: where a spare is added always, above all other views in its last hour. Read out at ten,
 * five and one minute and at the end, not every second.
 */
export function PassStrip() {
  const { t, dateTime } = useTranslation();
  const ways = useInventory((state) => state.snapshot?.otherWaysIn ?? noWays);
  const passes = ways.filter((way) => way.kind === 'temporary-access-pass' && way.validUntil !== null);
  const isAdding = useNavigation((state) => state.view === 'backup');
  const now = useNow(passes.length > 0);
  const states = passes.map((pass) => ({ pass, state: passState(pass, now) }));
  useAnnouncedSteps(states);
  const shown = states.filter(({ pass, state }) =>
    state.phase === 'over'
      ? now - Date.parse(pass.validUntil ?? '') < keptInSightMs
      : isAdding || (state.phase === 'active' && state.remainingMs <= lastHourMs),
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles['strip']} aria-label={t('backup.pass.strip')}>
      <ul>
        {shown.map(({ pass, state }) => {
          const account = passAccount(pass);
          const left = remainingText(t, state.remainingMs);
          return (
            <li key={pass.id}>
              <ToneIcon tone={state.phase === 'over' ? 'critical' : 'warning'} />
              <p>
                <bdi>
                  {state.phase === 'over'
                    ? t('backup.pass.over', { account, when: dateTime(pass.validUntil ?? '') })
                    : t(state.phase === 'active' ? 'backup.pass.left' : 'backup.pass.begins', { account, left })}
                </bdi>
              </p>
              <Button
                look="link"
                label={t('backup.pass.remove-label', { account })}
                onPress={() => void run(api().inventory.removeOtherWayIn({ id: pass.id }))}
              >
                {t('backup.pass.remove')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

function useAnnouncedSteps(states: readonly { readonly pass: OtherWayIn; readonly state: PassState }[]): void {
  const { t } = useTranslation();
  const before = useRef(new Map<string, PassState>());
  useEffect(() => {
    const last = before.current;
    before.current = new Map(states.map(({ pass, state }) => [pass.id, state]));
    for (const { pass, state } of states) {
      const known = last.get(pass.id);
      const step = known === undefined ? null : passStepBetween(known, state);
      if (step === null) continue;
      const account = passAccount(pass);
      if (step === 'over') announce(t('backup.pass.step.over', { account }), 'assertive');
      else announce(t('backup.pass.step.minutes', { account, minutes: step }), step === 1 ? 'assertive' : 'polite');
    }
  });
}

function passAccount({ userName, rpId, serviceId }: OtherWayIn): string {
  return userName === null ? displayRpId(rpId ?? serviceId ?? '–', 80) : displayText(userName, 80);
}
