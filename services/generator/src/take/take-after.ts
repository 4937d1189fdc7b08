import type { Fact, Failure } from './fact.js';
import { type OpenTake, predictionIdOf, type TakeIn, type TakeState, type TakeStateName } from './take.js';

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>;

/** What a state makes of the facts that mean something to it. */
type Rules<Name extends TakeStateName> = {
  readonly [Kind in Fact['kind']]?: (take: TakeIn<Name>, fact: FactOf<Kind>) => OpenTake;
};

/** The protocol that keeps a take from being paid twice, state by state; what is not here changes nothing. */
const protocol: { readonly [Name in TakeStateName]: Rules<Name> } = {
  intended: {
    'over-budget': (take, { detail }) =>
      failed(take, { code: 'over-budget', detail, retakeMayHelp: false, cost: 'nothing' }),
    unsendable: (take, { failure }) => failed(take, failure),
    'send-started': (take, { sender, at, sent }) => ({
      ...moved(take, { name: 'sending', sender, since: at }),
      sent,
    }),
    // Nothing was sent, and never will be.
    'stop-wanted': (take) => failed(take, neverSent),
    nudged,
  },
  sending: {
    created: (take, { predictionId, at }) =>
      moved(take, { name: 'waiting', predictionId, since: at, cancelSent: false }),
    'not-created': (take, { sender, notBefore }) =>
      isSender(take, sender) ? notCreated(take, notBefore) : take,
    refused: (take, { sender, failure }) => (isSender(take, sender) ? failed(take, failure) : take),
    'never-found': (take, { detail }) =>
      failed(take, { code: 'ambiguous', detail, retakeMayHelp: false, cost: 'price' }),
    'stop-wanted': marked,
    nudged,
  },
  waiting: {
    succeeded: (take, { output, providerSeconds, at }) =>
      moved(take, {
        name: 'copying',
        predictionId: take.state.predictionId,
        output,
        providerSeconds,
        since: at,
      }),
    ended: (take, { failure }) => failed(take, failure),
    'cancel-sent': (take) =>
      take.state.cancelSent ? take : moved(take, { ...take.state, cancelSent: true }),
    'stop-wanted': marked,
    nudged,
  },
  // From here on the prediction is finished and paid for: its clip is kept, cancelled job or not.
  copying: {
    copied: (take, { clip }) => {
      const { predictionId, providerSeconds } = take.state;
      return moved(take, { name: 'done', predictionId, clip, providerSeconds });
    },
    'copy-failed': (take, { failure }) => failed(take, failure),
  },
  done: {},
  failed: {},
};

/**
 * The take after a fact. A fact that says nothing new, comes too late or belongs to another sender leaves the take as
 * it is (the very same object), so that every fact may be told any number of times, by any replica.
 */
export function takeAfter(take: OpenTake, fact: Fact): OpenTake {
  // The table's types tie each rule to its state and fact; looked up by both, the rule fits both.
  const rule = protocol[take.state.name][fact.kind] as ((take: OpenTake, fact: Fact) => OpenTake) | undefined;
  return rule ? rule(take, fact) : take;
}

const neverSent: Failure = {
  code: 'cancelled',
  detail: 'the job was cancelled before the take was sent',
  retakeMayHelp: false,
  cost: 'nothing',
};

/** Only the sender itself can know what became of its request. */
function isSender(take: TakeIn<'sending'>, sender: string): boolean {
  return take.state.sender === sender;
}

function notCreated(take: TakeIn<'sending'>, notBefore: number): OpenTake {
  return take.stop ? failed(take, neverSent) : moved(take, { name: 'intended', notBefore });
}

/** On its way or running: stopped once its prediction is known. */
function marked(take: OpenTake, { because, at }: FactOf<'stop-wanted'>): OpenTake {
  return take.stop ? take : { ...take, stop: { because, at } };
}

function nudged(take: OpenTake): OpenTake {
  return { ...take, nudges: take.nudges + 1 };
}

function moved(take: OpenTake, state: TakeState): OpenTake {
  return { ...take, state };
}

function failed(take: OpenTake, { code, detail, retakeMayHelp, cost }: Failure): OpenTake {
  const predictionId = predictionIdOf(take);
  return moved(take, {
    name: 'failed',
    ...(predictionId === undefined ? {} : { predictionId }),
    code,
    detail: detail.slice(0, 2000),
    retakeMayHelp,
    costMicroUsd: cost === 'price' ? take.intent.priceMicroUsd : 0,
  });
}
