// The search's code, loaded with its first use: what the mailbox begins with does not wait for it.
import type { SearchProgress, SearchResults } from '../vault-api/search.ts';
import type { VaultContext } from '../vault/context.ts';
import { VaultError } from '../vault-error.ts';
import type { Building } from './build.ts';
import type { Finding } from './find.ts';

const unreachable = (cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause }));

export async function search(context: VaultContext, finding: Finding): Promise<SearchResults> {
  const code = await import('./find.ts').catch(unreachable);
  return code.search(context, finding);
}

export async function buildIndex(context: VaultContext, input?: Building): Promise<SearchProgress> {
  const code = await import('./build.ts').catch(unreachable);
  return code.buildIndex(context, input);
}
