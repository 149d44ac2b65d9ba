// Two workers beside the vault that open segments. A browser gives WebCrypto one thread in each worker, and hashing and decrypting
// on one thread is what would hold back a download over a fast line. The page starts them (opening-workers.ts): Firefox may hang a
// worker for good that starts another. Keys and plaintext go past it, on a port.
import { transfer, wrap, type Remote } from 'comlink';
import { openSegment, release, type AttachmentKey, type Bytes, type SegmentPlace } from '#crypto';
import { createEnding, type Ending } from './ending.ts';
import { OPENER_WANTED, type Opener } from './transfer-api.ts';
import { parseError, VaultError } from './vault-error.ts';

/** The plaintext in pieces, or an error with code `cannot_open`. `sealed` is gone afterwards. */
export type OpenSegment = (key: AttachmentKey, place: SegmentPlace & { readonly hash: string }, sealed: Bytes) => Promise<Bytes[]>;

const WORKERS = 2;

type Member = { remote: Remote<Opener>; ready: boolean; load: number; ending: Ending };

/** The workers start with the first attachment of several segments. Until one is ready, and where none starts, segments are opened here. */
export function createOpeningPool(): OpenSegment {
  let members: Member[] | null = null;
  return async (key, place, sealed) => {
    const openHere = () => openSegment(key, place, sealed).finally(() => release(sealed));
    if (place.size <= place.segmentSize) return await openHere();
    members ??= Array.from({ length: WORKERS }, startMember);
    const [member] = members.filter(({ ready }) => ready).toSorted((one, other) => one.load - other.load);
    if (!member) return await openHere();
    member.load += 1;
    try {
      return await member.ending.until(member.remote.open(key, place, transfer(sealed, [sealed.buffer])));
    } catch (error) {
      throw parseError(error);
    } finally {
      member.load -= 1;
    }
  };
}

function startMember(): Member {
  const opener = new MessageChannel();
  const errors = new MessageChannel();
  const ending = createEnding();
  const member: Member = { remote: wrap<Opener>(opener.port1), ready: false, load: 0, ending };
  const fallOver = () => {
    member.ready = false;
    ending.end(new VaultError('unavailable'));
  };
  errors.port1.onmessage = fallOver;
  self.postMessage(OPENER_WANTED, { transfer: [opener.port2, errors.port2] });
  member.remote.whenReady().then(() => (member.ready = true), fallOver);
  return member;
}
