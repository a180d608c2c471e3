import { useMemo } from 'react';
import { checkVerdicts, type KeyCheck } from '../../../src-shared/domain/check.ts';
import {
  actionText,
  checkedKeyName,
  checkedKeyNumber,
  testedText,
  wasTested,
} from '../../../src-shared/i18n/check-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FixedPanel, PanelSection } from '../../components/panel.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { showCheck, useCheckStore } from './check-store.ts';
import { verdictTones } from './check-tone.ts';
import styles from './check-view.module.css';
import { DeskFacts } from './desk-facts.tsx';

const noChecks: readonly KeyCheck[] = [];
/** So many lines are drawn; all are counted, and written to a file. */
const mostLines = 200;

/** Returns the checks of today, newest first: those that are kept, and those that are not. */
export function useToday(): readonly KeyCheck[] {
  const kept = useInventory((state) => state.snapshot?.checks ?? noChecks);
  const unrecorded = useCheckStore((state) => state.unrecorded);
  return useMemo(() => {
    return [...kept, ...unrecorded]
      .filter(({ at }) => isToday(at))
      .toSorted((one, other) => other.at.localeCompare(one.at));
  }, [kept, unrecorded]);
}

function isToday(iso: string): boolean {
  return new Date(iso).toDateString() === new Date().toDateString();
}

/** Renders how many keys were checked today, and each of them; a press shows that check again. */
export function TodayPanel({ shown }: { readonly shown: string | null }) {
  const { t, locale } = useTranslation();
  const today = useToday();
  const clock = useMemo(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle: 'h23' }), [locale]);
  const save = async () => {
    const saved = await run(api().check.saveToday());
    if (saved !== undefined && saved !== null) showDone(t('file.saved', { file: saved.file }));
  };
  return (
    <FixedPanel title={t('check.window.today')}>
      <PanelSection>
        <dl className={styles['counts']}>
          {checkVerdicts.map((verdict) => (
            <div key={verdict} data-verdict={verdict}>
              <dt>{t(`check.verdict-text.${verdict}`)}</dt>
              <dd>
                <ToneIcon tone={verdictTones[verdict]} /> {today.filter((check) => check.verdict === verdict).length}
              </dd>
            </div>
          ))}
        </dl>
      </PanelSection>
      {today.length === 0 ? null : (
        <PanelSection>
          <ul className={styles['today']} aria-label={t('check.window.today')}>
            {today.slice(0, mostLines).map((check) => (
              <li key={check.id}>
                <button
                  type="button"
                  aria-current={check.id === shown ? 'true' : undefined}
                  onClick={() => showCheck(check.id)}
                >
                  <ToneIcon tone={verdictTones[check.verdict]} />
                  <bdi className={styles['number']}>{displayText(lineName(check), 40)}</bdi>
                  <span>
                    {t(`check.verdict-text.${check.verdict}`)}
                    {check.decision === null ? null : (
                      <bdi className={styles['after']}>{displayText(actionText(t, check.decision), 60)}</bdi>
                    )}
                    {wasTested(check) ? (
                      <bdi className={styles['after']}>{displayText(testedText(t, check, locale), 120)}</bdi>
                    ) : null}
                  </span>
                  <time dateTime={check.at}>{clock.format(new Date(check.at))}</time>
                </button>
              </li>
            ))}
          </ul>
          <Button look="link" onPress={() => void save()}>
            {t('check.window.export')}
          </Button>
        </PanelSection>
      )}
      <PanelSection title={t('check.window.this-desk')}>
        <DeskFacts />
      </PanelSection>
    </FixedPanel>
  );
}

/** Returns the number of a key that was checked, else its name. */
function lineName(check: KeyCheck): string {
  const number = checkedKeyNumber(check);
  return number === '' ? checkedKeyName(check) : number;
}
