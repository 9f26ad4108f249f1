// Apart from the schemas, so that the phone, which does not carry zod, knows before sending what will be refused.

/** What may be attached, by its content; the extensions that such a file may have. `photo` and `attachment` differ in size only. */
export const fileKinds = {
  picture: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'avif', 'tif', 'tiff'],
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  pptx: ['pptx'],
  doc: ['doc', 'wps'],
  xls: ['xls', 'et'],
  ppt: ['ppt', 'dps'],
  text: ['txt', 'csv'],
} as const satisfies Record<string, readonly string[]>;
export type FileKind = keyof typeof fileKinds;

export const filePurposes = ['photo', 'attachment'] as const;
export type FilePurpose = (typeof filePurposes)[number];

/** How many files one order or one answer carries. */
export const filesMost = 9;
/** Megabytes of one file, unless the installation says otherwise. */
export const fileMegabytesMost = { photo: 5, attachment: 20 } as const satisfies Record<FilePurpose, number>;

/** The kind that a name claims by its extension; null when it claims none of them, undefined when it has none. */
export function claimedKind(name: string): FileKind | null | undefined {
  const extension = extensionOf(name);
  if (extension === '') return undefined;
  const kinds = Object.entries(fileKinds) as [FileKind, readonly string[]][];
  return kinds.find(([, extensions]) => extensions.includes(extension))?.[0] ?? null;
}

/** In small letters, without the dot; '' where there is none: it begins with a letter, unlike the day in 通知 5.11. */
export function extensionOf(name: string): string {
  return /[^.]\.([a-z][a-z0-9]{0,11})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}

/** For the file chooser of a browser. */
export function acceptedExtensions(kinds: readonly FileKind[]): string {
  return kinds.flatMap((kind) => fileKinds[kind].map((extension) => `.${extension}`)).join(',');
}
