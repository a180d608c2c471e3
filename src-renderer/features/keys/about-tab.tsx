import { matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import type { Capability, KeyCapabilities } from '../../../src-shared/domain/capability.ts';
import type { KeyFacts } from '../../../src-shared/domain/plugged-key.ts';
import { findingMessage } from '../../../src-shared/i18n/failure-message.ts';
import { transportsText, versionsText } from '../../../src-shared/key-facts/fact-text.ts';
import { formFactorText } from '../../../src-shared/key-facts/form-factor-text.ts';
import { catalogueFact, factText } from '../../../src-shared/key-facts/key-fact.ts';
import { certifiedText } from '../../../src-shared/key-facts/model-group.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { FactList } from '../../components/fact-list.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { AdvisoryList } from '../catalogue/advisory-list.tsx';
import { ReadingChangesSection } from '../reminders/reading-changes-section.tsx';
import styles from './about-tab.module.css';
import { AllFacts } from './all-facts.tsx';
import { SentButton } from './sent-dialog.tsx';
import type { KeyEntry } from './key-entries.ts';
import { advisoryFacts, modelOf, serialText } from './key-facts.ts';

/** Renders what a key is and can do, at the left; what is known of its model and how it is recognised, at the right. */
export function AboutTab({ entry }: { readonly entry: KeyEntry }) {
  const { t, recent } = useTranslation();
  const { plugged, record } = entry;
  const facts = plugged?.facts ?? null;
  const when = (iso: string | null | undefined) => (iso == null ? null : recent(iso));
  const advisories = useApp((state) => state.advisories);
  const certified = certifiedText(t, facts?.catalogueModel ?? null);
  const matched = matchAdvisories(advisoryFacts(entry), advisories);
  const shown: readonly (readonly [string, string | null])[] = [
    [t('window.key.model'), modelOf(entry)],
    [t('window.key.maker'), plugged?.manufacturer ?? record?.manufacturer ?? null],
    [t('window.key.serial'), serialText(t, entry)],
    [t('window.key.firmware'), facts?.firmware ?? record?.firmware ?? null],
    [t('window.key.form-factor'), formFactorText(t, facts?.formFactor ?? record?.formFactor ?? null)],
    [t('facts.certified'), facts === null ? null : factText(t, catalogueFact('facts.certified', certified))],
    [t('facts.catalogue-versions'), versionsText(t, facts?.catalogueModel?.ctapVersions ?? null)],
    [t('window.key.speaks'), versionsText(t, facts?.versions ?? null)],
    [t('window.key.transports'), transportsText(t, facts?.transports ?? record?.transports ?? [])],
  ];
  return (
    <div className={styles['columns']}>
      <div className={styles['column']}>
        <section className={styles['section']}>
          <h2>{t('window.about.model')}</h2>
          <FactList facts={shown} />
        </section>
        {plugged === null || facts === null ? (
          <p className={styles['quiet']}>{t('window.overview.plug-in')}</p>
        ) : (
          <>
            <section className={styles['section']}>
              <h2>{t('window.overview.can-do')}</h2>
              <Capabilities facts={facts} />
            </section>
            <AllFacts plugged={plugged} facts={facts} />
            <SentButton handle={plugged.handle} />
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
                  <bdi>{displayText(findingMessage(t, finding), 300)}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

function capabilitiesOf({ capabilities }: KeyFacts): readonly (readonly [keyof KeyCapabilities, Capability])[] {
  return Object.entries(capabilities) as [keyof KeyCapabilities, Capability][];
}

// "A first PIN cannot be set, there is one" is no limit of the key.
function isMoot({ answer, reason }: Capability): boolean {
  return answer === 'no' && reason === 'pin-already-set';
}

/** Renders what a key can do, with the reason where it cannot; one that several lines share is seen once, below them. */
function Capabilities({ facts }: { readonly facts: KeyFacts }) {
  const { t } = useTranslation();
  const lines = capabilitiesOf(facts).filter(([, capability]) => !isMoot(capability));
  const reasons = lines.flatMap(([, { reason }]) => (reason === null ? [] : [reason]));
  const shared = [...new Set(reasons)].filter((reason) => reasons.filter((one) => one === reason).length > 1);
  return (
    <>
      <ul className={styles['list']}>
        {lines.map(([name, capability]) => (
          <CapabilityLine
            key={name}
            name={t(`window.can.${name}`)}
            capability={capability}
            isShared={capability.reason !== null && shared.includes(capability.reason)}
          />
        ))}
      </ul>
      {shared.map((reason) => (
        <p key={reason} className={styles['quiet']} aria-hidden="true">
          {t(`reason.${reason}`)}
        </p>
      ))}
    </>
  );
}

function CapabilityLine({
  name,
  capability: { answer, reason },
  isShared,
}: {
  readonly name: string;
  readonly capability: Capability;
  /** Whether its reason is seen elsewhere; it is heard here. */
  readonly isShared: boolean;
}) {
  const { t } = useTranslation();
  return (
    <li data-answer={answer}>
      {answer === 'no' ? (
        <span className={styles['dash']} aria-hidden="true" />
      ) : (
        <ToneIcon tone={answer === 'yes' ? 'done' : 'unknown'} />
      )}
      <span>{name}</span>
      <span className="spoken">: {t(`window.answer.${answer}`)} </span>
      {reason === null ? null : <span className={isShared ? 'spoken' : styles['reason']}>{t(`reason.${reason}`)}</span>}
    </li>
  );
}
