import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import { App } from '../../src-renderer/app.tsx';
import { checkStore } from '../../src-renderer/features/check/check-store.ts';
import { coverageViewStore } from '../../src-renderer/features/coverage/coverage-view-store.ts';
import { desktopStore } from '../../src-renderer/features/desktop/desktop-store.ts';
import { forbidStore } from '../../src-renderer/features/forbid/forbid-store.ts';
import { lossStore } from '../../src-renderer/features/loss/loss-store.ts';
import { forgetStrokes, watchForOtpBursts } from '../../src-renderer/input/otp-guard.ts';
import { appStore } from '../../src-renderer/stores/app-store.ts';
import { connectStores } from '../../src-renderer/stores/connect-stores.ts';
import { inventoryStore } from '../../src-renderer/stores/inventory-store.ts';
import { keysStore } from '../../src-renderer/stores/keys-store.ts';
import { navigationStore, type View } from '../../src-renderer/stores/navigation-store.ts';
import { noticeStore } from '../../src-renderer/stores/notice-store.ts';
import { loadViews } from '../../src-renderer/views.ts';
import { createFakeSparekey, type FakeAnswers, type FakeSparekey, type FakeWorld } from './fake-api.ts';

const ends: (() => void)[] = [];

// For as long as a busy computer may need.
configure({ asyncUtilTimeout: 15_000 });

beforeEach(() => {
  // jsdom has no layout: a virtualised list needs some size to draw anything.
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1280);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1280);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.stubGlobal('scrollTo', () => undefined);
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  appStore.setState(appStore.getInitialState(), true);
  inventoryStore.setState(inventoryStore.getInitialState(), true);
  keysStore.setState(keysStore.getInitialState(), true);
  navigationStore.setState(navigationStore.getInitialState(), true);
  checkStore.setState(checkStore.getInitialState(), true);
  coverageViewStore.setState(coverageViewStore.getInitialState(), true);
  desktopStore.setState(desktopStore.getInitialState(), true);
  forbidStore.setState(forbidStore.getInitialState(), true);
  lossStore.setState(lossStore.getInitialState(), true);
  noticeStore.setState(noticeStore.getInitialState(), true);
  forgetStrokes();
});

afterEach(() => {
  cleanup();
  for (const end of ends.splice(0)) end();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Renders the whole window over a fake API and waits until it has drawn its first view. */
export async function renderApp(
  world: Partial<FakeWorld> = {},
  answers: FakeAnswers = {},
  view: View = 'coverage',
): Promise<FakeSparekey> {
  const fake = createFakeSparekey(world, answers);
  Object.assign(window, { sparekey: fake.api });
  navigationStore.setState({ view });
  await loadViews();
  ends.push(connectStores(), watchForOtpBursts(window));
  render(<App />);
  await screen.findByRole('navigation');
  await act(async () => Promise.resolve());
  return fake;
}

/** Returns the present text of the two live regions. */
export function spoken(): { readonly polite: string; readonly assertive: string } {
  const regions = document.querySelector('[data-live-announcer]');
  if (!(regions instanceof HTMLElement)) throw new Error('no live regions');
  return {
    polite: within(regions).getByRole('status', { hidden: true }).textContent,
    assertive: within(regions).getByRole('alert', { hidden: true }).textContent,
  };
}

/** Creates a person at the keyboard and mouse; with fake timers pass `advanceTimers`. */
export function person(advanceTimers?: (milliseconds: number) => void) {
  return userEvent.setup(advanceTimers === undefined ? {} : { advanceTimers });
}

export { act, screen, within };
