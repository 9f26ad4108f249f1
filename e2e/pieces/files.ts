import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** How wide the picture of the journeys is. */
export const pictureWidth = 512;

export function pictureFile(name: string): Chosen {
  const buffer = readFileSync(join(import.meta.dirname, '../../apps/field/public/icon-512.png'));
  return { name, mimeType: 'image/png', buffer };
}

export function pdfFile(name: string): Chosen {
  const body =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF';
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(body) };
}
