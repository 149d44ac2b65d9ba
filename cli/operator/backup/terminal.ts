// Asks for a passphrase on the terminal without showing it.
import { OperatorError } from '../office.ts';

const ENTER = new Set(['\r', '\n', '\u0004']);
const RUB_OUT = new Set(['\b', '\u007f']);
const INTERRUPT = '\u0003';

export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** On standard error: standard output may be the backup itself. */
export async function askPassphrase(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true).setEncoding('utf8');
  try {
    let typed = '';
    for await (const text of stdin.iterator({ destroyOnReturn: false }) as AsyncIterable<string>) {
      for (const character of text) {
        if (character === INTERRUPT) throw new OperatorError('Interrupted.');
        if (ENTER.has(character)) return typed;
        typed = RUB_OUT.has(character) ? [...typed].slice(0, -1).join('') : typed + character;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false).pause();
    stderr.write('\n');
  }
}
