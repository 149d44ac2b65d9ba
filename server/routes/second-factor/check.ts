// Checking the second factor, a code or a passkey's answer: each is taken once, wrong ones are counted and told in the log.
import { ApiError } from '../../api-error.ts';
import { type Actor, record, recordAll } from '../../database/activity.ts';
import type { Writer } from '../../database/executor.ts';
import { lockAccount } from '../../database/accounts.ts';
import { deletePasskeys } from '../../database/passkeys.ts';
import { deleteApp, deleteCodes, hasSecondFactor, lockSecondFactor, noteStep, replaceCodes, spendCode } from '../../database/second-factors.ts';
import { endSessions } from '../../database/sessions.ts';
import { endTickets } from '../../database/tickets.ts';
import type { Assertion } from '../../passkey-proof.ts';
import type { Parts } from '../../parts.ts';
import { bucketOf, count, uncount } from '../../rates.ts';
import { createRecoveryCodes, recoveryCodeHash } from '../../recovery-codes.ts';
import { openSecret } from '../../sealed-secret.ts';
import { matchingStep, TOTP_FORM } from '../../totp.ts';
import { mailAccountChanged } from '../mails.ts';
import { acceptPasskey } from './passkey.ts';

/** By which of them somebody came in. */
export type Proof = 'authenticator' | 'recovery-code' | 'passkey';

/** What somebody gives as the second factor. */
export type Given = { code: string } | { passkey: Assertion; purpose: 'passkey-second-factor' | 'passkey-change' };

/** What a request brought; null: neither of them. */
export function givenOf({ code, passkey }: { code?: string | undefined; passkey?: Assertion | undefined }, purpose: 'passkey-second-factor' | 'passkey-change'): Given | null {
  if (passkey !== undefined) return { passkey, purpose };
  return code === undefined ? null : { code };
}

type Proved<Done> = {
  account: string;
  by: Actor;
  now: Date;
  /** Locks what comes before the account in the order of locks (the practice), where it opens something that needs that. */
  first?: (writer: Writer) => Promise<unknown>;
  /** What it opens, in the same transaction. */
  proved: (writer: Writer, proof: Proof | null) => Promise<Done>;
};
type Checking<Done> = Proved<Done> & { given: Given | null };

/**
 * Throws wrong_second_factor or wrong_passkey, or too_many_requests, which says nothing of what was given. Counted before it is looked at,
 * so that no race gets more tries; what is wrong is in the log, and its challenge spent, though nothing else of the transaction is done.
 */
export async function withSecondFactor<Done>(parts: Parts, { account, given, by, now, first, proved }: Checking<Done>): Promise<Done> {
  if (given === null) throw new ApiError('wrong_second_factor');
  const uses = tries(account, now);
  for (const use of uses) await count(parts, use);
  const outcome = await parts.database.transaction().execute(async (writer) => {
    await first?.(writer);
    const proof = await acceptGiven(parts, writer, { account, given, now });
    if (proof === null) {
      await record(writer, { event: 'second-factor-failed', account, by, now });
      return null;
    }
    await uncount({ ...parts, database: writer }, uses.map((use) => bucketOf(parts, use)));
    return { done: await proved(writer, proof) };
  });
  if (outcome === null) throw new ApiError('passkey' in given ? 'wrong_passkey' : 'wrong_second_factor');
  return outcome.done;
}

/** As withSecondFactor where the account has one; where it has none, nothing is asked. */
export async function withSecondFactorIfAny<Done>(parts: Parts, checking: Checking<Done>): Promise<Done> {
  const { account, first, proved } = checking;
  if (await hasSecondFactor(parts.database, account)) return await withSecondFactor(parts, checking);
  return await parts.database.transaction().execute(async (writer) => {
    await first?.(writer);
    await lockAccount(writer, account);
    // Another window may have set one up in this moment.
    if (await hasSecondFactor(writer, account)) throw new ApiError('wrong_second_factor');
    return await proved(writer, null);
  });
}

export function tries(account: string, now: Date) {
  return [
    { rate: 'second-factor', key: account, now },
    { rate: 'second-factor-a-day', key: account, now },
  ] as const;
}

async function acceptGiven(parts: Parts, writer: Writer, { account, given, now }: { account: string; given: Given; now: Date }): Promise<Proof | null> {
  if ('code' in given) return await acceptCode(parts, writer, { account, code: given.code, now });
  const { passkey: assertion, purpose } = given;
  return (await acceptPasskey(parts, writer, { account, purpose, assertion, now })) === null ? null : 'passkey';
}

async function acceptCode({ secrets }: Pick<Parts, 'secrets'>, writer: Writer, { account, code, now }: { account: string; code: string; now: Date }): Promise<Proof | null> {
  const factor = await lockSecondFactor(writer, account);
  const digits = code.replaceAll(/\s/g, '');
  if (TOTP_FORM.test(digits)) {
    if (factor === null) return null;
    const secret = openSecret(secrets, { account, sealed: factor.sealedSecret });
    const step = matchingStep(secret, { code: digits, now, lastStep: factor.lastStep });
    if (step === null) return null;
    await noteStep(writer, { account, step });
    return 'authenticator';
  }
  const hash = recoveryCodeHash(secrets, { account, typed: code });
  return hash !== null && (await spendCode(writer, { account, hash })) ? 'recovery-code' : null;
}

/** New recovery codes in place of the old: shown this once. */
export async function makeCodes({ secrets }: Pick<Parts, 'secrets'>, writer: Writer, account: string): Promise<string[]> {
  const codes = createRecoveryCodes();
  const hashes = codes.flatMap((typed) => recoveryCodeHash(secrets, { account, typed }) ?? []);
  await replaceCodes(writer, { account, hashes });
  return codes;
}

/** With the first factor: what was begun or opened without one ends. */
export async function beginTwoSteps(writer: Writer, { account, keep }: { account: string; keep: string }): Promise<void> {
  await endTickets(writer, { account, purposes: ['second-factor-set-up', 'passkey-adding'] });
  await endSessions(writer, { account, keep });
}

type Removing = { account: string; address: string; by: Actor; now: Date };

/** App, passkeys and recovery codes, where there are any; the account's owner hears of it. */
export async function removeSecondFactors(writer: Writer, { account, address, by, now }: Removing): Promise<void> {
  const passkeys = await deletePasskeys(writer, account);
  const app = await deleteApp(writer, account);
  await recordAll(writer, passkeys.map((id) => ({ event: 'passkey-removed', account, by, on: { subject: 'passkey', id }, now })));
  if (app || passkeys.length > 0) await noteNoneLeft(writer, { account, address, by, now });
}

/** After the last of them: log-in asks for the password alone. */
export async function noteNoneLeft(writer: Writer, { account, address, by, now }: Removing): Promise<void> {
  await deleteCodes(writer, account);
  await mailAccountChanged(writer, { how: 'second_factor_off', recipient: address, account, now });
  await record(writer, { event: 'second-factor-off', account, by, now });
}
