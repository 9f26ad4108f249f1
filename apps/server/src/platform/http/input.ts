import type { Operation } from '@muster/contract/operation';
import type { FastifyRequest } from 'fastify';
import { isPlainText } from '../plain-text.ts';
import { type InputFault, Problem } from '../problem.ts';

/**
 * The flat input of an operation, from path, query and body, checked against the contract. All faults of all parts are
 * told at once, each with a pointer into the input.
 */
export function parseInput(operation: Operation, request: FastifyRequest): unknown {
  const rest = operation.method === 'GET' || operation.method === 'DELETE' ? request.query : request.body;
  if (rest !== undefined && rest !== null && (typeof rest !== 'object' || Array.isArray(rest))) {
    throw new Problem('input.invalid', {}, [{ pointer: '', code: 'not-an-object', detail: 'the body must be a JSON object' }]);
  }
  const input = { ...(rest as object), ...(request.params as object) };
  const unwritable = unwritableTexts(input);
  if (unwritable.length > 0) throw new Problem('input.invalid', {}, unwritable);
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'input.invalid',
    {},
    parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.map(String).join('/')}`, code: issue.code, detail: issue.message })),
  );
}

const faultsMost = 20;
/** Deeper than anything the contract asks for; forty thousand objects in each other are legal JSON and end the stack. */
const depthMost = 50;

/** Texts, and names of fields, that no database keeps: refused at the door, wherever they stand in the input. */
function unwritableTexts(value: unknown, pointer = '', faults: InputFault[] = [], depth = 0): InputFault[] {
  if (faults.length >= faultsMost) return faults;
  if (depth > depthMost) {
    faults.push({ pointer: '', code: 'too-deep', detail: `more than ${depthMost} objects in each other` });
    return faults;
  }
  if (typeof value === 'string') {
    if (!isPlainText(value)) faults.push({ pointer, code: 'text', detail: 'holds a character that is no text' });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (isPlainText(key)) unwritableTexts(inner, `${pointer}/${key}`, faults, depth + 1);
      else faults.push({ pointer, code: 'text', detail: 'a field is named with a character that is no text' });
    }
  }
  return faults;
}
