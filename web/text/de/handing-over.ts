// Words around one access code: on the screen, and on the slip of paper that is handed over.
import type { Words } from '../words.ts';
import type { handingOver as english } from '../en/handing-over.ts';

export const handingOver: Words<typeof english> = {
  copyCode: 'Code kopieren',
  copyLink: 'Vollständigen Link kopieren',
  codeCopied: 'Der Zugangscode ist kopiert.',
  linkCopied: 'Der vollständige Link ist kopiert. Er enthält den Zugangscode: Senden Sie ihn nur auf einem Weg, dem Sie vertrauen.',
  copyFailed: 'Das Kopieren hat nicht geklappt. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  printSlip: 'Zettel drucken',
  showQr: 'QR-Code anzeigen',
  hideQr: 'QR-Code verbergen',
  qr: (address) => `QR-Code mit dem vollständigen Link für ${address}`,
  qrHint: 'Er enthält den Zugangscode. Zeigen Sie ihn nur der Person, für die er ist.',
  slip: {
    title: 'Ihr Zugangscode für Sealpost',
    for: (address) => `Für ${address}`,
    from: (from) => `Von ${from}`,
    intro: 'Eine vertrauliche Nachricht wartet auf Sie. Nur Sie können sie öffnen, mit diesem Code.',
    introCoworker: 'Mit diesem Code richten Sie Ihr eigenes Konto für sichere Nachrichten ein.',
    steps: (address) => [
      `Öffnen Sie die E-Mail von Sealpost im Postfach von ${address}. Sehen Sie auch im Spam-Ordner nach.`,
      'Folgen Sie dem Link darin.',
      'Geben Sie diesen Zugangscode ein. Groß- und Kleinschreibung spielt keine Rolle.',
      'Wählen Sie ein eigenes Passwort. Das ist alles; es kostet nichts.',
    ],
    code: 'Zugangscode',
    qr: 'Oder scannen Sie das mit der Kamera Ihres Telefons, statt dem Link zu folgen.',
    keep: 'Bewahren Sie diesen Zettel auf, bis Sie die Nachricht geöffnet haben, und vernichten Sie ihn dann. Der Code gilt einmal.',
    keepCoworker: 'Bewahren Sie diesen Zettel auf, bis Ihr Konto eingerichtet ist, und vernichten Sie ihn dann. Der Code gilt einmal.',
    printed: (day) => `Gedruckt am ${day}`,
  },
};
