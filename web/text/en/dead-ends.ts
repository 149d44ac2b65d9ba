// Words of pages on which nobody gets further: no such page, a browser that cannot run Sealpost. Log-in does without them.
import type { BrowserFeature } from '../../session/browser-support.ts';

/** For whoever looks after the computer: the names by which they find it elsewhere. */
const features: Record<BrowserFeature, string> = {
  secure: 'A secure connection (https)',
  webAssembly: 'WebAssembly',
  webCrypto: 'Web Crypto',
  workers: 'Module workers',
  database: 'Storage for websites (IndexedDB)',
  storage: 'Storage for websites (localStorage)',
  channels: 'Channels between tabs (BroadcastChannel, MessageChannel)',
  streams: 'Streams',
  script: 'Recent JavaScript',
  dialogs: 'Dialogs',
};

export const deadEnds = {
  notFound: {
    title: 'There is no such page',
    text: 'The address may be cut off or mistyped. E-mail programs sometimes break a link at the end of a line: try copying the whole link.',
    action: 'Go to Sealpost',
  },
  unsupported: {
    title: 'This browser cannot run Sealpost',
    text: 'Messages are opened on your own device, and that needs some newer parts of a browser. Your messages are safe; they only need to be opened elsewhere.',
    works: 'Open them in one of these browsers',
    browsers: [
      'Chrome, Edge or Firefox in one of their last two versions',
      'Safari 17.4 or newer, on iPhone and iPad with iOS or iPadOS 17.4 or newer',
    ],
    missing: 'What is missing here',
    missingFor: 'For whoever looks after your computer:',
    features,
    privateWindow: 'If your browser is new enough, a private window or a strict privacy setting may be the reason: Sealpost keeps a little on this device while you are logged in. Also, the address must begin with https.',
  },
  supported: {
    title: 'This browser can run Sealpost',
    text: 'Nothing is missing here.',
  },
};
