import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../src-shared/i18n/failure-message.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { useTranslation } from '../use-translation.tsx';
import styles from './failure-text.module.css';

/** Renders a failure: what happened, what to do next, and the commands where the next step is one. */
export function FailureText({ failure }: { readonly failure: OperationFailure }) {
  const { t } = useTranslation();
  const message = failureMessage(t, failure);
  return (
    <div className={styles['failure']}>
      <p className={styles['text']}>{displayText(message.text, 400)}</p>
      {message.next === null ? null : <p>{displayText(message.next, 400)}</p>}
      {message.commands.length === 0 ? null : (
        <pre className={styles['commands']}>
          <code>{message.commands.join('\n')}</code>
        </pre>
      )}
    </div>
  );
}
