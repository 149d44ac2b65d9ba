// Words of pages on which nobody gets further: no such page, a browser that cannot run Sealpost. Log-in does without them.
import type { deadEnds as english } from '../en/dead-ends.ts';
import type { Words } from '../words.ts';

/** For whoever looks after the computer: the names by which they find it elsewhere. */
const features: typeof english.unsupported.features = {
  secure: 'Eine sichere Verbindung (https)',
  webAssembly: 'WebAssembly',
  webCrypto: 'Web Crypto',
  workers: 'Worker mit Modulen',
  database: 'Speicher für Websites (IndexedDB)',
  storage: 'Speicher für Websites (localStorage)',
  channels: 'Kanäle zwischen Tabs (BroadcastChannel, MessageChannel)',
  streams: 'Datenströme (Streams)',
  script: 'Aktuelles JavaScript',
  dialogs: 'Dialoge',
};

export const deadEnds: Words<typeof english> = {
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Vielleicht ist die Adresse abgeschnitten oder enthält einen Tippfehler. Links in E-Mails brechen manchmal am Zeilenende: Kopieren Sie den ganzen Link.',
    action: 'Zu Sealpost',
  },
  unsupported: {
    title: 'In diesem Browser läuft Sealpost nicht',
    text: 'Nachrichten werden auf Ihrem eigenen Gerät geöffnet, und dafür braucht es neuere Teile eines Browsers. Ihre Nachrichten sind sicher; sie müssen nur anderswo geöffnet werden.',
    works: 'Öffnen Sie sie in einem dieser Browser',
    browsers: [
      'Chrome, Edge oder Firefox in einer der beiden neuesten Versionen',
      'Safari 17.4 oder neuer, auf iPhone und iPad mit iOS oder iPadOS 17.4 oder neuer',
    ],
    missing: 'Was hier fehlt',
    missingFor: 'Für die Person, die sich um Ihren Computer kümmert:',
    features,
    privateWindow: 'Wenn Ihr Browser neu genug ist, kann es an einem privaten Fenster oder einer strengen Datenschutzeinstellung liegen: Sealpost legt einiges auf diesem Gerät ab, solange Sie angemeldet sind. Außerdem muss die Adresse mit https beginnen.',
  },
  supported: {
    title: 'In diesem Browser läuft Sealpost',
    text: 'Hier fehlt nichts.',
  },
};
