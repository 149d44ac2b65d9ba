// Messages without attachments, sealed for many recipients, beside libsodium's sealed boxes of one file key for as many keys.
import sodium from 'libsodium-wrappers';
import { newId, randomBytes, ready, sealMessage, type Addressee } from '#crypto';
import { answer } from './answer.ts';
import { interleave } from './interleave.ts';
import { makeAddressees, makeSender } from './people.ts';

const RUNS = 7;

async function measure(): Promise<unknown> {
  await ready();
  await sodium.ready;
  const { keyring, sender } = await makeSender();
  const addressees = await makeAddressees(1000);
  const boxKeys = addressees.map(() => sodium.crypto_box_keypair().publicKey);
  const seal = (recipients: Addressee[]): Promise<unknown> =>
    sealMessage({
      manifest: { id: newId(), thread: newId(), inReplyTo: null, time: 1_700_000_000_000, subject: 'Bench', expires: null, forwarded: false, typeClass: 'standard', stateRoot: 1, attachments: [] },
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A message of ordinary length. '.repeat(40) }] }] },
      notice: { subject: 'A message', text: 'You have a secure message.' },
      recipients,
      sender,
      keyring,
    });
  const boxes = (count: number): void => {
    const fileKey = randomBytes(16);
    for (const key of boxKeys.slice(0, count)) sodium.crypto_box_seal(fileKey, key);
  };
  const hundred = await interleave({ ours: () => seal(addressees.slice(0, 100)), theirs: () => boxes(100) }, { runs: RUNS });
  const thousand = await interleave({ ours: () => seal(addressees), theirs: () => boxes(1000) }, { runs: RUNS });
  return { hundred, thousand, runs: RUNS };
}

answer(measure);
