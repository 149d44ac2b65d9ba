// sealpost sign-up-token: lets somebody found a practice where SIGN_UP is `token`.
import { Command, InvalidArgumentError } from 'commander';

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 365) throw new InvalidArgumentError('must be a whole number from 1 to 365.');
  return value;
}

export const signUpTokenCommand = new Command('sign-up-token')
  .description('make a link with which one practice can sign up (SIGN_UP=token); it is printed once, and its token is kept as a hash')
  .option('-d, --days <number>', 'how long it can be used', days, 14)
  .option('-n, --note <text>', 'for whom it is', '')
  .action(async (options: { days: number; note: string }) => {
    const { makeSignUpToken } = await import('../operator/sign-up-token.ts');
    await makeSignUpToken(options);
  });
