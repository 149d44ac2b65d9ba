// Words of the page that says what is processed and kept, for a practice's records. Times, limits and places come from the server, which
// tells those that it goes by (server/routes/processing.ts); what else it states is tested (tests/server/retention.test.ts).
import type { Words } from '../words.ts';
import type { about as english } from '../en/about.ts';
import type { Processing } from '../../session/processing.ts';
import { formatBytes, formatCount, formatDay, formatList, formatNumber } from '../format.ts';

const days = (count: number) => formatCount(count, { one: 'Tag', other: 'Tage' });
const hours = (count: number) => formatCount(count, { one: 'Stunde', other: 'Stunden' });
const minutes = (count: number) => formatCount(count, { one: 'Minute', other: 'Minuten' });
const seconds = (count: number) => formatCount(count, { one: 'Sekunde', other: 'Sekunden' });

type Plans = Processing['limits']['plans'];
const PLANS = { paid: 'Mitglieder einer Praxis mit bezahltem Tarif', free: 'Mitglieder einer Praxis mit kostenlosem Tarif', guest: 'Gäste' } as const;

/** „Mitglieder einer Praxis mit bezahltem Tarif und Gäste“; „niemand“. */
function who(plans: Plans, may: 'inviting' | 'advancedToOutsiders'): string {
  const those = (['paid', 'free', 'guest'] as const).filter((plan) => plans[plan][may]);
  return those.length === 0 ? 'niemand' : formatList(those.map((plan) => PLANS[plan]));
}

export const about: Words<typeof english> = {
  title: 'Was Sealpost verarbeitet und aufbewahrt',
  lead: 'Für Ihr Verzeichnis der Verarbeitungstätigkeiten und für alle, die Sie danach fragen. Es gilt für jedes Sealpost, das unverändert läuft; Orte, Fristen und Grenzen sind die dieses Servers, wie er jetzt eingestellt ist.',
  asOf: (host, at, build) => `${host}, Stand ${formatDay(at)} (Build ${build})`,
  loading: 'Der Server wird gefragt …',
  retry: 'Noch einmal versuchen',
  print: 'Drucken',
  sealed: {
    title: 'Was nur die Empfänger lesen können',
    text: 'Die sichere Nachricht: ihr Betreff, ihr Text, ihre Anhänge und deren Namen. Sie wird auf dem Gerät des Absenders verschlüsselt und auf den Geräten der Empfänger geöffnet. Dieser Server bewahrt sie versiegelt auf und kann sie nicht öffnen, für niemanden und auf keine Anordnung hin. Er bekommt nie ein Passwort, einen Zugangscode oder die Wörter eines Wiederherstellungsblatts.',
  },
  seen: {
    title: 'Was dieser Server sieht',
    items: ({ places }) => [
      'Wer wem wann schreibt, wer was weiterleitet und wann eine Nachricht geöffnet wurde.',
      'Den E-Mail-Teil jeder Nachricht mit seinem Betreff. Er ist gewöhnliche E-Mail: Patientendaten gehören nicht hinein.',
      'Namen, Praxen, E-Mail-Adressen, auch frühere, und Sprache der Menschen, die Sealpost nutzen oder eingeladen wurden.',
      'Wie eine Praxis zu erreichen ist, wie es auf ihrer Karte steht: Name, Postanschrift, Telefon, Website und Logo.',
      'Anzahl und Größen der Anhänge, gerundete Größen der Nachrichten und ob eine ZIP-, STL- oder DICOM-Datei dabei ist.',
      places.countries
        ? 'Die Netzwerkadresse, das Land und den Browser jedes Geräts, das angemeldet ist, und die Netzwerkadresse gescheiterter Versuche. Das Land nennt ein Proxy dieses Servers.'
        : 'Die Netzwerkadresse und den Browser jedes Geräts, das angemeldet ist, und die Netzwerkadresse gescheiterter Versuche.',
      'Welchen zweiten Faktor ein Konto hat und wie seine Passkeys heißen, und zu welchen Zeiten E-Mails jemandem von Nachrichten berichten dürfen, wenn Zeiten gewählt sind.',
      'Dass eine Praxis Texte für ihre Mitglieder hat, wie lang sie sind, wer sie öffnen kann und wer sie wann geändert hat; nicht, was darin steht.',
      'Was in jedem Konto geschieht: Anmeldungen, gesendete und geöffnete Nachrichten, heruntergeladene Dateien, Einladungen, Übergaben, Änderungen an Schlüsseln und Einstellungen. Es steht im Protokoll des Kontos und in dem seiner Praxis.',
    ],
  },
  kept: {
    title: 'Wie lange es aufbewahrt wird',
    items: ({ kept, limits, places }) => [
      `Nachrichten mit ihren Anhängen: bis sie ablaufen, wenn der Absender ein Datum gesetzt hat, oder bis niemand sie mehr hat. Eine Kopie verschwindet, wenn ihr Besitzer sie endgültig löscht, und ${days(kept.trashDays)} nachdem sie in den Papierkorb kam.`,
      `Anhänge, die nie gesendet wurden: ${days(kept.unsentDays)}. Abgebrochene Uploads: ${days(kept.unfinishedDays)}.`,
      `${places.countries ? 'Netzwerkadresse, Land' : 'Netzwerkadresse'} und Browser eines Geräts: solange es angemeldet ist, und höchstens ${minutes(kept.removalMinutes)} länger als die Zeit ohne Eingabe, nach der es abgemeldet wird. Das sind ${minutes(limits.idleMinutes + kept.removalMinutes)} nach der letzten Benutzung, wenn die Praxis keine andere Zeit gewählt hat. Sie werden nicht ins technische Protokoll geschrieben und kommen nicht in Sicherungen.`,
      `Die Netzwerkadresse einer gescheiterten Anmeldung oder Wiederherstellung oder eines falschen Zugangscodes: höchstens ${minutes(limits.idleMinutes + kept.removalMinutes)}.`,
      'Das Protokoll von Konten und Praxen: solange es diese Installation gibt. Es enthält keine Namen, keine Adressen und nichts aus Nachrichten, und niemand kann es hier ändern.',
      `Wer sich zu oft anzumelden versucht: höchstens ${hours(kept.countedHours)}, und nur als Hash mit Schlüssel, aus dem sich keine Adresse ablesen lässt.`,
      'Dass jemand eingeladen wurde, von wem und was daraus wurde: so lange wie das Konto, von dem die Einladung kam.',
      'Dass Nachrichten im Team übergeben wurden, von wem, an wen und wie viele: so lange wie beide Konten.',
      'Die Karte einer Praxis: bis sie geändert wird oder die Praxis endet.',
      'Texte, die eine Praxis für ihre Mitglieder hat: versiegelt, bis neuere an ihre Stelle treten oder die Praxis endet.',
      'Der Name einer Praxis, die es nicht mehr gibt: solange es diese Installation gibt.',
      `Ein gelöschtes Konto: Passwort, Schlüssel und Postfach sind nach Minuten nicht mehr vorhanden. Name, Adresse und öffentliche Schlüssel bleiben, solange jemand eine Nachricht von ihm oder an es hat, und mindestens ${days(kept.deletedDays)}.`,
      `Eine Adresse, die ein Konto aufgegeben hat: so lange wie das Konto. ${days(kept.formerAddressDays)} lang kann niemand sonst sie verwenden. Ein begonnener Wechsel der Adresse: ${days(kept.endedChangeDays)} nachdem er zuletzt abgeschlossen werden konnte.`,
      `Konten, deren Adresse nie bestätigt wurde: ${days(kept.unconfirmedDays)}.`,
      `Dass eine E-Mail zu einem Konto gesendet wurde (an wen, welcher Art, wann): ${days(kept.mailDays)}. Was darin stand: bis sie gesendet ist. Beim E-Mail-Teil einer Nachricht: so lange wie die Nachricht.`,
      'Das technische Protokoll: welche Funktion wann aufgerufen wurde, wie lange sie dauerte und wie sie endete. Es enthält keine Adressen, Namen, Inhalte oder Codes; wie lange es bleibt, entscheidet der Betreiber dieses Servers.',
    ],
  },
  limits: {
    title: 'Wie viel es sein kann und wie lange es offen ist',
    items: ({ limits }) => [
      `Ein Anhang: höchstens ${formatBytes(limits.maxAttachmentBytes)}.`,
      `Personen, die zu einer Praxis gehören oder dazu eingeladen sind: ${formatNumber(limits.plans.paid.members ?? 0)} mit bezahltem Tarif, ${formatNumber(limits.plans.free.members ?? 0)} mit kostenlosem. Der Betreiber dieses Servers kann für einzelne Praxen einen anderen Wert festlegen.`,
      `Alle Anhänge, die eine Praxis aufbewahrt: ${formatBytes(limits.plans.paid.storageBytes)} mit bezahltem Tarif, ${formatBytes(limits.plans.free.storageBytes)} mit kostenlosem; die eines Gastes: ${formatBytes(limits.plans.guest.storageBytes)}. Der Betreiber dieses Servers kann für einzelne einen anderen Wert festlegen.`,
      `Einladungen am Tag: ${formatNumber(limits.plans.paid.invitationsADay ?? 0)} für eine Praxis mit bezahltem Tarif, ${formatNumber(limits.plans.free.invitationsADay ?? 0)} mit kostenlosem, die von Mitarbeitenden mitgezählt. Personen von außerhalb einladen: ${who(limits.plans, 'inviting')}.`,
      `E-Mail-Hinweise auf Nachrichten am Tag: ${formatNumber(limits.plans.paid.noticesADay)} für eine Praxis mit bezahltem Tarif, ${formatNumber(limits.plans.free.noticesADay)} mit kostenlosem, ${formatNumber(limits.plans.guest.noticesADay)} für einen Gast.`,
      `ZIP-, STL- und DICOM-Dateien: Alle senden sie an die eigene Praxis und an Praxen, von denen sie eingeladen wurden. An andere Personen: ${who(limits.plans, 'advancedToOutsiders')}.`,
      `Eine Einladung: ${days(limits.invitationDays)} offen. Ist sie abgelaufen, verwendet oder zurückgezogen, wird gelöscht, was ihr Zugangscode öffnen könnte.`,
      `Ein Gerät, das niemand benutzt: abgemeldet nach ${minutes(limits.idleMinutes)} oder nach der Zeit, die die Praxis für ihre Mitglieder gewählt hat (bis zu ${minutes(limits.longestIdleMinutes)}).`,
      limits.undoSeconds === 0 ? 'Eine gesendete Nachricht: geht sofort hinaus.' : `Eine gesendete Nachricht: ${seconds(limits.undoSeconds)} zurückgehalten, solange lässt sich das Senden rückgängig machen.`,
    ],
  },
  places: {
    title: 'Wo es liegt',
    items: ({ places }) => [
      places.database === 'embedded'
        ? 'Konten, E-Mail-Teile und versiegelte Nachrichten: in einer Datenbank auf diesem Server.'
        : 'Konten, E-Mail-Teile und versiegelte Nachrichten: in einer PostgreSQL-Datenbank, die der Betreiber dieses Servers gewählt hat.',
      `Versiegelte Anhänge: ${places.attachments === 'folder' ? 'in einem Ordner auf diesem Server.' : 'bei einem Speicherdienst (S3), den der Betreiber dieses Servers gewählt hat.'}${places.directStore === null ? '' : ` Browser bringen sie selbst dorthin und holen sie dort ab, unter ${places.directStore}: Er sieht ihre Netzwerkadressen, und Versiegeltes nur versiegelt.`}`,
      {
        folder: 'E-Mails: verlassen diesen Server nicht. Er ist zum Ausprobieren eingerichtet und schreibt sie in einen Ordner.',
        resend: 'E-Mails: gesendet von Resend (resend.com); dieser Dienst sieht, an wen sie gehen und was im E-Mail-Teil steht.',
        service: 'E-Mails: gesendet von einem Maildienst, den der Betreiber dieses Servers gewählt hat; er sieht, an wen sie gehen und was im E-Mail-Teil steht.',
      }[places.mail],
    ],
  },
  backups: {
    title: 'Sicherungen',
    text: 'Sie sind verschlüsselt. Was darin von sicheren Nachrichten steht, ist versiegelt wie auf dem Server; Sitzungen und Netzwerkadressen fehlen. Wie lange sie aufbewahrt werden, sagt der Betreiber dieses Servers.',
  },
  others: {
    title: 'Wer sonst beteiligt ist',
    text: ({ kept }, languageDays) =>
      `Niemand außer den genannten Diensten und den Mailanbietern derer, die eine E-Mail bekommen. Die Seiten laden nichts von anderen: keine Statistik, keine Werbung, keine Schriften von anderswo. Ein Cookie hält Sie angemeldet, ein weiteres merkt sich ${days(kept.signUpCookieDays)} lang eine Registrierung in diesem Browser, ein drittes ${days(kept.knownCookieDays)} lang, dass Sie sich hier schon angemeldet haben, damit niemand Sie mit falschen Passwörtern von anderswo aussperrt, und ein viertes ${days(languageDays)} lang die Sprache, wenn Sie eine gewählt haben.`,
  },
  operator: {
    title: 'Wer diesen Server betreibt',
    text: 'Der Betreiber sagt auf eigenen Seiten mehr: wer er ist, wie lange er technisches Protokoll und Sicherungen aufbewahrt und wer Fragen beantwortet.',
    silent: 'Der Betreiber hat hier keine eigenen Seiten genannt. Fragen Sie ihn, wer er ist und wie lange er technisches Protokoll und Sicherungen aufbewahrt.',
  },
};
