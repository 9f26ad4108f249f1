import type { getCompoundImport } from '@muster/contract/compounds/import.operations';
import type { ResultOf } from '@muster/contract/operation';

export type ImportDetail = ResultOf<typeof getCompoundImport>;
