// sealpost sign-up-token: lets somebody found a practice where SIGN_UP is `token`.
import { Command } from 'commander';
import { wholeNumber } from './whole-number.ts';

export const signUpTokenCommand = new Command('sign-up-token')
  .description('make a link with which one practice can sign up (SIGN_UP=token); it is printed once, and its token is kept as a hash')
  .option('-d, --days <number>', 'how long it can be used', wholeNumber({ from: 1, to: 365 }), 14)
  .option('-n, --note <text>', 'for whom it is', '')
  .action(async (options: { days: number; note: string }) => {
    const { makeSignUpToken } = await import('../operator/sign-up-token.ts');
    await makeSignUpToken(options);
  });
