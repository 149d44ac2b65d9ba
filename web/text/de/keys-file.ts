// Words of taking one's decryption keys out of Sealpost and bringing old ones back.
import type { Words } from '../words.ts';
import type { keysFile as english } from '../en/keys-file.ts';

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);
const unchanged = 'Nichts wurde geändert.';

export const keysFile: Words<typeof english> = {
  title: 'Schlüssel',
  hint: 'Die Schlüssel, die Ihre Nachrichten öffnen, für den Tag, an dem Sie versiegelte Nachrichten ohne Sealpost lesen wollen, und alte Schlüssel, die Sie zurückhaben möchten.',
  export: 'Schlüssel exportieren',
  import: 'Schlüssel importieren',
  exporting: {
    title: 'Schlüssel exportieren',
    intro: 'Speichert die Schlüssel, die Ihre Nachrichten öffnen, als Datei unter einer Passphrase. Damit können Sie versiegelte Nachrichten ohne Sealpost öffnen, mit dem kostenlosen Programm age (Version 1.3 oder neuer), und die Schlüssel zurückholen, wenn Sie neu beginnen mussten.',
    danger: 'Wer diese Datei und ihre Passphrase hat, kann alle Ihre bisherigen Nachrichten lesen. In Ihrem Namen schreiben kann damit niemand, und Ihr Passwort ändert sich nicht.',
    advice: 'Bewahren Sie die Datei dort auf, wo sonst niemand hinkommt, und die Passphrase anderswo. Für Nachrichten, die kommen, nachdem Sie ein neues Wiederherstellungsblatt erstellt haben, brauchen Sie einen neuen Export.',
    password: 'Ihr Passwort',
    passwordHint: 'Wird noch einmal abgefragt, falls dieses Gerät offen stehen geblieben ist.',
    passwordError: 'Geben Sie Ihr Passwort ein.',
    passphrase: 'Passphrase für die Datei',
    passphraseHint: 'Nicht Ihr Passwort. So schwer zu erraten wie fünf zufällige Wörter: Wer die Datei findet, kann beliebig lange probieren.',
    repeat: 'Passphrase wiederholen',
    save: 'Schlüsseldatei speichern',
    busy: 'Die Datei wird versiegelt …',
    wrong: { wrong_credentials: { title: 'Das Passwort stimmt nicht', text: 'Nichts wurde exportiert. Prüfen Sie Groß- und Kleinschreibung und versuchen Sie es noch einmal.' } },
    done: 'Die Schlüsseldatei ist gespeichert. Wer sie und ihre Passphrase hat, kann Ihre bisherigen Nachrichten lesen.',
    fileName: (address, time) => `sealpost-schluessel-${address}-${isoDay(time)}.age`,
  },
  importing: {
    title: 'Schlüssel importieren',
    intro: 'Holt Schlüssel aus einer Datei zurück, die mit „Schlüssel exportieren“ gespeichert wurde, damit sich Nachrichten wieder öffnen, die für sie versiegelt sind. Sie öffnen nur ältere Nachrichten: Ihre jetzigen Schlüssel bleiben, wie sie sind.',
    file: 'Schlüsseldatei',
    choose: 'Schlüsseldatei wählen',
    none: 'Keine gewählt',
    fileError: 'Wählen Sie die Schlüsseldatei.',
    passphrase: 'Passphrase der Datei',
    passphraseError: 'Geben Sie die Passphrase der Datei ein.',
    submit: 'Schlüssel hinzufügen',
    busy: 'Die Datei wird geöffnet …',
    done: (added, known) => {
      const already = known === 0 ? '' : ` ${known === 1 ? 'Ein Schlüssel war' : `${known} Schlüssel waren`} schon hier.`;
      if (added === 0) return `Alle Schlüssel dieser Datei sind schon hier. ${unchanged}`;
      return `${added === 1 ? 'Ein Schlüssel wurde' : `${added} Schlüssel wurden`} hinzugefügt: Nachrichten, die für ${added === 1 ? 'ihn' : 'sie'} versiegelt sind, öffnen sich jetzt.${already}`;
    },
  },
  problems: {
    too_long: { title: 'Diese Datei ist zu groß für eine Schlüsseldatei', text: `${unchanged} Wählen Sie die Datei, die mit „Schlüssel exportieren“ gespeichert wurde.` },
    not_age: { title: 'Das ist keine Schlüsseldatei', text: `${unchanged} Wählen Sie die Datei, die mit „Schlüssel exportieren“ gespeichert wurde; ihr Name endet auf .age.` },
    not_passphrase: { title: 'Diese Datei ist nicht mit einer Passphrase versiegelt', text: `${unchanged} Es ist eine age-Datei, aber für jemandes Schlüssel: vielleicht eine versiegelte Nachricht. Wählen Sie die Datei, die mit „Schlüssel exportieren“ gespeichert wurde.` },
    too_costly: { title: 'Diese Datei verlangt mehr Speicher, als ein Browser geben sollte', text: `${unchanged} Sealpost erstellt solche Dateien nicht. Versiegeln Sie sie neu mit den üblichen Einstellungen von age.` },
    wrong_passphrase: { title: 'Die Passphrase öffnet diese Datei nicht', text: `${unchanged} Prüfen Sie Groß- und Kleinschreibung und Leerzeichen. Wenn sie sicher stimmt, ist die Datei beschädigt: Versuchen Sie es mit einer anderen Kopie.` },
    wrong_kind: { title: 'Die Schlüssel in dieser Datei sind von anderer Art', text: `${unchanged} Es sind age-Schlüssel, aber nicht von der Post-Quanten-Art, für die Nachrichten in Sealpost versiegelt werden.` },
    no_identity: { title: 'In dieser Datei sind keine Schlüssel', text: `${unchanged} Die Passphrase stimmt, aber der Inhalt ist keine Liste von age-Schlüsseln.` },
    too_many: { title: 'Das wären zu viele Schlüssel', text: `${unchanged} Ein Konto kann 1.000 Schlüssel aufbewahren, und jeder macht das Öffnen von Nachrichten langsamer.` },
  },
  original: {
    done: 'Das versiegelte Original ist gespeichert. Ihre exportierten Schlüssel öffnen es, mit age. Anhänge sind nicht dabei.',
    fileName: (time) => `sealpost-nachricht-${isoDay(time)}.age`,
  },
};
