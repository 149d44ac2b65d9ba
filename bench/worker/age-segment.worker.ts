// Each segment as an age file to one recipient.
import * as age from 'age-encryption';
import { exposeSegmentWorker } from './other-segment.ts';

const recipient = age.generateX25519Identity().then((identity) => age.identityToRecipient(identity));

exposeSegmentWorker(async (plaintext) => {
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(await recipient);
  return await encrypter.encrypt(plaintext);
});
