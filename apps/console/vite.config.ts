import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The floor of ECOSYSTEM.md: browsers of early 2022 stand on the desks of district offices.
const floor = ['chrome99', 'edge99', 'safari15.4', 'firefox102'];

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration so.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: `${import.meta.dirname}/src/routes`,
      generatedRouteTree: `${import.meta.dirname}/src/route-tree.gen.ts`,
      quoteStyle: 'single',
      semicolons: true,
      addExtensions: true,
    }),
    react(),
  ],
  build: {
    outDir: 'dist',
    target: floor,
    cssTarget: floor,
    // Content-Security-Policy forbids inline scripts and data: in scripts; pictures may stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.MUSTER_PORT ?? 4100}` } },
});
