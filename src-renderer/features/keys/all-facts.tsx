import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { factText, type KeyFactGroup } from '../../../src-shared/key-facts/key-fact.ts';
import { keyFactGroups } from '../../../src-shared/key-facts/key-fact-groups.ts';
import { redactedFacts } from '../../../src-shared/key-facts/redacted-facts.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './all-facts.module.css';

/** Renders everything that a key told, folded, in words with the value as sent; and what of it may be copied for whom. */
export function AllFacts({ plugged, facts }: { readonly plugged: PluggedKey; readonly facts: KeyFacts }) {
  const { t } = useTranslation();
  const groups = keyFactGroups(t, facts);
  const count = groups.reduce((sum, group) => sum + group.facts.length, 0);
  return (
    <>
      <details className={styles['all']}>
        <summary>
          <b>{t('window.about.all', { count })}</b>{' '}
          <span className={styles['quiet']}>{t('window.about.all.what')}</span>
        </summary>
        {groups.map((group) => (
          <Group key={group.name} group={group} />
        ))}
        <h3>{t('window.overview.raw')}</h3>
        <p className={styles['bytes']}>{facts.rawGetInfo ?? t('facts.not-told')}</p>
        <CopyButton text={wholeText(t, plugged, facts, groups)} />
      </details>
      <p className={styles['copy']}>
        <CopyButton
          label={t('facts.copy-help-desk')}
          text={redactedFacts(t, plugged)
            .map(([name, text]) => `${name}: ${text}`)
            .join('\n')}
        />
        <span className={styles['quiet']}>{t('facts.copy-help-desk.what')}</span>
      </p>
    </>
  );
}

function Group({ group }: { readonly group: KeyFactGroup }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t(group.name)}</h3>
      <dl>
        {group.facts.map((fact) => (
          <div key={fact.name} className={styles['fact']}>
            <dt>{t(fact.name)}</dt>
            <dd>
              <span className={fact.text === null ? styles['quiet'] : undefined}>
                <OutsideText text={factText(t, fact)} maximum={300} />
              </span>
              {fact.raw === null ? null : (
                <span className={styles['raw']}>
                  <OutsideText text={fact.raw} maximum={300} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function wholeText(t: Translate, plugged: PluggedKey, facts: KeyFacts, groups: readonly KeyFactGroup[]): string {
  const lines = groups.flatMap((group) => group.facts.map((fact) => `${t(fact.name)}: ${factText(t, fact)}`));
  const own = [
    `${t('window.key.aaguid')}: ${facts.aaguid ?? t('facts.not-told')}`,
    `${t('window.key.path')}: ${plugged.path}`,
    `${t('facts.serial')}: ${facts.vendorSerial ?? t('facts.not-told')}`,
  ];
  return [...own, ...lines, `getInfo: ${facts.rawGetInfo ?? t('facts.not-told')}`].join('\n');
}
