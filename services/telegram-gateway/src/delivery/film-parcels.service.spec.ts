import { expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DeliveryWorld } from '../../test/delivery-world.js';
import { filmStitched, jobRequested, newJobId } from '../../test/films.js';
import { filmed, shownJob } from '../../test/shown-films.js';
import { unlimited } from '../../test/standing.js';

Logger.overrideLogger(false);

it('a film tells what its person has left today, where there is a limit', async () => {
  const captionWhere = async (limitUsd: number | undefined): Promise<string | undefined> => {
    const jobId = newJobId();
    const made = filmed(jobId).slice(0, -1);
    const world = new DeliveryWorld(shownJob(made, jobRequested(jobId, 'telegram')));
    world.standing = { ...unlimited, spentUsd: 3.6, limitUsd };
    await world.deliver(filmStitched(jobId));
    return world.chats.messages.at(-1)?.html;
  };
  expect(await captionWhere(5)).toContain('👛 Left for today: $1.40');
  expect(await captionWhere(undefined)).not.toContain('👛');
});
