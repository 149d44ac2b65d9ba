// Words of handing messages over to a coworker: what, to whom, how far it is, and what they will see.
import { formatCount } from '../format.ts';
import type { handOver as english } from '../en/hand-over.ts';
import type { Words } from '../words.ts';

const messages = { one: 'Nachricht', other: 'Nachrichten' };

export const handOver: Words<typeof english> = {
  title: 'Übergeben',
  lead: 'Bevor Sie gehen oder Ihre Arbeit weitergeben: Übergeben Sie jemandem im Team, was aus Ihrem Postfach noch gebraucht wird. Ihr eigenes Exemplar behalten Sie.',
  loading: 'Die Praxis wird geladen…',
  again: 'Noch einmal versuchen',
  asked: {
    title: (who) => `${who} bittet Sie, Ihre Nachrichten zu übergeben`,
    text: (date) => `Anfrage vom ${date}. Was Sie übergeben, entscheiden Sie.`,
    toWhom: (who) => `Gewünscht ist die Übergabe an ${who}.`,
  },
  alone: {
    title: 'Niemand da, an den Sie übergeben können',
    text: 'Sie sind allein in Ihrer Praxis oder gehören zu keiner. Übergeben lassen sich Nachrichten nur im eigenen Team; an alle anderen leiten Sie sie weiter.',
  },
  what: {
    title: 'Was und an wen',
    hint: 'Jede Nachricht wird auf diesem Gerät geöffnet, geprüft und für die andere Person versiegelt. Der Server kann sie nicht lesen.',
    to: 'Übergeben an',
    choose: 'Bitte auswählen',
    toError: 'Wählen Sie jemanden aus.',
    scope: 'Welche Nachrichten',
    scopes: {
      everything: 'Alles aus Posteingang, Gesendet und Archiv',
      messages: (count) => `${formatCount(count, { one: 'ausgewählte Nachricht', other: 'ausgewählte Nachrichten' })}`,
      label: 'Alles mit einem Etikett',
      contact: 'Alles mit einem Kontakt',
    },
    label: 'Etikett',
    contact: 'E-Mail-Adresse des Kontakts',
    contactError: 'Geben Sie die ganze E-Mail-Adresse ein.',
    left: 'Papierkorb, Entwürfe, Kontakte, Etiketten und Vorlagen werden nicht übergeben.',
    submit: 'Übergeben',
    busy: 'Wird begonnen…',
  },
  sees: {
    title: 'Was die andere Person sieht',
    items: [
      'Die Nachrichten selbst mit ihren Anhängen, so wie sie versiegelt wurden. Wer sie wann an wen geschrieben hat, wird auf dem anderen Gerät noch einmal geprüft.',
      'Dass Sie sie übergeben haben. Nicht zu sehen ist, was Sie gelesen oder auf anderem Weg beantwortet haben, und ob Sie etwas ausgelassen haben.',
      'Was Sie noch nicht gelesen hatten, liegt dort im Posteingang, alles andere im Archiv. Alles behält sein ursprüngliches Datum.',
      'Am Ende eine einzige E-Mail, nicht eine für jede Nachricht. Auch Sie bekommen eine.',
    ],
  },
  run: {
    title: (address) => `Übergabe an ${address}`,
    progress: (done, total) => `${done} von ${formatCount(total, messages)}`,
    stopped: 'Angehalten. Es geht nichts verloren: Machen Sie weiter, wann Sie möchten, auf jedem Gerät.',
    leave: 'Lassen Sie diese Seite geöffnet. Wenn Sie sie schließen, machen Sie später hier weiter.',
    stop: 'Anhalten',
    goOn: 'Weitermachen',
    end: 'Abschließen',
    endEarly: 'Hier abschließen',
    endEarlyHint: 'Was übergeben ist, bleibt übergeben.',
    complete: (done) => (done === 1 ? 'Die Nachricht ist übergeben.' : `Die ${formatCount(done, messages)} sind übergeben.`),
    nothing: 'Es wurde nichts übergeben.',
    refused: (count) =>
      count === 1
        ? 'Eine Nachricht ließ sich hier nicht öffnen und prüfen. Sie bleibt zurück.'
        : `${formatCount(count, messages)} ließen sich hier nicht öffnen und prüfen. Sie bleiben zurück.`,
    tell: 'Schließen Sie die Übergabe ab. Die andere Person erfährt es dann per E-Mail.',
    done: 'Übergeben. Die andere Person erfährt es per E-Mail.',
  },
  failures: {
    compare_first: {
      title: 'Vergleichen Sie zuerst die Schlüssel',
      text: 'Es wurde nichts übergeben. Bei so vielen Nachrichten muss sicher sein, für wen sie versiegelt werden: Rufen Sie die Person an, öffnen Sie „Vertrauen“, und vergleichen Sie die Zahlen.',
    },
    keys_changed: {
      title: 'Die Schlüssel dieser Person haben sich geändert',
      text: 'Es wird nichts weiter übergeben. Rufen Sie die Person an, öffnen Sie „Vertrauen“, und vergleichen Sie die Zahlen, bevor Sie weitermachen.',
    },
    not_allowed: { title: 'Diese Person kann nichts übernehmen', text: 'Sie gehört nicht mehr zu Ihrer Praxis oder kann sich gerade nicht anmelden. Wählen Sie jemand anderen.' },
    nothing_to_hand_over: { title: 'Es gibt nichts zu übergeben', text: 'Zu Ihrer Auswahl passt keine Nachricht.' },
    conflict: { title: 'Eine Übergabe ist schon begonnen', text: 'Sie wurde auf einem anderen Gerät begonnen. Machen Sie dort weiter, oder schließen Sie sie hier ab.' },
    too_many_requests: { title: 'Das war sehr viel für einen Tag', text: 'Es geht nichts verloren. Machen Sie morgen weiter.' },
  },
  compare: '„Vertrauen“ öffnen',
};
