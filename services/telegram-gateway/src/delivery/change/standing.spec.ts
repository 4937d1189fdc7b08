import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { CutTalk } from '../../../test/cut-talk.js';
import { jobRequested, newJobId, plannedScene, scenesPlanned } from '../../../test/films.js';
import { at, brought, deliveredJob, filmed, shownJob } from '../../../test/shown-films.js';
import { shownAfter } from '../../jobs/shown-after.js';

Logger.overrideLogger(false);

describe('the buttons under a film', () => {
  it('know that there is a newer film, and go', async () => {
    const job = shownAfter(deliveredJob(), brought(2));
    const talk = new CutTalk(job);
    await talk.film('shoot', 1);
    expect(talk.reply.toast).toEqual({
      text: 'There is a newer version of this film. The buttons are under that one.',
      alert: true,
    });
    const [buttons] = talk.effects('buttons');
    expect(buttons).toMatchObject({ messageId: 500 });
    expect(buttons?.rows.flat().map(({ label }) => label)).toEqual(['♻️ Same text again', '⚙️ Settings']);
    await talk.film('more', 2);
    expect(talk.panel).toBeDefined();
  });

  it('answer while the job is at work, waits for an answer, is held, is not theirs, or is forgotten', async () => {
    const jobId = newJobId();
    const request = jobRequested(jobId, 'telegram');
    const going = new CutTalk(shownJob(filmed(jobId), request));
    await going.film('shoot');
    expect(going.reply.toast?.text).toMatch(/still being worked on/);

    const change = { revision: 1, at: '2026-11-22T12:00:00.000Z', totalUsd: 3 };
    const asked = shownAfter(deliveredJob(), {
      name: 'ChangeAsked',
      change: { ...change, change: { kind: 'resume' } },
    });
    const waiting = new CutTalk(asked);
    await waiting.film('shoot');
    expect(waiting.reply.toast?.text).toMatch(/still being worked on/);

    const other = new CutTalk(deliveredJob(), 'en', '43');
    await other.film('shoot');
    expect(other.reply.toast?.text).toMatch(/Only the person who ordered/);
    expect(other.effects('buttons')).toEqual([]);

    const forgotten = new CutTalk(undefined);
    await forgotten.film('shoot', 1, newJobId());
    expect(forgotten.reply.toast?.text).toMatch(/too long ago/);
    expect(forgotten.effects('buttons')).toEqual([{ kind: 'buttons', messageId: 500, rows: [] }]);
  });

  it('offer the same text again when the clips that stay are not kept any more', async () => {
    for (const action of ['shoot', 'more'] as const) {
      const talk = new CutTalk(deliveredJob());
      talk.clipsGone = true;
      await talk.film(action);
      expect(talk.reply.toast?.text).toMatch(/cannot be changed any more/);
      const [buttons] = talk.effects('buttons');
      expect(buttons).toMatchObject({ messageId: 500 });
      expect(buttons?.rows.flat().map(({ label }) => label)).toEqual(['♻️ Same text again', '⚙️ Settings']);
      expect(talk.panel).toBeUndefined();
    }
  });

  it('order nothing when the clips go while the person chooses', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('2');
    talk.clipsGone = true;
    await talk.press('✅');
    expect([talk.admitted, talk.effects('change'), talk.panel]).toEqual([[], [], undefined]);
    const [message] = talk.effects('message');
    expect(message?.screen.html).toMatch(/cannot be changed any more/);
    expect(message?.screen.rows.flat().map(({ label }) => label)).toEqual(['♻️ Same text again']);
  });

  it('order nothing while the store cannot be asked, and keep what was chosen until it can', async () => {
    for (const action of ['shoot', 'more'] as const) {
      const early = new CutTalk(deliveredJob());
      early.storeAway = true;
      await early.film(action);
      expect(early.reply.toast?.text).toMatch(/cannot check the scenes of this film just now/);
      expect([early.effects('buttons'), early.panel]).toEqual([[], undefined]);
    }
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('2');
    talk.storeAway = true;
    await talk.press('✅');
    expect([talk.admitted, talk.effects('change')]).toEqual([[], []]);
    expect(talk.panel?.html).toMatch(/^✋ I cannot check the scenes of this film just now/);
    talk.storeAway = false;
    await talk.press('✅');
    expect(talk.effects('change')).toHaveLength(1);
  });

  it('change a film of one scene however old it is: nothing of it stays', async () => {
    const jobId = newJobId();
    const plan = scenesPlanned(jobId, { scenes: [plannedScene(1)] });
    const talk = new CutTalk(deliveredJob({ plan }, jobRequested(jobId, 'telegram')));
    talk.clipsGone = true;
    await talk.film('shoot');
    await talk.press('✅');
    expect(talk.effects('change')).toHaveLength(1);
  });

  it('show the message of a job that broke off since below the film', async () => {
    const first = deliveredJob();
    const { jobId } = first;
    const talk = new CutTalk(
      [
        { name: 'ScenesPlanned', data: scenesPlanned(jobId, { revision: 2, cut: 2 }), at } as const,
        { name: 'JobCancelled', data: { jobId, cut: 2, by: 'person' }, at } as const,
      ].reduce(shownAfter, first),
    );
    await talk.film('shoot');
    await talk.press('2');
    await talk.press('✅');
    expect(talk.effects('change')).toHaveLength(1);
    expect(talk.effects('show-job')).toEqual([{ kind: 'show-job', jobId, below: true }]);
  });

  it('do nothing to a plan that changed meanwhile', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('2');
    const { jobId } = talk.job!;
    talk.job = shownAfter(talk.job!, {
      name: 'ScenesPlanned',
      data: scenesPlanned(jobId, { revision: 2, warnings: [{ code: 'edit-refused', detail: 'no' }] }),
      at: '2026-11-22T12:00:00.000Z',
    });
    await talk.press('✅');
    expect(talk.effects('change')).toEqual([]);
    expect(talk.panel).toBeUndefined();
    expect(talk.reply.toast?.text).toMatch(/while you were choosing/);
    expect(talk.admitted).toEqual([]);
  });
});
