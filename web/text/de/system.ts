// Words for what happens to the whole page: crashed, slow to start, without scripts.
import type { Words } from '../words.ts';
import type { system as english } from '../en/system.ts';

export const system: Words<typeof english> = {
  crashTitle: 'Auf dieser Seite ist etwas schiefgegangen',
  crashText: 'Nichts Gesendetes oder Gespeichertes ist verloren. Laden Sie die Seite neu; wenn es wieder geschieht, sagen Sie dem Betreiber dieses Servers, was Sie gerade getan haben.',
  reload: 'Neu laden',
  slowStart: 'Wenn Sie hier nach einigen Sekunden noch nichts eingeben können, ist der Browser vielleicht zu alt.',
  slowStartLink: 'Welche Browser funktionieren',
  noScriptTitle: 'Sealpost braucht JavaScript',
  noScriptText: 'Nachrichten werden auf Ihrem eigenen Gerät geöffnet, in dieser Seite. Bitte erlauben Sie JavaScript für diese Adresse und laden Sie die Seite neu.',
};
