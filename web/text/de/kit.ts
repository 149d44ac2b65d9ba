// Words of the recovery kit, on the screen and on paper.
import type { Words } from '../words.ts';
import type { kit as english } from '../en/kit.ts';

export const kit: Words<typeof english> = {
  title: 'Ihr Wiederherstellungsblatt',
  newTitle: 'Ihr neues Wiederherstellungsblatt',
  passwordSet: 'Ihr neues Passwort gilt ab jetzt, und jedes andere Gerät ist abgemeldet.',
  lead: 'Falls Sie einmal Ihr Passwort vergessen, öffnen diese 24 Wörter Ihr Postfach. Ohne sie kann es niemand, auch nicht der Betreiber dieses Servers: Das ist der Preis dafür, dass sonst niemand Ihre Nachrichten lesen kann.',
  replaced: 'Es ersetzt Ihr bisheriges Blatt: Vernichten Sie das alte, seine Wörter gelten nicht mehr.',
  store: 'Drucken Sie diese Seite oder schreiben Sie die Wörter auf und bewahren Sie sie dort auf, wo Ihre Ausweise und Verträge liegen. Sie werden nicht noch einmal angezeigt.',
  print: 'Drucken',
  copy: 'Wörter kopieren',
  copied: 'Die 24 Wörter sind in der Zwischenablage. Fügen Sie sie in Ihren Passwortmanager ein und kopieren Sie danach etwas anderes.',
  stored: 'Ich habe es sicher verwahrt',
  sheet: {
    title: 'Wiederherstellungsblatt',
    for: 'Für das Postfach',
    at: 'Bei',
    made: 'Erstellt am',
    what: 'Wofür es da ist',
    whatText: 'Ist das Passwort vergessen, öffnen Sie mit diesen Wörtern das Postfach und legen ein neues fest. Niemand sonst hat eine Kopie, und niemand kann eine machen.',
    keep: 'Wie Sie es aufbewahren',
    keepText: 'Wie einen Pass: auf Papier, eingeschlossen, nicht in dem Computer, den es öffnet. Wer dieses Blatt hat, kann die Nachrichten lesen.',
    words: 'Die 24 Wörter, in dieser Reihenfolge',
    use: 'Wie Sie es verwenden',
    useText: (host) => `Öffnen Sie ${host}/recover, geben Sie die Adresse und die Wörter ein und wählen Sie ein neues Passwort. Sie bekommen dann ein neues Blatt; vernichten Sie dieses.`,
    fingerprint: 'Fingerabdruck Ihrer Schlüssel, zum Vergleichen mit Kollegen',
  },
};
