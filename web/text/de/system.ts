// Words for what happens to the whole page: not found, crashed, unsupported.
import type { Words } from '../words.ts';
import type { system as english } from '../en/system.ts';

export const system: Words<typeof english> = {
  notFoundTitle: 'Diese Seite gibt es nicht',
  notFoundText: 'Vielleicht ist die Adresse abgeschnitten oder enthält einen Tippfehler. Links in E-Mails brechen manchmal am Zeilenende: Kopieren Sie den ganzen Link.',
  notFoundAction: 'Zu Sealpost',
  crashTitle: 'Auf dieser Seite ist etwas schiefgegangen',
  crashText: 'Nichts Gesendetes oder Gespeichertes ist verloren. Laden Sie die Seite neu; wenn es wieder geschieht, sagen Sie dem Betreiber dieses Servers, was Sie gerade getan haben.',
  reload: 'Neu laden',
  unsupportedTitle: 'In diesem Browser läuft Sealpost nicht',
  unsupportedText: 'Nachrichten werden auf Ihrem eigenen Gerät geöffnet, und dafür braucht es neuere Teile eines Browsers. Ihre Nachrichten sind sicher; sie müssen nur anderswo geöffnet werden.',
  unsupportedWorks: 'Was funktioniert',
  browsers: [
    'Chrome, Edge oder Firefox, die letzten zwei Versionen',
    'Safari 17.4 oder neuer, auf iPhone und iPad mit iOS oder iPadOS 17.4 oder neuer',
  ],
  unsupportedMissing: 'Was hier fehlt',
  unsupportedPrivate: 'Wenn Ihr Browser neu genug ist, kann es an einem privaten Fenster oder einer strengen Datenschutzeinstellung liegen. Außerdem muss die Adresse mit https beginnen.',
  supportedTitle: 'In diesem Browser läuft Sealpost',
  supportedText: 'Hier fehlt nichts.',
  slowStart: 'Wenn Sie hier nach einigen Sekunden noch nichts eingeben können, ist der Browser vielleicht zu alt.',
  slowStartLink: 'Welche Browser funktionieren',
  noScriptTitle: 'Sealpost braucht JavaScript',
  noScriptText: 'Nachrichten werden auf Ihrem eigenen Gerät geöffnet, in dieser Seite. Bitte erlauben Sie JavaScript für diese Adresse und laden Sie die Seite neu.',
};
