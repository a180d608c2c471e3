import { useEffect, useRef, useState } from 'react';
import type { CorrectedField } from '../../../src-shared/catalogue/apply-corrections.ts';
import type { checkCorrection } from '../../../src-shared/public-suffix/check-correction.ts';
import { ownServiceId } from '../../../src-shared/catalogue/own-service-id.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import { fieldValue, problemMessage, warningMessage } from '../../../src-shared/i18n/catalogue-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api, type SparekeyApi } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { checkDraft, type CorrectionDraft, draftOf } from './correction-draft.ts';
import styles from './catalogue.module.css';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

type Entry = Awaited<ReturnType<SparekeyApi['catalogue']['entry']>>;

interface Loaded {
  readonly entry: Entry;
  /** Checks hosts against the public suffix list, which is large: it is loaded when it is needed. */
  readonly check: typeof checkCorrection;
}

/** Waits for what the catalogue itself says, then shows the form: corrections are made against it. */
export function CorrectionDialog({
  serviceId,
  suggested = { name: '', rpId: '' },
  onClose,
}: {
  /** Null to add a service that the catalogue lacks. */
  readonly serviceId: string | null;
  readonly suggested?: { readonly name: string; readonly rpId: string };
  readonly onClose: () => void;
}) {
  const services = useApp((state) => state.services);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    let wanted = true;
    void Promise.all([
      serviceId === null ? null : api().catalogue.entry({ serviceId }),
      import('../../../src-shared/public-suffix/check-correction.ts'),
    ]).then(([entry, { checkCorrection: check }]) => {
      if (wanted) setLoaded({ entry, check });
    });
    return () => {
      wanted = false;
    };
  }, [serviceId]);
  if (loaded === null) return null;
  const service = services.find(({ id }) => id === serviceId) ?? null;
  return <CorrectionForm service={service} {...loaded} suggested={suggested} onClose={onClose} />;
}

function CorrectionForm({
  service,
  entry,
  check,
  suggested,
  onClose,
}: {
  readonly service: CatalogueService | null;
  readonly suggested: { readonly name: string; readonly rpId: string };
  readonly onClose: () => void;
} & Loaded) {
  const { t, locale } = useTranslation();
  const services = useApp((state) => state.services);
  const kept = useInventory((state) => state.snapshot?.corrections.find((one) => one.serviceId === service?.id));
  const [draft, setDraft] = useState<CorrectionDraft>(() => draftOf(service, suggested));
  const [source, setSource] = useState(kept?.source ?? '');
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const form = useRef<HTMLDivElement>(null);
  // What is wrong may be out of view: the focus goes there.
  useEffect(() => {
    if (tries === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? form.current?.querySelector<HTMLElement>('[role="alert"]'))?.focus();
  }, [tries]);

  const id = service?.id ?? ownServiceId(draft.name, draft.rpIds, new Set(services.map((one) => one.id)));
  const catalogue = entry?.fields ?? kept?.base ?? null;
  const { fields, problems, warnings, badNumber } = checkDraft(id, draft, catalogue, services, check);
  const errorOf = (field: CorrectedField): string | null => {
    const problem = problems.find((one) => one.field === field);
    return tried && problem !== undefined ? problemMessage(t, problem) : null;
  };
  const hintOf = (field: CorrectedField, otherwise?: string): string | undefined => {
    if (catalogue === null) return otherwise;
    const value = fieldValue(t, field, catalogue[field]);
    if (fields[field] !== undefined) return t('correction.differs', { value });
    return otherwise ?? t('correction.catalogue-says', { value });
  };
  const set = (change: Partial<CorrectionDraft>) => setDraft((before) => ({ ...before, ...change }));
  const save = async () => {
    if (problems.length > 0 || badNumber) {
      setTries((before) => before + 1);
      return;
    }
    const trimmed = source.trim() === '' ? null : source.trim();
    const saved = await run(api().catalogue.saveCorrection({ serviceId: id, fields, source: trimmed }));
    if (saved === undefined) return;
    showDone(t('correction.saved'));
    onClose();
  };
  const general = problems.filter(({ field }) => field === null);
  const name = service === null ? null : serviceNameIn(service, locale);
  return (
    <Dialog
      wide
      title={name === null ? t('correction.title.new') : t('correction.title', { service: displayText(name, 80) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" onPress={() => void save()}>
            {t('correction.save')}
          </Button>
        </>
      }
    >
      <div className={styles['form']} ref={form}>
        <p>{t('correction.explain')}</p>
        {entry === null ? null : (
          <details className={styles['quiet']}>
            <summary>
              {t('correction.origin', { asOf: entry.asOf })}
              {entry.rpIdConfidence === 'assumed' ? ` · ${t('correction.origin.assumed')}` : null}
            </summary>
            <ul>
              {entry.sources.map((one) => (
                <li key={one}>
                  <OutsideText text={one} maximum={300} />
                </li>
              ))}
            </ul>
          </details>
        )}
        <div className={styles['fields']}>
          <TextField
            label={t('catalogue.field.name')}
            value={draft.name}
            maximum={120}
            hint={hintOf('name')}
            error={errorOf('name')}
            onChange={(name_) => set({ name: name_ })}
          />
          <TextField
            label={t('catalogue.field.nameJa')}
            value={draft.nameJa}
            maximum={120}
            hint={hintOf('nameJa')}
            onChange={(nameJa) => set({ nameJa })}
          />
          <TextField
            label={t('catalogue.field.rpIds')}
            value={draft.rpIds}
            maximum={2000}
            hint={hintOf('rpIds', t('correction.list.hint'))}
            error={errorOf('rpIds')}
            onChange={(rpIds) => set({ rpIds })}
          />
          <TextField
            label={t('catalogue.field.domains')}
            value={draft.domains}
            maximum={2000}
            hint={hintOf('domains', t('correction.list.hint'))}
            error={errorOf('domains')}
            onChange={(domains) => set({ domains })}
          />
          <SelectField
            label={t('catalogue.field.acceptsSecurityKeys')}
            value={draft.acceptsSecurityKeys}
            hint={hintOf('acceptsSecurityKeys')}
            options={[
              { value: 'unknown', label: t('catalogue.value.unknown') },
              { value: 'yes', label: t('catalogue.value.yes') },
              { value: 'no', label: t('catalogue.value.no') },
            ]}
            onChange={(acceptsSecurityKeys) => set({ acceptsSecurityKeys })}
          />
          <SelectField
            label={t('catalogue.field.deviceBoundOnly')}
            value={draft.deviceBoundOnly}
            hint={hintOf('deviceBoundOnly')}
            options={[
              { value: 'unknown', label: t('catalogue.value.unknown') },
              { value: 'no', label: t('catalogue.value.synced-accepted') },
              { value: 'yes', label: t('catalogue.value.synced-refused') },
            ]}
            onChange={(deviceBoundOnly) => set({ deviceBoundOnly })}
          />
          <SelectField
            label={t('catalogue.field.multipleKeys')}
            value={draft.multipleKeys}
            hint={hintOf('multipleKeys')}
            options={[
              { value: 'unknown', label: t('catalogue.value.unknown') },
              { value: 'no', label: t('catalogue.value.several-no') },
              { value: 'yes', label: t('catalogue.value.several-yes') },
            ]}
            onChange={(multipleKeys) => set({ multipleKeys })}
          />
          {draft.multipleKeys === 'yes' ? (
            <TextField
              label={t('catalogue.field.maxKeys')}
              value={draft.maxKeys}
              maximum={4}
              hint={hintOf('maxKeys', t('correction.max.hint'))}
              error={badNumber ? t('correction.max.invalid') : null}
              onChange={(maxKeys) => set({ maxKeys })}
            />
          ) : null}
          <SelectField
            label={t('catalogue.field.minKeysRecommended')}
            value={draft.minKeysRecommended}
            hint={hintOf('minKeysRecommended')}
            options={['1', '2', '3', '4', '5'].map((count) => ({
              value: count,
              label: t('catalogue.value.keys', { count: Number(count) }),
            }))}
            onChange={(minKeysRecommended) => set({ minKeysRecommended })}
          />
        </div>
        <TextField
          label={t('catalogue.field.addKeyUrl')}
          value={draft.addKeyUrl}
          maximum={500}
          hint={hintOf('addKeyUrl', t('correction.url.hint'))}
          error={errorOf('addKeyUrl')}
          onChange={(addKeyUrl) => set({ addKeyUrl })}
        />
        <TextField
          label={t('correction.source')}
          value={source}
          maximum={500}
          hint={t('correction.source.hint')}
          onChange={setSource}
        />
        {warnings.map((warning) => (
          <Message key={`${warning.warning}:${warning.value}`} tone="warning">
            {warningMessage(t, warning)}
          </Message>
        ))}
        {tried && general.length > 0 ? (
          <div role="alert" tabIndex={-1}>
            {general.map((problem) => (
              <Message key={problem.problem} tone="critical">
                {problemMessage(t, problem)}
              </Message>
            ))}
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}
