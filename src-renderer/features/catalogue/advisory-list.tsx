import type { MatchedAdvisory } from '../../../src-shared/coverage/advisories.ts';
import { advisoryText } from '../../../src-shared/i18n/catalogue-message.ts';
import { api } from '../../api.ts';
import { openPage } from '../../components/open-page.ts';
import { Button } from '../../components/button.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './catalogue.module.css';

/** Renders the published weaknesses that are, or may be, those of one key. */
export function AdvisoryList({ matched }: { readonly matched: readonly MatchedAdvisory[] }) {
  const { t, locale } = useTranslation();
  return (
    <>
      <p className={styles['quiet']}>{t('advisory.explain')}</p>
      <ul className={styles['advisories']}>
        {matched.map(({ advisory, state }) => {
          const { title, summary } = advisoryText(advisory, locale);
          const page = advisory.url === null ? null : URL.parse(advisory.url);
          return (
            <li key={advisory.id}>
              <ToneIcon tone={state === 'check' ? 'notice' : advisory.severity === 'low' ? 'notice' : 'warning'} />
              <div>
                <p>
                  <strong>{title}</strong> <span className={styles['quiet']}>{advisory.id}</span>
                </p>
                <p>
                  {t(`advisory.state.${state}`)}{' '}
                  {t('advisory.severity', { severity: t(`advisory.severity.${advisory.severity}`) })}
                </p>
                <p className={styles['quiet']}>{summary}</p>
                {page === null ? null : (
                  <Button
                    look="link"
                    onPress={() => void openPage(t, api().catalogue.openAdvisory({ advisoryId: advisory.id }))}
                  >
                    {t('advisory.open', { host: page.host })}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
