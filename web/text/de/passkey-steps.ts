// Words of coming in by a passkey, and what goes wrong with passkeys wherever they are asked for.
import type { FailureEntries } from '../en/failures.ts';
import type { passkeySteps as english } from '../en/passkey-steps.ts';
import type { Words } from '../words.ts';

export const passkeyFailures: FailureEntries = {
  passkey_cancelled: {
    title: 'Es wurde kein Passkey verwendet',
    text: 'Das Fenster wurde geschlossen, die Zeit war abgelaufen, oder dieses Gerät hat keinen Passkey für Sealpost. Nichts wurde geändert. Versuchen Sie es noch einmal oder machen Sie ohne Passkey weiter.',
  },
  passkey_known: {
    title: 'Dieses Gerät hat schon einen Passkey für Ihr Konto',
    text: 'Je Gerät genügt einer. Nichts wurde geändert. Um ihn zu ersetzen, entfernen Sie zuerst den vorhandenen.',
  },
  passkey_unsupported: {
    title: 'Dieser Browser kann hier keinen Passkey verwenden',
    text: 'Nichts wurde geändert. Aktualisieren Sie den Browser oder nehmen Sie einen anderen; Passwort, App und Wiederherstellungscodes gelten wie bisher.',
  },
  passkey_without_key: {
    title: 'Dieser Passkey kann das Postfach in diesem Browser nicht öffnen',
    text: 'Er kann der zweite Schritt nach Ihrem Passwort sein: Melden Sie sich mit dem Passwort an. Manche Browser und Geräte geben keinen Schlüssel zum Öffnen her.',
  },
  passkey_opens_nothing: {
    title: 'Dieser Passkey ist nur ein zweiter Schritt',
    text: 'Melden Sie sich mit Ihrem Passwort an und verwenden Sie ihn dann. In den Einstellungen können Sie festlegen, dass er auch das Postfach öffnet.',
  },
  passkey_does_not_open: {
    title: 'Dieser Passkey öffnet das Postfach nicht',
    text: 'Sie wurden nicht angemeldet. Verwenden Sie Ihr Passwort; wenn es wieder geschieht, entfernen Sie den Passkey in den Einstellungen und fügen Sie ihn neu hinzu.',
  },
  passkey_of_another: {
    title: 'Dieser Passkey gehört zu einem anderen Konto',
    text: 'Nichts wurde geöffnet, und was Sie geschrieben haben, ist noch da. Verwenden Sie einen Passkey dieses Kontos oder sein Passwort.',
  },
  wrong_passkey: {
    title: 'Dieser Passkey wurde nicht angenommen',
    text: 'Er wurde aus dem Konto entfernt, gehört zu einem anderen, oder es hat zu lange gedauert. Nichts ist verloren. Versuchen Sie es noch einmal oder machen Sie ohne Passkey weiter.',
  },
  too_many_passkeys: {
    title: 'Es gibt schon zwanzig Passkeys',
    text: 'Entfernen Sie einen, den Sie nicht mehr verwenden, und fügen Sie dann diesen hinzu.',
  },
};

export const passkeySteps: Words<typeof english> = {
  logIn: 'Mit einem Passkey anmelden',
  logInHint: 'Öffnet Ihr Postfach ohne Passwort, wenn Sie das eingerichtet haben.',
  label: 'Zweiter Schritt',
  hint: 'Bestätigen Sie auf diesem Gerät, auf Ihrem Telefon oder mit Ihrem Sicherheitsschlüssel.',
  use: 'Passkey verwenden',
};
