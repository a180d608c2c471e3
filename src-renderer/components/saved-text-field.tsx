import { useEffect, useRef, useState } from 'react';
import { TextField, type TextFieldProps } from './text-field.tsx';

/**
 * Renders a text field that saves by itself: when it is left, with Enter, and when its view goes. Nothing that was typed vanishes; Esc goes
 * back to what is saved. A text that cannot be saved stays, with the reason.
 */
export function SavedTextField({
  value,
  errorOf = () => null,
  onSave,
  ...field
}: Omit<TextFieldProps, 'value' | 'error' | 'onChange' | 'onKeyDown' | 'onBlur'> & {
  /** As it is saved. */
  readonly value: string;
  readonly errorOf?: (text: string) => string | null;
  readonly onSave: (text: string) => void;
}) {
  /** Null while nothing was typed that is not saved. */
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? value;
  const save = (): void => {
    if (draft === null || errorOf(draft) !== null) return;
    setDraft(null);
    if (draft.trim() !== value) onSave(draft.trim());
  };
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => () => latest.current(), []);
  return (
    <TextField
      {...field}
      value={text}
      error={errorOf(text)}
      onChange={setDraft}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key !== 'Escape' || draft === null) return;
        event.stopPropagation();
        setDraft(null);
      }}
    />
  );
}
