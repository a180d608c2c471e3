import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { ReportRequest } from '../../../src-shared/domain/report.ts';
import type { ReportSources } from '../../../src-shared/reports/build-report.ts';
import { makeReport } from '../../../src-main/reports/make-report.ts';
import { makePdf } from '../../../src-main/reports/pdf.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';
import { day, keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

export const now = new Date(day(12));

/** Names as people and attackers have them. */
export const hostileNames = [
  "=cmd|' /C calc'!A0",
  '+81 3 1234 5678',
  '-2+3',
  '@SUM(A1)',
  '\tTab',
  '＝1＋1',
  "'=already guarded",
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"quoted", with comma\nand a line',
  '\u202Ecba.elpmaxe\u202C',
  'مرحبا بالعالم',
  '김민준 😀👩‍👩‍👧',
  'Nguyễn Văn Ạn',
  '髙橋 﨑子 𠮷田',
  'x'.repeat(200),
  '\u0000\u0007\uD800',
];

/** Creates a snapshot with everything a report may hold: both kinds of enrolment, ways with dates, a lost key, a place, a ring. */
export function smallSnapshot(change: Partial<InventorySnapshot> = {}): InventorySnapshot {
  return inventorySnapshot({
    demo: false,
    keys: [
      keyOf('blue', { label: '青いキー', place: 'Office', carriedOn: 'Key ring', owner: 'Hana Mori' }),
      keyOf('red', { label: 'Red', role: 'spare', place: 'Home safe', pinSet: false }),
      keyOf('old', { label: 'Old', lastRead: null, lastReadComplete: false, role: 'off-site' }),
    ],
    enrolments: [
      readOf('blue', 'shop.example', 'hana@example.com', { credentialId: 'c0ffee01' }),
      readOf('red', 'shop.example', 'hana@example.com', { credentialId: 'c0ffee02' }),
      readOf('blue', 'bank.example', 'hana', { credentialId: 'c0ffee03' }),
      manualOf('blue', 'shop', 'told@example.com', { note: 'U2F only' }),
      readOf('blue', 'gone.example', 'gone', {
        credentialId: 'c0ffee04',
        vanishedAt: day(9),
        vanishedBy: 'not-listed',
      }),
    ],
    otherWaysIn: [
      wayOf('bank', 'hana', {
        kind: 'recovery-codes',
        name: 'Paper',
        place: 'Home safe',
        link: 'https://vault.example/1',
      }),
      wayOf('shop', null, { kind: 'helpdesk', name: 'IT', hours: '9–17', contact: 'ext. 4711' }),
    ],
    ...change,
  });
}

export const services: readonly CatalogueService[] = [
  serviceOf('shop', ['shop.example'], { name: 'Shop & Sons', nameJa: '山田商店' }),
  serviceOf('bank', ['bank.example'], { name: 'Bank', nameJa: 'みずほ太郎銀行', category: 'banking' }),
];

export function worldOf(snapshot: InventorySnapshot = smallSnapshot(), known = services): ReportSources {
  const report = analyseCoverage(
    coverageInputOf(snapshot, { services: known, advisories: [], otherWayProviders: [], siteOf }, now.toISOString()),
  );
  return { snapshot, services: known, report };
}

/** Creates a request for the coverage in English as JSON, but for what is said otherwise. */
export function requestOf(change: Partial<ReportRequest> = {}): ReportRequest {
  return {
    kind: 'coverage',
    format: 'json',
    language: 'en',
    withIdentifiers: false,
    gapsOnly: false,
    lostKeyIds: [],
    lostWayIds: [],
    lossId: null,
    primaryKeyId: null,
    spareKeyId: null,
    ...change,
  };
}

export async function bytesOf(change: Partial<ReportRequest>, world = worldOf()): Promise<Uint8Array> {
  const made = await makeReport(requestOf(change), world, { now, byteOrderMark: true, timeZone: 'UTC', makePdf });
  if (!made.ok) throw new Error(`no report: ${JSON.stringify(made.failure)}`);
  return made.value;
}

/** Returns the report as text; a byte order mark stays. */
export async function textOf(change: Partial<ReportRequest>, world = worldOf()): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(change, world));
}
