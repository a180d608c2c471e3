import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { pairNames } from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { modelName } from '../../../src-shared/lib/key-name.ts';
import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { type PluggedAs, spareAmong } from '../../../src-shared/plans/spare-among.ts';
import { Button } from '../../components/button.tsx';
import { PlugStrip } from '../../components/plug-strip.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { type Translation, useTranslation } from '../../use-translation.tsx';
import { useBackup } from './backup-store.ts';
import { readSpare } from './read-spare.ts';

/** Renders which key to plug in, and once that key is there, the button that reads it. Any other key is named and left alone. */
export function SpareStrip({ plan, sessionId }: { readonly plan: BackupPlan; readonly sessionId: string }) {
  const { t } = useTranslation();
  const busy = useBackup((state) => state.busy);
  const keys = useKeys((state) => state.keys);
  const { title, detail, there } = stripText(t, keys, plan);
  return (
    <PlugStrip title={title} detail={detail}>
      {there ? (
        <Button look="primary" disabled={busy} onPress={() => void readSpare(sessionId, plan.spare.id)}>
          {t(busy ? 'backup.reading' : 'backup.read')}
        </Button>
      ) : null}
    </PlugStrip>
  );
}

interface StripText {
  readonly title: string;
  readonly detail: string;
  readonly there: boolean;
}

function stripText(t: Translation['t'], keys: readonly KeyView[], plan: BackupPlan): StripText {
  const { spare, primary } = pairNames(plan);
  const choice = spareAmong(
    keys.flatMap((key) => pluggedAs(t, key)),
    plan,
  );
  const title = t('backup.strip.plug-in', { spare });
  switch (choice.state) {
    case 'key':
      return {
        title: t(choice.key.remembered === null ? 'backup.strip.maybe' : 'backup.strip.there', { spare }),
        detail: t('backup.strip.there.detail'),
        there: true,
      };
    case 'not-plugged-in':
      return { title, detail: modelName(plan.spare) ?? '', there: false };
    case 'primary-plugged-in':
      return { title, detail: t('backup.strip.primary', { primary }), there: false };
    case 'other-key': {
      const labels = choice.labels.map((label) => displayText(label, 60)).join(t('list.separator'));
      return { title, detail: t('backup.strip.other', { labels }), there: false };
    }
    case 'several':
      return {
        title: t('backup.strip.only', { spare }),
        detail: t('backup.strip.several', { count: choice.count }),
        there: false,
      };
  }
}

function pluggedAs(t: Translation['t'], key: KeyView): PluggedAs<KeyView>[] {
  const { facts, remembered, product } = key;
  if (facts === null) return [];
  const name = remembered?.label ?? modelName({ ...facts, product }) ?? t('window.key.unnamed');
  return [{ key, keyId: remembered?.keyId ?? null, name, facts }];
}
