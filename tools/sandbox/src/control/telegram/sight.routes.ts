import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TelegramWorld } from '../../telegram/world.js';
import { pathNumber, since } from './fields.js';

interface InChat {
  Params: { chat: string };
}

function some<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** What people see, and what the bot did, under `/_sandbox/telegram`. */
export function sightRoutes(app: FastifyInstance, world: TelegramWorld): void {
  const { notice, screens, calls, closing } = world;
  app.get<InChat>('/telegram/screens/:chat', async ({ params, query }) => {
    const chat = pathNumber.parse(params.chat);
    const { after, waitMs } = since.parse(query);
    return (await notice.until(() => some(screens.after(chat, after)), waitMs, closing)) ?? [];
  });
  app.get<InChat>('/telegram/taps/:chat', ({ params }) => screens.tapsIn(pathNumber.parse(params.chat)));
  app.get<{ Params: { id: string } }>('/telegram/tap/:id', async ({ params, query }) => {
    const { waitMs } = since.parse(query);
    const answered = (): object | undefined => {
      const tap = screens.tap(params.id);
      return tap?.answer && tap;
    };
    return (await notice.until(answered, waitMs, closing)) ?? screens.tap(params.id) ?? {};
  });
  app.get<InChat>('/telegram/actions/:chat', ({ params }) => {
    const chat = pathNumber.parse(params.chat);
    return world.actions.filter((done) => done.chat === chat).map(({ action }) => action);
  });
  app.get<InChat>('/telegram/profile/:chat', ({ params, query }) => {
    const asked = z.object({ user: pathNumber, language: z.string().optional() }).parse(query);
    const { profile, people } = world;
    const [language = 'en'] = (asked.language ?? people.get(asked.user)?.language_code ?? 'en').split('-');
    return {
      commands: profile.commandsFor(pathNumber.parse(params.chat), asked.user, language),
      description: profile.textFor('description', language),
      shortDescription: profile.textFor('short_description', language),
    };
  });
  app.get<{ Params: { id: string } }>('/telegram/files/:id', async ({ params }, reply) => {
    const file = world.files.find(params.id);
    if (!file) throw new RangeError(`no file ${params.id}`);
    return reply.type('application/octet-stream').send(createReadStream(file.path));
  });
  app.get('/telegram/calls', async ({ query }) => {
    const { after, waitMs } = since.parse(query);
    return (await notice.until(() => some(calls.after(after)), waitMs, closing)) ?? [];
  });
}
