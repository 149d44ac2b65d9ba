// Words of the dialog that recalls a sent message.
import type { Words } from '../words.ts';
import type { recall as english } from '../en/recall.ts';

export const recall: Words<typeof english> = {
  title: 'Diese Nachricht zurückrufen?',
  does: 'Der Server gibt sie sofort nicht mehr heraus, auch ihre Dateien nicht. Wer dem Link in der E-Mail folgt, liest, dass Sie sie zurückgerufen haben. Ihr eigenes Exemplar bleibt unter „Gesendet“.',
  doesNot:
    'Die E-Mail-Nachricht selbst lässt sich nicht zurückholen, und auch nicht, was jemand schon gesehen oder behalten hat. Wo ein Gerät die Nachricht für seine Liste geladen hat, wurden Betreff und erste Wörter dort vielleicht gelesen.',
  from: 'Zurückrufen von',
  fetched: 'Nicht geöffnet, aber schon für die Liste geladen: Betreff und erste Wörter wurden vielleicht gesehen.',
  confirm: 'Zurückrufen',
  people: { one: 'Person', other: 'Personen' },
  done: (people) => `Zurückgerufen von ${people}.`,
  doneFetched: (addresses) => `In der Liste stand sie schon bei ${addresses}.`,
  doneOpened: (addresses) => `Zu spät für ${addresses}: Dort wurde sie vorher geöffnet.`,
  nothing: 'Nichts wurde zurückgerufen: Niemand war ausgewählt, oder es war schon geschehen.',
  notYet: 'Sie ist noch nicht hinausgegangen oder nicht mehr hier. Versuchen Sie es in einigen Sekunden noch einmal.',
  failed: 'Der Rückruf ist nicht angekommen. Nichts wurde geändert; versuchen Sie es noch einmal.',
};
