import type { Advisory } from '../../src-shared/domain/advisory.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { CorrectedCatalogue } from './corrected-catalogue.ts';
import type { Desktop } from './desktop.ts';

/**
 * Creates the function that opens a page of the catalogue or of its advisories. A page that the person corrected is opened like
 * one of the catalogue's own: after its host was shown.
 */
export function createOpenCataloguePage(
  catalogue: Pick<CorrectedCatalogue, 'services'>,
  advisories: readonly Advisory[],
  { openExternal }: Pick<Desktop, 'openExternal'>,
): (url: string) => Promise<Outcome<null>> {
  return (url) => {
    const pages = catalogue.services().flatMap(({ addKeyUrl, manageUrl }) => [addKeyUrl, manageUrl ?? addKeyUrl]);
    return openExternal(url, [...pages, ...advisories.flatMap((advisory) => advisory.url ?? [])]);
  };
}
