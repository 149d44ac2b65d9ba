// A relay of TCP connections that can be cut: a line that breaks under whatever goes over it.
import { connect, createServer, type Socket } from 'node:net';

export type Relay = {
  /** Breaks every connection, and refuses new ones for so long. */
  cut: (milliseconds: number) => Promise<void>;
  stop: () => void;
};

export async function startRelay({ port, to }: { port: number; to: number }): Promise<Relay> {
  const sockets = new Set<Socket>();
  let broken = false;
  const server = createServer((from) => {
    if (broken) return void from.destroy();
    const up = connect(to, '127.0.0.1');
    for (const socket of [from, up]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        from.destroy();
        up.destroy();
      });
    }
    from.pipe(up);
    up.pipe(from);
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    cut: async (milliseconds) => {
      broken = true;
      destroyAll();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      broken = false;
    },
    stop: () => {
      server.close();
      destroyAll();
    },
  };
}
