// Words of the page that says what is processed and kept, for a practice's records. What it states is tested: the days against the
// server's own (tests/server/retention.test.ts), what the server sees against SECURITY.md.
import type { Words } from '../words.ts';
import type { about as english } from '../en/about.ts';

export const about: Words<typeof english> = {
  title: 'Was Sealpost verarbeitet und aufbewahrt',
  lead: 'Für Ihr Verzeichnis der Verarbeitungstätigkeiten und für alle, die Sie danach fragen. Es gilt für jedes Sealpost, das unverändert läuft; wer dieses betreibt, sagt auf eigenen Seiten mehr.',
  sealed: {
    title: 'Was nur die Empfänger lesen können',
    text: 'Die sichere Nachricht: ihr Betreff, ihr Text, ihre Anhänge und deren Namen. Sie wird auf dem Gerät des Absenders verschlüsselt und auf den Geräten der Empfänger geöffnet. Dieser Server bewahrt sie versiegelt auf und kann sie nicht öffnen, für niemanden und auf keine Anordnung hin. Er bekommt nie ein Passwort, einen Zugangscode oder die Wörter eines Wiederherstellungsblatts.',
  },
  seen: {
    title: 'Was dieser Server sieht',
    items: [
      'Wer wem wann schreibt, wer was weiterleitet und wann eine Nachricht geöffnet wurde.',
      'Den E-Mail-Teil jeder Nachricht mit seinem Betreff. Er ist gewöhnliche E-Mail: Patientendaten gehören nicht hinein.',
      'Namen, Praxen, E-Mail-Adressen und Sprache der Menschen, die Sealpost nutzen oder eingeladen wurden.',
      'Anzahl und Größen der Anhänge, gerundete Größen der Nachrichten und ob eine ZIP-, STL- oder DICOM-Datei dabei ist.',
      'Die Netzwerkadresse und den Browser jedes Geräts, das angemeldet ist, und die Netzwerkadresse gescheiterter Versuche.',
      'Was in jedem Konto geschieht: Anmeldungen, gesendete und geöffnete Nachrichten, heruntergeladene Dateien, Einladungen, Änderungen an Schlüsseln und Einstellungen. Es steht im Protokoll des Kontos und in dem seiner Praxis.',
    ],
  },
  kept: {
    title: 'Wie lange es aufbewahrt wird',
    items: [
      'Nachrichten mit ihren Anhängen: bis sie ablaufen, wenn der Absender ein Datum gesetzt hat, oder bis niemand sie mehr hat. Eine Kopie verschwindet, wenn ihr Besitzer sie endgültig löscht, und 30 Tage nachdem sie in den Papierkorb kam.',
      'Anhänge, die nie gesendet wurden: 14 Tage. Abgebrochene Uploads: 2 Tage.',
      'Netzwerkadresse und Browser eines Geräts: solange es angemeldet ist, und höchstens zwei Minuten länger als die Zeit ohne Eingabe, nach der es abgemeldet wird. Sie werden nicht ins technische Protokoll geschrieben und kommen nicht in Sicherungen.',
      'Die Netzwerkadresse einer gescheiterten Anmeldung oder Wiederherstellung oder eines falschen Zugangscodes: so lange wie die eines Geräts, das nicht benutzt wird.',
      'Das Protokoll von Konten und Praxen: solange es diese Installation gibt. Es enthält keine Namen, keine Adressen und nichts aus Nachrichten, und niemand kann es hier ändern.',
      'Wer sich zu oft anzumelden versucht: höchstens einen Tag, und nur als Hash mit Schlüssel, aus dem sich keine Adresse ablesen lässt.',
      'Ein gelöschtes Konto: Passwort, Schlüssel und Postfach sind nach Minuten nicht mehr vorhanden. Name, Adresse und öffentliche Schlüssel bleiben, solange jemand eine Nachricht von ihm oder an es hat, und mindestens einen Tag.',
      'Konten, deren Adresse nie bestätigt wurde: 14 Tage.',
      'Dass eine E-Mail zu einem Konto gesendet wurde (an wen, welcher Art, wann): 30 Tage. Was darin stand: bis sie gesendet ist. Beim E-Mail-Teil einer Nachricht: so lange wie die Nachricht.',
      'Das technische Protokoll: welche Funktion wann aufgerufen wurde, wie lange sie dauerte und wie sie endete. Es enthält keine Adressen, Namen, Inhalte oder Codes; wie lange es bleibt, entscheidet der Betreiber dieses Servers.',
    ],
  },
  backups: {
    title: 'Sicherungen',
    text: 'Sie sind verschlüsselt. Was darin von sicheren Nachrichten steht, ist versiegelt wie auf dem Server; Sitzungen und Netzwerkadressen fehlen. Wie lange sie aufbewahrt werden, sagt der Betreiber dieses Servers.',
  },
  others: {
    title: 'Wer sonst beteiligt ist',
    text: 'Der E-Mail-Teil geht per E-Mail, über den Maildienst, den der Betreiber dieses Servers gewählt hat. Versiegelte Anhänge können bei einem Speicherdienst seiner Wahl liegen. Die Seiten laden nichts von anderen: keine Statistik, keine Werbung, keine Schriften von anderswo. Ein Cookie hält Sie angemeldet, ein weiteres merkt sich eine Registrierung in diesem Browser und ein drittes die Sprache, wenn Sie eine gewählt haben.',
  },
};
