import { useState } from 'react';
import { builtInProfiles } from '../../../src-shared/domain/check-profile.ts';
import type { PolicyProblem } from '../../../src-shared/domain/policy.ts';
import { profileName } from '../../../src-shared/i18n/check-message.ts';
import { policyProblemMessage } from '../../../src-shared/i18n/policy-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCheckStore } from './check-store.ts';
import styles from './check-view.module.css';

const fromFile = 'file…';

interface Refusal {
  readonly file: string;
  readonly problems: readonly PolicyProblem[];
}

/** Renders the choice of the profile: a built-in one, or that of a file. */
export function ProfileChoice() {
  const { t } = useTranslation();
  const profile = useCheckStore((state) => state.desk?.profile ?? 'new-from-box');
  const [refused, setRefused] = useState<Refusal | null>(null);
  const chooseFile = async () => {
    const answer = await run(api().check.choose({ list: 'profile' }));
    if (answer?.state === 'refused') setRefused(answer);
  };
  const isOfFile = !builtInProfiles.some((one) => one === profile);
  return (
    <>
      <SelectField
        inline
        label={t('check.window.profile')}
        value={profile}
        options={[
          ...builtInProfiles.map((value) => ({ value: value as string, label: profileName(t, value) })),
          ...(isOfFile ? [{ value: profile, label: displayText(profile, 60) }] : []),
          { value: fromFile, label: t('check.window.profile.file') },
        ]}
        onChange={(value) => {
          const builtIn = builtInProfiles.find((one) => one === value);
          if (builtIn !== undefined) void api().check.set({ profile: builtIn });
          else if (value === fromFile) void chooseFile();
        }}
      />
      {refused === null ? null : <RefusalDialog {...refused} onClose={() => setRefused(null)} />}
    </>
  );
}

/** Renders what is wrong with the file of a profile, by line. */
function RefusalDialog({ file, problems, onClose }: Refusal & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const sentences = new Set(problems.map((problem) => policyProblemMessage(t, problem)));
  return (
    <Dialog
      title={displayText(t('check.window.profile.refused', { file }), 160)}
      onClose={onClose}
      actions={
        <Button autoFocus onPress={onClose}>
          {t('window.common.close')}
        </Button>
      }
    >
      <ul className={styles['problems']}>
        {[...sentences].map((sentence) => (
          <li key={sentence}>
            <OutsideText text={sentence} maximum={400} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
