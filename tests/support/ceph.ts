// A real S3 server on loopback: Ceph with one monitor, one store in memory and its gateway, all in one folder.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFreePort } from './free-port.ts';

type Layout = { folder: string; port: number; monitorPort: number; cluster: string };
export type S3Server = { endpoint: string; accessKey: string; secretKey: string; stop: () => Promise<void> };

const run = promisify(execFile);
const ACCESS_KEY = 'testkey12345';
const SECRET_KEY = 'testsecret12345';
const READY_MS = 90_000;
const END_MS = 3000;

/** Takes some 10 s. The folder must not exist; the caller removes it after `stop`. */
export async function startCeph(folder: string): Promise<S3Server> {
  const port = await findFreePort();
  const configFile = join(folder, 'ceph.conf');
  for (const name of ['mon', 'osd/0', 'gateway', 'log', 'run']) await mkdir(join(folder, name), { recursive: true });
  const [cluster, monitorPort] = [randomUUID(), await findFreePort()];
  await writeFile(configFile, configuration({ folder, port, monitorPort, cluster }));
  const ceph = (program: string, args: string[]) => run(program, ['-c', configFile, ...args], { timeout: READY_MS });
  const daemons: ChildProcess[] = [];
  const daemon = (program: string, args: string[]) => {
    daemons.push(spawn(program, ['-c', configFile, '-f', ...args], { stdio: 'ignore', detached: true }));
  };
  const stop = async (): Promise<void> => {
    for (const child of daemons.toReversed()) await end(child);
  };
  try {
    const map = join(folder, 'monmap');
    await run('monmaptool', ['--create', '--fsid', cluster, '--addv', 'a', `[v1:127.0.0.1:${monitorPort}]`, map]);
    await ceph('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', map]);
    daemon('ceph-mon', ['-i', 'a']);
    const id = randomUUID();
    await ceph('ceph', ['osd', 'new', id]);
    await ceph('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', id]);
    // Placed by hand: a store that places itself may ask before it knows its cluster's id, is refused, and ends.
    await ceph('ceph', ['osd', 'crush', 'add', 'osd.0', '1', 'root=default', 'host=here']);
    daemon('ceph-osd', ['-i', '0']);
    await ceph('radosgw-admin', ['user', 'create', '--uid=test', '--display-name=test', `--access-key=${ACCESS_KEY}`, `--secret-key=${SECRET_KEY}`]);
    daemon('radosgw', ['-n', 'client.rgw']);
    const endpoint = `http://127.0.0.1:${port}`;
    await untilAnswering(endpoint);
    return { endpoint, accessKey: ACCESS_KEY, secretKey: SECRET_KEY, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilAnswering(endpoint: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await fetch(endpoint).then((response) => response.ok, () => false))) {
    if (Date.now() > deadline) throw new Error('The S3 gateway does not answer');
    await sleep(200);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await ended;
  clearTimeout(timer);
}

function configuration({ folder, port, monitorPort, cluster }: Layout): string {
  const settings = {
    fsid: cluster,
    'mon host': `v1:127.0.0.1:${monitorPort}`,
    'public addr': '127.0.0.1',
    'cluster addr': '127.0.0.1',
    'auth cluster required': 'none',
    'auth service required': 'none',
    'auth client required': 'none',
    'ms bind msgr2': 'false',
    'osd pool default size': 1,
    'osd pool default min size': 1,
    'osd pool default pg num': 8,
    'osd pool default pgp num': 8,
    'osd crush chooseleaf type': 0,
    'mon allow pool size one': 'true',
    'mon max pg per osd': 1000,
    'mon data': join(folder, 'mon'),
    'mon data avail crit': 1,
    'osd data': join(folder, 'osd', '0'),
    'osd objectstore': 'memstore',
    'memstore device bytes': 8 * 1024 ** 3,
    'osd class update on start': 'false',
    'osd crush update on start': 'false',
    'log file': join(folder, 'log', '$name.log'),
    'pid file': join(folder, 'run', '$name.pid'),
    'run dir': join(folder, 'run'),
    'admin socket': join(folder, 'run', '$name.asok'),
    'crash dir': join(folder, 'log'),
    'rgw frontends': `beast endpoint=127.0.0.1:${port}`,
    'rgw data': join(folder, 'gateway'),
    'rgw dynamic resharding': 'false',
  };
  return `[global]\n${Object.entries(settings).map(([name, value]) => `${name} = ${value}`).join('\n')}\n`;
}
