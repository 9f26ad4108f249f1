/** Types of files that are read as sheets (platform/files/sniff.ts), by the reader that reads them. */
export const sheetKinds: Record<string, 'xlsx' | 'xls' | 'text'> = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.ms-excel': 'xls',
  'text/plain': 'text',
};
