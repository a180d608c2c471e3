import type { ReportDocument } from '../src-shared/reports/report-document.ts';
import { makePdf } from './reports/pdf.ts';

// Entry of the utility process that lays out one PDF and ends: seconds of work and much memory, apart from the window's own.

process.parentPort.once('message', ({ data }) => {
  makePdf(data as ReportDocument).then(
    (bytes) => process.parentPort.postMessage({ bytes }),
    // The class of the error only: a message may hold a path or a name.
    (error: unknown) => process.parentPort.postMessage({ problem: error instanceof Error ? error.name : 'unknown' }),
  );
});
