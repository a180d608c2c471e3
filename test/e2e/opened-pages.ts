import type { ElectronApplication } from 'playwright-core';

/** Records pages from now on instead of opening them in a browser, and answers the question before each with yes. */
export async function noteOpenedPages(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog, shell }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    Object.assign(dialog, {
      showMessageBox: async (_parent: unknown, options: { message: string }) => {
        seen.push(options.message);
        return { response: 0, checkboxChecked: false };
      },
    });
    Object.assign(shell, { openExternal: async (url: string) => void seen.push(url) });
  });
}

/** Returns the questions that were asked and the addresses that were opened, in their order. */
export function openedPages(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as { seen?: string[] }).seen ?? []);
}
