import { describe, expect, it } from 'vitest';
import type { FileKind } from '../../../src-main/ipc/inventory-handlers.ts';
import { createReportsHandlers } from '../../../src-main/ipc/reports-handlers.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { now, requestOf, smallSnapshot, worldOf } from '../reports/report-world.ts';

function make({ choose = true, locked = false } = {}) {
  const saved: { name: string; kind: FileKind; bytes: Uint8Array }[] = [];
  const shown: string[] = [];
  const handlers = createReportsHandlers({
    inventory: {
      snapshot: async () => (locked ? failed({ kind: 'inventory-needs-passphrase' }) : success(smallSnapshot())),
    },
    world: (snapshot) => worldOf(snapshot),
    files: {
      saveMade: async (name, kind, makeBytes): Promise<Outcome<{ file: string } | null>> => {
        if (!choose) return success(null);
        const made = await makeBytes();
        if (!made.ok) return made;
        saved.push({ name, kind, bytes: made.value });
        return success({ file: `/home/hana/${name}` });
      },
    },
    makePdf: async (report) => new TextEncoder().encode(`PDF of ${report.title}`),
    showInFolder: (file) => void shown.push(file),
    now: () => now,
  });
  return { handlers, saved, shown };
}

const text = (bytes: Uint8Array | undefined) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('the reports’ requests', () => {
  it('proposes a name by kind and day, and has the PDF made elsewhere', async () => {
    const { handlers, saved } = make();
    const request = requestOf({ kind: 'inventory', format: 'pdf', language: 'ja' });
    expect(await handlers.export(request)).toEqual({
      ok: true,
      value: { file: '/home/hana/sparekey-inventory-2026-01-12.pdf' },
    });
    expect(saved.map(({ name, kind, bytes }) => [name, kind, text(bytes)])).toEqual([
      ['sparekey-inventory-2026-01-12.pdf', 'pdf', 'PDF of セキュリティキー台帳'],
    ]);
  });

  it('a CSV file from the window opens in a spreadsheet: it begins with a byte order mark', async () => {
    const { handlers, saved } = make();
    await handlers.export(requestOf({ format: 'csv' }));
    expect(text(saved[0]?.bytes)).toMatch(/^\uFEFFService,/);
  });

  it('writes the recovery plan of the drill, and says why where there is none', async () => {
    const { handlers, saved } = make();
    const choice = { format: 'html' as const, language: 'en' as const, lostWayIds: [], lossId: null };
    expect((await handlers.exportRecoveryPlan({ ...choice, lostKeyIds: ['blue'] })).ok).toBe(true);
    expect(text(saved[0]?.bytes)).toContain('Recovery plan for lost keys');
    expect(await handlers.exportRecoveryPlan({ ...choice, lostKeyIds: [] })).toEqual({
      ok: false,
      failure: { kind: 'input-invalid', detail: 'nothing-lost' },
    });
  });

  it('shows only the file that it wrote last, and nothing where none was written', async () => {
    const { handlers, shown } = make();
    await handlers.showLast();
    await handlers.export(requestOf({ format: 'json' }));
    await handlers.showLast();
    expect(shown).toEqual(['/home/hana/sparekey-coverage-2026-01-12.json']);
  });

  it('cancelled is no failure; a locked inventory is', async () => {
    const cancelled = make({ choose: false });
    expect(await cancelled.handlers.export(requestOf())).toEqual({ ok: true, value: null });
    await cancelled.handlers.showLast();
    expect(cancelled.shown).toEqual([]);
    const { handlers, saved } = make({ locked: true });
    expect(await handlers.export(requestOf())).toMatchObject({ ok: false });
    expect(saved).toEqual([]);
  });
});
