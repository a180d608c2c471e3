import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SavedTextField } from '../../components/saved-text-field.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCheckStore } from './check-store.ts';
import { askForbidden } from '../forbid/forbid-store.ts';
import styles from './check-view.module.css';
import { ModelsDialog } from './models-dialog.tsx';

/** Renders what holds for every key of this desk: who checks, whether it is recorded, lists of deliveries and models. */
export function DeskFacts() {
  const { t } = useTranslation();
  const desk = useCheckStore((state) => state.desk);
  const [names, setNames] = useState<readonly string[] | null>(null);
  if (desk === null) return null;
  const choose = async (list: 'models' | 'goods-in') => {
    const answer = await run(api().check.choose({ list }));
    if (answer?.state === 'several') setNames(answer.names);
  };
  return (
    <div className={styles['desk']}>
      <SavedTextField
        label={t('check.window.by')}
        value={desk.by ?? ''}
        maximum={200}
        onSave={(text) => void api().check.set({ by: text === '' ? null : text })}
      />
      <Checkbox
        checked={desk.record}
        detail={t('check.window.record.detail')}
        onChange={(record) => void api().check.set({ record })}
      >
        {t('check.window.record')}
      </Checkbox>
      <ListLine
        name={t('check.window.goods-in')}
        value={desk.goodsIn === null ? null : t('check.window.goods-in.count', desk.goodsIn)}
        onChoose={() => void choose('goods-in')}
        onDrop={() => void api().check.drop({ list: 'goods-in' })}
      />
      <ListLine
        name={t('check.window.models')}
        value={desk.models === null ? null : t(`check.window.models.${desk.models.kind}`, desk.models)}
        onChoose={() => void choose('models')}
        onDrop={() => void api().check.drop({ list: 'models' })}
      />
      {desk.models === null ? null : (
        <Button look="link" onPress={() => void askOfDesk()}>
          {t('forbid.ask')}
        </Button>
      )}
      {desk.kept ? null : <p className={styles['quiet']}>{t('check.window.not-kept')}</p>}
      {names === null ? null : (
        <ModelsDialog
          names={names}
          onTake={async (name) => (await run(api().check.takeModels({ name }))) !== undefined}
          onClose={() => setNames(null)}
        />
      )}
    </div>
  );
}

/** Asks who would be shut out by the models of the desk. */
async function askOfDesk(): Promise<void> {
  askForbidden(await api().check.models());
}

/** Renders one list of the desk: its name and size, and how to choose another or go without. */
function ListLine({
  name,
  value,
  onChoose,
  onDrop,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly onChoose: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles['list']} role="group" aria-label={name}>
      <span className={styles['list-name']}>{name}</span>
      <span>{value === null ? t('check.window.no-list') : <OutsideText text={value} maximum={120} />}</span>
      <span className={styles['list-buttons']}>
        <Button look="link" label={t('check.window.choose-list', { list: name })} onPress={onChoose}>
          {t('check.window.choose')}
        </Button>
        {value === null ? null : (
          <Button look="link" label={t('check.window.drop-list', { list: name })} onPress={onDrop}>
            {t('check.window.drop')}
          </Button>
        )}
      </span>
    </div>
  );
}
