// What the operator's commands keep (migration 0011). Tokens are kept as SHA-256.
import type { Generated } from 'kysely';

type OperatorTokensTable = { id: string; token_hash: Buffer; note: string; created_at: Date; expires_at: Date; last_used_at: Generated<Date | null> };
type BackupsTable = { finished_at: Date; attachments: number; missing: number };

export type OperatorTables = { operator_tokens: OperatorTokensTable; backups: BackupsTable };
