import type { FastifyReply } from 'fastify';
import type { BehaviourBook } from '../behaviour.js';
import { intercept } from '../intercept.js';
import type { Prediction } from './prediction.js';
import { wording } from './wording.js';

/** Lets the rules act on a call that costs nothing; true when they answered it. */
export type Gate = (reply: FastifyReply, operation: string, prediction?: Prediction) => Promise<boolean>;

/** A gate that asks `behaviours`. */
export function openGate(behaviours: BehaviourBook): Gate {
  return (reply, operation, prediction) => {
    const text = prediction?.settled['prompt'];
    const prompt = typeof text === 'string' ? text : undefined;
    const facts = { provider: 'replicate', operation, model: prediction?.model, prompt } as const;
    return intercept(behaviours.effectsOn(facts), reply, wording);
  };
}
