import { type ServiceName, topology } from '@kinoline/contracts';
import { hearsDeadLetters } from '../deliver/durables.js';
import { deadLetterPattern } from './hears-dead-letters.decorator.js';

/** The handlers found do not fit the topology; the service must not start. */
export class HandlerMismatchError extends Error {
  override readonly name = 'HandlerMismatchError';
}

const place = (service: ServiceName): string => `topology['${service}'] in libs/contracts/src/topology.ts`;

const decoratorOf = (name: string): string =>
  name === deadLetterPattern ? '@HearsDeadLetters()' : `@Hears(${name})`;

/**
 * Compares the messages that a service's controllers hear with the topology.
 *
 * @param heard the names of the messages, one entry for every handler found
 * @throws HandlerMismatchError that names every missing, double and foreign handler and how to mend it.
 */
export function checkHandlers(service: ServiceName, heard: readonly string[]): void {
  const messages = topology[service].map(({ message }) => message.name as string);
  const expected = hearsDeadLetters(service) ? [...messages, deadLetterPattern] : messages;
  const missing = expected.filter((name) => !heard.includes(name));
  const double = expected.filter((name) => heard.filter((one) => one === name).length > 1);
  const foreign = [...new Set(heard)].filter((name) => !expected.includes(name));
  const problems = [
    ...missing.map(
      (name) =>
        `${name} has no handler: add a method with ${decoratorOf(name)}, or take it out of ${place(service)}`,
    ),
    ...double.map((name) => `${name} has more than one handler: remove all ${decoratorOf(name)} but one`),
    ...foreign.map(
      (name) => `${name} is not heard by this service: remove its handler, or add it to ${place(service)}`,
    ),
  ];
  if (problems.length > 0) throw new HandlerMismatchError(`${service} cannot start. ${problems.join('. ')}.`);
}
