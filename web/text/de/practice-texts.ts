// Words of the texts that an administrator writes for everybody in the practice.
import type { Words } from '../words.ts';
import type { practiceTexts as english } from '../en/practice-texts.ts';
import { formatDay } from '../format.ts';

export const practiceTexts: Words<typeof english> = {
  loading: 'Die Texte Ihrer Praxis werden geöffnet …',
  failures: {
    practice_texts_closed: { title: 'Diese Texte lassen sich hier nicht öffnen', text: 'Deshalb wurde nichts geändert. Warten Sie, bis jemand anderes mit Administratorrolle Sealpost geöffnet hat, oder fangen Sie neu an.' },
  },
  menu: 'Vorlagen der Praxis',
  none: 'Ihre Praxis hat noch keine Texte. Wer sie verwaltet, kann welche schreiben.',
  noneYet: 'Ihre Praxis hat noch keine Texte. Was Sie hier schreiben, können alle in der Praxis verwenden.',
  waiting: 'Die Texte Ihrer Praxis kommen, sobald jemand mit Administratorrolle Sealpost geöffnet hat.',
  refused: 'Die Texte Ihrer Praxis werden nicht gezeigt: Sie sind nicht oder nicht mehr das, was jemand mit Administratorrolle in Ihrer Praxis unterschrieben hat. Ihre eigenen Texte gehen wie immer.',
  unproved: (name) => `Die Texte Ihrer Praxis kommen, wenn Sie einmal die Schlüssel mit ${name} verglichen haben, von wem sie unterschrieben sind.`,
  compare: 'Schlüssel vergleichen',
  unsigned:
    'Ihre Rolle wurde geändert, nachdem Sie dazugekommen waren. Die Geräte der anderen glauben der Rolle, die beim Beitritt unterschrieben wurde. Deshalb schreibt die Texte, wer von Anfang an Administrator war.',
  signed: (who, at) => (who === '' ? `Unterschrieben am ${formatDay(at)}.` : `Für Ihre Praxis unterschrieben von ${who} am ${formatDay(at)}.`),
  again: 'Noch einmal versuchen',
  anew: {
    action: 'Neu anfangen',
    title: 'Mit den Texten der Praxis neu anfangen?',
    text: 'Die vorhandenen Texte lassen sich auf diesem Gerät nicht öffnen. An ihre Stelle treten leere, für alle in der Praxis.',
    confirm: 'Neu anfangen',
    done: 'Die Texte der Praxis sind jetzt leer.',
  },
  changed: {
    title: 'Das hat inzwischen jemand anderes geändert',
    text: 'Was Sie geschrieben haben, steht noch hier, nichts ist verloren. Speichern Sie Ihren Text anstelle des anderen, oder behalten Sie den anderen.',
    mine: 'Meinen speichern',
    theirs: 'Anderen behalten',
  },
  signature: {
    title: 'Signatur',
    none: 'Keine Signatur der Praxis.',
    secure: 'In der sicheren Nachricht',
    notice: 'In der E-Mail-Nachricht',
    write: 'Signatur schreiben',
    edit: 'Signatur bearbeiten',
    formTitle: 'Signatur der Praxis',
    hint: 'Für alle, die keine eigene Signatur haben. {name} steht für den Namen dessen, der schreibt.',
    save: 'Für alle speichern',
    cancel: 'Abbrechen',
    saved: 'Die Signatur der Praxis ist gespeichert.',
  },
  templates: {
    title: 'Vorlagen',
    list: 'Vorlagen der Praxis',
    none: 'Keine Vorlagen der Praxis.',
    add: 'Neue Vorlage für alle',
    edit: 'Bearbeiten',
    editNamed: (name) => `Vorlage ${name} der Praxis bearbeiten`,
    show: 'Ansehen',
    showNamed: (name) => `Vorlage ${name} der Praxis ansehen`,
    newTitle: 'Neue Vorlage für alle',
    editTitle: 'Vorlage für alle bearbeiten',
    nameHint: 'Alle in Ihrer Praxis sehen ihn.',
    save: 'Für alle speichern',
    saved: (name) => `Vorlage ${name} für alle gespeichert.`,
    remove: 'Für alle löschen',
    removeTitle: (name) => `Vorlage ${name} für alle löschen?`,
    removeText: 'Niemand in der Praxis kann sie dann noch wählen. Nachrichten, die damit geschrieben wurden, bleiben, wie sie sind.',
    removeConfirm: 'Löschen',
    removed: 'Vorlage für alle gelöscht.',
    empty: 'Nichts ist ausgefüllt.',
  },
};
