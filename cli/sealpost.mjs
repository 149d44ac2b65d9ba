#!/usr/bin/env node
// The `sealpost` command: lets Node read TypeScript, then hands over to main.ts.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
