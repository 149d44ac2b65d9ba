// Words of importing and exporting contacts.
import { formatNumber } from '../format.ts';

const contacts = (count: number) => (count === 1 ? '1 contact' : `${formatNumber(count)} contacts`);
const entries = (count: number) => (count === 1 ? '1 entry' : `${formatNumber(count)} entries`);

export const contactFiles = {
  importing: {
    title: 'Import contacts',
    intro: 'From Outlook, Google, Apple, Thunderbird or another mailbox: export your contacts there as CSV or vCard, and choose the file here. It is read in your browser only.',
    choose: 'Choose file',
    reading: 'Reading the file…',
    problemsTitle: (count: number) => (count === 1 ? 'One entry cannot be taken as it is' : `${entries(count)} cannot be taken as they are`),
    problemsText: 'Nothing was imported. Correct the file and choose it again, or leave these entries out.',
    wholeTitle: 'This file cannot be imported',
    wholeText: 'Nothing was changed. Your contacts are as they were.',
    list: 'What to correct',
    line: (line: number) => `Line ${line}`,
    furtherProblems: (count: number) => `And ${formatNumber(count)} more.`,
    others: (count: number) => `Import the other ${contacts(count)}`,
    chooseAgain: 'Choose file again',
    planTitle: (name: string) => `${name} can be imported`,
    added: (count: number) => `${contacts(count)} ${count === 1 ? 'is' : 'are'} new.`,
    changed: (count: number) => `${contacts(count)} you have already ${count === 1 ? 'gains' : 'gain'} something: a name, a practice, a note or a group. What you have written stays.`,
    unchanged: (count: number) => `${contacts(count)} ${count === 1 ? 'is' : 'are'} in your address book already.`,
    withoutAddress: (count: number) => `${entries(count)} without an e-mail address ${count === 1 ? 'is' : 'are'} left out.`,
    nothing: 'There is nothing new in it.',
    go: (count: number) => `Import ${contacts(count)}`,
    cancel: 'Cancel',
    close: 'Close',
    done: (count: number) => `${contacts(count)} imported.`,
    problems: {
      empty: () => 'The file is empty.',
      'too-large': () => 'The file is larger than 20 MB. Export contacts without pictures, or in several files.',
      'too-many': () => 'The file holds more than 20,000 contacts. Import it in parts.',
      'no-address-column': () => 'This line must name the columns, and none of them is called “E-mail address”. Is it a file of contacts?',
      'too-many-fields': () => 'More fields than the first line has names. A field that holds a comma or semicolon must stand in quotation marks.',
      'open-quote': () => 'A quotation mark is opened and never closed.',
      'not-an-address': (shown: string) => `“${shown}” is not a complete e-mail address.`,
      'too-long': (shown: string) => `“${shown}…” is too long. Names and practices take 200 characters, groups 100, notes 4000.`,
      'not-a-card': (shown: string) => (shown === '' ? 'The vCard that begins here cannot be read.' : `This cannot be read as a vCard: “${shown}”.`),
      'open-card': () => 'The vCard that begins here has no end.',
    },
  },
  exporting: {
    title: 'Export contacts',
    format: 'File',
    formats: { csv: 'CSV, for spreadsheets and Outlook', vcard: 'vCard, for address books and phones' },
    warning: 'The file is not encrypted',
    warningText: 'Whoever gets it can read all names, addresses and notes in it. Keep it where only you can open it, and delete it when it has served.',
    go: 'Export',
    cancel: 'Cancel',
    fileName: { csv: 'sealpost-contacts.csv', vcard: 'sealpost-contacts.vcf' },
    done: (count: number) => `${contacts(count)} exported.`,
  },
};
