import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { namedRoutes } from './scripts/named-routes.ts';

// ECOSYSTEM.md "Phones": DingTalk and HarmonyOS are Chromium 99–100; Vite's own default floor would break them.
const floor = ['chrome99', 'edge99', 'safari15.4', 'firefox102'];

// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  base: '/m/',
  // React's two packages are Preact's: query and wouter were written for React (STACK 17: 56 kB less).
  resolve: {
    alias: [
      { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
      { find: /^react-dom$/, replacement: 'preact/compat' },
      { find: /^react$/, replacement: 'preact/compat' },
    ],
    dedupe: ['preact'],
  },
  build: {
    outDir: 'dist',
    target: floor,
    cssTarget: floor,
    rolldownOptions: {
      // "use client" in the query library means nothing here; forty warnings would hide one that does.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  plugins: [
    namedRoutes(),
    VitePWA({
      strategies: 'generateSW',
      // The page asks before it takes a new version: nobody is thrown out of a half-written answer.
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['icon.svg', 'apple-touch-icon.png'],
      manifest: {
        id: '/m/',
        name: '集结',
        short_name: '集结',
        description: '指令、签收、反馈，没有信号也能办',
        lang: 'zh-CN',
        start_url: '/m/',
        scope: '/m/',
        display: 'standalone',
        background_color: '#F5F3EE',
        theme_color: '#1E2226',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png}'],
        navigateFallback: '/m/index.html',
        navigateFallbackDenylist: [/^\/api\//],
        // Shows and opens notifications; public/push.js.
        importScripts: ['push.js'],
        cleanupOutdatedCaches: true,
        // The first visit must work without network too, from the moment the worker is there.
        clientsClaim: true,
      },
    }),
  ],
});
