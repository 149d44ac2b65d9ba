// Words of signing up a practice.
import type { Words } from '../words.ts';
import type { registration as english } from '../en/registration.ts';

export const registration: Words<typeof english> = {
  title: 'Konto für eine Praxis anlegen',
  lead: 'Für Praxen, die Unterlagen an Kollegen, Labore und Patienten senden. Wem Sie schreiben, der braucht vorher kein eigenes Konto.',
  invited: 'Wurden Sie per E-Mail eingeladen? Dann öffnen Sie den Link in dieser E-Mail: Ihr Konto ist kostenlos und in einer Minute bereit.',
  practiceName: 'Name der Praxis',
  name: 'Ihr Name',
  nameHint: 'So, wie er bei Ihren Nachrichten stehen soll.',
  address: 'E-Mail-Adresse',
  addressHint: 'Damit melden Sie sich an. Wir senden einen Link dorthin, um zu bestätigen, dass sie Ihnen gehört.',
  submit: 'Konto anlegen',
  working: 'Ihre Schlüssel werden erzeugt. Das dauert einige Sekunden.',
  haveAccount: 'Ich habe ein Konto: anmelden',
  passwordNote: 'Niemand kann dieses Passwort für Sie zurücksetzen: Es verlässt dieses Gerät nie. Für den Tag, an dem es vergessen ist, bekommen Sie gleich ein Wiederherstellungsblatt zum Ausdrucken.',
  closed: 'Neue Praxen werden hier zurzeit nicht aufgenommen.',
  tokenNeeded: 'Um hier eine Praxis anzulegen, brauchen Sie einen Link vom Betreiber dieses Servers.',
  errors: {
    practiceName: 'Geben Sie den Namen Ihrer Praxis ein.',
    name: 'Geben Sie Ihren Namen ein.',
    address: 'Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@praxis.de.',
  },
};
