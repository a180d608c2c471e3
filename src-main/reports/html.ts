import { createHash } from 'node:crypto';
import type {
  ReportBlock,
  ReportCell,
  ReportDocument,
  ReportLine,
  ReportSection,
  ReportTask,
} from '../../src-shared/reports/report-document.ts';
import { generator } from './is-report-file.ts';
import { reportStyle } from './report-style.ts';

// The file is opened in a browser, outside of Sparekey: it runs nothing, loads nothing and sends nothing.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Writes a report as one HTML file that needs nothing else, to be read and printed. */
export function htmlText(report: ReportDocument): string {
  const { locale, title, about, summary, sections, notes } = report;
  const [answer = '', ...more] = summary;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="${generator}">
<meta name="date" content="${escapeHtml(report.madeAt)}">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body class="${report.orientation}">
<header>
<h1>${escapeHtml(title)}</h1>
${about.map((line) => `<p class="about">${escapeHtml(line)}</p>`).join('\n')}
<p class="answer">${escapeHtml(answer)}</p>
${more.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</header>
<main>
${sections.map(sectionHtml).join('\n')}
</main>
${notes.length === 0 ? '' : `<footer>\n<ul class="notes">${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>\n</footer>\n`}</body>
</html>
`;
}

function sectionHtml({ heading, blocks }: ReportSection): string {
  return `<section>\n<h2>${escapeHtml(heading)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`;
}

function blockHtml(block: ReportBlock): string {
  switch (block.type) {
    case 'lines':
      return block.lines.map((line) => `<p>${lineHtml(line)}</p>`).join('\n');
    case 'facts':
      return `<dl>${block.facts.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${lineHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableHtml(block);
    case 'tasks': {
      const list = block.ordered ? 'ol' : 'ul';
      return `<${list} class="tasks">${block.tasks.map(taskHtml).join('\n')}</${list}>`;
    }
  }
}

function tableHtml({ columns, rows }: Extract<ReportBlock, { type: 'table' }>): string {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  // Widths are classes: the policy of the file allows no style attributes.
  const widths = columns.map(({ width }) => `<col class="w${Math.max(1, Math.round((20 * width) / whole))}">`);
  const heads = columns.map(({ name }) => `<th scope="col">${escapeHtml(name)}</th>`);
  const body = rows.map((row) => {
    const [first = [], ...rest] = row;
    const cells = rest.map((cell) => `<td>${cellHtml(cell)}</td>`).join('');
    return `<tr><th scope="row">${cellHtml(first)}</th>${cells}</tr>`;
  });
  return `<table><colgroup>${widths.join('')}</colgroup>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table>`;
}

function cellHtml(cell: ReportCell): string {
  return cell.map((line) => `<div>${lineHtml(line)}</div>`).join('');
}

function taskHtml({ title, lines, done }: ReportTask): string {
  const box = done ? '☑' : '☐';
  return `<li><span class="box" role="img" aria-label="${box}">${box}</span><div><p class="strong">${escapeHtml(title)}</p>${lines.map((line) => `<p>${lineHtml(line)}</p>`).join('')}</div></li>`;
}

function lineHtml({ text, look, severity, url }: ReportLine): string {
  const shown = isolated(text);
  const safe = url === undefined ? null : safeUrl(url);
  const linked = safe === null ? shown : `<a href="${escapeHtml(safe)}" rel="noopener noreferrer">${shown}</a>`;
  const words = look === undefined ? linked : `<span class="${look}">${linked}</span>`;
  return severity === undefined ? words : `<span class="sign ${severity}" aria-hidden="true"></span>${words}`;
}

// A name in Arabic or Hebrew must not turn around what stands beside it.
function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

function safeUrl(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' ? parsed.href : null;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
