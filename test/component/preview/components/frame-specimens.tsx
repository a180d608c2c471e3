import { useState } from 'react';
import { Blocks, blockKinds } from '../../../../src-renderer/components/blocks.tsx';
import { Button } from '../../../../src-renderer/components/button.tsx';
import { CellMark } from '../../../../src-renderer/components/cell-mark.tsx';
import { Keycap } from '../../../../src-renderer/components/keycap.tsx';
import { Steps } from '../../../../src-renderer/components/steps.tsx';
import { Tally, type TallyItem } from '../../../../src-renderer/components/tally.tsx';
import { HeadStrip, NextStep, ViewHead } from '../../../../src-renderer/components/view-head.tsx';
import { ViewFoot } from '../../../../src-renderer/components/view-foot.tsx';
import { type Say, Specimen, States } from './specimen.tsx';

type Verdict = 'one-key' | 'weak' | 'unknown' | 'survive';

/** Renders what frames a view: head with its number in three forms, footer, steps. */
export function FrameSpecimens({ say }: { readonly say: Say }) {
  const [selected, setSelected] = useState<ReadonlySet<Verdict>>(new Set(['weak']));
  const items: readonly TallyItem<Verdict>[] = [
    { id: 'one-key', tone: 'critical', count: 7, text: say('only one key', 'キー1本だけ') },
    { id: 'weak', tone: 'warning', count: 2, text: say('weak', '予備が弱い') },
    { id: 'unknown', tone: 'unknown', count: 1, text: say('not known', '不明') },
    { id: 'survive', tone: 'done', count: 8, text: say('survive any one loss', 'どれを失っても開ける') },
  ];
  return (
    <>
      <Specimen name="view-head">
        <ViewHead
          title={say('7 of 18 accounts hang on one key.', 'アカウント18件のうち7件は、キー1本だけが頼りです。')}
          facts={say('4 keys · read today', 'キー4本・今日読み取り')}
        >
          <Blocks
            label={items.map(({ count, text }) => `${count} ${text}`).join(', ')}
            parts={[
              { kind: 'critical', count: 7 },
              { kind: 'warning', count: 2 },
              { kind: 'unknown', count: 1 },
              { kind: 'survives', count: 8 },
            ]}
          />
          <Tally label={say('Accounts', 'アカウント')} items={items} selected={selected} onChange={setSelected} />
          <NextStep
            label={say('Next', '次の一手')}
            action={<Button look="primary">{say('Add 2…', '2件追加…')}</Button>}
          >
            {say(
              'Add Desk drawer to Bitwarden and SBI Securities: 3 of the 7 are then safe.',
              '机の引き出しをBitwardenとSBI証券に追加すると、7件中3件が安全になります。',
            )}
          </NextStep>
        </ViewHead>
        <ViewFoot
          legend={
            <>
              <span>
                <CellMark kind="read" small />
                {say('read on the key', 'キーから読み取り')}
              </span>
              <span>
                <CellMark kind="manual" small />
                {say('by hand', '手動で記録')}
              </span>
              <span>
                <CellMark kind="read" sole small />
                {say('the only way in', '唯一の手段')}
              </span>
              <span>
                <CellMark kind="chain" sole small />
                {say('through another account', '別のアカウント経由')}
              </span>
              <span>
                <CellMark kind="unknown" small />
                {say('not known', '不明')}
              </span>
              <span>
                <CellMark kind="add" small />
                {say('add here', 'ここに追加')}
              </span>
              <span>
                <CellMark kind="absent" small />
                {say('not there', '登録なし')}
              </span>
            </>
          }
        >
          <span>
            <Keycap keys="↑↓" />
            {say('move', '移動')}
          </span>
          <span>
            <Keycap keys="Enter" />
            {say('details', '詳細')}
          </span>
        </ViewFoot>
      </Specimen>
      <Specimen name="blocks">
        <States>
          <div style={{ flex: '0 0 100%' }}>
            <Blocks label={blockKinds.join(', ')} parts={blockKinds.map((kind) => ({ kind, count: 3 }))} />
          </div>
          <div style={{ flex: '0 0 100%' }}>
            <Blocks
              label={say('1,000 accounts', 'アカウント1,000件')}
              parts={[
                { kind: 'critical', count: 4 },
                { kind: 'warning', count: 120 },
                { kind: 'unknown', count: 76 },
                { kind: 'survives', count: 800 },
              ]}
            />
          </div>
        </States>
      </Specimen>
      <Specimen name="steps-strip">
        <div style={{ paddingInline: 20 }}>
          <HeadStrip>
            <Steps
              label={say('First steps', '最初の手順')}
              look="strip"
              steps={[
                { id: '1', state: 'done', title: say('Read …311', '…311を読み取る') },
                { id: '2', state: 'current', title: say('Read …318', '…318を読み取る') },
                { id: '3', state: 'todo', title: say('Name both', '2本に名前を付ける') },
                { id: '4', state: 'todo', title: say('See what hangs on one key', 'キー1本だけのものを見る') },
              ]}
            />
          </HeadStrip>
        </div>
      </Specimen>
    </>
  );
}
