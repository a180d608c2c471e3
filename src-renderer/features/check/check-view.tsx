import { commandShortcuts } from '../../../src-shared/domain/app-command.ts';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import type { RecordState } from '../../../src-shared/domain/desk.ts';
import { Keycap } from '../../components/keycap.tsx';
import { PlugStrip } from '../../components/plug-strip.tsx';
import { ViewHead } from '../../components/view-head.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { usePrinting } from '../coverage/print/use-printing.ts';
import { shortcutText } from '../desktop/shortcut-text.ts';
import { useCheckStore } from './check-store.ts';
import { CheckTools } from './check-tools.tsx';
import styles from './check-view.module.css';
import { ChoiceNotice } from './choice-notice.tsx';
import { FindingsTable } from './findings-table.tsx';
import { ProfileChoice } from './profile-choice.tsx';
import { SlipSheet } from './slip-sheet.tsx';
import { TodayPanel, useToday } from './today-panel.tsx';
import { useDesk, useSpokenVerdict } from './use-desk.ts';
import { VerdictBand, WaitingBand } from './verdict-band.tsx';

interface ShownCheck {
  readonly check: KeyCheck;
  readonly recorded: RecordState;
  /** The key, while it is plugged in. */
  readonly handle: string | null;
}

/** Renders the support desk: the verdict on the key that was plugged in last, its reasons, and the checks of today. */
export function CheckView() {
  const { t } = useTranslation();
  useDesk();
  useSpokenVerdict();
  const platform = useApp((state) => state.status?.platform ?? '');
  const checking = useCheckStore((state) => state.desk?.checking ?? null);
  const keys = useKeys((state) => state.keys);
  const printing = usePrinting();
  const shown = useShownCheck();
  const atHand = checking ?? shown?.handle ?? null;
  const others = keys.map(({ handle }) => handle).filter((handle) => handle !== atHand);
  const isLeft = shown !== null && shown.handle === null && checking === null;
  return (
    <div className={styles['view']}>
      <div className={styles['main']}>
        <ViewHead title={t('window.nav.check')} facts={<ProfileChoice />} />
        <ChoiceNotice />
        {checking !== null || shown === null ? (
          <WaitingBand handle={checking} others={others} />
        ) : (
          <VerdictBand check={shown.check} handle={shown.handle} others={others} />
        )}
        <div className={styles['body']}>
          {checking !== null || shown === null ? null : (
            <>
              <CheckTools key={shown.check.id} check={shown.check} recorded={shown.recorded} />
              <FindingsTable check={shown.check} handle={shown.handle} />
            </>
          )}
        </div>
        <PlugStrip
          title={t('check.window.next')}
          detail={t(isLeft ? 'check.window.next.unplugged' : 'check.window.next.detail')}
        >
          <Keycap keys={shortcutText(commandShortcuts.print ?? '', platform)} /> {t('check.window.print.short')}
        </PlugStrip>
      </div>
      <TodayPanel shown={shown?.check.id ?? null} />
      {printing && shown !== null ? <SlipSheet check={shown.check} /> : null}
    </div>
  );
}

/** Returns the check that is shown: one that was chosen from the list of today, else the last one. */
function useShownCheck(): ShownCheck | null {
  const last = useCheckStore((state) => state.desk?.last ?? null);
  const shownId = useCheckStore((state) => state.shownId);
  const unrecorded = useCheckStore((state) => state.unrecorded);
  const today = useToday();
  const handle = useKeys((state) => state.keys.find((key) => key.handle === last?.handle)?.handle ?? null);
  const chosen = today.find(({ id }) => id === shownId);
  if (chosen !== undefined) {
    const isKept = !unrecorded.includes(chosen);
    return { check: chosen, recorded: isKept ? 'recorded' : 'not-wanted', handle: null };
  }
  if (last === null) return null;
  // A note that was written since is in the inventory only.
  const check = today.find(({ id }) => id === last.check.id) ?? last.check;
  return { check, recorded: last.recorded, handle };
}
