// /manifest.webmanifest: how phones and computers list Sealpost once it is installed there. Icons are drawn by scripts/draw-icons.mjs.
import type { MetadataRoute } from 'next';
import { SHARED_FIELD, SHARE_PATH } from '../session/shared-files-api.ts';
import { text } from '../text/access.ts';
import { application } from '../text/offline.ts';

export const dynamic = 'force-static';

export default function manifest(): MetadataRoute.Manifest {
  return {
    // Never to change: by it an app that is installed already is known as this one.
    id: '/',
    name: text.ui.product,
    short_name: text.ui.product,
    description: application.description,
    lang: 'en',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    // While it starts. Then each page says its own colour, for light and for dark (layout.tsx).
    background_color: '#f7f5f2',
    theme_color: '#f7f5f2',
    categories: ['medical', 'productivity'],
    icons: [
      { src: '/icons/any-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/any-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    // Never reaches the server: web/share-target.ts.
    share_target: { action: SHARE_PATH, method: 'POST', enctype: 'multipart/form-data', params: { files: [{ name: SHARED_FIELD, accept: ['*/*'] }] } },
    shortcuts: [{ name: application.compose, url: '/mail?compose=new', icons: [{ src: '/icons/compose-96.png', sizes: '96x96', type: 'image/png' }] }],
  };
}
