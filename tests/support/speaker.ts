// A port at which somebody answers who is no database and no server: what they say is the test's.
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type Speaker = { port: number; close: () => void };

export async function speaker(speak: (socket: Socket) => void): Promise<Speaker> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    speak(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, close };
}
