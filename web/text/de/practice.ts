// Words of the practice page, in German: for its members, and for guests about the practices that invited them.
import type { Words } from '../words.ts';
import type { practice as english } from '../en/practice.ts';

export const practice: Words<typeof english> = {
  title: 'Praxis',
  loading: 'Die Praxis wird geöffnet …',
  failed: { title: 'Die Praxis konnte nicht geladen werden', text: 'Nichts ist verloren. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.', again: 'Noch einmal versuchen' },
  about: 'Über die Praxis',
  settings: 'Einstellungen',
  name: 'Name der Praxis',
  nameRequired: 'Die Praxis braucht einen Namen.',
  plan: 'Tarif',
  plans: { free: 'Kostenlos', paid: 'Bezahlt' },
  planText: {
    free: 'Mitglieder schreiben an die Praxen, die sie eingeladen haben, und an alle, die ein Konto haben.',
    paid: 'Mitglieder schreiben an alle, laden ein und hängen Dateien jeder Art an.',
  },
  planSetBy: 'Den Tarif legt der Betreiber dieses Servers fest.',
  members: 'Mitglieder',
  roles: { owner: 'Inhaber', administrator: 'Administrator', member: 'Mitglied', guest: 'Gast' },
  you: 'Sie',
  replyTo: 'Antworten auf den E-Mail-Teil gehen an',
  replyToHint: 'Eine Adresse Ihrer Praxis. Bleibt das Feld leer, erreichen Antworten niemanden, und jede E-Mail weist darauf hin.',
  replyToInvalid: 'Das ist keine vollständige E-Mail-Adresse.',
  nobody: 'Niemanden',
  policies: 'So werden Zugangscodes weitergegeben',
  linksAllowed: 'Mündlich, gedruckt oder als vollständiger Link oder QR-Code',
  linksForbidden: 'Mündlich oder gedruckt',
  completeLink: 'Vollständige Links und QR-Codes erlauben',
  completeLinkHint:
    'Ein vollständiger Link enthält den Zugangscode selbst. Wer ihn in die Hände bekommt, kann anstelle der eingeladenen Person ein Konto anlegen. Geben Sie ihn deshalb nur auf einem Weg weiter, dem Sie vertrauen, etwa über Ihre Praxissoftware oder auf einem gedruckten Blatt. Ist dies ausgeschaltet, wird der Code nur mündlich oder gedruckt weitergegeben.',
  save: 'Änderungen speichern',
  saving: 'Wird gespeichert …',
  saved: 'Die Praxis wurde gespeichert.',
  onlyAdministrators: 'Nur Inhaber und Administratoren ändern diese Einstellungen.',
  guest: {
    title: 'Ihr Konto ist ein Gastkonto',
    text: 'Es ist kostenlos. Diese Praxen haben Sie eingeladen, und ihren Mitgliedern können Sie jederzeit schreiben:',
    sponsors: 'Praxen, die Sie eingeladen haben',
    none: 'Zurzeit gibt es keine Praxis, die Sie eingeladen hat. Lesen, antworten und an alle schreiben, die ein Konto haben, können Sie trotzdem.',
    limits: 'Auch an Personen mit Konto außerhalb dieser Praxen können Sie schreiben, dort aber keine ZIP-, STL- oder DICOM-Dateien anhängen. Gäste laden niemanden ein.',
  },
};
