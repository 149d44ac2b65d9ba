// What the columns of a table are called: by us, and by Outlook, Google, Apple and Thunderbird, in English and German.

export type ColumnField = 'address' | 'name' | 'prefix' | 'first' | 'middle' | 'last' | 'suffix' | 'practice' | 'notes' | 'groups';

/** Letters and digits alone: "E-mail 2 Address" is `email2address`. */
const NAMES: readonly (readonly [ColumnField, RegExp])[] = [
  ['address', /^(primary|secondary)?e?mail(s|adresse?|address)?$|^e?mail(adresse)?\d$|^e?mail\d?(address|adresse|value)$|^(home|work|other)e?mail$|^adresse?e?mail$/],
  ['name', /^(full|display)?name$|^anzeigename$|^vollername$|^kontakt$|^contact$/],
  ['prefix', /^(name)?prefix$|^title$|^anrede$|^titel$/],
  ['first', /^(first|given)name$|^vorname$/],
  ['middle', /^(middle|additional)name$|^(2|zweiter|weitere)vornamen?$/],
  ['last', /^(last|family|sur)name$|^nachname$|^familienname$/],
  ['suffix', /^(name)?suffix$/],
  ['practice', /^(company|organi[sz]ation|practice)(name)?$|^organi[sz]ation1name$|^practiceorcompany$|^firma$|^praxis$|^unternehmen$|^organisation$/],
  ['notes', /^notes?$|^notizen?$|^bemerkungen$|^comments?$/],
  ['groups', /^(groups?|categories|category|labels|groupmembership)$|^(gruppen?|kategorien?)$/],
];

export function fieldOf(heading: string): ColumnField | null {
  const plain = heading.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}
