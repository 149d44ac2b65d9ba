// sealpost operator-token: tokens for the operator's API.
import { Command } from 'commander';
import { wholeNumber } from './whole-number.ts';

const MOST_DAYS = 3650;

const make = new Command('make')
  .description('make a token; it is printed once, and kept as a hash')
  .option('-d, --days <number>', 'how long it can be used', wholeNumber({ from: 1, to: MOST_DAYS }), 365)
  .option('-n, --note <text>', 'what it is for', '')
  .action(async (options: { days: number; note: string }) => {
    const { makeOperatorToken } = await import('../operator/operator-tokens.ts');
    await makeOperatorToken(options);
  });

const list = new Command('list')
  .description('list tokens: id, made, expires, last used, note')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: true }) => {
    const { listTokens } = await import('../operator/operator-tokens.ts');
    await listTokens(options);
  });

const revoke = new Command('revoke')
  .description('revoke a token, at once')
  .argument('<id>', 'as `sealpost operator-token list` shows it')
  .action(async (id: string) => {
    const { revokeToken } = await import('../operator/operator-tokens.ts');
    await revokeToken(id);
  });

export const operatorTokenCommand = new Command('operator-token')
  .description("make, list and revoke tokens for the operator's API (/api/operator)")
  .addCommand(make)
  .addCommand(list)
  .addCommand(revoke);
