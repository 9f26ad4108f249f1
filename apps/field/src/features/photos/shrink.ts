/** Longest side, pixels: a register can be read from it, and a thousand of them do not fill a phone. */
const sideMost = 1600;
const quality = 0.8;

/** A file that no picture comes out of: damaged, or of a kind that this browser does not know (HEIC on an old phone). */
export class NoPicture extends Error {}

export interface Shrunk {
  data: ArrayBuffer;
  type: string;
}

/**
 * Makes a photo small before it is kept: drawn anew as JPEG, the right way up, without what the camera wrote into it. By an
 * `img`, which every browser of the floor turns by itself; `createImageBitmap` does not everywhere.
 */
export async function shrink(file: Blob): Promise<Shrunk> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode().catch(() => {
      throw new NoPicture();
    });
    const { naturalWidth, naturalHeight } = image;
    if (naturalWidth === 0 || naturalHeight === 0) throw new NoPicture();
    const scale = Math.min(1, sideMost / Math.max(naturalWidth, naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(naturalHeight * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new NoPicture();
    // JPEG knows no transparency: what was clear becomes white, not black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    // Safari counts every canvas that was not given back against a small allowance.
    canvas.width = 0;
    canvas.height = 0;
    if (!blob) throw new NoPicture();
    return { data: await blob.arrayBuffer(), type: 'image/jpeg' };
  } finally {
    URL.revokeObjectURL(url);
  }
}
