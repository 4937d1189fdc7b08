import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keyValueBuckets } from '@kinoline/contracts';
import { connectToNats, KvDocuments, provision } from '@kinoline/messaging';
import { type NatsServer, startNatsServer } from '@kinoline/testing';
import { Kvm } from '@nats-io/kv';
import type { AccessSettings, UseLimits } from '../src/config.js';
import type { Person } from '../src/people/person.js';
import { quotaBookSchema } from '../src/people/quota-book.js';
import { quotaBookKey } from '../src/people/quota-books.js';
import { QuotasService } from '../src/people/quotas.service.js';
import { newJobId } from './films.js';
import { newcomer } from './talk-line.js';

const noLimits: UseLimits = { jobsAtOnce: undefined, jobsADay: undefined, dayUsd: undefined };
const now = new Date();
const person = (personId: number): Person => ({ ...newcomer, personId: String(personId) });

describe('the quotas of two gateways', () => {
  let nats: NatsServer;
  let connections: Awaited<ReturnType<typeof connectToNats>>[];
  beforeAll(async () => {
    nats = await startNatsServer();
    connections = await Promise.all([1, 2].map(() => connectToNats({ servers: [nats.url] })));
    await provision(connections[0]!);
  });
  beforeEach(async () => {
    await (await new Kvm(connections[0]!).open(keyValueBuckets.quotas.name)).purge(quotaBookKey);
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await nats.stop();
  });

  function gateways(limits: Partial<AccessSettings>): QuotasService[] {
    const access: AccessSettings = {
      access: 'open',
      ownerIds: new Set(),
      allowedIds: new Set(),
      eachPerson: noLimits,
      everyone: noLimits,
      budgets: { jobUsd: undefined, personDayUsd: undefined },
      ...limits,
    };
    return connections.map((connection) => {
      const books = new KvDocuments(connection, keyValueBuckets.quotas, quotaBookSchema);
      return new QuotasService(books, { access });
    });
  }

  /** Fifty jobs at the same time, for two dollars each; those that may begin, and whose they are. */
  async function fifty(services: QuotasService[], personOf: (at: number) => Person) {
    const jobs = Array.from({ length: 50 }, (_, at) => ({ jobId: newJobId(), owner: personOf(at) }));
    const refusals = await Promise.all(
      jobs.map(({ jobId, owner }, at) => services[at % 2]!.admit(owner, jobId, 2, now)),
    );
    return jobs.filter((_, at) => refusals[at] === undefined);
  }

  it('let exactly as many begin as there is money for all', async () => {
    const [one, two] = gateways({ everyone: { ...noLimits, dayUsd: 20 } });
    const begun = await fifty([one!, two!], person);
    expect(begun).toHaveLength(10);
    const late = newJobId();
    expect(await two!.admit(person(99), late, 2, now)).toMatchObject({ because: 'everyone-day', leftUsd: 0 });

    const { jobId, owner } = begun[0]!;
    // Both heard of the same take, and of the same end.
    await Promise.all(
      [one!, two!].map((each) => each.bill(owner.personId, jobId, { scene: 1, take: 1 }, 0.5, now)),
    );
    await Promise.all([one!, two!].map((each) => each.release(owner.personId, jobId, 'cancelled', now)));
    expect(await two!.standing(owner, now)).toMatchObject({ spentUsd: 0.5, reservedUsd: 0, jobsRunning: 0 });
    expect(await two!.admit(person(99), late, 2, now)).toMatchObject({ leftUsd: 1.5 });
    expect(await one!.admit(person(99), late, 1.5, now)).toBeUndefined();
  });

  it('let exactly as many of a person run as may at once, and a day', async () => {
    const services = gateways({ eachPerson: { ...noLimits, jobsAtOnce: 3 } });
    expect(await fifty(services, () => person(1))).toHaveLength(3);
    expect(await fifty(services, (at) => person(2 + (at % 2)))).toHaveLength(6);
    expect(await fifty(gateways({ everyone: { ...noLimits, jobsADay: 12 } }), person)).toHaveLength(3);
  });

  it('admit a job once, however often and wherever that is asked', async () => {
    const services = gateways({ eachPerson: { jobsAtOnce: 1, jobsADay: 1, dayUsd: 2 } });
    const jobId = newJobId();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => services[at % 2]!.admit(person(1), jobId, 2, now)),
    );
    expect(answers.every((refusal) => refusal === undefined)).toBe(true);
    expect(await services[0]!.standing(person(1), now)).toEqual({
      spentUsd: 0,
      reservedUsd: 2,
      limitUsd: 2,
      jobsToday: 1,
      jobsADay: 1,
      jobsRunning: 1,
      jobsAtOnce: 1,
    });
  });

  it('hold to what an owner set for a person', async () => {
    const [one] = gateways({ eachPerson: { ...noLimits, dayUsd: 2 } });
    const limited = { ...person(1), dayLimitUsd: 5 };
    expect(one!.dayLimitUsd(limited)).toBe(5);
    expect(await one!.admit(limited, newJobId(), 4, now)).toBeUndefined();
    expect(await one!.admit(person(2), newJobId(), 4, now)).toMatchObject({ because: 'person-day' });
  });
});
