import { utilityProcess } from 'electron';
import type { ReportDocument } from '../../src-shared/reports/report-document.ts';

/** 8,000 accounts take half of it on a slow computer. */
const limitMs = 180_000;

/** Renders a PDF in a process of its own, so that the window goes on answering. Rejects if that process fails or takes too long. */
export async function makePdfApart(entry: string, report: ReportDocument): Promise<Uint8Array> {
  const child = utilityProcess.fork(entry, [], { serviceName: 'sparekey-report-maker', stdio: 'inherit' });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the report took too long')), limitMs);
      child.once('message', (answer: unknown) => {
        if (typeof answer !== 'object' || answer === null) return reject(new Error('no answer'));
        if ('bytes' in answer && answer.bytes instanceof Uint8Array) return resolve(answer.bytes);
        reject(new Error(`the report failed: ${'problem' in answer ? String(answer.problem) : 'unknown'}`));
      });
      child.once('exit', () => reject(new Error('the report process ended')));
      child.postMessage(report);
    });
  } finally {
    clearTimeout(timer);
    child.kill();
  }
}
