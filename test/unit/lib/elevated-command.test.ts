import { expect, it } from 'vitest';
import { elevatedCommand } from '../../../src-shared/lib/elevated-command.ts';

it('quotes the path so that PowerShell takes it as it stands', () => {
  expect(elevatedCommand(String.raw`C:\a $(b) "c"\it's.exe`)).toBe(
    String.raw`Start-Process -Verb RunAs -FilePath 'C:\a $(b) "c"\it''s.exe'`,
  );
});
