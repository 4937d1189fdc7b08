import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consumerNameOf,
  deadLetterConsumer,
  filterOf,
  historyFilters,
  identityOfSubject,
  InvalidMessageError,
  JobCancelled,
  messageOfSubject,
  messages,
  open,
  SceneFailed,
  seal,
  serviceNames,
  subjectOf,
  subjectTemplateOf,
  topology,
} from './index.js';

const jobId = '019a0000-0000-7000-8000-000000000001';

/** Whether a NATS filter matches a subject (`*`: one token, `>`: one or more). */
function matches(filter: string, subject: string): boolean {
  const wanted = filter.split('.');
  const tokens = subject.split('.');
  const open = wanted.at(-1) === '>';
  if (open ? tokens.length < wanted.length : tokens.length !== wanted.length) return false;
  return wanted.every((token, at) => token === '*' || token === '>' || token === tokens[at]);
}

describe('subjects', () => {
  it('carry the identity of each message, and only its own filter receives it', () => {
    for (const message of messages) {
      const numbers = Object.fromEntries(message.identity.map((field, at) => [field, at + 1]));
      const ofJob = message.identity[0] === 'jobId';
      const identity = { ...numbers, ...(ofJob && { jobId }) };
      const subject = [message.type, ...Object.values(identity)].join('.');
      expect(messageOfSubject(subject)).toBe(message);
      const receivers = messages.filter((other) => matches(filterOf(other), subject));
      expect(receivers).toEqual([message]);
      const histories = historyFilters(jobId).filter((filter) => matches(filter, subject));
      expect(histories).toHaveLength(ofJob ? 1 : 0);
      expect(subjectTemplateOf(message)).not.toMatch(/\d/);
    }
  });

  it('give their identity back', () => {
    const subject = `video.scene.failed.${jobId}.2.1`;
    expect(identityOfSubject(SceneFailed, subject)).toEqual({ jobId, scene: '2', take: '1' });
    expect(identityOfSubject(JobCancelled, 'video.job.cancelled')).toEqual({ jobId: '', cut: '' });
  });

  it('of every message begin with where its history is kept: a job’s under video, a chat’s under telegram', () => {
    for (const { type, identity } of messages) {
      expect(type.startsWith('video.')).toBe(identity[0] === 'jobId');
    }
  });

  it('of another job are not in a job’s history', () => {
    const subject = subjectOf(JobCancelled, { jobId, cut: 1, by: 'person' });
    const [own, further] = historyFilters('019a0000-0000-7000-8000-000000000002');
    expect(matches(own, subject) || matches(further, subject)).toBe(false);
  });

  it('refuse what would not be one token', () => {
    expect(() => subjectOf(JobCancelled, { jobId: 'a.b', cut: 1, by: 'person' })).toThrow(/jobId/);
  });
});

describe('envelope', () => {
  const data = {
    jobId,
    scene: 2,
    take: 1,
    code: 'moderated',
    detail: 'E005',
    retakeMayHelp: true,
    costUsd: 0,
  } as const;

  it('comes back as it was sealed', () => {
    const sealed = seal(SceneFailed, data, { source: 'generator', time: new Date(0) });
    expect(sealed).toMatchObject({ id: `video.scene.failed.${jobId}.2.1`, time: '1970-01-01T00:00:00.000Z' });
    expect(open(SceneFailed, JSON.stringify(sealed))).toEqual(sealed);
  });

  it('refuses a payload that does not fit, naming the field and never its value', () => {
    const bad = { ...data, code: 'sk-secret' } as unknown as typeof data;
    expect(() => seal(SceneFailed, bad, { source: 'generator' })).toThrow(/SceneFailed: code: /);
    expect(() => seal(SceneFailed, bad, { source: 'generator' })).not.toThrow(/sk-secret/);
  });

  it('refuses unknown fields, other messages, other versions and what is not JSON', () => {
    const sealed = seal(SceneFailed, data, { source: 'generator' });
    const refused = [
      '',
      '[]',
      'null',
      JSON.stringify({ ...sealed, version: 2 }),
      JSON.stringify({ ...sealed, extra: 1 }),
      JSON.stringify({ ...sealed, data: { ...data, extra: 1 } }),
    ];
    for (const text of refused) expect(() => open(SceneFailed, text)).toThrow(InvalidMessageError);
    expect(() => open(JobCancelled, JSON.stringify(sealed))).toThrow(/expected video.job.cancelled/);
  });

  it('never throws anything else, whatever arrives', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => open(SceneFailed, text)).toThrow(InvalidMessageError);
      }),
    );
  });
});

describe('topology', () => {
  it('has each (service, message) pair once, with a name of its own', () => {
    const names = serviceNames.flatMap((service) =>
      topology[service].map(({ message }) => consumerNameOf(service, message)),
    );
    expect(new Set([...names, deadLetterConsumer.name]).size).toBe(names.length + 1);
    for (const name of names) expect(name).toMatch(/^[A-Za-z-]+$/);
  });
});
