// What goes wrong while one gets an account, or gets back into one.
import { formatDay } from '../format.ts';
import type { Details, FailureEntries, FailureWords } from '../en/failures.ts';
import { pause } from './failures.ts';

function tooManyWrongCodes(paused: string): FailureWords {
  return {
    title: 'Zu viele falsche Codes',
    text: `Zum Schutz dessen, was auf Sie wartet, ist das ${paused} pausiert. Der Absender weiß Bescheid. Danach funktioniert der richtige Code wieder.`,
  };
}

function wrongCode(triesLeft: unknown): FailureWords {
  const left = triesLeft === 1 ? 'Noch ein Versuch' : `Noch ${triesLeft} Versuche`;
  return {
    title: 'Das ist nicht der Zugangscode dieser Einladung',
    text: `${typeof triesLeft === 'number' ? `${left}, dann ist eine Stunde Pause. ` : ''}Wenn Sie mehrere Codes haben, nehmen Sie den zu dieser E-Mail.`,
  };
}

function kitWords({ reason, index, unknown, count }: Details): FailureWords {
  const position = typeof index === 'number' ? index : typeof unknown === 'number' ? unknown : null;
  const notLost = 'Nichts ist verloren; vergleichen Sie mit dem Ausdruck.';
  if (position !== null) return { title: `Wort ${position + 1} kommt in keinem Wiederherstellungsblatt vor`, text: `Wahrscheinlich ist es ein Tippfehler. ${notLost}` };
  if (reason === 'count' || typeof count === 'number') return { title: 'Ein Wiederherstellungsblatt hat 24 Wörter', text: `Geben Sie alle in ihrer Reihenfolge ein, getippt oder eingefügt. ${notLost}` };
  return { title: 'Diese 24 Wörter passen nicht zusammen', text: `Wahrscheinlich steht eines an der falschen Stelle oder ist durch ein ähnliches ersetzt. ${notLost}` };
}

export const enteringFailures: FailureEntries = {
  wrong_kit: {
    title: 'Diese Wörter öffnen kein Konto mit dieser Adresse',
    text: 'Prüfen Sie die Adresse, und ob das Blatt Ihr neuestes ist: Ein älteres gilt nicht mehr, sobald ein neues erstellt ist. Nichts ist verloren.',
  },
  kit_words_invalid: (details) => kitWords(details),
  sign_up_closed: {
    title: 'Neue Praxen werden hier zurzeit nicht aufgenommen',
    text: 'Bitten Sie den Betreiber dieses Servers um einen Link zum Anlegen oder bitten Sie jemanden, der Sealpost nutzt, Ihnen zu schreiben: Mit der Einladung bekommen Sie ein kostenloses Konto.',
  },
  sign_up_token_invalid: {
    title: 'Dieser Link zum Anlegen funktioniert nicht',
    text: 'Vielleicht ist er verbraucht oder abgeschnitten. Bitten Sie um einen neuen, wo Sie ihn bekommen haben. Was Sie eingegeben haben, ist noch da.',
  },
  confirmation_expired: {
    title: 'Dieser Link gilt nicht mehr',
    text: 'Melden Sie sich an und lassen Sie sich von dort eine neue E-Mail senden.',
  },
  code_invalid: {
    title: 'In diesem Code ist ein Tippfehler',
    text: 'Vergleichen Sie ihn mit dem, den Sie bekommen haben. Der Code prüft sich selbst, darum hat das keinen Versuch gekostet.',
  },
  wrong_code: ({ triesLeft }) => (triesLeft === 0 ? tooManyWrongCodes('für eine Stunde') : wrongCode(triesLeft)),
  invitation_paused: (details) => tooManyWrongCodes(pause(details)),
  invitation_expired: {
    title: 'Diese Einladung ist abgelaufen',
    text: 'Bitten Sie den Absender, die Nachricht noch einmal zu senden: Sie bekommen dann eine neue E-Mail und einen neuen Zugangscode.',
  },
  invitation_used: {
    title: 'Diese Einladung wurde schon verwendet',
    text: 'Wenn Sie das waren, melden Sie sich an, um die Nachricht zu lesen. Wenn nicht, sagen Sie dem Absender sofort Bescheid.',
  },
  invitation_cancelled: {
    title: 'Der Absender hat diese Einladung zurückgezogen',
    text: 'Fragen Sie den Absender, wenn Sie eine Nachricht erwartet haben.',
  },
  account_exists: {
    title: 'Für diese Adresse gibt es schon ein Konto',
    text: 'Melden Sie sich mit dem Passwort dieses Kontos an, dann kommt die Nachricht in Ihr Postfach. Nichts wurde geändert.',
  },
  address_kept: ({ until }) => ({
    title: 'Diese Adresse ist für ein Konto reserviert, das sie vorher hatte',
    text: `${typeof until === 'number' ? `Bis zum ${formatDay(until)}` : 'Einige Wochen lang'} lässt sich mit ihr kein anderes Konto anlegen, darum lässt sich diese Einladung noch nicht verwenden. Ist es Ihr Konto, bitten Sie den Absender, an die Adresse zu schreiben, die es jetzt hat. Wenn nicht, bitten Sie ihn, an eine andere Adresse von Ihnen zu schreiben oder nach dieser Zeit noch einmal. Nichts wurde geändert.`,
  }),
  members_full: {
    title: 'Die Praxis hat gerade keinen freien Platz für Sie',
    text: 'Nichts wurde geändert, und die Einladung bleibt offen. Bitten Sie die Person, die Sie eingeladen hat, Platz zu schaffen, und öffnen Sie dann den Link in der E-Mail noch einmal.',
  },
  mailbox_token_required: {
    title: 'Das geht nur über den Link in der E-Mail',
    text: 'Er weist nach, dass das Postfach Ihnen gehört. Öffnen Sie den Link in der E-Mail, die Sie bekommen haben, und geben Sie dort den Zugangscode ein.',
  },
  claim_wrong: {
    title: 'Die Einladung weist nicht nach, von wem sie ist',
    text: 'Nichts wurde geöffnet und kein Konto angelegt. Rufen Sie den Absender an, bevor Sie es noch einmal versuchen.',
  },
  restart_expired: {
    title: 'Dieser Link ist abgelaufen',
    text: 'Bitten Sie den Betreiber dieses Servers um einen neuen.',
  },
  restart_used: {
    title: 'Dieser Link wurde schon verwendet',
    text: 'Wenn Sie das waren, melden Sie sich mit Ihrem neuen Passwort an. Wenn nicht, sagen Sie dem Betreiber dieses Servers sofort Bescheid.',
  },
};
