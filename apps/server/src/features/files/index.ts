export { attachFiles, filesOf, widenReach } from './attach-files.ts';
export { filesTerritory } from './files.territory.ts';
export { readableFile } from './read-file.ts';
export { tidyFiles } from './tidy-files.ts';
export { uploadBook } from './uploads.book.ts';
