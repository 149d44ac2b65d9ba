// Names that the server says, made plain in one place as its answers are read: whoever wrote them, and whenever.
import { plainName } from '#crypto/plain-name';

/** The fields of answers that name people and practices. Signed objects and sealed blobs are strings of other fields, and stay as they are. */
const NAMES: ReadonlySet<string> = new Set(['name', 'practice', 'practiceName']);

/** The same answer, whose names are made plain in place. */
export function withPlainNames<T>(answer: T): T {
  if (typeof answer !== 'object' || answer === null) return answer;
  const fields = answer as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) {
    if (typeof value !== 'string') withPlainNames(value);
    else if (NAMES.has(key)) fields[key] = plainName(value);
  }
  return answer;
}
