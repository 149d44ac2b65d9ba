// Words of a person's signature and templates.
import type { Words } from '../words.ts';
import type { ownTexts as english } from '../en/own-texts.ts';

export const ownTexts: Words<typeof english> = {
  loading: 'Ihre Texte werden geöffnet …',
  failures: {
    template_exists: { title: 'Eine andere Vorlage heißt schon so', text: 'Nichts wurde geändert. Wählen Sie einen anderen Namen.' },
    too_large: { title: 'Diese Texte sind zusammen zu lang', text: 'Nichts wurde geändert. Kürzen Sie diesen Text oder löschen Sie eine Vorlage, die Sie nicht mehr brauchen.' },
  },
  signature: {
    form: 'Signatur',
    body: 'Signatur in der sicheren Nachricht',
    bodyPlaceholder: 'Ihr Name, Ihre Praxis, Ihre Telefonnummer …',
    notice: 'Signatur in der E-Mail-Nachricht',
    noticeHint: 'Geht als gewöhnliche E-Mail, also nur, was jeder lesen darf. Das Feld darf leer bleiben.',
    save: 'Signatur speichern',
    saved: 'Die Signatur ist gespeichert.',
  },
  templates: {
    list: 'Vorlagen',
    empty: 'Noch keine Vorlagen.',
    add: 'Neue Vorlage',
    edit: 'Bearbeiten',
    editNamed: (name) => `Vorlage ${name} bearbeiten`,
    newTitle: 'Neue Vorlage',
    editTitle: 'Vorlage bearbeiten',
    saveAsTitle: 'Als Vorlage speichern',
    name: 'Name der Vorlage',
    nameHint: 'Nur Sie sehen ihn.',
    nameMissing: 'Geben Sie der Vorlage einen Namen.',
    noticeSubject: 'Betreff der E-Mail-Nachricht',
    noticeText: 'E-Mail-Nachricht',
    noticeHint: 'Geht als gewöhnliche E-Mail. Hier keine Patientendaten. Leere Felder lassen stehen, womit eine Nachricht beginnt.',
    secureSubject: 'Betreff der sicheren Nachricht',
    body: 'Text der sicheren Nachricht',
    bodyPlaceholder: 'Was nur die Empfänger lesen dürfen.',
    save: 'Vorlage speichern',
    cancel: 'Abbrechen',
    saved: (name) => `Vorlage ${name} gespeichert.`,
    remove: 'Vorlage löschen',
    removed: 'Vorlage gelöscht.',
  },
};
