import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { Problem } from '../problem.ts';

export interface Picture {
  data: Buffer;
  thumb: Buffer;
  type: 'image/jpeg' | 'image/png';
  extension: 'jpg' | 'png';
  width: number;
  height: number;
}

const sideMost = 2560;
const thumbSide = 480;
/** Beyond any camera that is carried; a picture of a few kilobytes may say it has a billion. */
const pixelsMost = 120_000_000;
/** A drawing or a screenshot stays sharp as PNG; a photograph saved as PNG would stay huge. */
const pngBytesMost = 2_000_000;

// One thread each, and a core less than there are: memory stays bounded, and when five hundred phones send at once others are answered meanwhile.
sharp.concurrency(1);
sharp.cache(false);
const atOnce = Math.min(2, Math.max(1, availableParallelism() - 1));
let running = 0;
const waiting: (() => void)[] = [];

/**
 * A picture made anew from its pixels: turned as it was held, at most 2560 a side, with nothing else of what the file
 * brought along (place, time, device, thumbnails, whatever was appended to it).
 */
export async function remakePicture(path: string, keepsPng: boolean): Promise<Picture> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await remake(path, keepsPng);
  } catch (error) {
    // Only of the picture itself does the library say so without a code; a disk that cannot be read is another matter.
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new Problem('file.unreadable');
  } finally {
    // Whoever waits gets the place itself, so that nobody slips in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

async function remake(path: string, keepsPng: boolean): Promise<Picture> {
  const upright = sharp(path, { limitInputPixels: pixelsMost, failOn: 'error', pages: 1 })
    .autoOrient()
    .resize({ width: sideMost, height: sideMost, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const jpeg = (image: Sharp, quality: number) => image.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg: false });
  let made = await (keepsPng ? upright.clone().png({ compressionLevel: 9 }) : jpeg(upright.clone(), 82)).toBuffer({
    resolveWithObject: true,
  });
  if (keepsPng && made.data.length > pngBytesMost) made = await jpeg(upright.clone(), 85).toBuffer({ resolveWithObject: true });
  const isPng = made.info.format === 'png';
  const small = sharp(made.data).resize({ width: thumbSide, height: thumbSide, fit: 'inside', withoutEnlargement: true });
  return {
    data: made.data,
    thumb: await jpeg(small, 72).toBuffer(),
    type: isPng ? 'image/png' : 'image/jpeg',
    extension: isPng ? 'png' : 'jpg',
    width: made.info.width,
    height: made.info.height,
  };
}
