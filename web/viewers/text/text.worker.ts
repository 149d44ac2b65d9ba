// Reads texts and tables. Has no keys and no network (confine.ts).
import '../confine.ts';
import { expose } from 'comlink';
import type { FileBytes } from '../source.ts';
import { readText, type ReadText } from './read-text.ts';

export type TextWorker = { read: (bytes: FileBytes, kind: 'text' | 'table') => Promise<ReadText> };

expose({ read: readText } satisfies TextWorker);
