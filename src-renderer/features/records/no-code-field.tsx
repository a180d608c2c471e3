import { looksLikeCode } from '../../../src-shared/lib/looks-like-code.ts';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import { useTranslation } from '../../use-translation.tsx';

/** Renders a text field that warns of what looks like a PIN, password or code. Whether it may be recorded is decided where it would be. */
export function NoCodeField(props: Omit<TextFieldProps, 'error'>) {
  const { t } = useTranslation();
  const guess = looksLikeCode(props.value);
  const hint = guess === 'perhaps' ? t('import.code-warning') : props.hint;
  return <TextField {...props} hint={hint} error={guess === 'surely' ? t('import.code-refused') : null} />;
}
