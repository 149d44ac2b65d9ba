// Words of pages on which nobody gets further: no such page, a browser that cannot run Sealpost. Log-in does without them.
import type { deadEnds as english } from '../en/dead-ends.ts';
import type { Words } from '../words.ts';

export const deadEnds: Words<typeof english> = {
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Vielleicht ist die Adresse abgeschnitten oder enthält einen Tippfehler. Links in E-Mails brechen manchmal am Zeilenende: Kopieren Sie den ganzen Link.',
    action: 'Zu Sealpost',
  },
  unsupported: {
    title: 'In diesem Browser läuft Sealpost nicht',
    text: 'Nachrichten werden auf Ihrem eigenen Gerät geöffnet, und dafür braucht es neuere Teile eines Browsers. Ihre Nachrichten sind sicher; sie müssen nur anderswo geöffnet werden.',
    works: 'Was funktioniert',
    browsers: [
      'Chrome, Edge oder Firefox, die letzten zwei Versionen',
      'Safari 17.4 oder neuer, auf iPhone und iPad mit iOS oder iPadOS 17.4 oder neuer',
    ],
    missing: 'Was hier fehlt',
    privateWindow: 'Wenn Ihr Browser neu genug ist, kann es an einem privaten Fenster oder einer strengen Datenschutzeinstellung liegen. Außerdem muss die Adresse mit https beginnen.',
  },
  supported: {
    title: 'In diesem Browser läuft Sealpost',
    text: 'Hier fehlt nichts.',
  },
};
