import { useId } from 'react';
import { type ChosenColour, keyColours } from '../../src-shared/lib/key-colour.ts';
import { useTranslation } from '../use-translation.tsx';
import styles from './colour-field.module.css';
import fieldStyles from './field.module.css';
import { KeyPicture } from './key-picture.tsx';
import type { KeyShape } from './key-shape.ts';

/** Renders the choice of a key's colour: its picture in each, by word too. Null is the colour of its turn. */
export function ColourField({
  shape,
  value,
  onChange,
}: {
  readonly shape: KeyShape;
  readonly value: ChosenColour | null;
  readonly onChange: (value: ChosenColour | null) => void;
}) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className={styles['field']}>
      <legend className={fieldStyles['label']}>{t('window.key.colour')}</legend>
      {[null, ...keyColours].map((colour) => (
        <label key={colour} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            className="spoken"
            checked={value === colour}
            onChange={() => onChange(colour)}
          />
          <KeyPicture shape={shape} colour={colour ?? 'none'} width={32} />
          <span>{t(`window.key.colour.${colour ?? 'automatic'}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
