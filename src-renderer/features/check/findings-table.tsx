import type { CheckFinding, KeyCheck } from '../../../src-shared/domain/check.ts';
import { checkFindingMessage, findingSource } from '../../../src-shared/i18n/check-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { openPage } from '../../components/open-page.ts';
import { Sentences } from '../../components/sentences.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { showKey } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { stateTones } from './check-tone.ts';
import styles from './check-view.module.css';
import { TagField } from './tag-field.tsx';
import { TestButton } from './test-button.tsx';

/** Points of which the page of the key says more, or has what changes them. */
const onKeyPage: ReadonlySet<CheckFinding['point']> = new Set([
  'blank',
  'passkeys',
  'known-passkeys',
  'fingerprints',
  'pin',
  'pin-change',
  'always-uv',
  'minimum-pin-length',
  'settings',
]);
/** Variants of the point that is about the number of a key, where it has no serial number of its own. */
const numberVariants: ReadonlySet<string> = new Set(['none', 'usb-only', 'tag', 'tag-issued']);

/** Renders every point of a check: what is not in order first, the rest in its fixed order. `handle`: the key, while it is plugged in. */
export function FindingsTable({ check, handle }: { readonly check: KeyCheck; readonly handle: string | null }) {
  const { t } = useTranslation();
  return (
    <table className={styles['findings']} aria-label={t('check.window.findings')}>
      <thead>
        <tr>
          <th scope="col">{t('check.column.point')}</th>
          <th scope="col">{t('check.column.seen')}</th>
          <th scope="col">{t('check.window.why')}</th>
          <th scope="col">
            <span className="spoken">{t('check.window.remedy')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {check.findings.map((finding) => (
          <FindingRow key={finding.point} check={check} finding={finding} handle={handle} />
        ))}
      </tbody>
    </table>
  );
}

function FindingRow({
  check,
  finding,
  handle,
}: {
  readonly check: KeyCheck;
  readonly finding: CheckFinding;
  readonly handle: string | null;
}) {
  const { t, locale, dateTime } = useTranslation();
  const { point, seen, why, fix } = checkFindingMessage(t, finding, locale);
  const { state, required, strength } = finding;
  return (
    <tr data-state={state}>
      <th scope="row">
        <span className={styles['point']}>
          <ToneIcon tone={stateTones[state]} /> {point}
          <span className="spoken">
            {' '}
            {t(`check.state.${state}`)} {required || state !== 'ok' ? '' : t('check.window.not-required')}
          </span>
        </span>
      </th>
      <td>
        <bdi className={styles['seen']}>{displayText(seen, 200)}</bdi>
        {strength === 'sign' && state !== 'ok' ? (
          <span className={styles['quiet']}> {t('check.strength.sign')}</span>
        ) : null}
        {strength === 'tested' ? <span className={styles['quiet']}> {findingSource(t, finding, dateTime)}</span> : null}
      </td>
      <td className={styles['why']}>
        <Sentences>
          <bdi>{displayText(why, 400)}</bdi>
          {fix === null ? null : <bdi>{displayText(fix, 400)}</bdi>}
          {required || state === 'ok' ? null : t('check.window.not-required')}
        </Sentences>
      </td>
      <td className={styles['remedy']}>
        <Remedy check={check} finding={finding} handle={handle} name={point} />
      </td>
    </tr>
  );
}

/** Renders what can be done about a finding from here. */
function Remedy({
  check,
  finding,
  handle,
  name,
}: {
  readonly check: KeyCheck;
  readonly finding: CheckFinding;
  readonly handle: string | null;
  readonly name: string;
}) {
  const { t } = useTranslation();
  const isThere = useKeys((state) => state.keys.some((key) => key.handle === handle && key.facts !== null));
  const { point, variant, state, url, values } = finding;
  if (handle !== null && point === 'serial' && numberVariants.has(variant)) {
    return <TagField key={check.key.assetTag ?? ''} assetTag={check.key.assetTag} />;
  }
  if (handle !== null && (point === 'genuine' || point === 'sign-in'))
    return <TestButton handle={handle} point={point} />;
  if (state === 'ok') return null;
  if (url !== null) {
    return (
      <Button
        look="link"
        label={t('check.window.advisory-of', { id: String(values['id'] ?? '') })}
        onPress={() => void openPage(t, api().catalogue.openAdvisory({ advisoryId: String(values['id'] ?? '') }))}
      >
        <Icon name="outside" size={13} /> {t('check.window.advisory')}
      </Button>
    );
  }
  if (handle === null || !isThere || !onKeyPage.has(point)) return null;
  return (
    <Button
      label={t('check.window.open-key-for', { point: name })}
      onPress={() => showKey({ type: 'plugged', handle }, 'security')}
    >
      {t('check.window.open-key')}
    </Button>
  );
}
