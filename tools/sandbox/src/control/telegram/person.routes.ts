import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Message } from '../../telegram/model.js';
import { enter } from '../../telegram/people/enter.js';
import { setStanding } from '../../telegram/people/membership.js';
import { pay } from '../../telegram/people/paying.js';
import { press } from '../../telegram/people/pressing.js';
import { erase, put, rewrite, sendFile, write } from '../../telegram/people/writing.js';
import type { TelegramWorld } from '../../telegram/world.js';
import { bytes, chatFacts } from './fields.js';

const fileSchema = z.strictObject({
  kind: z.enum(['photo', 'video', 'animation', 'document', 'audio', 'voice', 'sticker']),
  bytes,
  caption: z.string().optional(),
  name: z.string().optional(),
  contentType: z.string().optional(),
  seconds: z.number().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  emoji: z.string().optional(),
});
const replyTo = z.int().optional();
const schemas = {
  enter: z.strictObject({ chat: chatFacts }),
  text: z.strictObject({ chat: chatFacts, text: z.string().min(1), replyTo }),
  file: z.strictObject({ chat: chatFacts, file: fileSchema, replyTo }),
  contact: z.strictObject({ chat: chatFacts, phoneNumber: z.string(), firstName: z.string() }),
  location: z.strictObject({ chat: chatFacts, latitude: z.number(), longitude: z.number() }),
  edit: z.strictObject({ chat: chatFacts, messageId: z.int(), text: z.string() }),
  delete: z.strictObject({ chat: chatFacts, messageId: z.int() }),
  press: z.strictObject({
    chat: chatFacts,
    messageId: z.int(),
    button: z.string(),
    version: z.int().optional(),
  }),
  standing: z.strictObject({ chat: chatFacts, standing: z.enum(['member', 'left', 'kicked']) }),
  pay: z.strictObject({ chat: chatFacts, messageId: z.int() }),
};

/** Files come as base64 inside of JSON. */
const largestBody = 100_000_000;

/** What a person does, under `/_sandbox/telegram`. */
export function personRoutes(app: FastifyInstance, world: TelegramWorld): void {
  const seen = ({ chat, message_id: id }: Message): unknown =>
    world.screens.after(chat.id, 0).findLast(({ messageId }) => messageId === id);
  const moment = (): { sequence: number } => ({ sequence: world.screens.latest });
  app.post('/telegram/enter', ({ body }) => {
    enter(world, schemas.enter.parse(body).chat);
    return moment();
  });
  app.post('/telegram/text', ({ body }) => {
    const { chat, text, replyTo: answered } = schemas.text.parse(body);
    return seen(write(world, chat, text, answered));
  });
  app.post('/telegram/file', { bodyLimit: largestBody }, async ({ body }) => {
    const { chat, file, replyTo: answered } = schemas.file.parse(body);
    return seen(await sendFile(world, chat, file, answered));
  });
  app.post('/telegram/contact', ({ body }) => {
    const { chat, phoneNumber: phone_number, firstName: first_name } = schemas.contact.parse(body);
    return seen(put(world, enter(world, chat), { contact: { phone_number, first_name } }));
  });
  app.post('/telegram/location', ({ body }) => {
    const { chat, latitude, longitude } = schemas.location.parse(body);
    return seen(put(world, enter(world, chat), { location: { latitude, longitude } }));
  });
  app.post('/telegram/edit', ({ body }) => {
    const { chat, messageId, text } = schemas.edit.parse(body);
    return seen(rewrite(world, chat, messageId, text));
  });
  app.post('/telegram/delete', ({ body }) => {
    const { chat, messageId } = schemas.delete.parse(body);
    erase(world, chat.id, messageId);
    return moment();
  });
  app.post('/telegram/press', ({ body }) => {
    const { chat, ...place } = schemas.press.parse(body);
    return press(world, chat, place);
  });
  app.post('/telegram/standing', ({ body }) => {
    const { chat, standing } = schemas.standing.parse(body);
    setStanding(world, chat, standing);
    return moment();
  });
  app.post('/telegram/pay', async ({ body }) => {
    const { chat, messageId } = schemas.pay.parse(body);
    return { ...moment(), paid: await pay(world, chat, messageId) };
  });
}
