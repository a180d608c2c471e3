import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { run } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';

/** Removes another way in from the inventory. */
export function RemoveWayButton({ way }: { readonly way: OtherWayIn }) {
  const { t } = useTranslation();
  return (
    <Button
      look="link"
      label={t('window.other-way.remove', { name: way.name })}
      onPress={() => void run(api().inventory.removeOtherWayIn({ id: way.id }))}
    >
      {t('window.common.remove')}
    </Button>
  );
}
