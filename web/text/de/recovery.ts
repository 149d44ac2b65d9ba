// Words of getting back in: with the recovery kit, by the operator's link, or not at all.
import type { Words } from '../words.ts';
import type { recovery as english } from '../en/recovery.ts';

export const recovery: Words<typeof english> = {
  title: 'Passwort vergessen?',
  lead: 'Mit den 24 Wörtern Ihres Wiederherstellungsblatts öffnen Sie Ihr Postfach und legen ein neues Passwort fest. Alle Nachrichten bleiben lesbar.',
  address: 'E-Mail-Adresse',
  addressError: 'Geben Sie die Adresse ein, für die das Blatt erstellt wurde.',
  words: 'Wiederherstellungswörter',
  wordsHint: 'Alle 24, in ihrer Reihenfolge. Nummern, Kommas und Zeilenumbrüche dürfen dabei sein.',
  wordsError: 'Geben Sie die 24 Wörter des Blatts ein.',
  count: (count) => `${count} von 24 Wörtern`,
  seen: 'Vielleicht hatte jemand anderes das Blatt oder mein Passwort',
  seenHint: 'Ihre alten Schlüssel werden dann für alle zurückgezogen. Nachrichten von Ihnen, die noch niemand geöffnet hat, bleiben verschlossen: Senden Sie sie noch einmal.',
  submit: 'Neues Passwort festlegen',
  working: 'Ihr Postfach wird geöffnet, und neue Schlüssel werden erzeugt. Das dauert einige Sekunden.',
  after: 'Danach ist jedes andere Gerät abgemeldet, und Sie bekommen ein neues Blatt: Die alten Wörter gelten dann nicht mehr. Ein zweiter Faktor wird entfernt; richten Sie ihn in den Einstellungen neu ein.',
  remembered: 'Es ist mir wieder eingefallen: anmelden',
  noKitTitle: 'Kein Blatt?',
  noKit: [
    'Sind Sie noch auf einem anderen Computer oder Telefon angemeldet? Lesen, laden oder drucken Sie dort, was Sie brauchen, bevor Sie etwas anderes tun.',
    'Ohne Passwort und Blatt lassen sich alte Nachrichten nicht mehr öffnen, von niemandem. Sie können unter derselben Adresse neu beginnen: Bitten Sie jemanden, der Ihnen schreibt, oder einen Administrator Ihrer Praxis um eine neue Einladung.',
    'Sind Sie der einzige Inhaber Ihrer Praxis? Dann bitten Sie den Betreiber dieses Servers um einen Link für einen neuen Anfang.',
  ],
  restart: {
    title: 'Neu beginnen',
    loading: 'Der Link wird nachgeschlagen …',
    lead: 'Der Betreiber dieses Servers hat diesen Link für das Konto unten erstellt. Sie wählen ein neues Passwort und bekommen neue Schlüssel und ein neues Wiederherstellungsblatt.',
    lossTitle: 'Alte Nachrichten bleiben verschlossen',
    loss: 'Was Ihnen bisher gesendet wurde, lässt sich nicht mehr öffnen, von niemandem. Wer Sie kennt, sieht, dass sich Ihre Schlüssel geändert haben, und sollte sie mit Ihnen vergleichen. Wenn Sie das Wiederherstellungsblatt noch finden, verwenden Sie lieber das.',
    kitFound: 'Ich habe das Wiederherstellungsblatt doch',
    understood: 'Ich verstehe, dass meine alten Nachrichten verschlossen bleiben',
    understoodError: 'Setzen Sie hier ein Häkchen, um weiterzugehen.',
    submit: 'Neu beginnen',
    account: 'Konto',
    practice: 'Praxis',
    expiredTitle: 'Dieser Link ist abgelaufen',
    expiredText: 'Bitten Sie den Betreiber dieses Servers um einen neuen.',
    usedTitle: 'Dieser Link wurde schon verwendet',
    usedText: 'Wenn Sie das waren, melden Sie sich mit Ihrem neuen Passwort an. Wenn nicht, sagen Sie dem Betreiber dieses Servers sofort Bescheid.',
    logIn: 'Anmelden',
  },
};
