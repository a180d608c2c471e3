import type { ImportChoices, ImportConflict, ImportPreview } from '../../../src-shared/domain/imports.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './import.module.css';

const answers = ['ours', 'theirs', 'both'] as const;

/** Renders the decisions where file and inventory differ: one by one, or for all that they do not decide. */
export function ConflictList({
  preview,
  choices,
  onChange,
}: {
  readonly preview: ImportPreview;
  readonly choices: ImportChoices;
  readonly onChange: (choices: ImportChoices) => void;
}) {
  const { t } = useTranslation();
  return (
    <section>
      <Message tone="warning">{t('import.conflicts', { count: preview.conflictCount })}</Message>
      <ul className={styles['conflicts']} aria-label={t('import.conflicts', { count: preview.conflictCount })}>
        {preview.conflicts.map((conflict) => (
          <li key={conflict.id}>
            <ConflictText conflict={conflict} />
            <SelectField
              inline
              label={t('import.conflict.choice', {
                line: conflict.line,
                name: displayText(conflict.about, 80),
              })}
              value={choices.byId[conflict.id] ?? firstAnswer(conflict, choices)}
              options={optionsOf(t, conflict)}
              onChange={(value) => {
                if (value !== '') onChange({ ...choices, byId: { ...choices.byId, [conflict.id]: value } });
              }}
            />
          </li>
        ))}
      </ul>
      {preview.conflictCount < 2 ? null : (
        <SelectField
          inline
          label={t('import.conflict.others')}
          value={choices.others}
          options={answers.map((value) => ({ value, label: t(`import.choice.${value}`) }))}
          onChange={(others) => onChange({ ...choices, others })}
        />
      )}
    </section>
  );
}

function ConflictText({ conflict }: { readonly conflict: ImportConflict }) {
  const { t } = useTranslation();
  const column =
    conflict.column === null ? '' : `${t('coverage.fact.separator')}${t(`import.column.${conflict.column}`)}`;
  return (
    <p>
      <strong>
        <OutsideText text={conflict.about} />
        {column}
      </strong>
      {conflict.ours === '' && conflict.theirs === '' ? null : (
        <span className={styles['sides']}>
          <bdi>{t('import.conflict.ours', { value: conflict.ours })}</bdi>
          <bdi>{t('import.conflict.theirs', { value: conflict.theirs })}</bdi>
        </span>
      )}
    </p>
  );
}

function optionsOf(t: ReturnType<typeof useTranslation>['t'], { kind, options }: ImportConflict) {
  const offered = options.map(({ value, label }) => ({
    value,
    label: label === '' ? answerText(t, value) : displayText(label, 80),
  }));
  return kind === 'service' ? [{ value: '', label: t('import.conflict.choose') }, ...offered] : offered;
}

function firstAnswer({ kind, options }: ImportConflict, { others }: ImportChoices): string {
  if (kind === 'service') return '';
  return options.find(({ value }) => value === others)?.value ?? options[0]?.value ?? 'ours';
}

function answerText(t: ReturnType<typeof useTranslation>['t'], value: string): string {
  const answer = answers.find((one) => one === value);
  return answer === undefined ? value : t(`import.choice.${answer}`);
}
