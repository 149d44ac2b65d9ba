// Each segment as an OpenPGP message (RFC 9580, AES-256-GCM), with a session key as a file would have it.
import * as openpgp from 'openpgp';
import { exposeSegmentWorker } from './other-segment.ts';

const config = { ...openpgp.config, aeadProtect: true, preferredAEADAlgorithm: openpgp.enums.aead.gcm, preferredCompressionAlgorithm: openpgp.enums.compression.uncompressed };
const sessionKey = { data: crypto.getRandomValues(new Uint8Array(32)), algorithm: 'aes256', aeadAlgorithm: 'gcm' } as const;

exposeSegmentWorker(async (plaintext) => {
  const message = await openpgp.createMessage({ binary: plaintext });
  return (await openpgp.encrypt({ message, sessionKey, format: 'binary', config })) as Uint8Array;
});
