import { person, screen, within } from './render-app.tsx';

/** Opens the details of an account by its row, and returns them. */
export async function openAccount(row: RegExp): Promise<HTMLElement> {
  await person().click(within(screen.getByRole('row', { name: row })).getByRole('rowheader'));
  return detailsPanel();
}

/** Opens what is known of one key at one account, and returns the details. */
export async function openCell(row: RegExp, cell: RegExp): Promise<HTMLElement> {
  await person().click(cellOf(row, cell));
  return detailsPanel();
}

/** Returns a cell of the table. */
export function cellOf(row: RegExp, cell: RegExp): HTMLElement {
  return within(screen.getByRole('row', { name: row })).getByRole('gridcell', { name: cell });
}

/** Returns the details beside the table. */
export function detailsPanel(): HTMLElement {
  const panel = within(screen.getByRole('main')).getByRole('heading', { level: 2 }).closest('section');
  if (panel === null) throw new Error('no details are open');
  return panel;
}

/** Chooses an entry of the menu with what is seldom needed. */
export async function chooseMore(entry: string, menu = 'More'): Promise<void> {
  const user = person();
  await user.click(screen.getByRole('button', { name: menu }));
  await user.click(await screen.findByRole('menuitem', { name: entry }));
}
