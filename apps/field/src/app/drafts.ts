import { store } from './device.ts';

/** Half-written texts, kept as typed, by what they belong to (`answer:RECEIPT`). Without storage they live as long as the page. */
const inMemory = new Map<string, unknown>();

export async function readDraft<T>(key: string): Promise<T | undefined> {
  if (inMemory.has(key)) return inMemory.get(key) as T;
  return (await store()?.get('drafts', key)) as T | undefined;
}

export function writeDraft(key: string, draft: unknown): void {
  inMemory.set(key, draft);
  store()
    ?.put('drafts', draft, key)
    .catch(() => undefined);
}

export function dropDraft(key: string): void {
  inMemory.delete(key);
  store()
    ?.delete('drafts', key)
    .catch(() => undefined);
}
