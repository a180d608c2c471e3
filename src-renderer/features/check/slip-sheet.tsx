import { createPortal } from 'react-dom';
import type { KeyCheck } from '../../../src-shared/domain/check.ts';
import {
  checkedKeyName,
  checkedKeyNumber,
  checkFindingMessage,
  checkSummary,
  decisionText,
  findingSource,
  profileName,
  wasTested,
} from '../../../src-shared/i18n/check-message.ts';
import { joinSentences } from '../../../src-shared/i18n/join-sentences.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import sheet from '../coverage/print/print-sheet.module.css';
import { stateTones } from './check-tone.ts';

/** Renders the slip of a check for paper: in the document only while it is printed, and never on the screen. */
export function SlipSheet({ check }: { readonly check: KeyCheck }) {
  const { t, locale, dateTime } = useTranslation();
  const { usbSerial, firmware } = check.key;
  const facts = [
    checkedKeyName(check),
    checkedKeyNumber(check),
    firmware,
    usbSerial === null ? null : `${t('check.fact.usb')} ${usbSerial}`,
    check.by === null ? null : `${t('check.slip.by')} ${check.by}`,
    check.decision === null ? null : `${t('check.slip.decision')} ${decisionText(t, check.decision, dateTime)}`,
    check.note,
  ].filter((fact) => fact !== null && fact !== '');
  return createPortal(
    <div className={sheet['sheet']}>
      <header className={sheet['head']}>
        <p className={sheet['date']}>
          {t('app.name')} · {t('check.slip.title')} · {dateTime(check.at)}
        </p>
        <h1>{t(`check.verdict.${check.verdict}`)}</h1>
        <p>{checkSummary(t, check, locale)}</p>
        <p>
          <bdi>{displayText(facts.join(' · '), 1_000)}</bdi>
        </p>
        <p className={sheet['small']}>
          {t('check.slip.profile', { profile: displayText(profileName(t, check.profile), 100) })}
        </p>
      </header>
      <table className={sheet['table']}>
        <thead>
          <tr>
            <th scope="col">{t('check.column.point')}</th>
            <th scope="col">{t('check.column.seen')}</th>
            <th scope="col">{t('check.column.why')}</th>
          </tr>
        </thead>
        <tbody>
          {check.findings.map((finding) => {
            const { point, seen, why, fix } = checkFindingMessage(t, finding, locale);
            return (
              <tr key={finding.point}>
                <th scope="row">
                  <ToneIcon tone={stateTones[finding.state]} /> {point}: {t(`check.state.${finding.state}`)}
                </th>
                <td>
                  <bdi>{displayText(seen, 200)}</bdi>
                  {finding.strength === 'tested' ? ` – ${findingSource(t, finding, dateTime)}` : null}
                </td>
                <td>
                  <bdi>{displayText(joinSentences(locale, [why, fix ?? '']), 800)}</bdi>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={sheet['small']}>{t(wasTested(check) ? 'check.slip.note.tested' : 'check.slip.note.genuine')}</p>
      <p className={sheet['small']}>{t('check.slip.note.required')}</p>
    </div>,
    document.body,
  );
}
