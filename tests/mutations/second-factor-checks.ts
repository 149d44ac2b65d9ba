// The checks of the second factor: that it is asked for, that each code serves once, and that it is not guessed.
import { type Mutation, NOTHING, of } from './check.ts';

export const secondFactorChecks: readonly Mutation[] = [
  ...of('server/totp.ts', [
    ['a code is used once', 'if (right && step > lastStep) found = step;', 'if (right) found = step;', 'second-factor', 'that was seen'],
  ]),
  ...of('server/routes/second-factor/check.ts', [
    ['wrong codes are counted', 'for (const use of uses) await count(parts, use);', NOTHING, 'second-factor', 'ten guesses'],
    ['a recovery code is of the account', 'await spendCode(writer, { account, hash })', 'true', 'second-factor', 'an account of their own'],
  ]),
  ...of('server/database/second-factors.ts', [
    ['codes of one account are looked at one after the other', "    .where('account_id', '=', account)\n    .forUpdate()\n", "    .where('account_id', '=', account)\n", 'second-factor', 'same code at once'],
  ]),
  ...of('server/database/sessions.ts', [
    ['a log-in that is half-way ends with the sessions', "await writer.deleteFrom('tickets').where('account_id', '=', account).where('purpose', '=', 'second-factor').execute();", NOTHING, 'second-factor', 'have changed meanwhile'],
  ]),
  ...of('server/routes/login.ts', [
    ['the password alone opens nothing where there is a second factor', 'if (await hasSecondFactor(writer, account)) return', "if ((await hasSecondFactor(writer, account)) && account === '') return", 'second-factor', 'neither a session'],
  ]),
  ...of('server/routes/second-factor.ts', [
    ['a secret is put in force by the account that began', "if (owner !== account) throw new ApiError('ticket_expired');", NOTHING, 'second-factor', 'another account’s secret'],
  ]),
  ...of('server/routes/second-factor.ts', [
    ['the code by which it was set up is used', 'insertSecondFactor(writer, { account, sealedSecret, lastStep: step, now })', 'insertSecondFactor(writer, { account, sealedSecret, lastStep: 0, now })', 'second-factor', 'that was seen'],
    ['wrong codes of the last step are counted', 'for (const use of uses) await count(parts, use);', NOTHING, 'server/second-factor', 'of the last step'],
    ['the right one is not', '      await uncount({ ...parts, database: writer }, uses.map((use) => bucketOf(parts, use)));\n', NOTHING, 'server/second-factor', 'counts wrong codes'],
    ['the password is asked for before an app is set up', 'await useReauthentication(writer, { reauth: body.reauth, account, now });', NOTHING, 'server/second-factor', 'asks for the password again'],
    ['and before it is turned off', "await useReauthentication(writer, { reauth, account, now });\n        await turnAppOff", 'await turnAppOff', 'server/second-factor', 'all codes of before'],
    ['and before there are new codes', "await useReauthentication(writer, { reauth, account, now });\n        await record", 'await record', 'server/second-factor', 'all codes of before'],
  ]),
  ...of('server/routes/second-factor/check.ts', [
    ['a code that was used is remembered', 'await noteStep(writer, { account, step });', NOTHING, 'second-factor', 'that was seen'],
    ['who came in without a second factor is out', 'await endSessions(writer, { account, keep });', NOTHING, 'server/second-factor', 'asks for the password again'],
  ]),
  ...of('server/database/second-factors.ts', [
    ['new codes take the place of the old', "  await deleteCodes(writer, account);\n", NOTHING, 'server/second-factor', 'all codes of before'],
  ]),
  ...of('server/database/tickets.ts', [
    ['a ticket is for its purpose', "    .where('purpose', '=', purpose)\n    .where('expires_at', '>', now)\n    .returning(", "    .where('expires_at', '>', now)\n    .returning(", 'deleted-account', 'made-up proof'],
  ]),
];
