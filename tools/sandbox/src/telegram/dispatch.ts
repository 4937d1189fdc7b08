import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Effects } from '../behaviour.js';
import type { SandboxContext } from '../context.js';
import { dropConnection, dropsAfter, intercept } from '../intercept.js';
import { isRecord } from '../openai/json-schema.js';
import type { TelegramCall } from './calls.js';
import { methodFields } from './method-fields.js';
import { findMethod } from './methods/catalogue.js';
import type { NamedMethod } from './methods/catalogue.js';
import type { User } from './model.js';
import { assertUploads, readParameters } from './parameters.js';
import type { Parameters } from './parameters.js';
import { problemOf, TelegramError } from './problem.js';
import { unknownFields } from './unknown-fields.js';
import { discardUploads } from './upload.js';
import type { TelegramWorld } from './world.js';

/** The path of a call. */
export interface Target {
  readonly token: string;
  readonly method: string;
}
type Request = FastifyRequest<{ Params: Target }>;

/** The bot behind a token. Throws 404 on what is no token, 401 on one that cannot be right. */
export function botOf(token: string, username: string): User {
  const id = /^(\d+):/.exec(token)?.[1];
  if (id === undefined) throw new TelegramError(404);
  if (!/^\d+:[\w-]{30,}$/.test(token)) throw new TelegramError(401);
  return { id: Number(id), is_bot: true, first_name: 'Kinoline', username };
}

function goneWith({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

type Outcome = Pick<TelegramCall, 'status' | 'accepted' | 'description' | 'retryAfter' | 'messageIds'>;

function messageIdsOf(result: unknown): number[] {
  return [result]
    .flat()
    .map((message) => (isRecord(message) ? message['message_id'] : undefined))
    .filter((id) => typeof id === 'number');
}

function refused(error: TelegramError): Outcome {
  const { status, message: description, retryAfter } = error;
  const seconds = retryAfter === undefined ? {} : { retryAfter };
  return { status, accepted: false, description, ...seconds, messageIds: [] };
}

/** One call on its way through the sandbox. */
class Dispatch {
  private readonly began = Date.now();
  private readonly ignored: string[] = [];
  private parameters: Parameters = { values: {}, files: new Map() };
  private method: NamedMethod | undefined;

  constructor(
    private readonly request: Request,
    private readonly reply: FastifyReply,
    private readonly context: SandboxContext,
    private readonly world: TelegramWorld,
  ) {}

  async run(): Promise<void> {
    try {
      await this.attempt();
    } catch (error) {
      const known = error instanceof TelegramError ? error : new TelegramError(500, String(error));
      this.log(refused(known));
      await this.refuse(known);
    } finally {
      await discardUploads(this.parameters.files.values());
    }
  }

  private async attempt(): Promise<void> {
    const { token, method: name } = this.request.params;
    this.world.bot = botOf(token, this.world.settings.telegram.botUsername);
    this.parameters = await readParameters(this.request, this.world.files.folder);
    this.method = findMethod(name);
    if (!this.method) throw new TelegramError(404, 'method not found');
    const effects = this.effects(this.method.name);
    if (!(await this.faked(effects))) await this.perform(this.method, effects);
  }

  private effects(operation: string): Effects {
    const { values } = this.parameters;
    const words = values['text'] ?? values['caption'];
    const prompt = typeof words === 'string' ? words : undefined;
    const chat = this.chatId();
    return this.context.behaviours.effectsOn({ provider: 'telegram', operation, prompt, chat });
  }

  /** Answers as a rule says, in place of the method; false when none does. */
  private async faked(effects: Effects): Promise<boolean> {
    const { answer } = effects;
    const wording = (
      status: number,
      seconds?: number,
    ): { body: unknown; headers: Record<string, string> } => {
      const problem = problemOf(status, seconds);
      return { body: problem.body, headers: problem.headers };
    };
    if (!(await intercept(effects, this.reply, wording))) return false;
    const broken = { status: 0, accepted: false, messageIds: [] };
    this.log(answer?.kind === 'respond' ? refused(problemOf(answer.status, answer.retryAfter)) : broken);
    return true;
  }

  private async perform(method: NamedMethod, effects: Effects): Promise<void> {
    assertUploads(this.parameters.files);
    const { bot } = this.world;
    const { token } = this.request.params;
    const result = await method.run({
      ...{ ...this.parameters, bot, token, world: this.world, gone: goneWith(this.reply) },
      ignore: (field) => void this.ignored.push(field),
    });
    const drops = dropsAfter(effects);
    this.log({ status: drops ? 0 : 200, accepted: true, messageIds: messageIdsOf(result) });
    if (drops) dropConnection(this.reply);
    else await this.reply.send({ ok: true, result });
  }

  private async refuse(error: TelegramError): Promise<void> {
    await this.reply.code(error.status).headers(error.headers).send(error.body);
  }

  private chatId(): number | string | undefined {
    const id = this.parameters.values['chat_id'];
    if (typeof id === 'number') return id;
    if (typeof id !== 'string') return undefined;
    return /^-?\d+$/.test(id) ? Number(id) : id;
  }

  private log(outcome: Outcome): void {
    const { values, files } = this.parameters;
    const chatId = this.chatId();
    const messageId = Number(values['message_id']);
    const name = this.method?.name;
    const attached = JSON.stringify(values);
    const loose = [...files.keys()].filter(
      (field) => !attached.includes(`attach://${field}`) && !(name && field in methodFields[name]),
    );
    this.world.calls.add({
      ...{ at: new Date(this.began).toISOString(), ms: Date.now() - this.began },
      ...{ method: name ?? this.request.params.method, ...outcome, parameters: values },
      ...(chatId !== undefined && { chatId }),
      ...(messageId > 0 && { messageId }),
      unknownFields: name ? [...unknownFields(values, methodFields[name]), ...loose] : [],
      ignoredFields: this.ignored,
      uploadedBytes: [...files.values()].reduce((sum, { size }) => sum + size, 0),
    });
  }
}

/** Answers one call of the Bot API, as the rules or the method say, and writes it down. */
export function dispatch(
  request: Request,
  reply: FastifyReply,
  context: SandboxContext,
  world: TelegramWorld,
): Promise<void> {
  return new Dispatch(request, reply, context, world).run();
}
