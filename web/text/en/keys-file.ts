// Words of taking one's decryption keys out of Sealpost and bringing old ones back.
import type { FailureWords } from './failures.ts';

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);
const unchanged = 'Nothing was changed.';

export const keysFile = {
  title: 'Keys',
  hint: 'The keys that open your mail, for the day when you want to read sealed messages without Sealpost, and old keys that you want back.',
  export: 'Export keys',
  import: 'Import keys',
  exporting: {
    title: 'Export keys',
    intro: 'Saves the keys that open your mail as a file under a passphrase. With it you can open sealed messages without Sealpost, by the free program age (version 1.3 or newer), and bring the keys back after you had to start again.',
    danger: 'Whoever has this file and its passphrase can read all your mail so far. They cannot write in your name, and your password does not change.',
    advice: 'Keep the file where nobody else comes to, and the passphrase somewhere else. Mail that comes after you make a new recovery kit needs a new export.',
    password: 'Your password',
    passwordHint: 'Asked once more, in case this device was left open.',
    passwordError: 'Type your password.',
    passphrase: 'Passphrase for the file',
    passphraseHint: 'Not your password. As hard to guess as five random words: whoever finds the file can try as long as they like.',
    repeat: 'Repeat passphrase',
    save: 'Save key file',
    busy: 'Sealing the file…',
    wrong: { wrong_credentials: { title: 'The password is not right', text: 'Nothing was exported. Check capital letters, and try again.' } },
    done: 'The key file is saved. Whoever has it and its passphrase can read your mail so far.',
    fileName: (address: string, time: number) => `sealpost-keys-${address}-${isoDay(time)}.age`,
  },
  importing: {
    title: 'Import keys',
    intro: 'Brings back keys from a file that “Export keys” has made, so that mail which was sealed to them opens again. They only open older mail: your present keys stay as they are.',
    file: 'Key file',
    choose: 'Choose key file',
    none: 'None chosen',
    fileError: 'Choose the key file.',
    passphrase: 'Passphrase of the file',
    passphraseError: 'Type the passphrase of the file.',
    submit: 'Add keys',
    busy: 'Opening the file…',
    done: (added: number, known: number) => {
      const already = known === 0 ? '' : ` ${known === 1 ? 'One key was' : `${known} keys were`} here already.`;
      if (added === 0) return `All keys of this file are here already. ${unchanged}`;
      return `${added === 1 ? 'One key was' : `${added} keys were`} added: mail that was sealed to ${added === 1 ? 'it' : 'them'} opens now.${already}`;
    },
  },
  problems: {
    too_long: { title: 'This file is too large for a key file', text: `${unchanged} Choose the file that “Export keys” has saved.` },
    not_age: { title: 'This is not a key file', text: `${unchanged} Choose the file that “Export keys” has saved; its name ends in .age.` },
    not_passphrase: { title: 'This file is not sealed with a passphrase', text: `${unchanged} It is an age file, but for somebody’s keys: perhaps a sealed message. Choose the file that “Export keys” has saved.` },
    too_costly: { title: 'This file asks for more memory than a browser should give', text: `${unchanged} Sealpost does not make such files. Seal it anew with age’s usual settings.` },
    wrong_passphrase: { title: 'The passphrase does not open this file', text: `${unchanged} Check capital letters and spaces. If it is surely right, the file is damaged: try another copy of it.` },
    wrong_kind: { title: 'The keys in this file are of another kind', text: `${unchanged} They are age keys, but not of the post-quantum kind that Sealpost’s messages are sealed to.` },
    no_identity: { title: 'There are no keys in this file', text: `${unchanged} The passphrase is right, but what is inside is not a list of age keys.` },
    too_many: { title: 'That would be too many keys', text: `${unchanged} An account can keep 1,000 keys, and each makes opening mail slower.` },
  } as Readonly<Record<string, FailureWords>>,
  original: {
    done: 'The sealed original is saved. Your exported keys open it, with age. Attachments are not in it.',
    fileName: (time: number) => `sealpost-message-${isoDay(time)}.age`,
  },
};
