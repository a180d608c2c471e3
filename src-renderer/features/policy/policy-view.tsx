import { useState } from 'react';
import { policyRules } from '../../../src-shared/policy/policy.ts';
import type { PolicyProblem } from '../../../src-shared/domain/policy.ts';
import { policyProblemMessage } from '../../../src-shared/i18n/policy-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { announce, showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { PolicyFindings } from './policy-findings.tsx';
import styles from './policy-view.module.css';
import { useCurrentPolicy } from './use-policy.ts';

interface PolicyRefusal {
  readonly file: string;
  readonly problems: readonly PolicyProblem[];
}

/** Renders the policy of this inventory: what it asks for and what does not keep it; or how to come by one. */
export function PolicyView() {
  const { t, day } = useTranslation();
  const current = useCurrentPolicy();
  const [refused, setRefused] = useState<PolicyRefusal | null>(null);
  const [removing, setRemoving] = useState(false);
  if (current === null) return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  const adopt = async () => {
    const answer = await run(api().policy.adopt());
    if (answer === undefined || answer === null) return;
    setRefused(answer.state === 'refused' ? answer : null);
    if (answer.state === 'adopted') showDone(t('policy.window.adopted'));
    else announce(t('policy.window.refused', { file: answer.file, count: answer.problems.length }), 'assertive');
  };
  const saveExample = async () => {
    const saved = await run(api().policy.saveExample());
    if (saved !== undefined && saved !== null) showDone(t('policy.window.example-saved'));
  };
  const remove = async () => {
    setRemoving(false);
    if ((await run(api().policy.remove())) !== undefined) showDone(t('policy.window.removed'));
  };
  const none = current.state === 'none';
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <h1>
          {current.state === 'read' ? (
            <bdi>{displayText(t('policy.heading', { name: current.policy.name }), 160)}</bdi>
          ) : (
            t(none ? 'policy.window.none.title' : 'window.nav.policy')
          )}
        </h1>
        {none ? (
          <>
            <p className={styles['lead']}>{t('policy.window.none.explain')}</p>
            <p className={styles['quiet']}>{t('policy.window.none.explain-more')}</p>
          </>
        ) : current.state === 'read' ? (
          <p className={styles['quiet']}>
            <bdi>{t('policy.window.from', { file: displayText(current.file, 100), day: day(current.adoptedAt) })}</bdi>
          </p>
        ) : null}
        <div className={styles['buttons']}>
          <Button look={none ? 'primary' : 'plain'} onPress={() => void adopt()}>
            {t(none ? 'policy.window.adopt' : 'policy.window.replace')}
          </Button>
          <Button onPress={() => void saveExample()}>{t('policy.window.example')}</Button>
          {none ? null : (
            <Button look="quiet" onPress={() => setRemoving(true)}>
              {t('policy.window.remove')}
            </Button>
          )}
        </div>
        {refused === null ? null : <Problems {...refused} />}
      </header>
      {none ? (
        <div className={styles['body']} tabIndex={0} role="region" aria-label={t('policy.window.may-ask')}>
          <h2 className={styles['may']}>{t('policy.window.may-ask')}</h2>
          <ul className={styles['rules']}>
            {policyRules.map((rule) => (
              <li key={rule}>
                {t(`policy.rule.${rule}`)} <code>{rule}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {current.state === 'unreadable' ? (
        <div className={styles['body']}>
          <Message tone="warning">{t('policy.window.unreadable')}</Message>
          <ProblemList problems={current.problems} />
        </div>
      ) : null}
      {current.state === 'read' ? <PolicyFindings policy={current.policy} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t('policy.window.remove.title')}
          confirm={t('policy.window.remove.confirm')}
          onConfirm={() => void remove()}
          onClose={() => setRemoving(false)}
        >
          <p>{t('policy.window.remove.explain')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function Problems({ file, problems }: PolicyRefusal) {
  const { t } = useTranslation();
  return (
    <Message tone="critical">
      <p>
        <bdi>{t('policy.window.refused', { file: displayText(file, 100), count: problems.length })}</bdi>
      </p>
      <ProblemList problems={problems} />
    </Message>
  );
}

function ProblemList({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  const { t } = useTranslation();
  const sentences = new Set(problems.map((problem) => policyProblemMessage(t, problem)));
  return (
    <ul className={styles['problems']}>
      {[...sentences].map((sentence) => (
        <li key={sentence}>
          <OutsideText text={sentence} maximum={400} />
        </li>
      ))}
    </ul>
  );
}
