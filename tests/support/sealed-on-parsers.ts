// Parsers of what is sealed on to others (passes, texts of a practice) and of what programs of others made, for the test of malformed input.
import { exportIdentities, IdentityFileError, importIdentities, InvalidInputError, isLogo, messageFileKey, newId, OpenError, openPass, sealMessage, sealPass } from '#crypto';
import { CertificateError, createSigningKey, readCertificate } from '#crypto/openpgp';
import { openPracticeTexts, sealPracticeTexts, type TextsContent } from '#crypto/practice';
import { kemSeeds } from '../../crypto/keys/keyring.ts';
import { parsePassContainer, parseTextsContainer } from '../../crypto/message/container.ts';
import { encodePassPlaintext, parsePassPlaintext } from '../../crypto/message/pass-plaintext.ts';
import { PASS_FORM } from '../../crypto/message/pass.ts';
import { encodePracticeTexts } from '../../crypto/practice/seal-texts.ts';
import { encodeTextsContent, encodeTextsPlaintext, parseTextsContent, parseTextsPlaintext } from '../../crypto/practice/texts-content.ts';
import { TEXTS_FORM } from '../../crypto/practice/texts.ts';
import { decryptAge } from '../../crypto/primitives/age-unwrap.ts';
import { createPerson, messageFrom, paragraph, type Person } from '../crypto/people.ts';
import { signedObject, type Parser } from './fed-parser.ts';

const people = (): Promise<Person[]> => Promise.all(['anna@praxis.example', 'bert@praxis.example'].map(createPerson));

async function pass() {
  const [anna, bert] = (await people()) as [Person, Person];
  const parts = messageFrom(anna, [anna]);
  const { container } = await sealMessage(parts);
  const [message, handOver] = [parts.manifest.id, newId()];
  const sealed = await sealPass({
    handOver, message, sender: anna.account, container, time: 1, keyring: anna.keyring,
    fileKey: await messageFileKey(container, { kemSeeds: kemSeeds(anna.keyring), stanza: null, role: 'sender' }),
    giver: { account: anna.account, identity: anna.identity.hash, address: anna.address },
    receiver: bert,
  });
  const { plaintext } = await decryptAge(sealed, { seeds: kemSeeds(bert.keyring), stanzas: [0] });
  const open = (input: Uint8Array) => openPass(input, {
    kemSeeds: kemSeeds(bert.keyring), self: { account: bert.account, addresses: [bert.address] }, container,
    expect: { message, sender: anna.account, handOver, giver: anna.account }, giverIdentity: async () => anna.identity,
  });
  return { sealed, plaintext, open };
}

const content: TextsContent = {
  signature: { body: paragraph('{name}'), notice: 'Practice' },
  templates: [{ id: newId(), name: 'Findings', noticeSubject: 'From us', noticeText: 'Two\nlines', secureSubject: 'Findings', body: paragraph('Dear colleague,') }],
};

async function texts() {
  const [anna] = (await people()) as [Person];
  const [practice, signer] = [newId(), { account: anna.account, identity: anna.identity.hash }];
  const parts = { practice, edition: 1, time: 1, signer, receivers: [anna], content, keyring: anna.keyring };
  const { sealed } = await sealPracticeTexts(parts);
  const { plaintext } = await encodePracticeTexts(parts);
  const open = (input: Uint8Array) => openPracticeTexts(input, {
    kemSeeds: kemSeeds(anna.keyring), stanza: 0, self: anna.account, expect: { practice, edition: 1 }, seen: null, signerIdentity: async () => anna.identity,
  });
  return { sealed, plaintext, open };
}

/** The end of a PNG and its beginning, which is all that a parser of logos looks at. */
const logo = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000049454e44ae426082', 'hex');
const passphrase = 'a long enough passphrase';

export const sealedOnParsers: Record<string, () => Promise<Parser>> = {
  'pass': signedObject(PASS_FORM, async () => parsePassPlaintext((await pass()).plaintext)),
  'plaintext of a pass': async () => ({ honest: (await pass()).plaintext, refuses: InvalidInputError, weight: 2, parse: (input) => encodePassPlaintext(parsePassPlaintext(input)) }),
  'container of a pass': async () => ({ honest: (await pass()).sealed, refuses: InvalidInputError, parse: (input) => (parsePassContainer(input), input) }),
  'sealed pass': async () => {
    const { sealed, open } = await pass();
    return { honest: sealed, refuses: OpenError, weight: 0.3, parse: async (input) => (await open(input), sealed) };
  },
  'texts of a practice': signedObject(TEXTS_FORM, async () => parseTextsPlaintext((await texts()).plaintext).object),
  'content of such texts': async () => ({ honest: encodeTextsContent(content), refuses: InvalidInputError, weight: 3, parse: (input) => encodeTextsContent(parseTextsContent(input)) }),
  'plaintext of such texts': async () => ({ honest: (await texts()).plaintext, refuses: InvalidInputError, weight: 3, parse: (input) => encodeTextsPlaintext(parseTextsPlaintext(input)) }),
  'container of such texts': async () => ({ honest: (await texts()).sealed, refuses: InvalidInputError, parse: (input) => (parseTextsContainer(input), input) }),
  'sealed texts': async () => {
    const { sealed, open } = await texts();
    return { honest: sealed, refuses: OpenError, weight: 0.3, parse: async (input) => (await open(input), sealed) };
  },
  'logo': async () => ({ honest: logo, refuses: null, parse: (input) => (isLogo(input) ? input : undefined) }),
  'certificate': async () => {
    const { certificate } = await createSigningKey({ name: 'Anna', address: 'anna@praxis.example', now: Date.now() - 60_000 });
    return { honest: Buffer.from(certificate), refuses: CertificateError, weight: 0.1, parse: async (input) => (await readCertificate(input, Date.now()), undefined) };
  },
  // Each file that looks whole costs an scrypt of 256 MiB.
  'file of keys': async () => {
    const [anna] = (await people()) as [Person];
    const honest = await exportIdentities({ keyring: anna.keyring, address: anna.address, now: 1, passphrase });
    return { honest, refuses: IdentityFileError, weight: 0.01, parse: async (input) => (await importIdentities(passphrase, input), undefined) };
  },
};
