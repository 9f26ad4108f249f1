import type { Operation, ParsedInputOf, ResultOf } from '@muster/contract/operation';
import type { OpenHandler, OpenRequest } from '../../platform/routes.ts';

/** A use case that begins without a scope: nobody is signed in yet, or the cookie itself is at stake. */
export function openHandler<O extends Operation>(
  operation: O,
  open: (input: ParsedInputOf<O>, request: OpenRequest) => Promise<ResultOf<O>>,
): OpenHandler<ParsedInputOf<O>, ResultOf<O>> {
  return { name: operation.name, open };
}
