import { useEffect, useRef } from 'react';
import { checkedKeyName, checkFindingMessage, checkSummary } from '../../../src-shared/i18n/check-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { checkStore, deskChanged, useCheckStore } from './check-store.ts';

/** Keeps the desk open while its view is shown: every key that is plugged in is then checked. */
export function useDesk(): void {
  useEffect(() => {
    const sparekey = api();
    const end = sparekey.check.onChanged(deskChanged);
    void sparekey.check.unrecorded().then((unrecorded) => checkStore.setState({ unrecorded }));
    void sparekey.check.open().then(deskChanged);
    return () => {
      end();
      void sparekey.check.close();
    };
  }, []);
}

/** Announces each new verdict: it and its count at once, what is not in order afterwards. */
export function useSpokenVerdict(): void {
  const { t, locale } = useTranslation();
  const check = useCheckStore((state) => state.desk?.last?.check ?? null);
  const isOpen = useCheckStore((state) => state.desk !== null);
  /** Undefined until the desk was opened: what was checked before is not said again. */
  const said = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (!isOpen) return;
    const before = said.current;
    said.current = check?.id ?? null;
    if (before === undefined || check === null || check.id === before) return;
    const name = displayText(checkedKeyName(check), 80);
    announce(`${t(`check.verdict.${check.verdict}`)}. ${checkSummary(t, check, locale)} ${name}`, 'assertive');
    const against = check.findings
      .filter(({ required, state }) => required && state !== 'ok')
      .map((finding) => checkFindingMessage(t, finding, locale))
      .map(({ point, seen, fix }) => `${point}: ${seen}. ${fix ?? ''}`.trim());
    if (against.length > 0) announce(displayText(against.join(' '), 1_000));
  }, [check, isOpen, t, locale]);
}
