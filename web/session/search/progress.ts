// How far the index has come.
import type { SearchProgress } from '../vault-api/search.ts';
import { countMissing, type SearchIndex } from './search-index.ts';

export function progressOf(index: SearchIndex): SearchProgress {
  const { placements, refused } = index;
  const total = placements?.size ?? 0;
  const missing = countMissing(index);
  return { complete: placements !== null && missing === 0, searched: total - missing, total, refused };
}
