import { useEffect, useState } from 'react';
import type { DoctorFinding } from '../../../src-shared/domain/doctor-finding.ts';
import { doctorMessage } from '../../../src-shared/i18n/doctor-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './computer-check.module.css';

interface ComputerFindings {
  readonly findings: readonly DoctorFinding[];
  readonly program: string;
}

const tones: Readonly<Record<DoctorFinding['severity'], Tone>> = { ok: 'done', notice: 'notice', problem: 'warning' };

/** Renders what on this computer keeps Sparekey from reaching a key, and what helps: the findings of `sparekey doctor`. */
export function ComputerCheck() {
  const { t } = useTranslation();
  const [found, setFound] = useState<ComputerFindings | null>(null);
  const present = useKeys((state) => state.keys.map(({ handle, state: now }) => `${handle} ${now}`).join());
  useEffect(() => {
    let isWanted = true;
    void run(api().keys.diagnose()).then((answer) => {
      if (isWanted && answer !== undefined) setFound(answer);
    });
    return () => {
      isWanted = false;
    };
    // Looked at again whenever a key came or left.
  }, [present]);
  if (found === null) return null;
  const { findings, program } = found;
  const isKeptAway = findings.some(({ kind }) => kind === 'not-elevated');
  return (
    <section className={styles['check']} aria-label={t('window.doctor')}>
      <ul className={styles['findings']}>
        {findings.map((finding) => (
          <Finding key={`${finding.kind} ${finding.data['path'] ?? ''}`} finding={finding} program={program} />
        ))}
      </ul>
      {isKeptAway ? (
        <>
          <p>{t('window.doctor.windows')}</p>
          <Button onPress={() => void run(api().app.openKeySettings())}>{t('window.doctor.open-settings')}</Button>
        </>
      ) : null}
    </section>
  );
}

function Finding({ finding, program }: { readonly finding: DoctorFinding; readonly program: string }) {
  const { t } = useTranslation();
  const { message, commands } = doctorMessage(t, finding, program);
  return (
    <li>
      <ToneIcon tone={tones[finding.severity]} size={14} />
      <div className={styles['words']}>
        <p>{displayText(message, 500)}</p>
        {commands.length === 0 ? null : (
          <div className={styles['commands']}>
            <pre>
              <code>{commands.join('\n')}</code>
            </pre>
            <CopyButton what={t('window.doctor.commands')} text={commands.join('\n')} />
          </div>
        )}
      </div>
    </li>
  );
}
