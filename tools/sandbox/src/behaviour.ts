import { z } from 'zod';
import { defectSchema } from './clips/defect.js';

const actionSchema = z.discriminatedUnion('kind', [
  /** Answers later, by so many milliseconds. */
  z.strictObject({ kind: z.literal('delay'), ms: z.int().nonnegative() }),
  /** Answers with this instead of doing the work; without a body, the provider's own words for the status. */
  z.strictObject({
    kind: z.literal('respond'),
    status: z.int().min(100).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** Seconds, sent as the provider sends it. */
    retryAfter: z.number().nonnegative().optional(),
  }),
  /** Breaks the connection: before anything is accepted, or after the work was accepted and goes on. */
  z.strictObject({ kind: z.literal('drop'), when: z.enum(['before', 'after']) }),
  /** The prediction fails with this error text. */
  z.strictObject({ kind: z.literal('fail'), error: z.string() }),
  /** The prediction is refused by moderation. */
  z.strictObject({ kind: z.literal('moderate') }),
  /** The prediction succeeds without an output. */
  z.strictObject({ kind: z.literal('null-output') }),
  /** The prediction stays in processing until it is cancelled. */
  z.strictObject({ kind: z.literal('hang') }),
  /** The prediction takes at least so long, in milliseconds. */
  z.strictObject({ kind: z.literal('slow'), ms: z.int().nonnegative() }),
  /** The webhook's last event comes twice, or no event comes at all. */
  z.strictObject({ kind: z.literal('webhook'), deliver: z.enum(['twice', 'never']) }),
  /** The delivered file is broken or not what was asked for. */
  z.strictObject({ kind: z.literal('clip'), defect: defectSchema }),
  /** The clip is as it should be, but noisy and of about so many bytes a second. */
  z.strictObject({ kind: z.literal('heavy'), bytesPerSecond: z.int().positive().default(6_000_000) }),
  /** The completion is a refusal, is cut off, or is stopped by the content filter. */
  z.strictObject({ kind: z.literal('completion'), end: z.enum(['refusal', 'length', 'content_filter']) }),
]);

/** What a rule does. */
export type BehaviourAction = z.infer<typeof actionSchema>;

const ruleSchema = z.strictObject({
  /** All given conditions must hold; none given matches everything. */
  match: z
    .strictObject({
      provider: z.enum(['replicate', 'openai', 'telegram']).optional(),
      /** `owner/name` at Replicate, the model's name at OpenAI. */
      model: z.string().optional(),
      /** Text that the prompt (OpenAI: all messages; Telegram: the text or caption) contains. */
      promptIncludes: z.string().optional(),
      /**
       * `prediction.create`, `prediction.get`, `prediction.list`, `prediction.cancel`, `file.create`, `delivery.get`,
       * `chat.completion`, a Bot API method as Telegram spells it, or `file.get` for downloads from Telegram.
       */
      operation: z.string().optional(),
      /** Telegram: the chat's id. */
      chat: z.int().optional(),
    })
    .default({}),
  action: actionSchema,
  /** How many requests it applies to; without it, every one. */
  times: z.int().positive().optional(),
  /** How many matching requests pass before it begins. */
  skip: z.int().nonnegative().default(0),
});

/** A rule as it is given. */
export type BehaviourRule = z.input<typeof ruleSchema>;
type Rule = z.output<typeof ruleSchema> & { seen: number };

/** What a rule is matched against. */
export interface RequestFacts {
  readonly provider: 'replicate' | 'openai' | 'telegram';
  readonly operation: string;
  readonly model?: string | undefined;
  readonly prompt?: string | undefined;
  readonly chat?: number | string | undefined;
}

type ActionOf<Kind extends BehaviourAction['kind']> = Extract<BehaviourAction, { kind: Kind }>;

/** What the rules do to one request; of each, the first rule that matches. */
export interface Effects {
  readonly delay?: ActionOf<'delay'>;
  readonly answer?: ActionOf<'respond' | 'drop'>;
  readonly outcome?: ActionOf<'fail' | 'moderate' | 'null-output' | 'hang'>;
  readonly slow?: ActionOf<'slow'>;
  readonly webhook?: ActionOf<'webhook'>;
  readonly clip?: ActionOf<'clip'>;
  readonly heavy?: ActionOf<'heavy'>;
  readonly completion?: ActionOf<'completion'>;
}

const slotOf: Record<BehaviourAction['kind'], keyof Effects> = {
  delay: 'delay',
  respond: 'answer',
  drop: 'answer',
  fail: 'outcome',
  moderate: 'outcome',
  'null-output': 'outcome',
  hang: 'outcome',
  slow: 'slow',
  webhook: 'webhook',
  clip: 'clip',
  heavy: 'heavy',
  completion: 'completion',
};

const creationSlots = ['delay', 'answer', 'outcome', 'slow', 'webhook', 'clip', 'heavy'] as const;

function applicable(operation: string): readonly (keyof Effects)[] {
  if (operation === 'prediction.create') return creationSlots;
  if (operation === 'chat.completion') return ['delay', 'answer', 'completion'];
  return ['delay', 'answer'];
}

function matches({ match }: Rule, facts: RequestFacts): boolean {
  return (
    (match.provider === undefined || match.provider === facts.provider) &&
    (match.operation === undefined || match.operation === facts.operation) &&
    (match.model === undefined || match.model === facts.model) &&
    (match.chat === undefined || match.chat === facts.chat) &&
    (match.promptIncludes === undefined || (facts.prompt ?? '').includes(match.promptIncludes))
  );
}

/** Counts the request against the rule and says whether the rule applies to it. */
function takes(rule: Rule): boolean {
  rule.seen += 1;
  return rule.seen > rule.skip;
}

function spent(rule: Rule): boolean {
  return rule.times !== undefined && rule.seen >= rule.skip + rule.times;
}

/** The rules in force. */
export interface BehaviourBook {
  /** Adds a rule behind the others. Throws a ZodError on a malformed one. */
  add(rule: unknown): void;
  clear(): void;
  /** What happens to this request; counts it against the rules that apply. */
  effectsOn(facts: RequestFacts): Effects;
  /** The rules that still apply to something. */
  rules(): readonly BehaviourRule[];
}

/** An empty book of rules. */
export function openBehaviourBook(): BehaviourBook {
  const rules: Rule[] = [];
  const effectsOn = (facts: RequestFacts): Effects => {
    const effects: Partial<Record<keyof Effects, BehaviourAction>> = {};
    const slots = applicable(facts.operation);
    for (const rule of [...rules]) {
      const slot = slotOf[rule.action.kind];
      if (!slots.includes(slot) || effects[slot] || !matches(rule, facts) || !takes(rule)) continue;
      effects[slot] = rule.action;
      if (spent(rule)) rules.splice(rules.indexOf(rule), 1);
    }
    return effects as Effects;
  };
  return {
    add: (rule) => void rules.push({ ...ruleSchema.parse(rule), seen: 0 }),
    clear: () => void rules.splice(0),
    effectsOn,
    rules: () =>
      rules.map(({ match, action, times, skip }) => ({ match, action, skip, ...(times ? { times } : {}) })),
  };
}
