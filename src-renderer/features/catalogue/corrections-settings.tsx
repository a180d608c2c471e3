import { useEffect, useState } from 'react';
import {
  correctedFieldNames,
  type CorrectedField,
  fieldsTogether,
  isOwnService,
} from '../../../src-shared/catalogue/apply-corrections.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { StoredCorrection } from '../../../src-shared/ipc/catalogue-contract.ts';
import { fieldValue, newsMessage } from '../../../src-shared/i18n/catalogue-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { Line } from '../settings/settings-line.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import styles from './catalogue.module.css';
import { CorrectionDialog } from './correction-dialog.tsx';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

type OpenDialog =
  | { readonly type: 'none' }
  | { readonly type: 'edit'; readonly serviceId: string | null }
  | { readonly type: 'remove'; readonly kept: StoredCorrection };

const noDialog: OpenDialog = { type: 'none' };

/** Renders the person's corrections of the catalogue: what they say, what the catalogue says by now, and their export. */
export function CorrectionsSettings() {
  const { t, locale, compare } = useTranslation();
  const open = useInventory((state) => state.status?.state === 'open');
  const corrections = useInventory((state) => state.snapshot?.corrections);
  const [kept, setKept] = useState<readonly StoredCorrection[]>([]);
  const [asked, setAsked] = useState<OpenDialog>(noDialog);
  useEffect(() => {
    let wanted = true;
    void run(api().catalogue.corrections()).then((found) => {
      if (wanted && found !== undefined) setKept(found);
    });
    return () => {
      wanted = false;
    };
  }, [corrections]);
  if (!open) return null;
  const exportAll = async () => {
    const written = await run(api().catalogue.exportContribution());
    if (written !== undefined && written !== null) showDone(t('correction.settings.exported', { file: written.file }));
  };
  const remove = async (serviceId: string) => {
    setAsked(noDialog);
    if ((await run(api().catalogue.removeCorrection({ serviceId }))) !== undefined) showDone(t('correction.removed'));
  };
  return (
    <SettingsSection part="corrections" title={t('correction.settings.title')}>
      <Line label={t('correction.settings.list')}>
        <p className={styles['quiet']}>{t('correction.settings.explain')}</p>
        <Button onPress={() => setAsked({ type: 'edit', serviceId: null })}>{t('correction.settings.add')}</Button>
        {kept.length === 0 ? (
          <p className={styles['quiet']}>{t('correction.settings.none')}</p>
        ) : (
          <ul className={styles['corrections']}>
            {kept
              .toSorted((left, right) => compare(serviceNameIn(left, locale), serviceNameIn(right, locale)))
              .map((one) => (
                <Correction key={one.correction.serviceId} kept={one} onAsk={setAsked} />
              ))}
          </ul>
        )}
      </Line>
      {kept.length === 0 ? null : (
        <Line label={t('correction.settings.contribution')}>
          <p className={styles['quiet']}>{t('correction.settings.export.explain')}</p>
          <Button onPress={() => void exportAll()}>{t('correction.settings.export')}</Button>
        </Line>
      )}
      {asked.type === 'edit' ? (
        <CorrectionDialog serviceId={asked.serviceId} onClose={() => setAsked(noDialog)} />
      ) : null}
      {asked.type === 'remove' ? (
        <ConfirmDialog
          title={t('correction.settings.remove.title', { service: serviceNameIn(asked.kept, locale) })}
          confirm={t('correction.settings.remove.confirm')}
          onConfirm={() => void remove(asked.kept.correction.serviceId)}
          onClose={() => setAsked(noDialog)}
        >
          <p>
            {t(
              isOwnService(asked.kept.correction.serviceId)
                ? 'correction.settings.remove.own'
                : 'correction.settings.remove.explain',
            )}
          </p>
        </ConfirmDialog>
      ) : null}
    </SettingsSection>
  );
}

function Correction({ kept, onAsk }: { readonly kept: StoredCorrection; readonly onAsk: (asked: OpenDialog) => void }) {
  const { t, locale, day } = useTranslation();
  const services = useApp((state) => state.services);
  const { correction, news } = kept;
  const { serviceId, fields, source } = correction;
  const name = serviceNameIn(kept, locale);
  const decide = async (without: CorrectedField | null) => {
    const dropped = without === null ? [] : fieldsTogether(without);
    const left = correctedFieldNames.filter((field) => fields[field] !== undefined && !dropped.includes(field));
    const agreed = new Set(news.filter(({ kind }) => kind === 'agrees').map(({ field }) => field));
    const nothingLeft = left.every((field) => agreed.has(field));
    const rest = Object.fromEntries(left.map((field) => [field, fields[field]]));
    const outcome = nothingLeft
      ? await run(api().catalogue.removeCorrection({ serviceId }))
      : await run(api().catalogue.saveCorrection({ serviceId, fields: rest, source }));
    if (outcome !== undefined) showDone(t(nothingLeft ? 'correction.removed' : 'correction.saved'));
  };
  return (
    <li>
      <div className={styles['head']}>
        <strong>
          <OutsideText text={name} />
        </strong>
        <span className={styles['quiet']}>{day(correction.asOf)}</span>
        <Button
          look="link"
          label={t('correction.settings.edit-one', { service: name })}
          onPress={() => onAsk({ type: 'edit', serviceId })}
        >
          {t('correction.settings.edit')}
        </Button>
        <Button
          look="link"
          label={t('correction.settings.remove-one', { service: name })}
          onPress={() => onAsk({ type: 'remove', kept })}
        >
          {t('correction.settings.remove')}
        </Button>
      </div>
      <dl className={styles['values']}>
        {correctedFieldNames
          .filter((field) => fields[field] !== undefined)
          .map((field) => [t(`catalogue.field.${field}`), fieldValue(t, field, fields[field])] as const)
          .concat(source === null ? [] : [[t('correction.source'), displayText(source, 500)]])
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {news.map((one) => (
        <Message key={`${one.kind}:${one.field ?? ''}`} tone={one.kind === 'agrees' ? 'notice' : 'warning'}>
          <div className={styles['news']}>
            <span>
              {newsMessage(t, one, {
                yours: fields,
                was: correction.base,
                now: kept.catalogue,
                otherService: otherName(services, one.otherServiceId, locale),
              })}
            </span>
            {one.kind === 'changed' ? (
              <>
                <Button
                  look="link"
                  label={t('correction.settings.keep-one', { service: name })}
                  onPress={() => void decide(null)}
                >
                  {t('correction.settings.keep')}
                </Button>
                <Button
                  look="link"
                  label={t('correction.settings.take-one', { service: name })}
                  onPress={() => void decide(one.field)}
                >
                  {t('correction.settings.take')}
                </Button>
              </>
            ) : null}
          </div>
        </Message>
      ))}
    </li>
  );
}

function otherName(services: readonly CatalogueService[], id: string | null, locale: 'en' | 'ja'): string | null {
  const service = services.find((one) => one.id === id);
  return service === undefined ? null : serviceNameIn(service, locale);
}
