import { type RawBuilder, sql } from 'kysely';

/** `column = any($1)` in Kysely: lists travel as one array, so that the text of a statement never varies (STACK 8). */
export function anyOf(values: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${values})`;
}
