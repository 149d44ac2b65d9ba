// The checks of crypto/, in the order of SPEC.md.
import type { Mutation } from './check.ts';
import { edgeChecks } from './edge-checks.ts';
import { formatChecks } from './format-checks.ts';
import { keyChecks } from './key-checks.ts';
import { messageChecks } from './message-checks.ts';

export const cryptoChecks: readonly Mutation[] = [...formatChecks, ...messageChecks, ...keyChecks, ...edgeChecks];
