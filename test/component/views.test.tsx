import { describe, expect, it } from 'vitest';
import { navigationStore, showView } from '../../src-renderer/stores/navigation-store.ts';
import { viewsStore } from '../../src-renderer/views.ts';
import { act, person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const heading = () => within(screen.getByRole('main')).getAllByRole('heading', { level: 1 })[0]?.textContent;

describe('views that are read when they are needed', () => {
  it('leave the view before in its place until they are there', async () => {
    await renderApp(twoKeys());
    const before = heading();
    act(() => {
      viewsStore.setState({ loaded: {} });
      showView('settings');
    });
    expect(navigationStore.getState().view).toBe('settings');
    expect(heading()).toBe(before);
    expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'true');
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  });

  it('say where they could not be read, and can be tried again', async () => {
    await renderApp(twoKeys(), {}, 'settings');
    act(() => viewsStore.setState({ loaded: {}, failed: new Set(['settings']) }));
    expect(heading()).toBe('This view could not be read.');
    expect(screen.getByRole('main')).toHaveAttribute('aria-busy', 'false');
    await person().click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  });
});
