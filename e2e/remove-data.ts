import { rmSync } from 'node:fs';

// biome-ignore lint/style/noDefaultExport: Playwright calls the default export.
export default function removeData(): void {
  const folder = process.env.MUSTER_E2E_DATA;
  if (folder?.includes('muster-e2e-')) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
