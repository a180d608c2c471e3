import { matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import type { Capability, KeyCapabilities } from '../../../src-shared/domain/capability.ts';
import type { KeyFacts } from '../../../src-shared/domain/plugged-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { AdvisoryList } from '../catalogue/advisory-list.tsx';
import { ReadingChangesSection } from '../reminders/reading-changes-section.tsx';
import styles from './about-tab.module.css';
import type { KeyEntry } from './key-entries.ts';
import { advisoryFacts, modelOf, serialText } from './key-facts.ts';
import { formFactorText } from './key-text.ts';

/** Renders what a key is and can do, at the left; what is known of its model and how it is recognised, at the right. */
export function AboutTab({ entry }: { readonly entry: KeyEntry }) {
  const { t, recent } = useTranslation();
  const { plugged, record } = entry;
  const facts = plugged?.facts ?? null;
  const when = (iso: string | null | undefined) => (iso == null ? null : recent(iso));
  const advisories = useApp((state) => state.advisories);
  const matched = matchAdvisories(advisoryFacts(entry), advisories);
  const shown: readonly (readonly [string, string | null])[] = [
    [t('window.key.model'), modelOf(entry)],
    [t('window.key.maker'), plugged?.manufacturer ?? record?.manufacturer ?? null],
    [t('window.key.serial'), serialText(t, entry)],
    [t('window.key.firmware'), facts?.firmware ?? record?.firmware ?? null],
    [t('window.key.form-factor'), formFactorText(t, facts?.formFactor ?? record?.formFactor ?? null)],
    [t('window.key.speaks'), facts?.versions.join(', ') ?? null],
    [t('window.key.transports'), (facts?.transports ?? record?.transports ?? []).join(', ')],
  ];
  return (
    <div className={styles['columns']}>
      <div className={styles['column']}>
        <section className={styles['section']}>
          <h2>{t('window.about.model')}</h2>
          <FactList facts={shown} />
        </section>
        {facts === null ? (
          <p className={styles['quiet']}>{t('window.overview.plug-in')}</p>
        ) : (
          <>
            <section className={styles['section']}>
              <h2>{t('window.overview.can-do')}</h2>
              <ul className={styles['list']}>
                {capabilitiesOf(facts)
                  .filter(([, capability]) => !isMoot(capability))
                  .map(([name, capability]) => (
                    <CapabilityLine key={name} name={t(`window.can.${name}`)} capability={capability} />
                  ))}
              </ul>
            </section>
            <AllFacts entry={entry} facts={facts} />
          </>
        )}
      </div>
      <div className={styles['column']}>
        <section className={styles['section']}>
          <h2>{t('advisory.title')}</h2>
          {matched.length === 0 ? (
            <p className={styles['quiet']}>{t('window.about.no-weakness')}</p>
          ) : (
            <AdvisoryList matched={matched} />
          )}
        </section>
        {record === null ? null : (
          <section className={styles['section']}>
            <h2>{t('window.about.who')}</h2>
            <ul className={styles['list']}>
              <li>
                <ToneIcon tone="done" />
                <span>{t('window.about.recognised', { by: t(`window.rung.${record.identifiedBy}`) })}</span>
              </li>
            </ul>
            <FactList
              facts={[
                [t('window.key.first-seen'), when(record.firstSeen)],
                [t('window.key.last-seen'), when(record.lastSeen)],
                [t('window.key.last-read'), when(record.lastRead)],
              ]}
            />
          </section>
        )}
        {record === null ? null : <ReadingChangesSection keyId={record.id} />}
        {facts === null || facts.findings.length === 0 ? null : (
          <section className={styles['section']}>
            <h2>{t('window.overview.unusual')}</h2>
            <p className={styles['quiet']}>{t('window.overview.unusual.explain')}</p>
            <ul className={styles['list']}>
              {facts.findings.map((finding) => (
                <li key={`${finding.kind}:${finding.detail}`}>
                  <ToneIcon tone="notice" />
                  <bdi>{displayText(finding.detail === '' ? finding.kind : finding.detail, 300)}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

/** Renders everything that a key sent, folded, as it sent it. */
function AllFacts({ entry, facts }: { readonly entry: KeyEntry; readonly facts: KeyFacts }) {
  const { t } = useTranslation();
  const values = [
    [t('window.key.aaguid'), facts.aaguid],
    [t('window.key.path'), entry.plugged?.path ?? null],
    ...Object.entries(facts.options).map(([name, value]) => [name, String(value)] as const),
    [t('window.about.extensions'), facts.extensions.join(', ')],
    [t('window.about.algorithms'), facts.algorithms.join(', ')],
    [t('window.overview.raw'), facts.rawGetInfo],
  ].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  const text = values.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <details className={styles['raw']}>
      <summary>
        <b>{t('window.about.all', { count: values.length })}</b>{' '}
        <span className={styles['quiet']}>{t('window.about.all.what')}</span>
      </summary>
      <FactList facts={values} />
      <CopyButton text={text} />
    </details>
  );
}

function capabilitiesOf({ capabilities }: KeyFacts): readonly (readonly [keyof KeyCapabilities, Capability])[] {
  return Object.entries(capabilities) as [keyof KeyCapabilities, Capability][];
}

// "A first PIN cannot be set, there is one" is no limit of the key.
function isMoot({ answer, reason }: Capability): boolean {
  return answer === 'no' && reason === 'pin-already-set';
}

function CapabilityLine({ name, capability }: { readonly name: string; readonly capability: Capability }) {
  const { t } = useTranslation();
  const { answer, reason } = capability;
  return (
    <li data-answer={answer}>
      {answer === 'no' ? (
        <span className={styles['dash']} aria-hidden="true" />
      ) : (
        <ToneIcon tone={answer === 'yes' ? 'done' : 'unknown'} />
      )}
      <span>{name}</span>
      <span className="spoken">: {t(`window.answer.${answer}`)} </span>
      {reason === null ? null : <span className={styles['reason']}>{t(`reason.${reason}`)}</span>}
    </li>
  );
}
