import { afterEach, describe, expect, it } from '@jest/globals';
import { type DataOf, JobRequested, UpdateReceived } from '@kinoline/contracts';
import type { Person, Screen } from '@kinoline/sandbox';
import { doorTo, waitFor } from '@kinoline/testing';
import { botToken, type ChatLine, type ChatLineOptions, startChatLine, webhookSecret } from './chat-line.js';

let line: ChatLine | undefined;
const start = async (options: ChatLineOptions = {}): Promise<ChatLine> =>
  (line = await startChatLine(options));
afterEach(async () => {
  const logged = line?.replicas.flatMap((replica) => replica.lines()).join('') ?? '';
  await line?.stop();
  line = undefined;
  expect(logged).not.toContain(botToken);
});

const modes = ['polling', 'webhook'] as const;
/** What answers a command, and nothing else. */
const answers = { '/help': /\/status/, '/budget': /Your day/, '/terms': /⚖️/ } as const;

/** How many messages of the bot stand in a chat. */
async function ofTheBot(person: Person): Promise<number> {
  return (await person.messages()).filter(({ from }) => from === 'bot').length;
}

/** The updates that were said, each once. */
async function said(of: ChatLine): Promise<number[]> {
  return (await of.all(UpdateReceived)).map(({ updateId }) => updateId).sort((a, b) => a - b);
}

describe.each(modes)('updates by %s', (mode) => {
  it('are handled once, however often and in whatever order they come', async () => {
    const { sandbox, person, settled } = await start({ mode, ...(mode === 'webhook' && { replicas: 2 }) });
    await sandbox.telegram.deliver({ times: 3, windowMs: 200 });
    const people = Array.from({ length: 8 }, () => person());
    for (const command of Object.keys(answers)) await Promise.all(people.map((each) => each.say(command)));
    await Promise.all(
      people.map((each) =>
        waitFor(async () => (await ofTheBot(each)) >= 3, { what: 'the answers', timeoutMs: 30_000 }),
      ),
    );
    await settled();
    const updates = await sandbox.telegram.updates();
    expect(updates.filter(({ deliveries }) => deliveries >= 3).length).toBeGreaterThan(0);
    expect(await said(line!)).toEqual(updates.map(({ updateId }) => updateId));
    expect(await Promise.all(people.map(ofTheBot))).toEqual(people.map(() => 3));
  });

  it('that came while the gateway was away are answered when it is back', async () => {
    const { person, restartGateway, stopReplica, addReplica } = await start({ mode });
    const ada = person({ language: 'ru' });
    await ada.say('/start');
    await ada.waitFor(/Здравствуйте/);
    await stopReplica();
    await ada.say('/help');
    await addReplica();
    await ada.waitFor(answers['/help']);
    await ada.say('/terms');
    await restartGateway();
    await ada.waitFor(answers['/terms']);
    expect(await ofTheBot(ada)).toBe(3);
  });
});

describe('an update that was taken', () => {
  const update = (updateId: number, of: Person, text: string): DataOf<typeof UpdateReceived> => {
    const from = { id: of.id, is_bot: false, first_name: 'Ada', language_code: 'en' };
    const message = {
      message_id: 1,
      date: 1_700_000_000,
      chat: { id: of.chatId, type: 'private' },
      from,
      text,
    };
    const talk = `${of.chatId}-0-${of.id}`;
    return { talk, updateId, update: { update_id: updateId, message } };
  };

  it('and not handled is handled after a restart', async () => {
    const taken = await start({ replicas: 0 });
    const ada = taken.person();
    await ada.enter();
    await taken.say(UpdateReceived, update(5, ada, '/help'));
    await taken.addReplica();
    await ada.waitFor(answers['/help']);
    await taken.settled();
    expect(await ofTheBot(ada)).toBe(1);
  });

  it('outlives a gateway that is killed while it answers', async () => {
    const taken = await start({ pace: 'process' });
    const ada = taken.person();
    const match = { provider: 'telegram', operation: 'sendMessage' } as const;
    taken.sandbox.behave({ match, action: { kind: 'respond', status: 429, retryAfter: 15 }, times: 1 });
    await ada.say('/help');
    await taken.sandbox.telegram.waitForCall(({ status }) => status === 429);
    await taken.replicas[0]?.kill();
    await taken.addReplica();
    await ada.waitFor(answers['/help'], { timeoutMs: 60_000 });
    await taken.settled();
    expect(await ofTheBot(ada)).toBe(1);
  }, 180_000);
});

describe('several replicas', () => {
  it('share what a webhook brings, and lose nothing when one of them ends', async () => {
    const { person, settled, replicas, stopReplica } = await start({ mode: 'webhook', replicas: 2 });
    const people = Array.from({ length: 20 }, () => person());
    await Promise.all(people.map((each) => each.say('/help')));
    await stopReplica(replicas[0]);
    await Promise.all(people.map((each) => each.say('/terms')));
    await settled();
    expect(await Promise.all(people.map(ofTheBot))).toEqual(people.map(() => 2));
  }, 120_000);

  it('keep the order of each chat, whichever of them gets an update', async () => {
    const { person, settled } = await start({ mode: 'webhook', replicas: 2 });
    const people = Array.from({ length: 20 }, () => person());
    const commands = ['/help', '/terms', '/budget', '/help', '/terms', '/budget'] as const;
    await Promise.all(
      people.map(async (each) => {
        for (const command of commands) await each.say(command);
      }),
    );
    await settled();
    const first = ({ from, version }: Screen): boolean => from === 'bot' && version === 1;
    for (const each of people) {
      const texts = (await each.screens()).filter(first).map(({ text }) => text);
      expect(texts).toHaveLength(commands.length);
      for (const [at, command] of commands.entries()) expect(texts[at]).toMatch(answers[command]);
    }
  });

  it('lose nothing and do nothing twice when one is killed while a webhook brings updates', async () => {
    const { person, settled, replicas, sandbox } = await start({
      mode: 'webhook',
      replicas: 2,
      pace: 'process',
    });
    const crowd = Array.from({ length: 12 }, () => person());
    const prompt = (of: Person): string => `A fox crosses a lake, no. ${of.id}`;
    await Promise.all(crowd.map((each) => each.say(`/new ${prompt(each)} --scenes 2 --seconds 4`)));
    await Promise.all(crowd.map((each) => each.waitFor(/Veo/, { timeoutMs: 60_000 })));
    const accept = async (each: Person): Promise<void> => {
      await each.tap(/^✅/, { timeoutMs: 60_000 });
      await each.say('/help');
    };
    const first = crowd.slice(0, 8).map(accept);
    await sandbox.telegram.waitForCall(({ method }) => method === 'answerCallbackQuery');
    await replicas[0]?.kill();
    await Promise.all([...first, ...crowd.slice(8).map(accept)]);
    await Promise.all(crowd.map((each) => each.waitFor(answers['/help'], { timeoutMs: 60_000 })));
    await settled();
    const updates = await sandbox.telegram.updates();
    expect(await said(line!)).toEqual(updates.map(({ updateId }) => updateId));
    const films = (await line!.all(JobRequested)).map((asked) => asked.prompt);
    expect(films.sort()).toEqual(crowd.map(prompt).sort());
  }, 180_000);

  it('have one of them poll, and another one when that one ends', async () => {
    const { person, stopReplica } = await start({ replicas: 2 });
    const ada = person();
    await ada.say('/help');
    await ada.waitFor(answers['/help']);
    // The one that was there first.
    await stopReplica();
    await ada.say('/terms');
    await ada.waitFor(answers['/terms']);
    expect(await ofTheBot(ada)).toBe(2);
  });

  it('follow one that was killed while it polled', async () => {
    const { person, replicas } = await start({ replicas: 2, pace: 'process' });
    const ada = person();
    await ada.say('/help');
    await ada.waitFor(answers['/help']);
    const polling = replicas.find((replica) => replica.lines().some((each) => each.includes('has the duty')));
    await polling?.kill();
    await ada.say('/terms');
    await ada.waitFor(answers['/terms'], { timeoutMs: 60_000 });
  }, 180_000);
});

describe('the webhook', () => {
  const address = '/telegram/updates';
  const post = (of: ChatLine, secret: string | undefined, body: string): Promise<Response> =>
    fetch(`${of.replicas[0]?.url ?? ''}${address}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
      },
      body,
    });

  it('takes updates from Telegram alone, and nothing that is none', async () => {
    const webhook = await start({ mode: 'webhook' });
    const update = JSON.stringify({ update_id: 5, message: {} });
    expect((await post(webhook, undefined, update)).status).toBe(401);
    expect((await post(webhook, `${webhookSecret}x`, update)).status).toBe(401);
    expect((await post(webhook, webhookSecret, '[]')).status).toBe(400);
    expect((await post(webhook, webhookSecret, '{"update_id":"5"}')).status).toBe(400);
    const huge = JSON.stringify({ update_id: 6, message: { text: 'x'.repeat(5_000_000) } });
    expect((await post(webhook, webhookSecret, huge)).status).toBe(413);
    expect((await post(webhook, webhookSecret, update)).status).toBe(200);
    expect((await post(webhook, webhookSecret, update)).status).toBe(200);
    expect(await said(webhook)).toEqual([5]);
  });

  it('leaves out what the line can never take, so that it does not stand before everything else', async () => {
    const webhook = await start({ mode: 'webhook' });
    const tooLarge = JSON.stringify({ update_id: 6, message: { text: 'x'.repeat(2_000_000) } });
    expect((await post(webhook, webhookSecret, tooLarge)).status).toBe(200);
    expect(await said(webhook)).toEqual([]);
    expect(webhook.replicas[0]?.lines().join('')).toMatch(/an update cannot be said and is left out/);
  });

  it('outlives an outage of NATS', async () => {
    const { nats, person } = await start({ mode: 'webhook' });
    const ada = person();
    await nats.kill();
    await ada.say('/help');
    await nats.restart();
    await ada.waitFor(answers['/help'], { timeoutMs: 45_000 });
    expect(await ofTheBot(ada)).toBe(1);
  });
});

describe('at the start', () => {
  it('a token that Telegram does not accept is named, and where to get one', async () => {
    const wrong = start({ env: { BOT_TOKEN: 'not-a-token' } });
    await expect(wrong).rejects.toThrow(/BOT_TOKEN is not accepted by Telegram: get one from @BotFather/);
  });

  it('an address of the webhook that Telegram does not take is named, with its reason', async () => {
    const { sandbox, addReplica } = await start({ replicas: 0 });
    const match = { provider: 'telegram', operation: 'setWebhook' } as const;
    sandbox.behave({ match, action: { kind: 'respond', status: 400 }, times: 1 });
    const webhook = { TELEGRAM_WEBHOOK_URL: 'https://bot.example/x', TELEGRAM_WEBHOOK_SECRET: webhookSecret };
    await expect(addReplica(webhook)).rejects.toThrow(
      /TELEGRAM_WEBHOOK_URL is not taken by Telegram \(setWebhook: 400 .*\): it must be an https address/,
    );
  });

  it('Telegram may be away: the service lives, is not ready, and is as soon as it is there', async () => {
    const { sandbox, addReplica, stopReplica } = await start();
    await stopReplica();
    const door = await doorTo(Number(new URL(sandbox.url).port));
    await door.shut();
    const apiRoot = sandbox.telegramApiRoot.replace(sandbox.url, door.url);
    const replica = await addReplica({ TELEGRAM_API_ROOT: apiRoot });
    const status = async (page: string): Promise<number> =>
      (await fetch(`${replica.url}/health/${page}`)).status;
    expect([await status('live'), await status('ready')]).toEqual([200, 503]);
    door.open();
    await waitFor(async () => (await status('ready')) === 200, {
      what: 'the service to be ready',
      timeoutMs: 40_000,
    });
    await door.shut();
    expect(await status('ready')).toBe(200);
  });

  it('the bot presents itself in every language, and to its owners with their commands', async () => {
    const { person, addReplica } = await start({ replicas: 0, env: { BOT_OWNER_IDS: '77,78' } });
    const [ada, owner] = [person({ language: 'ru' }), person({ id: 77, language: 'en' })];
    await Promise.all([ada.enter(), owner.enter()]);
    const replica = await addReplica();
    await waitFor(() => replica.lines().some((each) => each.includes('the bot is presented')), {
      what: 'the presentation',
    });
    const names = async (whose: Person): Promise<string[]> =>
      (await whose.sight()).commands.map(({ command }) => command);
    expect(await names(ada)).toEqual(
      expect.arrayContaining(['new', 'status', 'history', 'settings', 'help']),
    );
    expect(await names(ada)).not.toContain('stats');
    expect(await names(owner)).toEqual(expect.arrayContaining(['new', 'stats', 'allow', 'deny', 'limit']));
    expect((await ada.sight()).commands.find(({ command }) => command === 'new')?.description).toMatch(
      /[а-я]/,
    );
    expect((await ada.sight()).description).toMatch(/[а-я]/);
    // Whoever is answered in Russian finds the menu in Russian.
    for (const language of ['kk', 'uz', 'be', 'tt']) {
      const { description, commands } = await person({ language }).sight();
      expect([language, description, commands[0]?.description]).toEqual([
        language,
        expect.stringMatching(/[а-я]/),
        expect.stringMatching(/[а-я]/),
      ]);
    }
    expect((await person({ language: 'de' }).sight()).shortDescription).toMatch(/^[ -~]+$/);
  });
});

describe('the bot', () => {
  it('that is blocked leaves no trouble behind, and talks again when it is let in', async () => {
    const { person, settled, replicas } = await start();
    const ada = person();
    await ada.say('/help');
    await ada.waitFor(answers['/help']);
    await ada.block();
    await settled();
    await ada.unblock();
    await ada.say('/terms');
    await ada.waitFor(answers['/terms']);
    expect(replicas[0]?.lines().join('')).not.toMatch(/dead letters/);
  });

  it('goes on in a new message when the old one was deleted', async () => {
    const { person, settled } = await start();
    const ada = person();
    await ada.say('/settings');
    const { messageId } = await ada.waitFor(/./);
    await ada.delete(messageId);
    await ada.say('/settings');
    const again = await ada.waitFor(({ from, deleted }) => from === 'bot' && !deleted);
    expect(again.messageId).toBeGreaterThan(messageId);
    await settled();
    expect(await ofTheBot(ada)).toBe(1);
  });

  it('is heard in a group only when it is addressed', async () => {
    const { person, settled } = await start();
    const group = { id: -4_000_000_001, type: 'supergroup', title: 'Film club' } as const;
    const ada = person({ group });
    await ada.enter();
    await ada.say('what a day');
    await ada.say('/help@another_bot');
    await ada.say('/help@kinoline_sandbox_bot');
    await ada.waitFor(answers['/help']);
    await settled();
    expect(await ofTheBot(ada)).toBe(1);
  });
});
