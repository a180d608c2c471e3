import { useEffect, useRef } from 'react';
import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Message } from '../../components/message.tsx';
import type { Tone } from '../../components/tone.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { type ReadingNews, useBackup } from './backup-store.ts';
import { pairNames } from '../../../src-shared/i18n/backup-message.ts';

/** Renders what came of the last reading of the spare; stays until the next one. */
export function ReadingMessage({ plan }: { readonly plan: BackupPlan }) {
  const { t } = useTranslation();
  const news = useBackup((state) => state.news);
  const words = news === null ? null : newsText(t, news, plan);
  const said = useRef(news);
  useEffect(() => {
    // Once per reading: the counts in the words change with every account that is recorded by hand.
    if (words === null || said.current === news) return;
    said.current = news;
    announce(words.text, words.tone === 'done' ? 'polite' : 'assertive');
  }, [news, words]);
  if (words === null) return null;
  return (
    <Message tone={words.tone}>
      <p>
        <bdi>{words.text}</bdi>
      </p>
    </Message>
  );
}

function newsText(t: Translate, news: ReadingNews, plan: BackupPlan): { readonly tone: Tone; readonly text: string } {
  const pair = pairNames(plan);
  const left = plan.counts.toDo;
  switch (news.state) {
    case 'read': {
      const { added, found, complete } = news;
      const result =
        added + found === 0
          ? t('backup.read.nothing-new', { left })
          : t('backup.read.result', { added, found, left }).trim();
      const gone = plan.items.filter(({ state }) => state === 'vanished').length;
      const sentences = [
        result,
        ...(gone === 0 ? [] : [t('backup.read.gone', { gone })]),
        ...(complete ? [] : [t('backup.read.incomplete')]),
      ];
      const tone = sentences.length > 1 ? 'warning' : added + found === 0 ? 'notice' : 'done';
      return { tone, text: sentences.reduce((first, second) => t('headline.joined', { first, second })) };
    }
    case 'not-plugged-in':
    case 'primary-plugged-in':
      return { tone: 'warning', text: t(`backup.read.${news.state}`, pair) };
    case 'other-key': {
      const labels = news.labels.map((label) => displayText(label, 60)).join(t('list.separator'));
      return { tone: 'warning', text: t('backup.read.other-key', { ...pair, labels }) };
    }
    case 'several':
      return { tone: 'warning', text: t('backup.read.several', { ...pair, count: news.count }) };
    case 'other-key-read':
      return {
        tone: 'warning',
        text: t('backup.read.other-key-read', { ...pair, label: displayText(news.label, 80) }),
      };
    case 'which-key':
      return { tone: 'notice', text: t('backup.read.which-key') };
    case 'not-stored':
      return { tone: 'warning', text: t('backup.read.not-stored') };
  }
}
