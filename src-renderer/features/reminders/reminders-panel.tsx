import { Panel, PanelSection } from '../../components/panel.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { RemindersList } from './reminders-list.tsx';

/** Renders the reminders beside the coverage. */
export function RemindersPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('reminder.title')} onClose={onClose}>
      <PanelSection>
        <RemindersList />
      </PanelSection>
    </Panel>
  );
}
