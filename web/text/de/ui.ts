// Words of the interface kit: what buttons, panels and fields say wherever they stand.
import type { Words } from '../words.ts';
import type { ui as english } from '../en/ui.ts';

const list = new Intl.ListFormat('de-DE', { type: 'conjunction' });

export const ui: Words<typeof english> = {
  product: 'Sealpost',
  home: 'Sealpost, Startseite',
  skipToContent: 'Zum Inhalt springen',
  close: 'Schließen',
  cancel: 'Abbrechen',
  dismiss: 'Ausblenden',
  back: 'Zurück',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  show: 'Anzeigen',
  hide: 'Verbergen',
  showTyped: 'Eingabe anzeigen',
  hideTyped: 'Eingabe verbergen',
  loading: 'Wird geladen …',
  notLoaded: 'Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  emailMessage: 'E-Mail-Nachricht',
  secureMessage: 'Sichere Nachricht',
  postcardHint: 'Geht als gewöhnliche E-Mail. Hier keine Patientendaten.',
  /** `names`: the people who can open it, without oneself. */
  whoCanOpen: (names) =>
    names.length === 0 ? 'Nur Sie können das öffnen.' : `Nur ${list.format([...names, 'Sie'])} können das öffnen.`,
  /** `K7Q2M, …` becomes `Zugangscode: K, 7, Q, 2, M; …`, so that a screen reader spells it. */
  spelledCode: (groups) => `Zugangscode: ${groups.map((group) => [...group].join(', ')).join('; ')}`,
};
