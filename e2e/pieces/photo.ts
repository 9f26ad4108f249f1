import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { photoWords } from '../../apps/field/src/features/photos/photo.words.ts';

/** A photo as a camera makes it: large and hard to pack, so that it goes in several pieces, with where and by what it was taken written into it. */
export async function cameraPhoto(folder: string, colour = '#7a8'): Promise<string> {
  const path = join(folder, `photo-${colour.slice(1)}.jpg`);
  const noise = Buffer.from(Uint8Array.from({ length: 2400 * 1800 * 3 }, () => Math.floor(Math.random() * 256)));
  await sharp(noise, { raw: { width: 2400, height: 1800, channels: 3 } })
    .composite([{ input: { create: { width: 240, height: 1800, channels: 3, background: colour } }, left: 0, top: 0 }])
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Make: 'Muster', Model: 'Camera' }, IFD3: { GPSLatitude: '33/1 44/1 0/1', GPSLatitudeRef: 'N' } })
    .toFile(path);
  return path;
}

/** Chosen as a person does: from the phone's pictures. */
export async function choosePhotos(phone: Page, paths: string[]): Promise<void> {
  await phone.getByLabel(photoWords.choose).setInputFiles(paths);
}
