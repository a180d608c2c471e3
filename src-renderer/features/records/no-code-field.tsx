import { looksLikeCode } from '../../../src-shared/lib/looks-like-code.ts';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import { useTranslation } from '../../use-translation.tsx';

/** Renders a text field that refuses what looks like a PIN, password or code, and warns where it might be one. */
export function NoCodeField(props: Omit<TextFieldProps, 'error'>) {
  const { t } = useTranslation();
  const guess = looksLikeCode(props.value);
  const hint = guess === 'perhaps' ? t('import.code-warning') : props.hint;
  return <TextField {...props} hint={hint} error={guess === 'surely' ? t('import.code-refused') : null} />;
}

/** Checks whether one of the texts is surely a code: such a record is not offered to be saved. */
export function holdsCode(...texts: readonly string[]): boolean {
  return texts.some((text) => looksLikeCode(text) === 'surely');
}
