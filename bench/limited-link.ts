// A link of so many bytes a second between browser and server: Linux itself holds back what goes to one port of this machine. A relay
// would take a good part of the machine for itself, and be what is measured.
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const tc = (command: string) => run('tc', command.split(' '));
const WITHOUT_LIMIT = 'qdisc del dev lo root';

/** What an idle link carries at once; two of the largest packets of the loopback interface. */
const BURST = '128kb';

/** At 127.0.0.1. For root only, with Debian's iproute2. Everything else on the loopback interface stays as it is. */
export async function limitLink({ port, bytesPerSecond }: { port: number; bytesPerSecond: number }): Promise<{ stop: () => Promise<void> }> {
  await tc('qdisc add dev lo root handle 1: htb default 1').catch((cause: unknown) => {
    throw new Error('A limited link needs root and the program tc (Debian: iproute2), and nothing else that holds back the loopback interface.', { cause });
  });
  // Ctrl+C would leave the limit to whatever uses this machine next.
  const interrupted = () => {
    execFileSync('tc', WITHOUT_LIMIT.split(' '));
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  const stop = async () => {
    process.off('SIGINT', interrupted);
    await tc(WITHOUT_LIMIT);
  };
  try {
    await tc('class add dev lo parent 1: classid 1:1 htb rate 100gbit burst 1mb');
    await tc(`class add dev lo parent 1: classid 1:2 htb rate ${bytesPerSecond * 8}bit burst ${BURST} cburst ${BURST}`);
    await tc(`filter add dev lo parent 1: protocol ip u32 match ip dport ${port} 0xffff flowid 1:2`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
