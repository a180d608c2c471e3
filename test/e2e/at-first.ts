import type { Page } from 'playwright-core';

/** Opens a dialog and reads whether its dangerous button rests, at the moment it appears: a busy computer may look too late. */
export async function restsAtFirst(page: Page, open: () => Promise<void>): Promise<boolean> {
  const atFirst = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const observer = new MutationObserver(() => {
          const button = document.querySelector('[role="alertdialog"] button[aria-disabled]');
          if (button === null) return;
          observer.disconnect();
          resolve(button.getAttribute('aria-disabled') === 'true');
        });
        observer.observe(document, { childList: true, subtree: true, attributeFilter: ['aria-disabled'] });
      }),
  );
  const [rests] = await Promise.all([atFirst, open()]);
  return rests;
}
