import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';

/** Answers what a window asks of the catalogue. */
export function createCatalogueHandlers(services: readonly CatalogueService[]): HandlersOf<AppContract>['catalogue'] {
  return { services: () => [...services] };
}
