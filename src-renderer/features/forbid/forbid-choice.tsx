import { useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ActionChip, LossChip } from '../../components/chip.tsx';
import { Icon } from '../../components/icon.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ModelsDialog } from '../check/models-dialog.tsx';
import { forbidModel, setForbidList, setForbidService, useForbid } from './forbid-store.ts';
import styles from './forbid-view.module.css';
import type { ModelInUse } from './use-forbidden.ts';

const everywhere = 'all…';

/** Renders what is assumed: models that are forbidden one by one, a list of a file, and which service holds keys against them. */
export function ForbidChoice({
  models,
  report,
}: {
  readonly models: readonly ModelInUse[];
  readonly report: CoverageReport;
}) {
  const { t, locale } = useTranslation();
  const { list, serviceId } = useForbid((state) => state);
  const [names, setNames] = useState<readonly string[] | null>(null);
  const chooseList = async () => {
    const answer = await run(api().check.askModels());
    if (answer?.state === 'taken') setForbidList(answer.list);
    if (answer?.state === 'several') setNames(answer.names);
  };
  const takeProfile = async (name: string): Promise<boolean> => {
    const found = await run(api().check.askProfile({ name }));
    if (found !== undefined) setForbidList(found);
    return found !== undefined;
  };
  return (
    <div className={styles['choice']}>
      <div role="group" aria-label={t('forbid.models')} className={styles['chips']}>
        {models.map(({ aaguid, name, keys, refusedBy }) => (
          <LossChip
            key={aaguid}
            before={<Icon name="keys" size={14} />}
            state={({ nothing: 'kept', choice: 'chosen', list: 'with-another' } as const)[refusedBy]}
            onChange={(on) => forbidModel(aaguid, on)}
          >
            {t('forbid.model', { model: displayText(name, 60), count: keys })}
          </LossChip>
        ))}
        <ActionChip before={<Icon name="add" size={14} />} onPress={() => void chooseList()}>
          {t('forbid.from-list')}
        </ActionChip>
      </div>
      {list === null ? null : (
        <p className={styles['list']}>
          <OutsideText text={t(`check.window.models.${list.kind}`, { name: list.name, count: list.aaguids.length })} />
          <Button
            look="link"
            label={t('check.window.drop-list', { list: t('check.window.models') })}
            onPress={() => setForbidList(null)}
          >
            {t('check.window.drop')}
          </Button>
        </p>
      )}
      <SelectField
        inline
        label={t('forbid.service')}
        value={serviceId ?? everywhere}
        options={[
          { value: everywhere, label: t('forbid.service.all') },
          ...report.services.map((service) => ({
            value: service.serviceId,
            label: displayText(serviceNameIn(service, locale), 60),
          })),
        ]}
        onChange={(value) => setForbidService(value === everywhere ? null : value)}
      />
      {names === null ? null : <ModelsDialog names={names} onTake={takeProfile} onClose={() => setNames(null)} />}
    </div>
  );
}
