// Runs the programs that set Sealpost up, so that ending the set-up ends them too, with everything they started.
import { spawn } from 'node:child_process';

const END_MS = 5000;
const EXIT_CODES = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** Thrown when a program ends with another exit code than 0; the message is one line. */
export class ProgramFailed extends Error {
  /**
   * @param {string} message
   * @param {number} exitCode
   */
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Each program leads a process group of its own: a signal to us, alone or with our group, is passed on to all of it once.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: true }} [options] quiet: its output is shown only if it fails
 */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
  const stopForwarding = endWithUs(child);
  try {
    const exitCode = await new Promise((resolve, reject) => {
      child.once('error', () => reject(new ProgramFailed(`${program} cannot be run: install it.`, 127)));
      child.once('close', (code) => resolve(code ?? 1));
    });
    if (exitCode === 0) return;
    process.stderr.write(Buffer.concat(output));
    throw new ProgramFailed(`${program} ${args.join(' ')} ended with exit code ${exitCode}.`, exitCode);
  } finally {
    stopForwarding();
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function endWithUs(child) {
  let ending = false;
  const handlers = Object.entries(EXIT_CODES).map(([name, exitCode]) => {
    const signal = /** @type {NodeJS.Signals} */ (name);
    const handler = () => {
      if (ending) return;
      ending = true;
      child.once('close', () => process.exit(exitCode));
      signalGroup(child, signal);
      setTimeout(() => signalGroup(child, 'SIGKILL'), END_MS).unref();
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  return () => handlers.forEach(({ signal, handler }) => process.off(signal, handler));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup({ pid }, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}
