import type { Content, DocumentDefinition } from 'pdfmake';
import type { Severity } from '../../src-shared/coverage/gap.ts';
import type {
  ReportBlock,
  ReportCell,
  ReportDocument,
  ReportLine,
  ReportTask,
} from '../../src-shared/reports/report-document.ts';
import type { PdfFont, PdfText } from './pdf-text.ts';
import { generator } from './is-report-file.ts';

const ink = '#1a1d21';
const quietInk = '#565d66';
const rule = '#b9c0c9';
/** No line under an address: it would hide its low lines. */
const linkInk = '#0b5c8a';
/** Points; A4 upright has 595 across. */
const margin = { left: 40, top: 46, right: 40, bottom: 44 };
const paper = { landscape: 841.89, portrait: 595.28 };

/** The position on a page, from its top, below which no section begins: a legend, the head and the first row of its table would not fit. */
const latestHeading = 0.8;

/** Signs of severity that differ by shape, so that they hold in grey: both fonts have them. */
const signs: Readonly<Record<Severity, string>> = { critical: '■', warning: '◆', notice: '○' };
const inks: Readonly<Record<Severity, string>> = { critical: '#a3141e', warning: '#8a5a00', notice: quietInk };

/** Arranges a report for pdfmake: A4, the running head from the second page on, "page n of m" on each. */
export function pdfContent(report: ReportDocument, text: PdfText, preferred: PdfFont): DocumentDefinition {
  const { title, about, summary, sections, pageText } = report;
  const width = paper[report.orientation] - margin.left - margin.right;
  const say = (words: string): Content => ({ text: runsOf(text, words) });
  const [answer = '', ...more] = summary;
  const content: Content[] = [
    { ...heading(text, title, 18), margin: [0, 0, 0, 4] },
    ...about.map((words): Content => ({ text: runsOf(text, words), color: quietInk })),
    { text: runsOf(text, answer), bold: true, fontSize: 13, margin: [0, 10, 0, 4] },
    ...more.map(say),
    ...sections.flatMap(({ heading: words, blocks }): Content[] => [
      {
        ...heading(text, words, 12),
        margin: [0, 14, 0, 4],
      },
      ...blocks.flatMap((block) => blockContent(text, block, width)),
    ]),
  ];
  // Last, because only then it is known whether a character was missing.
  const notes = text.anyMissing ? [...report.notes, report.missingCharactersNote] : report.notes;
  if (notes.length > 0) {
    const items = notes.map((words) => ({ text: runsOf(text, words) }));
    content.push({ ul: items, color: quietInk, fontSize: 8, margin: [0, 16, 0, 0] });
  }
  const running = (words: Content): Content => ({ ...marginOf([margin.left, 16, margin.right, 0]), columns: [words] });
  return {
    pageSize: 'A4',
    pageOrientation: report.orientation,
    pageMargins: [margin.left, margin.top, margin.right, margin.bottom],
    content,
    header: (page) => (page === 1 ? '' : running({ text: runsOf(text, report.running), color: quietInk, fontSize: 8 })),
    footer: (page, pages) =>
      running({
        text: runsOf(text, `${pageText[0]}${page}${pageText[1]}${pages}${pageText[2]}`),
        alignment: 'right',
        color: quietInk,
        fontSize: 8,
      }),
    defaultStyle: { font: preferred, fontSize: 9, lineHeight: 1.25, color: ink },
    info: { title, creator: generator, producer: generator, creationDate: new Date(report.madeAt) },
    language: report.locale,
    displayTitle: true,
    version: '1.7',
    // A heading alone at the foot of a page belongs to what follows.
    pageBreakBefore: (node) => node.headlineLevel === 1 && node.startPosition.verticalRatio > latestHeading,
  };
}

function heading(text: PdfText, words: string, fontSize: number) {
  return { text: runsOf(text, words), bold: true, fontSize, headlineLevel: fontSize > 14 ? 0 : 1 };
}

function marginOf(margins: [number, number, number, number]) {
  return { margin: margins };
}

function blockContent(text: PdfText, block: ReportBlock, width: number): Content[] {
  switch (block.type) {
    case 'lines':
      return block.lines.map((line) => lineContent(text, line));
    case 'facts':
      return [factsContent(text, block.facts, width)];
    case 'list':
      return [{ ul: block.items.map((item) => lineContent(text, item)), margin: [0, 2, 0, 4] }];
    case 'table':
      return [tableContent(text, block, width)];
    case 'tasks':
      return block.tasks.map((task, index) => taskContent(text, task, block.ordered ? index + 1 : null));
  }
}

// Two facts a line, read down the first pair of columns and then down the second.
function factsContent(text: PdfText, facts: readonly (readonly [string, string])[], width: number): Content {
  const half = Math.ceil(facts.length / 2);
  const padding = 8;
  const [name, value] = [0.16 * width - padding, 0.34 * width - padding];
  const cells = (fact: readonly [string, string] | undefined): Content[] => [
    { text: runsOf(text, fact?.[0] ?? ''), color: quietInk },
    { text: runsOf(text, fact?.[1] ?? '') },
  ];
  return {
    table: {
      widths: [name, value, name, value],
      dontBreakRows: true,
      body: facts.slice(0, half).map((fact, index) => [...cells(fact), ...cells(facts[half + index])]),
    },
    layout: 'rows',
    fontSize: 8,
    margin: [0, 2, 0, 6],
  };
}

/** A row that would not fit on a page of its own may break; every other stays whole. */
const mostLinesOfWholeRow = 20;

function tableContent(
  text: PdfText,
  { columns, rows }: Extract<ReportBlock, { type: 'table' }>,
  width: number,
): Content {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  const padding = 8;
  const widths = columns.map((column) => (width * column.width) / whole - padding);
  const head = columns.map(({ name }): Content => ({
    text: runsOf(text, name),
    bold: true,
    color: quietInk,
    fontSize: 8,
  }));
  const body = rows.map((row) => row.map((cell) => cellContent(text, cell)));
  const isTall = rows.some((row) => row.some((cell) => cell.length > mostLinesOfWholeRow));
  return {
    table: { headerRows: 1, dontBreakRows: !isTall, keepWithHeaderRows: 1, widths, body: [head, ...body] },
    layout: 'rows',
    fontSize: 8,
    margin: [0, 2, 0, 6],
  };
}

function cellContent(text: PdfText, cell: ReportCell): Content {
  const [only, ...others] = cell;
  if (only === undefined) return '';
  return others.length === 0 ? lineContent(text, only) : { stack: cell.map((line) => lineContent(text, line)) };
}

function taskContent(text: PdfText, task: ReportTask, number: number | null): Content {
  const box = {
    canvas: [
      { type: 'rect' as const, x: 0, y: 1, w: 10, h: 10, lineWidth: 1, lineColor: ink },
      ...(task.done ? [tick([2, 6], [4.5, 9]), tick([4.5, 9], [8.5, 3])] : []),
    ],
    width: 16,
  };
  const words = number === null ? task.title : `${number}. ${task.title}`;
  return {
    columns: [
      box,
      {
        width: '*',
        stack: [{ text: runsOf(text, words), bold: true }, ...task.lines.map((line) => lineContent(text, line))],
      },
    ],
    unbreakable: task.lines.length < mostLinesOfWholeRow,
    margin: [0, 4, 0, 4],
  };
}

function tick([x1, y1]: [number, number], [x2, y2]: [number, number]) {
  return { type: 'line' as const, x1, y1, x2, y2, lineWidth: 1.4, lineColor: ink };
}

function lineContent(text: PdfText, { text: words, look, severity, url }: ReportLine) {
  const runs = runsOf(text, words);
  const sign =
    severity === undefined ? [] : runsOf(text, `${signs[severity]} `).map((run) => ({ ...run, color: inks[severity] }));
  const address = url === undefined ? null : URL.parse(url);
  return {
    text: [...sign, ...runs],
    ...(look === 'strong' && { bold: true }),
    ...(look === 'quiet' && { color: quietInk }),
    ...(address?.protocol === 'https:' && { link: address.href, color: linkInk }),
  };
}

function runsOf(text: PdfText, words: string) {
  return text.runs(words).map(({ text: piece, font }) => ({ text: piece, font }));
}

/** Lines between rows only; the one under the head is dark. */
export const tableLayouts = {
  rows: {
    hLineWidth: (line: number, node: { readonly table: { readonly headerRows?: number } }) =>
      line === 0 ? 0 : line === node.table.headerRows ? 1 : 0.5,
    vLineWidth: () => 0,
    hLineColor: (line: number, node: { readonly table: { readonly headerRows?: number } }) =>
      line === node.table.headerRows ? ink : rule,
    paddingLeft: () => 0,
    paddingRight: () => 8,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
};
