import { useState } from 'react';
import { BulkBar } from '../../../../src-renderer/components/bulk-bar.tsx';
import { Button } from '../../../../src-renderer/components/button.tsx';
import { Keycap } from '../../../../src-renderer/components/keycap.tsx';
import { PlugStrip } from '../../../../src-renderer/components/plug-strip.tsx';
import { CannotTell, OneWay, SettingRow } from '../../../../src-renderer/components/setting-row.tsx';
import { Steps } from '../../../../src-renderer/components/steps.tsx';
import { Tries } from '../../../../src-renderer/components/tries.tsx';
import { type Say, StateOf, Specimen, States } from './specimen.tsx';

/** Renders the parts of work on keys: settings, tries, steps, what to plug in, what to do with many. */
export function WorkSpecimens({ say }: { readonly say: Say }) {
  const [picked, setPicked] = useState(3);
  return (
    <>
      <Specimen name="tries">
        <States>
          {[8, 5, 3, 1, 0].map((left) => (
            <StateOf key={left} as={String(left)}>
              <Tries pin={{ retriesLeft: left, retriesInAll: null }} />
            </StateOf>
          ))}
        </States>
      </Specimen>
      <Specimen name="setting-row">
        <div>
          <SettingRow
            name="PIN"
            value={<Tries pin={{ retriesLeft: 8, retriesInAll: null }} />}
            meaning={say('Set. 8 tries left.', '設定済み。残り8回。')}
            action={{ label: say('Change PIN…', 'PINを変更…'), possible: true, onPress: () => undefined }}
          />
          <SettingRow
            name={say('Minimum PIN length', 'PINの最小文字数')}
            value={say('6 characters', '6文字')}
            meaning={
              <>
                <OneWay>{say('One way:', '元に戻せません。')}</OneWay>{' '}
                {say('only a reset lowers it. Highest: 63.', '下げるにはリセットが必要です。最大63。')}
              </>
            }
            action={{ label: say('Raise…', '引き上げる…'), possible: true, onPress: () => undefined }}
          />
          <SettingRow
            name={say('Read without PIN', 'PINなしの読み取り')}
            value={say('not possible', '使えません')}
            meaning={say('This key is too old: it needs CTAP 2.2.', 'このキーは古く、CTAP 2.2が必要です。')}
            action={{ label: say('Allow…', '許可…'), possible: false, onPress: () => undefined }}
          />
          <SettingRow
            name={say('Long touch for reset', 'リセット時の長押し')}
            value={<CannotTell>{say('cannot tell', '判定不能')}</CannotTell>}
            meaning={say('The key does not say.', 'キーから情報を得られません。')}
          />
          <SettingRow
            name={say('Reset', 'リセット')}
            value=""
            meaning={say('Deletes 5 passkeys, PIN and fingerprints.', 'パスキー5件、PIN、指紋を消去します。')}
            action={{
              label: say('Reset this key…', 'このキーをリセット…'),
              possible: true,
              destructive: true,
              onPress: () => undefined,
            }}
          />
        </div>
      </Specimen>
      <Specimen name="steps-rail">
        <States>
          <div style={{ width: 392 }}>
            <Steps
              label={say('Reset Office key', '会社用キーのリセット')}
              look="rail"
              danger
              steps={[
                { id: '1', state: 'done', title: say('You agreed', '同意しました'), detail: '14:51' },
                { id: '2', state: 'done', title: say('Unplugged', '抜きました'), detail: '14:52:01' },
                {
                  id: '3',
                  state: 'current',
                  title: say('Touch the key now', '今キーにタッチしてください'),
                  detail: say('A touch deletes everything on it.', 'タッチするとすべて消えます。'),
                },
                { id: '4', state: 'todo', title: say('Read back', '読み直す') },
              ]}
            />
          </div>
          <div style={{ width: 296 }}>
            <Steps
              label={say('The way back', '復旧の順序')}
              look="plan"
              steps={[
                {
                  id: '1',
                  state: 'todo',
                  title: say('Google with Desk drawer', '机の引き出しでGoogleを開く'),
                  detail: say('at home', '自宅'),
                  end: say('open', '開けます'),
                },
                {
                  id: '2',
                  state: 'todo',
                  title: say('GitHub by mail', 'メールでGitHubを開く'),
                  detail: say('sent to Google, so after 1', 'Google宛てのため、1のあと'),
                  end: say('back', '復旧'),
                },
              ]}
            />
          </div>
        </States>
      </Specimen>
      <Specimen name="plug-strip">
        <PlugStrip
          title={say('Next key: plug it in', '次のキーを挿してください')}
          detail={say('Nothing to press.', '操作は不要です。')}
        >
          <Keycap keys="Ctrl P" /> {say('slip', '点検票')}
        </PlugStrip>
      </Specimen>
      <Specimen name="bulk-bar">
        {picked === 0 ? (
          <States>
            <Button onPress={() => setPicked(3)}>{say('Select 3', '3件を選択')}</Button>
          </States>
        ) : (
          <BulkBar
            label={say('Selected keys', '選択したキー')}
            text={say(`${picked} selected`, `${picked}件を選択中`)}
            onClear={() => setPicked(0)}
          >
            <Button>{say('Hand over…', '引き渡し…')}</Button>
            <Button>{say('Place…', '置き場所…')}</Button>
            <Button look="destructive">{say('Retire…', '廃棄…')}</Button>
          </BulkBar>
        )}
      </Specimen>
    </>
  );
}
