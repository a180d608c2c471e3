import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { MethodGuide } from '../../src-renderer/components/method-guide.tsx';
import { TranslationProvider } from '../../src-renderer/use-translation.tsx';

afterEach(cleanup);

describe('MethodGuide', () => {
  it('shows and hides what a kind means, with mouse and keyboard, and says which it is', async () => {
    const person = userEvent.setup();
    render(<MethodGuide kind="windows-hello" />);
    const button = screen.getByRole('button', { name: 'What this is: Windows Hello for Business' });
    expect(button).toHaveTextContent('What this is');
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryAllByRole('term')).toEqual([]);

    await person.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual([
      'Where it is',
      'Where it works',
      'What it needs',
      'If it is lost',
      'The first one',
      'The next one',
      'As a spare',
    ]);
    expect(screen.getAllByRole('definition').at(-1)).toHaveTextContent(
      'Only on that computer. It does not replace a second key.',
    );

    await person.keyboard('{Enter}');
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryAllByRole('term')).toEqual([]);
  });

  it('speaks Japanese, and leaves out what is not known of a kind', async () => {
    render(
      <TranslationProvider locale="ja">
        <MethodGuide kind="helpdesk" />
      </TranslationProvider>,
    );
    await userEvent.setup().click(screen.getByRole('button', { name: 'この方法について：ヘルプデスク' }));
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual([
      '場所',
      '必要なもの',
      '失った場合',
      '最初の登録',
      '予備として',
    ]);
  });
});
