import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccountCell } from '../../src-renderer/components/account-cell.tsx';
import { Blocks } from '../../src-renderer/components/blocks.tsx';
import { BulkBar } from '../../src-renderer/components/bulk-bar.tsx';
import { Button } from '../../src-renderer/components/button.tsx';
import { CellMark, cellMarks } from '../../src-renderer/components/cell-mark.tsx';
import { ActionChip, FilterChip, LossChip } from '../../src-renderer/components/chip.tsx';
import { KeyPicture } from '../../src-renderer/components/key-picture.tsx';
import { ghostShape, keyShape } from '../../src-renderer/components/key-shape.ts';
import { Meter } from '../../src-renderer/components/meter.tsx';
import { firstLetter, hueOf } from '../../src-renderer/components/monogram.tsx';
import { Panel, PanelSection } from '../../src-renderer/components/panel.tsx';
import { PhrasedName } from '../../src-renderer/components/phrased-name.tsx';
import { PlugStrip } from '../../src-renderer/components/plug-strip.tsx';
import { Segments } from '../../src-renderer/components/segments.tsx';
import { CannotTell, OneWay, SettingRow } from '../../src-renderer/components/setting-row.tsx';
import { Steps } from '../../src-renderer/components/steps.tsx';
import { Tally } from '../../src-renderer/components/tally.tsx';
import { ToneIcon } from '../../src-renderer/components/tone-icon.tsx';
import { tones } from '../../src-renderer/components/tone.ts';
import { Tries } from '../../src-renderer/components/tries.tsx';
import { NextStep, ViewHead } from '../../src-renderer/components/view-head.tsx';
import { ViewFoot } from '../../src-renderer/components/view-foot.tsx';

afterEach(cleanup);

/** Returns the drawing of a part, to compare it with others. */
const drawingOf = (element: React.ReactElement): string => {
  const { container, unmount } = render(element);
  const drawing = (container.querySelector('svg')?.innerHTML ?? container.innerHTML).replaceAll(/class="[^"]*"/g, '');
  unmount();
  return drawing;
};

describe('signs', () => {
  it('each tone has a shape of its own', () => {
    expect(new Set(tones.map((tone) => drawingOf(<ToneIcon tone={tone} />))).size).toBe(tones.length);
  });

  it('each mark of a cell has a shape of its own, the only way in and an old record included', () => {
    const marks = [
      ...cellMarks.map((kind) => <CellMark key={kind} kind={kind} />),
      <CellMark key="sole" kind="read" sole />,
      <CellMark key="manual sole" kind="manual" sole />,
      <CellMark key="old" kind="read" old />,
      <CellMark key="manual old" kind="manual" old />,
      <CellMark key="old sole" kind="read" old sole />,
    ];
    expect(new Set(marks.map(drawingOf)).size).toBe(marks.length);
  });

  it('are hidden from screen readers: the text beside them says the same', () => {
    const { container } = render(
      <>
        <ToneIcon tone="critical" />
        <CellMark kind="read" />
        <CellMark kind="chain" />
        <KeyPicture shape={ghostShape} colour="none" width={44} />
      </>,
    );
    expect([...container.children].map((child) => child.getAttribute('aria-hidden'))).toEqual(
      Array.from({ length: 4 }, () => 'true'),
    );
  });
});

describe('keys', () => {
  it('every form is drawn in another way', () => {
    const forms = [
      'USB-A keychain',
      'USB-C keychain',
      'USB-A nano',
      'USB-C nano',
      'USB-C Lightning',
      'USB-C Bio',
      'Card',
      'x',
    ];
    const drawings = forms.map((formFactor) =>
      drawingOf(<KeyPicture shape={keyShape({ formFactor, product: null })} colour="blue" width={44} />),
    );
    expect(new Set(drawings).size).toBe(forms.length);
  });
});

describe('PhrasedName', () => {
  it.each([
    ['青いキーリング', '青い|キーリング'],
    ['会社用キー', '会社用|キー'],
    ['机の引き出し', '机の|引き出し'],
    ['古いYubiKey', '古い|YubiKey'],
    ['Blue key ring', 'Blue key ring'],
  ])('%s may be broken between its words only', (name, expected) => {
    const { container } = render(<PhrasedName name={name} />);
    expect(container.innerHTML.replaceAll('<wbr>', '|')).toBe(expected);
    expect(container.textContent).toBe(name);
  });
});

describe('monogram', () => {
  it('is the first letter or digit, and the hue is the same each time', () => {
    expect(['GitHub', '楽天証券', '1Password', '“Quoted”', 'éclair', '', '★'].map(firstLetter)).toEqual([
      'G',
      '楽',
      '1',
      'Q',
      'é',
      '',
      '★',
    ]);
    expect(hueOf('GitHub')).toBe(hueOf('GitHub'));
    expect(hueOf('GitHub')).not.toBe(hueOf('GitLab'));
    expect(['', 'A', '楽天証券', '🗝️'].map(hueOf).every((hue) => Number.isInteger(hue) && hue >= 0 && hue < 360)).toBe(
      true,
    );
  });

  it('an account shows service and user; the letter is not read out', () => {
    render(<AccountCell service="GitHub" user="hana-mori" />);
    expect(screen.getByText('GitHub')).toBeVisible();
    expect(screen.getByText('hana-mori')).toBeVisible();
    expect(screen.getByText('G')).toHaveAttribute('aria-hidden', 'true');
  });
});

describe('Blocks', () => {
  const parts = (survive: number) => [
    { kind: 'critical' as const, count: 7 },
    { kind: 'survives' as const, count: survive },
  ];

  it('is one picture with the tally as its name', () => {
    render(<Blocks label="7 only one key, 8 survive" parts={parts(8)} />);
    expect(screen.getByRole('img', { name: '7 only one key, 8 survive' }).children).toHaveLength(15);
  });

  it('shows shares above 60', () => {
    render(<Blocks label="x" parts={[...parts(54), { kind: 'warning', count: 0 }]} />);
    const shares = [...screen.getByRole('img').children].map((block) => (block as HTMLElement).style.flexGrow);
    expect(shares).toEqual(['7', '54']);
  });
});

describe('Tally', () => {
  const items = [
    { id: 'one', tone: 'critical', count: 7, text: 'only one key' },
    { id: 'weak', tone: 'warning', count: 2, text: 'weak' },
    { id: 'less', tone: null, count: 6, text: 'one spare less' },
  ] as const;

  function Filter({ onChange }: { readonly onChange: (ids: readonly string[]) => void }) {
    const [selected, setSelected] = useState<ReadonlySet<(typeof items)[number]['id']>>(new Set());
    return (
      <Tally
        label="Accounts"
        items={items}
        selected={selected}
        onChange={(ids) => {
          setSelected(ids);
          onChange([...ids]);
        }}
      />
    );
  }

  it('arrow keys move, Space turns a filter on and off', async () => {
    const onChange = vi.fn<(ids: readonly string[]) => void>();
    render(<Filter onChange={onChange} />);
    const user = userEvent.setup();
    await user.tab();
    expect(screen.getByRole('button', { name: '7 only one key' })).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    const weak = screen.getByRole('button', { name: '2 weak' });
    expect(weak).toHaveFocus();
    expect(weak).toHaveAttribute('aria-pressed', 'false');
    await user.keyboard(' ');
    expect(weak).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{ArrowRight} ');
    await user.click(weak);
    expect(onChange.mock.calls.map(([ids]) => ids)).toEqual([['weak'], ['weak', 'less'], ['less']]);
    expect(within(screen.getByRole('toolbar', { name: 'Accounts' })).getAllByRole('button')).toHaveLength(3);
  });
});

describe('chips, segments and buttons', () => {
  it('a filter is on or off, a proposal is pressed', async () => {
    const [onChange, onPress] = [vi.fn<(on: boolean) => void>(), vi.fn<() => void>()];
    render(
      <>
        <FilterChip selected={false} onChange={onChange}>
          To do 10
        </FilterChip>
        <ActionChip onPress={onPress}>Desk</ActionChip>
      </>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'To do 10' }));
    await userEvent.click(screen.getByRole('button', { name: 'Desk' }));
    expect(onChange).toHaveBeenCalledWith(true);
    expect(onPress).toHaveBeenCalledOnce();
  });

  it('what is lost with something else cannot be taken back by itself', async () => {
    const onChange = vi.fn<(chosen: boolean) => void>();
    render(
      <>
        <LossChip state="chosen" onChange={onChange}>
          Bag
        </LossChip>
        <LossChip state="with-another" onChange={onChange}>
          Phone
        </LossChip>
        <LossChip state="kept" onChange={onChange}>
          Office PC
        </LossChip>
      </>,
    );
    for (const name of ['Bag', 'Phone', 'Office PC']) await userEvent.click(screen.getByRole('button', { name }));
    expect(onChange.mock.calls).toEqual([[false], [true]]);
    expect(screen.getByRole('button', { name: 'Phone' })).toBeDisabled();
    expect(screen.getAllByRole('button').map((chip) => chip.getAttribute('aria-pressed'))).toEqual([
      'true',
      'true',
      'false',
    ]);
  });

  it('one segment is always chosen', async () => {
    const onChange = vi.fn<(value: string) => void>();
    const options = ['rows', 'map'].map((value) => ({ value, label: value }));
    render(<Segments label="View" value="rows" options={options} onChange={onChange} />);
    expect(screen.getByRole('radiogroup', { name: 'View' })).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'rows' }));
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('radio', { name: 'map' }));
    expect(onChange).toHaveBeenCalledWith('map');
  });

  it('a disabled button does nothing', async () => {
    const onPress = vi.fn<() => void>();
    render(
      <Button look="primary" disabled onPress={onPress}>
        Save
      </Button>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onPress).not.toHaveBeenCalled();
  });
});

describe('Steps', () => {
  it('says which are done and which is the current one', () => {
    render(
      <Steps
        label="First steps"
        look="strip"
        steps={[
          { id: '1', state: 'done', title: 'Read …311' },
          { id: '2', state: 'current', title: 'Read …318' },
          { id: '3', state: 'todo', title: 'Name both' },
        ]}
      />,
    );
    const items = within(screen.getByRole('list', { name: 'First steps' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual(['Read …311 done', '2Read …318', '3Name both']);
    expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, 'step', null]);
  });
});

describe('Tries', () => {
  it.each([
    [8, null, '', false],
    [5, null, '5 tries left', false],
    [3, null, '3 tries left', true],
    [3, 3, '', false],
    [2, 3, '2 tries left', true],
    [1, null, '1 try left', true],
    [0, null, '0 tries left', true],
  ])('11.10 %d of %s', (retriesLeft, retriesInAll, words, few) => {
    const { container } = render(<Tries pin={{ retriesLeft, retriesInAll }} />);
    const picture = screen.getByRole('img', { name: `${retriesLeft} of ${retriesInAll ?? 8} tries left` });
    expect([...picture.children].filter((dot) => dot.getAttribute('data-left') === 'true')).toHaveLength(retriesLeft);
    expect(container.textContent).toBe(words);
    expect(container.firstElementChild?.getAttribute('data-few')).toBe(String(few));
  });

  it.each([9, 255])('11.10 %d are shown as given, without a picture of what no key can have', (retriesLeft) => {
    const { container } = render(<Tries pin={{ retriesLeft, retriesInAll: null }} />);
    expect(screen.queryByRole('img')).toBeNull();
    expect(container.textContent).toBe(`${retriesLeft} tries left`);
  });
});

describe('SettingRow', () => {
  it('the button is described by name and meaning, and rests where it is not possible', async () => {
    const onPress = vi.fn<() => void>();
    const action = { label: 'Allow…', possible: true, onPress };
    const { rerender } = render(
      <SettingRow
        name="Minimum PIN length"
        value="6"
        meaning={
          <>
            <OneWay>One way:</OneWay> only a reset lowers it.
          </>
        }
        action={action}
      />,
    );
    const row = screen.getByRole('group', { name: 'Minimum PIN length' });
    const button = within(row).getByRole('button', { name: 'Allow…' });
    expect(button).toHaveAccessibleDescription('Minimum PIN length One way: only a reset lowers it.');
    await userEvent.click(button);
    rerender(
      <SettingRow
        name="Read without PIN"
        value="not possible"
        meaning="Too old."
        action={{ ...action, possible: false }}
      />,
    );
    await userEvent.click(button);
    expect(onPress).toHaveBeenCalledOnce();
    rerender(
      <SettingRow name="Long touch" value={<CannotTell>cannot tell</CannotTell>} meaning="The key does not say." />,
    );
    expect(screen.getByRole('group', { name: 'Long touch' })).toHaveTextContent('cannot tell');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('PlugStrip, BulkBar, Meter', () => {
  it('says what to plug in next', () => {
    render(<PlugStrip title="Next key: plug it in" detail="Nothing to press." />);
    expect(screen.getByRole('status')).toHaveTextContent('Next key: plug it in Nothing to press.');
  });

  it('Esc clears the selection, from anywhere', async () => {
    const onClear = vi.fn<() => void>();
    render(
      <BulkBar label="Selected keys" text="3 selected" onClear={onClear}>
        <Button>Place…</Button>
      </BulkBar>,
    );
    expect(within(screen.getByRole('toolbar', { name: 'Selected keys' })).getAllByRole('button')).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    expect(onClear).toHaveBeenCalledOnce();
  });

  it('Esc closes what opened last, one at a time', async () => {
    const [onClear, onClose] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const bar = (
      <BulkBar label="Selected keys" text="3 selected" onClear={onClear}>
        <Button>Place…</Button>
      </BulkBar>
    );
    const { rerender } = render(<div>{bar}</div>);
    rerender(
      <div>
        {bar}
        <Panel title="GitHub" onClose={onClose}>
          x
        </Panel>
      </div>,
    );
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledOnce();
    expect(onClear).not.toHaveBeenCalled();
  });

  it('a meter has its value', () => {
    render(<Meter label="9 of 100 passkeys" value={9} most={100} />);
    expect(screen.getByRole('meter', { name: '9 of 100 passkeys' })).toHaveAttribute('aria-valuenow', '9');
  });
});

describe('Panel', () => {
  function Details() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          GitHub
        </button>
        {open ? (
          <Panel title="GitHub" footer={<Button>Service</Button>} onClose={() => setOpen(false)}>
            <PanelSection title="Not there">Office key</PanelSection>
          </Panel>
        ) : null}
      </>
    );
  }

  it.each(['{Escape}', 'press'])('takes the focus and gives it back (%s)', async (way) => {
    render(<Details />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'GitHub' }));
    const panel = screen.getByRole('region', { name: 'GitHub' });
    expect(within(panel).getByRole('heading', { level: 2 })).toHaveFocus();
    expect(within(panel).getByRole('heading', { level: 3 })).toHaveTextContent('Not there');
    if (way === 'press') await user.click(within(panel).getByRole('button', { name: 'Close' }));
    else await user.keyboard(way);
    expect(screen.queryByRole('region')).toBeNull();
    expect(screen.getByRole('button', { name: 'GitHub' })).toHaveFocus();
  });
});

describe('head and foot', () => {
  it('a view has one heading, and one next step at most', () => {
    render(
      <ViewHead title="7 of 18 accounts hang on one key." facts="4 keys">
        <NextStep label="Next" action={<Button look="primary">Add 2…</Button>}>
          Add Desk drawer.
        </NextStep>
      </ViewHead>,
    );
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('7 of 18 accounts hang on one key.');
    expect(screen.getByRole('button', { name: 'Add 2…' })).toBeVisible();
  });

  it('a foot has a legend', () => {
    render(<ViewFoot legend={<span>read on the key</span>}>Esc</ViewFoot>);
    expect(screen.getByText('read on the key')).toBeVisible();
  });
});
