// Paths of all files that are made from others.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './installed.mjs';

export function generatedFiles(folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return /^(node_modules|dist|\..*)$/.test(entry.name) ? [] : generatedFiles(path);
    return /\.gen\.ts$/.test(entry.name) ? [path] : [];
  });
}
