// Words of OpenPGP at the edge, in German: copies for people who have a certificate, a signing key, signatures over files.
import { formatBytes, formatDay } from '../format.ts';
import type { Words } from '../words.ts';
import type { openPgp as english } from '../en/openpgp.ts';

/** The day in file names, the same in every language. */
const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

const askOwner = 'Bitten Sie die Person, der es gehört, um ein neues.';

export const openPgp: Words<typeof english> = {
  copy: {
    title: 'OpenPGP-Kopie speichern',
    intro: 'Für jemanden, der OpenPGP verwendet und nicht Sealpost. Diese Nachricht und ihre Anhänge werden für sein Zertifikat verschlüsselt und als E-Mail-Datei gespeichert, die Thunderbird und andere E-Mail-Programme öffnen.',
    certificate: 'Zertifikat der Person, die sie lesen soll',
    save: 'Verschlüsselte Kopie speichern',
    close: 'Schließen',
    stop: 'Anhalten',
    fileName: (time) => `sealpost-nachricht-${isoDay(time)}.eml`,
    size: (files, plain, saved) => `Mit ${files} (${formatBytes(plain)}) darin wird die gespeicherte Datei etwa ${formatBytes(saved)} groß.`,
    noFiles: 'Diese Nachricht hat keine Anhänge; die Datei wird klein.',
    largeForMail: 'Die meisten E-Mail-Server lehnen mehr als 25 MB ab: Geben Sie eine Datei dieser Größe auf einem anderen Weg weiter.',
    tooLarge: (limit, sum) =>
      `Eine Kopie fasst höchstens ${formatBytes(limit)} an Anhängen, und diese haben ${formatBytes(sum)}. Verschlüsselt und als E-Mail geschrieben werden sie fast doppelt so groß, und E-Mail-Programme und USB-Sticks nehmen keine Datei über 4 GB. Laden Sie die Anhänge stattdessen herunter und verschlüsseln Sie sie einzeln.`,
    signed: 'Sie ist innen mit Ihrem OpenPGP-Schlüssel signiert; so lässt sich erkennen, dass sie von Ihnen kommt.',
    unsignedOwn: 'Sie ist nicht signiert: Sie haben keinen OpenPGP-Signaturschlüssel. Sie können in den Einstellungen einen erzeugen.',
    unsignedOther: 'Sie ist nicht signiert: Sie haben sie nicht selbst geschrieben.',
    leavesTitle: 'Eine Kopie verlässt Sealpost',
    leaves:
      'Wer den Schlüssel zu diesem Zertifikat hat, kann sie für immer lesen, und ein künftiger Quantencomputer könnte es auch. Sie lässt sich nicht zurückholen, und niemand sieht, wann sie geöffnet wird. Absender, Empfänger und Datum stehen außen lesbar; der Betreff und alles andere sind innen.',
    without: 'Die E-Mail-Nachricht, die als gewöhnliche E-Mail hinausging, gehört nicht dazu.',
    progress: 'Wird verschlüsselt und gespeichert',
    done: 'Die verschlüsselte Kopie ist gespeichert.',
    failed: {
      title: 'Die Kopie wurde nicht gespeichert',
      text: 'Nichts ist verloren, und kein Teil davon gilt als ganze Datei. Versuchen Sie es noch einmal.',
      offline: 'Es gibt keine Verbindung zum Server, auf dem die Anhänge liegen. Versuchen Sie es noch einmal, wenn Sie wieder online sind.',
      damaged: 'Ein Anhang hat die Prüfung nicht bestanden, deshalb wurde keine Kopie gemacht. Bitten Sie den Absender, ihn noch einmal zu senden.',
    },
  },
  field: {
    hint: 'Fügen Sie den öffentlichen Schlüssel der Person ein oder ziehen Sie seine Datei hierher. Solche Dateien enden auf .asc, .pgp oder .gpg.',
    choose: 'Datei auswählen',
    chosen: (name) => `Aus der Datei ${name}.`,
    remove: 'Entfernen',
    reading: 'Das Zertifikat wird gelesen …',
  },
  card: {
    title: 'Dieses Zertifikat',
    owner: 'Gehört nach eigener Angabe',
    nobody: 'Niemandem: Es nennt keinen Inhaber',
    fingerprint: 'Fingerabdruck',
    made: 'Erstellt',
    validity: 'Gültig',
    until: (time) => `Bis ${formatDay(time)}`,
    ended: (time) => `Abgelaufen am ${formatDay(time)}`,
    always: 'Es nennt kein Ende',
    compare:
      'Wem ein Zertifikat gehört, sagt es nur selbst. Bevor Sie eines verwenden, das per E-Mail kam, rufen Sie die Person an und vergleichen Sie den Fingerabdruck. Ob es widerrufen wurde, nachdem diese Datei entstand, lässt sich hier nicht erkennen.',
  },
  problems: {
    too_long: { title: 'Diese Datei ist zu groß für ein Zertifikat', text: `Ein Zertifikat hat weniger als 1 MB. ${askOwner}` },
    not_openpgp: { title: 'Das ist kein OpenPGP-Zertifikat', text: 'Es sollte mit „-----BEGIN PGP PUBLIC KEY BLOCK-----“ beginnen oder eine Datei sein, die ein OpenPGP-Programm exportiert hat. Vielleicht fehlt ein Teil.' },
    not_certificate: { title: 'Das ist OpenPGP, aber kein Zertifikat', text: 'Es sieht nach einer Nachricht oder einer Signatur aus. Ein Zertifikat beginnt mit „-----BEGIN PGP PUBLIC KEY BLOCK-----“.' },
    secret_key: {
      title: 'Das ist ein geheimer Schlüssel',
      text: 'Es wurde nichts davon behalten. Er darf niemals weitergegeben werden: Ist es Ihrer, dann exportieren Sie stattdessen den öffentlichen Schlüssel; haben Sie ihn erhalten, dann sagen Sie der Person, der er gehört, dass er nicht mehr geheim ist.',
    },
    several: { title: 'Es sind mehrere Zertifikate darin', text: 'Fügen Sie nur das Zertifikat einer Person ein.' },
    broken: { title: 'Dieses Zertifikat ist beschädigt oder wurde verändert', text: `Seine eigenen Signaturen stimmen nicht. ${askOwner}` },
    not_yet_valid: { title: 'Dieses Zertifikat ist noch nicht gültig', text: 'Sein Datum liegt in der Zukunft. Prüfen Sie die Uhr dieses Geräts, und fragen Sie die Person, der es gehört.' },
    expired: { title: 'Dieses Zertifikat ist abgelaufen', text: 'Die Person, der es gehört, kann es verlängern. Bitten Sie sie um das verlängerte.' },
    revoked: { title: 'Dieses Zertifikat wurde widerrufen', text: 'Die Person, der es gehört, hat es zurückgenommen, vielleicht weil der Schlüssel verloren ging oder gestohlen wurde. Bitten Sie sie um ihr neues.' },
    sign_only: { title: 'Mit diesem Zertifikat lässt sich nichts verschlüsseln', text: 'Es hat nur Schlüssel zum Signieren. Bitten Sie die Person, der es gehört, um eines, das verschlüsselte E-Mails empfangen kann.' },
    encryption_ended: {
      title: 'Der Schlüssel zum Verschlüsseln in diesem Zertifikat gilt nicht mehr',
      text: 'Er ist abgelaufen oder wurde widerrufen, obwohl das Zertifikat selbst gültig ist. Bitten Sie die Person, der es gehört, um das erneuerte.',
    },
    weak: {
      title: 'Dieses Zertifikat ist nicht mehr sicher',
      text: 'Es wurde mit Verfahren erstellt, die sich heute brechen lassen: mit zu kurzen Schlüsseln oder mit Hashes wie SHA-1. Bitten Sie die Person, der es gehört, um ein neues.',
    },
  },
  unknownProblem: { title: 'Dieses Zertifikat konnte nicht gelesen werden', text: 'Prüfen Sie Ihre Verbindung und fügen Sie es dann noch einmal ein.' },
  fileRead: 'Diese Datei konnte nicht gelesen werden. Wählen Sie sie noch einmal aus.',
  spelled: (groups) => `Fingerabdruck: ${groups.map((group) => [...group].join(' ')).join('; ')}`,
  settings: {
    title: 'OpenPGP',
    hint: 'Für Dateien, die Sie Personen außerhalb von Sealpost geben, die gpg, Thunderbird oder Ähnliches verwenden. Für Nachrichten innerhalb von Sealpost brauchen Sie nichts davon.',
    none: 'Sie haben keinen Signaturschlüssel. Erzeugen Sie einen, wenn jemand mit gpg oder einem anderen OpenPGP-Programm prüfen möchte, dass eine Datei von Ihnen kommt.',
    create: 'Signaturschlüssel erzeugen',
    created: 'Ihr Signaturschlüssel ist erzeugt.',
    owner: 'Name darin',
    madeOn: 'Erstellt',
    withdrawnOn: (time) => `Sie haben diesen Schlüssel am ${formatDay(time)} widerrufen. Geben Sie sein Zertifikat allen, die das alte haben: Deren Programme zeigen dann, dass er nicht mehr gilt.`,
    fingerprint: 'Fingerabdruck Ihres Signaturschlüssels',
    download: 'Zertifikat herunterladen',
    downloadHint: 'Geben Sie das Zertifikat allen, die Ihre Signaturen prüfen, und lesen Sie ihnen den Fingerabdruck vor.',
    certificateName: (address) => `${address}.asc`,
    sign: 'Datei signieren',
    check: 'Signatur prüfen',
    withdraw: 'Schlüssel widerrufen',
  },
  withdrawing: {
    title: 'Signaturschlüssel widerrufen?',
    text: 'Er signiert dann nichts mehr, endgültig. Sein Zertifikat erhält einen Widerruf und wird sofort heruntergeladen: Geben Sie es allen, die das Zertifikat haben. Danach können Sie einen neuen Schlüssel erzeugen.',
    compromised: 'Jemand anderes könnte ihn gehabt haben',
    compromisedHint: 'Dann gilt auch nicht mehr, was er früher signiert hat.',
    confirm: 'Widerrufen',
    failed: 'Der Schlüssel konnte nicht widerrufen werden. Es wurde nichts geändert; versuchen Sie es noch einmal.',
    done: 'Der Schlüssel ist widerrufen. Geben Sie das eben gespeicherte Zertifikat weiter.',
  },
  signing: {
    title: 'Datei signieren',
    intro: 'Erstellt eine kleine Datei mit der Endung .asc. Wer sie, die Datei selbst und Ihr Zertifikat hat, kann mit jedem OpenPGP-Programm prüfen, dass die Datei von Ihnen kommt und unverändert ist. Die Datei bleibt auf diesem Gerät.',
    choose: 'Datei zum Signieren auswählen',
    name: (file) => `${file}.asc`,
    busy: 'Wird gelesen und signiert …',
    done: (file) => `${file}.asc ist gespeichert. Geben Sie sie zusammen mit ${file} weiter.`,
    command: (file) => `gpg --verify "${file}.asc" "${file}"`,
    how: 'So wird sie geprüft:',
  },
  checking: {
    title: 'Signatur prüfen',
    intro: 'Zeigt, ob eine Datei genau das ist, was die Person signiert hat, der das Zertifikat gehört. Alles geschieht auf diesem Gerät.',
    file: 'Datei',
    signature: 'Signatur (.asc oder .sig)',
    certificate: 'Zertifikat der Person, die signiert haben soll',
    chooseFile: 'Datei auswählen',
    chooseSignature: 'Signatur auswählen',
    none: 'Nichts ausgewählt',
    check: 'Signatur prüfen',
    busy: 'Wird geprüft …',
    good: (owner, day) => ({ title: 'Die Signatur stimmt', text: `Der Schlüssel von ${owner} hat am ${day} genau diese Datei signiert.` }),
    bad: {
      title: 'Die Signatur stimmt nicht',
      text: 'Die Datei wurde verändert, oder jemand anderes hat sie signiert, oder die Signatur ist beschädigt, abgelaufen oder mit Verfahren gemacht, die nicht mehr sicher sind. Verlassen Sie sich nicht auf die Datei.',
    },
    missing: 'Wählen Sie die Datei, ihre Signatur und das Zertifikat aus.',
  },
};
