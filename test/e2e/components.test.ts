import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFindings } from './accessibility-checks.ts';
import { type ComponentsPage, openComponentsPage } from './components-page.ts';

let components: ComponentsPage;

beforeAll(async () => {
  components = await openComponentsPage();
});

afterAll(async () => {
  await components.close();
});

const looks = (['en', 'ja'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

describe.each(looks)('every component in every state ($language, $theme)', (look) => {
  it('has no accessibility finding and writes no error', async () => {
    await components.show(look);
    expect(await allFindings(components.page)).toEqual([]);
    expect(components.errors).toEqual([]);
  });

  it('has none with forced colours', async () => {
    // Which colours the system puts in the place of ours the engine does not know: their contrast is the system's.
    await components.page.emulateMedia({ forcedColors: 'active' });
    await components.show(look);
    const findings = (await allFindings(components.page)).filter((line) => !line.startsWith('color-contrast:'));
    await components.page.emulateMedia({ forcedColors: 'none' });
    expect(findings).toEqual([]);
  });

  it('cuts no text', async () => {
    await components.show(look);
    const cut = await components.page.evaluate(() =>
      [...document.querySelectorAll('button, b, h1, h2, h3, dt, dd, p, li, span')]
        .filter((node) => {
          const style = getComputedStyle(node);
          return (
            style.overflowX !== 'visible' &&
            style.textOverflow !== 'ellipsis' &&
            node.getBoundingClientRect().width > 1 &&
            node.scrollWidth > node.clientWidth + 1
          );
        })
        .map((node) => node.textContent),
    );
    expect(cut).toEqual([]);
  });
});

it.each(['light', 'dark'] as const)('d 1: a disabled button looks the same under the pointer (%s)', async (theme) => {
  const { page } = components;
  await components.show({ language: 'en', theme });
  const buttons = page.locator('[data-specimen="button"] button:disabled');
  expect(await buttons.count()).toBeGreaterThanOrEqual(7);
  for (const button of await buttons.all()) {
    const look = () =>
      button.evaluate((node) => {
        const { color, backgroundColor, borderColor } = getComputedStyle(node);
        return [color, backgroundColor, borderColor];
      });
    const before = await look();
    await button.hover({ force: true });
    expect(await button.evaluate((node) => node.matches(':hover'))).toBe(true);
    expect(await look()).toEqual(before);
  }
});

describe('MatrixTable in a real window', () => {
  it('by keyboard: a cell opens the details, Esc gives the focus back', async () => {
    const { page } = components;
    await components.show({ language: 'en', theme: 'light' });
    const cell = page
      .getByRole('row', { name: /^Rakuten Securities/ })
      .first()
      .getByRole('gridcell')
      .first();
    await cell.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: /Rakuten Securities/ });
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await cell.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('the pattern of a lost column stays below the rows under the pointer, too', async () => {
    const { page } = components;
    await components.show({ language: 'en', theme: 'light' });
    const table = page.locator('[data-specimen="matrix-table"]');
    await table.locator('[role="columnheader"][data-look="lost"]').first().hover();
    const lost = table.locator('[data-look="lost"]:not([role])').first();
    expect(await lost.getAttribute('class')).toContain('pointed');
    expect(await lost.evaluate((node) => getComputedStyle(node).zIndex)).toBe('auto');
  });

  it('tints the column under the pointer', async () => {
    const { page } = components;
    const bands = page.locator('[data-specimen="matrix-table"] [data-look]:not([role])');
    const painted = () => bands.evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).backgroundColor));
    await components.show({ language: 'en', theme: 'light' });
    const before = (await painted())[1];
    await page
      .getByRole('row', { name: /^Bitwarden/ })
      .first()
      .getByRole('gridcell')
      .nth(1)
      .hover();
    expect((await painted())[1]).not.toBe(before);
  });
});
