// Words of the page that stands in for all others while there is no connection, and of the app as phones and computers list it.
import type { application as englishApplication, offline as englishOffline } from '../en/offline.ts';
import type { Words } from '../words.ts';

export const offline: Words<typeof englishOffline> = {
  title: 'Keine Verbindung',
  text: 'Sealpost ist von diesem Gerät aus gerade nicht erreichbar. Sobald es das wieder ist, geht es hier von selbst weiter.',
  again: 'Jetzt versuchen',
  tried: (time) => `Um ${time} noch immer keine Verbindung.`,
  trying: 'Wird versucht …',
  meanwhileTitle: 'Bis dahin',
  meanwhile: [
    'Lesen lässt sich nichts. Nachrichten werden auf diesem Gerät nicht aufbewahrt, deshalb findet sie hier auch sonst niemand.',
    'Verloren ist nichts. Was gesendet oder als Entwurf gespeichert wurde, liegt verschlüsselt und sicher beim Server.',
    'Eine Nachricht, die Sie in einem anderen Fenster schreiben, bleibt dort. Lassen Sie das Fenster offen: Es speichert den Entwurf, sobald die Verbindung wieder da ist.',
  ],
};

export const application: Words<typeof englishApplication> = {
  description: 'Sichere Nachrichten für das Gesundheitswesen: Öffnen können sie nur die Personen, an die sie gerichtet sind.',
  compose: 'Nachricht schreiben',
};
