import { useEffect } from 'react';
import type { ResetStageName } from '../../../src-shared/domain/reset-stage.ts';
import type { ResetPreview } from '../../../src-shared/ipc/reset-contract.ts';
import { type Step, Steps } from '../../components/steps.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { ResetConsent } from './reset-consent.tsx';
import { type ResetState, useReset } from './reset-store.ts';
import { TouchCountdown } from './touch-countdown.tsx';

const order = ['agree', 'unplug', 'insert', 'touch', 'read-back'] as const;
type StepName = (typeof order)[number];

/** Renders the five steps of a reset, the present one with what is to be done in it. */
export function ResetRail({ preview }: { readonly preview: ResetPreview }) {
  const { t, locale } = useTranslation();
  const state = useReset((one) => one);
  const asked = useKeys(({ progress }) => Object.values(progress).find(({ operation }) => operation === 'reset')?.step);
  const current = currentStep(state);
  const title = t(titleOf(current, asked));
  useEffect(() => {
    if (current !== 'agree') announce(title, 'assertive');
  }, [current, title]);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const timeOf = (name: ResetStageName | 'agreed'): string => {
    const at = state.reachedAt[name];
    return at === undefined ? '' : clock.format(at);
  };
  const steps: readonly Step[] = [
    step('agree', {
      done: [t('key-reset.agreed'), t('key-reset.agreed.detail', { word: preview.word, time: timeOf('agreed') })],
      now: [t('key-reset.agree'), t('key-reset.agree.detail', { word: preview.word })],
      content: <ResetConsent word={preview.word} />,
    }),
    step('unplug', {
      done: [t('key-reset.unplugged'), timeOf('insert')],
      now: [t('key-reset.unplug'), t(state.isLate ? 'key-reset.unplug.late' : 'key-reset.unplug.detail')],
    }),
    step('insert', {
      done: [t('key-reset.inserted'), t('key-reset.inserted.detail', { time: timeOf('send') })],
      now: [t('key-reset.insert'), t(state.stage === 'reading' ? 'key-reset.reading' : 'key-reset.insert.detail')],
    }),
    step('touch', {
      done: [t('key-reset.touch'), ''],
      now: [
        current === 'touch' ? title : t('key-reset.touch'),
        t(asked === 'hold' ? 'key-reset.hold.detail' : asked === 'touch' ? 'key-reset.touch.detail' : 'key-reset.sent'),
      ],
      content: asked === 'hold' || asked === 'touch' ? <TouchCountdown /> : null,
    }),
    step('read-back', {
      done: [t('key-reset.read-back'), ''],
      now: [t('key-reset.read-back'), t('key-reset.read-back.detail')],
    }),
  ];
  return <Steps label={t('key-reset.steps')} steps={steps} look="rail" danger />;

  function step(
    id: StepName,
    texts: {
      readonly done: readonly [string, string];
      readonly now: readonly [string, string];
      readonly content?: Step['content'];
    },
  ): Step {
    const place = order.indexOf(id) - order.indexOf(current);
    const [heading, detail] = place < 0 ? texts.done : texts.now;
    return {
      id,
      state: place < 0 ? 'done' : place === 0 ? 'current' : 'todo',
      title: heading,
      ...(place <= 0 || id === 'read-back' ? { detail } : {}),
      ...(place === 0 ? { content: texts.content } : {}),
    };
  }
}

function currentStep({ phase, stage }: ResetState): StepName {
  if (phase === 'consent' || phase === 'system') return 'agree';
  if (stage === 'unplug') return 'unplug';
  return stage === 'send' ? 'touch' : 'insert';
}

function titleOf(step: StepName, asked: string | undefined) {
  if (step === 'touch') {
    return asked === 'hold' ? 'key-reset.hold.now' : asked === 'touch' ? 'key-reset.touch.now' : 'key-reset.touch';
  }
  return `key-reset.${step}` as const;
}
