// What the same answer costs without Sealpost: bare Hono on the same listener, one route, its JSON given in BODY. Prints its port.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const body = JSON.parse(process.env['BODY'] ?? '{}') as object;
const app = new Hono().get('/api/session', (c) => c.json(body));
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address) => console.log((address as AddressInfo).port));
