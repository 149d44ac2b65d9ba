// The second step of log-in, and what goes wrong with its codes wherever they are asked for.
import type { FailureEntries } from '../en/failures.ts';
import type { Words } from '../words.ts';
import type { secondStep as english } from '../en/second-step.ts';

export const secondStepFailures: FailureEntries = {
  second_factor_needed: {
    title: 'Ihre Praxis verlangt einen zweiten Faktor',
    text: 'Nichts ist verloren, und was Sie geschrieben haben, bleibt erhalten. Richten Sie ihn auf dieser Seite ein und machen Sie dann weiter.',
  },
  wrong_second_factor: {
    title: 'Dieser Code stimmt nicht oder wurde schon verwendet',
    text: 'Geben Sie den Code ein, den die App jetzt zeigt; alle 30 Sekunden kommt ein neuer. Jeder gilt nur einmal. Wenn Codes immer wieder nicht gehen, prüfen Sie, ob sich die Uhr des Telefons selbst stellt. Nichts ist verloren.',
  },
};

export const secondStep: Words<typeof english> = {
  title: 'Zweiter Schritt',
  submit: 'Weiter',
  back: 'Zurück',
  empty: 'Geben Sie den Code ein.',
  others: { passkey: 'Stattdessen einen Passkey verwenden', app: 'Stattdessen die App verwenden', recovery: 'Stattdessen einen Wiederherstellungscode verwenden' },
  app: {
    label: 'Code',
    hint: 'Die sechs Ziffern, die Ihre Authenticator-App jetzt zeigt.',
    wrong: {},
  },
  recovery: {
    label: 'Wiederherstellungscode',
    hint: 'Einer von denen, die Sie beim Einrichten des zweiten Schritts aufbewahrt haben. Jeder gilt einmal.',
    wrong: { wrong_second_factor: { title: 'Dieser Wiederherstellungscode stimmt nicht oder wurde schon verwendet', text: 'Vergleichen Sie ihn mit Ihrer Liste und versuchen Sie es noch einmal oder nehmen Sie einen anderen. Ohne App und Codes öffnet das Wiederherstellungsblatt Ihr Postfach.' } },
  },
};
