import { useState } from 'react';
import { ActionMenu } from '../../../../src-renderer/components/action-menu.tsx';
import { Button, type ButtonProps } from '../../../../src-renderer/components/button.tsx';
import { Checkbox } from '../../../../src-renderer/components/checkbox.tsx';
import { ActionChip, FilterChip, LossChip } from '../../../../src-renderer/components/chip.tsx';
import { ContextMenuArea } from '../../../../src-renderer/components/context-menu.tsx';
import { Icon } from '../../../../src-renderer/components/icon.tsx';
import { Keycap } from '../../../../src-renderer/components/keycap.tsx';
import { MenuButton } from '../../../../src-renderer/components/menu-button.tsx';
import { Message } from '../../../../src-renderer/components/message.tsx';
import { Meter } from '../../../../src-renderer/components/meter.tsx';
import { SearchField } from '../../../../src-renderer/components/search-field.tsx';
import { Segments } from '../../../../src-renderer/components/segments.tsx';
import { tones } from '../../../../src-renderer/components/tone.ts';
import { type Say, Specimen, States } from './specimen.tsx';

const looks: readonly (readonly [NonNullable<ButtonProps['look']>, string, string])[] = [
  ['plain', 'Read again', '読み直す'],
  ['primary', 'Add 2…', '2件追加…'],
  ['outline', 'Desk drawer…', '机の引き出し…'],
  ['quiet', 'Another way in…', '別の手段…'],
  ['destructive', 'Delete…', '削除…'],
  ['quiet-destructive', 'It is really lost…', '本当に紛失した…'],
  ['link', 'Show all', 'すべて表示'],
];

function menuOf(say: Say) {
  return [
    { id: 'what-if', label: say('What if it is lost?', '失ったら?') },
    { id: 'open', label: say('Open', '開く') },
    { id: 'copy', label: say('Copy the serial number', 'シリアル番号をコピー') },
  ] as const;
}

/** Renders buttons, fields, menus and messages. */
export function ButtonSpecimens({ say }: { readonly say: Say }) {
  const [search, setSearch] = useState('');
  return (
    <>
      <Specimen name="button">
        <States>
          {looks.map(([look, english, japanese]) => (
            <Button key={look} look={look}>
              {say(english, japanese)}
            </Button>
          ))}
          <Button label={say('More', 'その他')}>
            <Icon name="more" />
          </Button>
          <Button large look="primary">
            <Icon name="simulated" /> {say('Try with simulated keys', 'シミュレーションで試す')}
          </Button>
        </States>
        <States>
          {looks.map(([look, english, japanese]) => (
            <Button key={look} look={look} disabled>
              {say(english, japanese)}
            </Button>
          ))}
        </States>
      </Specimen>
      <Specimen name="field">
        <States>
          <SearchField
            label={say('Search account, key, place', 'アカウント・キー・場所を検索')}
            value={search}
            onChange={setSearch}
          />
          <Checkbox checked onChange={() => undefined}>
            {say('Then read its passkeys', '続けてパスキーを読み取る')}
          </Checkbox>
          <Checkbox checked={false} partly onChange={() => undefined}>
            {say('All keys', 'すべてのキー')}
          </Checkbox>
          <Checkbox checked={false} onChange={() => undefined}>
            MK-0402
          </Checkbox>
          <Checkbox checked={false} disabled onChange={() => undefined}>
            MK-0403
          </Checkbox>
        </States>
      </Specimen>
      <Specimen name="message">
        <States>
          {tones.map((tone) => (
            <Message key={tone} tone={tone}>
              <p>{say('Taken out too early. Plug it in again.', '抜くのが早すぎました。挿し直してください。')}</p>
            </Message>
          ))}
        </States>
      </Specimen>
      <Specimen name="menu">
        <States>
          <MenuButton label={say('More', 'その他')} items={menuOf(say)} onAction={() => undefined} />
          <MenuButton
            outlined
            label={say('More about this key', 'このキーのその他の操作')}
            items={menuOf(say)}
            onAction={() => undefined}
          />
          <ActionMenu label={say('What can be done', 'できること')} items={menuOf(say)} onAction={() => undefined} />
          <ContextMenuArea
            label={say('Menu of a row', '行のメニュー')}
            entriesAt={() => menuOf(say).map(({ id, label }) => ({ id, text: label, onPress: () => undefined }))}
          >
            <p>{say('A second press opens a menu here.', 'ここを右クリックするとメニューが開きます。')}</p>
          </ContextMenuArea>
        </States>
      </Specimen>
      <Specimen name="meter">
        <States>
          <Meter label={say('9 of 100 passkeys', 'パスキー100件中9件')} value={9} most={100} />
          <Meter label={say('25 of 25 passkeys', 'パスキー25件中25件')} value={25} most={25} />
          <Keycap keys="Ctrl K" />
          <Keycap keys="Esc" />
          <Keycap keys="↑↓" />
        </States>
      </Specimen>
    </>
  );
}

/** Renders chips and segments. */
export function ChipSpecimens({ say }: { readonly say: Say }) {
  const [todo, setTodo] = useState(true);
  const [bagLost, setBagLost] = useState(true);
  const [view, setView] = useState<'rows' | 'compact' | 'map'>('rows');
  return (
    <Specimen name="chip">
      <States>
        <FilterChip selected={todo} onChange={setTodo}>
          {say('To do 10', '対応が必要 10')}
        </FilterChip>
        <FilterChip selected={false} onChange={() => undefined} before={<Icon name="down" size={14} />}>
          {say('Filter', '絞り込み')}
        </FilterChip>
        <ActionChip small onPress={() => undefined}>
          {say('On my key ring', 'キーホルダー')}
        </ActionChip>
        <LossChip
          small
          state={bagLost ? 'chosen' : 'kept'}
          onChange={setBagLost}
          before={<Icon name="bag" size={14} />}
        >
          {say('Shoulder bag', 'ショルダーバッグ')}
        </LossChip>
        <LossChip small state="with-another" onChange={() => undefined} before={<Icon name="phone" size={14} />}>
          {say('Phone', 'スマートフォン')}
        </LossChip>
        <LossChip small state="kept" onChange={() => undefined} before={<Icon name="computer" size={14} />}>
          {say('Office PC', '会社のPC')}
        </LossChip>
        <Segments
          label={say('View', '表示')}
          value={view}
          options={[
            { value: 'rows', label: say('Rows', '行') },
            { value: 'compact', label: say('Compact', '縮小') },
            { value: 'map', label: say('Map', '全体') },
          ]}
          onChange={setView}
        />
      </States>
    </Specimen>
  );
}
