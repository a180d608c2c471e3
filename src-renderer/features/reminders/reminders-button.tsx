import { isSecurityEvent } from '../../../src-shared/plans/reminder-types.ts';
import { Button } from '../../components/button.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { remindersText } from './reminders-text.ts';
import { useReminders } from './use-reminders.ts';

/** Renders how many reminders there are as the button that lists them; nothing where there are none. */
export function RemindersButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  const reminders = useReminders();
  if (reminders.length === 0) return null;
  return (
    <Button look="quiet" onPress={onPress}>
      <ToneIcon tone={reminders.some(isSecurityEvent) ? 'critical' : 'notice'} size={13} />
      {remindersText(t, reminders)}
    </Button>
  );
}
