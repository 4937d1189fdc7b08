import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ChatFacts, Person } from '../telegram/person.js';

const chatSchema = z.union([
  z.int(),
  z.strictObject({
    id: z.int(),
    type: z.enum(['private', 'group', 'supergroup']).optional(),
    title: z.string().optional(),
    person: z
      .strictObject({
        id: z.int().optional(),
        firstName: z.string().optional(),
        username: z.string().optional(),
        language: z.string().optional(),
      })
      .optional(),
  }),
]);
const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));

const schemas = {
  text: z.strictObject({ chat: chatSchema, text: z.string() }),
  photo: z.strictObject({ chat: chatSchema, base64, caption: z.string().optional() }),
  voice: z.strictObject({ chat: chatSchema, base64, seconds: z.number() }),
  press: z.strictObject({ chat: z.int(), button: z.string(), messageId: z.int().optional() }),
  block: z.strictObject({ chat: z.int(), blocked: z.boolean().default(true) }),
  pay: z.strictObject({ chat: z.int(), messageId: z.int() }),
};

/** The person's side of Telegram over HTTP, under `/_sandbox/telegram`. */
export function telegramControlRoutes(app: FastifyInstance, person: Person): void {
  app.post('/telegram/text', ({ body }) => {
    const { chat, text } = schemas.text.parse(body);
    return { messageId: person.sendText(chat as ChatFacts, text) };
  });
  app.post('/telegram/photo', async ({ body }) => {
    const { chat, base64: bytes, caption } = schemas.photo.parse(body);
    return { messageId: await person.sendPhoto(chat as ChatFacts, bytes, caption) };
  });
  app.post('/telegram/voice', async ({ body }) => {
    const { chat, base64: bytes, seconds } = schemas.voice.parse(body);
    return { messageId: await person.sendVoice(chat as ChatFacts, bytes, seconds) };
  });
  app.post('/telegram/press', ({ body }) => {
    const { chat, button, messageId } = schemas.press.parse(body);
    return { pressId: person.press(chat, button, messageId) };
  });
  app.post('/telegram/block', ({ body }) => {
    const { chat, blocked } = schemas.block.parse(body);
    person.block(chat, blocked);
    return { blocked };
  });
  app.post('/telegram/pay', async ({ body }) => {
    const { chat, messageId } = schemas.pay.parse(body);
    return { paid: await person.pay(chat, messageId) };
  });
  app.get<{ Params: { chat: string } }>('/telegram/messages/:chat', ({ params }) =>
    person.messages(z.coerce.number().int().parse(params.chat)),
  );
  app.get<{ Params: { chat: string } }>('/telegram/actions/:chat', ({ params }) =>
    person.actions(z.coerce.number().int().parse(params.chat)),
  );
  app.get<{ Params: { id: string } }>(
    '/telegram/presses/:id',
    ({ params }) => person.pressed(params.id) ?? {},
  );
  app.get('/telegram/commands', () => person.commands());
  app.get<{ Params: { id: string } }>('/telegram/files/:id', async ({ params }, reply) =>
    reply.type('application/octet-stream').send(await person.file(params.id)),
  );
}
