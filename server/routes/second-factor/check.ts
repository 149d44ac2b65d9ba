// Checking a code of the second factor: each is taken once, wrong ones are counted and told in the log.
import { ApiError } from '../../api-error.ts';
import { type Actor, record } from '../../database/activity.ts';
import type { Writer } from '../../database/executor.ts';
import { deleteSecondFactor, lockSecondFactor, noteStep, replaceCodes, spendCode } from '../../database/second-factors.ts';
import type { Parts } from '../../parts.ts';
import { bucketOf, count, uncount } from '../../rates.ts';
import { createRecoveryCodes, recoveryCodeHash } from '../../recovery-codes.ts';
import { openSecret } from '../../sealed-secret.ts';
import { matchingStep, TOTP_FORM } from '../../totp.ts';
import { mailAccountChanged } from '../mails.ts';

/** By which of the two somebody came in. */
export type Proof = 'authenticator' | 'recovery-code';

type Checking<Done> = {
  account: string;
  code: string;
  by: Actor;
  now: Date;
  /** What the right code opens, in the same transaction. */
  proved: (writer: Writer, proof: Proof) => Promise<Done>;
};

/**
 * Throws wrong_second_factor, or too_many_requests, which says nothing of the code. Counted before it is looked at, so that no race gets
 * more tries; what is wrong is in the log though nothing else of the transaction is.
 */
export async function withSecondFactor<Done>(parts: Parts, { account, code, by, now, proved }: Checking<Done>): Promise<Done> {
  const uses = tries(account, now);
  for (const use of uses) await count(parts, use);
  const outcome = await parts.database.transaction().execute(async (writer) => {
    const proof = await useCode(parts, writer, { account, code, now });
    if (proof === null) {
      await record(writer, { event: 'second-factor-failed', account, by, now });
      return null;
    }
    await uncount({ ...parts, database: writer }, uses.map((use) => bucketOf(parts, use)));
    return { done: await proved(writer, proof) };
  });
  if (outcome === null) throw new ApiError('wrong_second_factor');
  return outcome.done;
}

export function tries(account: string, now: Date) {
  return [
    { rate: 'second-factor', key: account, now },
    { rate: 'second-factor-a-day', key: account, now },
  ] as const;
}

async function useCode({ secrets }: Pick<Parts, 'secrets'>, writer: Writer, { account, code, now }: { account: string; code: string; now: Date }): Promise<Proof | null> {
  const factor = await lockSecondFactor(writer, account);
  if (factor === null) return null;
  const digits = code.replaceAll(/\s/g, '');
  if (TOTP_FORM.test(digits)) {
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

type Removing = { account: string; address: string; by: Actor; now: Date };

/** Where there is one; its owner hears of it. */
export async function removeSecondFactor(writer: Writer, { account, address, by, now }: Removing): Promise<void> {
  if (!(await deleteSecondFactor(writer, account))) return;
  await mailAccountChanged(writer, { how: 'second_factor_off', recipient: address, account, now });
  await record(writer, { event: 'second-factor-off', account, by, now });
}
