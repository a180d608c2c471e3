import { matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import type { Capability, KeyCapabilities } from '../../../src-shared/domain/capability.ts';
import type { KeyFacts } from '../../../src-shared/domain/plugged-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { ReadingChangesSection } from '../reminders/reading-changes-section.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { AdvisoryList } from '../catalogue/advisory-list.tsx';
import type { KeyEntry } from './key-entries.ts';
import styles from './overview-tab.module.css';
import { modelOf, serialText } from './key-facts.ts';
import { fillText, formFactorText } from './key-text.ts';

function capabilitiesOf({ capabilities }: KeyFacts): readonly (readonly [keyof KeyCapabilities, Capability])[] {
  return Object.entries(capabilities) as [keyof KeyCapabilities, Capability][];
}

/** Renders what a key is, what it can do and why not, and what is unusual about it. */
export function OverviewTab({ entry }: { readonly entry: KeyEntry }) {
  const { t, dateTime } = useTranslation();
  const { plugged, record } = entry;
  const facts = plugged?.facts ?? null;
  const when = (iso: string | null | undefined) => (iso == null ? null : dateTime(iso));
  const passkeys = facts?.passkeys;
  const advisories = useApp((state) => state.advisories);
  const matched = matchAdvisories(
    {
      aaguid: facts?.aaguid ?? record?.aaguid ?? null,
      firmware: facts?.firmware ?? record?.firmware ?? null,
      model: modelOf(entry),
      manufacturer: plugged?.manufacturer ?? record?.manufacturer ?? null,
      product: plugged?.product ?? record?.product ?? null,
    },
    advisories,
  );
  return (
    <>
      <FactList
        facts={[
          [t('window.key.model'), modelOf(entry)],
          [t('window.key.maker'), plugged?.manufacturer ?? record?.manufacturer ?? null],
          [t('window.key.firmware'), facts?.firmware ?? record?.firmware ?? null],
          [t('window.key.serial'), serialText(t, entry)],
          [t('window.key.form-factor'), formFactorText(t, facts?.formFactor ?? record?.formFactor ?? null)],
          [
            t('window.key.passkeys'),
            fillText(
              t,
              passkeys?.existing ?? record?.existing ?? null,
              passkeys?.remaining ?? record?.remaining ?? null,
            ),
          ],
          [t('window.key.speaks'), facts?.versions.join(', ') ?? null],
          [t('window.key.transports'), (facts?.transports ?? record?.transports ?? []).join(', ')],
          [t('window.key.aaguid'), facts?.aaguid ?? record?.aaguid ?? null],
          [t('window.key.path'), plugged?.path ?? null],
          [t('window.key.first-seen'), when(record?.firstSeen)],
          [t('window.key.last-seen'), when(record?.lastSeen)],
          [t('window.key.last-read'), when(record?.lastRead)],
          [t('window.key.recognised-by'), record === null ? null : t(`window.rung.${record.identifiedBy}`)],
        ]}
      />
      {record === null ? null : <ReadingChangesSection keyId={record.id} />}
      {matched.length === 0 ? null : (
        <section className={styles['section']}>
          <h2>{t('advisory.title')}</h2>
          <AdvisoryList matched={matched} />
        </section>
      )}
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
          {facts.findings.length === 0 ? null : (
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
          {facts.rawGetInfo === null ? null : (
            <details className={styles['raw']}>
              <summary>{t('window.overview.raw')}</summary>
              <pre>
                <code>{facts.rawGetInfo}</code>
              </pre>
              <CopyButton text={facts.rawGetInfo} />
            </details>
          )}
        </>
      )}
    </>
  );
}

// "A first PIN cannot be set, there is one" is no limit of the key.
function isMoot({ answer, reason }: Capability): boolean {
  return answer === 'no' && reason === 'pin-already-set';
}

function CapabilityLine({ name, capability }: { readonly name: string; readonly capability: Capability }) {
  const { t } = useTranslation();
  const { answer, reason } = capability;
  return (
    <li>
      <ToneIcon tone={answer === 'yes' ? 'done' : answer === 'no' ? 'warning' : 'notice'} />
      <span>
        {name}: {t(`window.answer.${answer}`)}
        {reason === null ? null : <span className={styles['quiet']}> {t(`reason.${reason}`)}</span>}
      </span>
    </li>
  );
}
