import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { BehaviourBook } from './behaviour.js';
import { intercept } from './intercept.js';

/** A file that anybody with its address may fetch. */
interface Delivery {
  readonly path: string;
  readonly contentType: string;
  /** Announces more bytes than it sends. */
  readonly wrongLength: boolean;
}

/** Where predictions' outputs wait to be fetched. */
export interface DeliveryDesk {
  /** Offers a file and returns the path part of its unguessable address. */
  offer(file: { path: string; name: string; contentType: string; wrongLength?: boolean }): string;
  /** Withdraws what was offered at this path part. */
  withdraw(address: string): void;
  find(address: string): Delivery | undefined;
}

/** An empty desk. */
export function openDeliveryDesk(): DeliveryDesk {
  const offered = new Map<string, Delivery>();
  return {
    offer({ path, name, contentType, wrongLength = false }) {
      const address = `/delivery/${randomBytes(24).toString('base64url')}/${name}`;
      offered.set(address, { path, contentType, wrongLength });
      return address;
    },
    withdraw: (address) => void offered.delete(address),
    find: (address) => offered.get(address),
  };
}

/** First and last byte asked for by a Range header, or undefined for the whole file. Null when it cannot be met. */
export function parseRange(header: string | undefined, size: number): [number, number] | undefined | null {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!parts || (parts[1] === '' && parts[2] === '')) return undefined;
  const last = parts[2] === '' ? size - 1 : Number(parts[2]);
  if (parts[1] === '') return size === 0 ? null : [Math.max(0, size - last), size - 1];
  const first = Number(parts[1]);
  return first < size && first <= last ? [first, Math.min(last, size - 1)] : null;
}

async function sendShort(reply: FastifyReply, delivery: Delivery, size: number): Promise<void> {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': delivery.contentType, 'content-length': size + 1_000 });
  for await (const part of createReadStream(delivery.path)) reply.raw.write(part);
  reply.raw.write('', () => reply.raw.socket?.end());
}

async function send(reply: FastifyReply, delivery: Delivery, range: string | undefined): Promise<void> {
  const { size } = await stat(delivery.path);
  if (delivery.wrongLength) return sendShort(reply, delivery, size);
  reply.headers({ 'content-type': delivery.contentType, 'accept-ranges': 'bytes' });
  const bounds = parseRange(range, size);
  if (bounds === null) return reply.code(416).header('content-range', `bytes */${size}`).send();
  if (size === 0) return reply.header('content-length', 0).send('');
  const [start, end] = bounds ?? [0, size - 1];
  reply.header('content-length', end - start + 1);
  if (bounds) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  return reply.send(createReadStream(delivery.path, { start, end }));
}

/** Serves the desk's files under `/delivery`, without authentication, like the provider's file host. */
export function deliveryRoutes(app: FastifyInstance, desk: DeliveryDesk, behaviours: BehaviourBook): void {
  app.get('/delivery/*', async (request, reply) => {
    const facts = { provider: 'replicate', operation: 'delivery.get' } as const;
    const wording = (status: number): { body: unknown } => ({ body: { detail: `HTTP ${status}` } });
    if (await intercept(behaviours.effectsOn(facts), reply, wording)) return reply;
    const delivery = desk.find(new URL(request.url, 'http://sandbox').pathname);
    if (!delivery) return reply.code(404).send({ detail: 'Not found.' });
    await send(reply, delivery, request.headers.range);
    return reply;
  });
}
