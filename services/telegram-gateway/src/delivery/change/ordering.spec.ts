import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { CutTalk } from '../../../test/cut-talk.js';
import { JobStory, request } from '../../../test/job-facts.js';
import { unlimited } from '../../../test/standing.js';
import { deliveredJob } from '../../../test/shown-films.js';

Logger.overrideLogger(false);

const order = (talk: CutTalk) => talk.effects('change')[0];

describe('the button that orders a change', () => {
  it('orders what stands above it, also when a later choice could not be drawn', async () => {
    const talk = new CutTalk(deliveredJob());
    await talk.film('shoot');
    await talk.press('2');
    const drawn = talk.panel;
    await talk.press('⏩');
    talk.panel = drawn;
    await talk.press('✅ Re-shoot for $0.60');
    expect([order(talk), talk.admitted]).toEqual([undefined, []]);
    expect(talk.panel?.html).toMatch(/^✋ Something has changed in the meantime[^]*Scenes 2 to 3 are shot/);
    await talk.press('✅ Re-shoot for $1.20');
    expect(order(talk)?.priceUsd).toBe(1.2);
  });

  it('orders no other words at the same price either', async () => {
    const talk = new CutTalk(deliveredJob(), 'ru');
    await talk.film('more');
    await talk.press('1 сцена');
    await talk.press('🎲');
    const drawn = talk.panel;
    await talk.press('✏️');
    await talk.write('Лиса находит лисёнка');
    talk.panel = drawn;
    await talk.press('✅ Снять за $0.60');
    expect(order(talk)).toBeUndefined();
    expect(talk.panel?.html).toMatch(/^✋ Пока вы выбирали, кое-что изменилось[^]*Лиса находит лисёнка/);
    await talk.press('✅ Снять за $0.60');
    expect(order(talk)?.data.change).toMatchObject({ prompt: 'Лиса находит лисёнка' });
  });
});

describe('the price of a change', () => {
  it('stands beside what is left today before and after, for whom there is a limit', async () => {
    const talk = new CutTalk(deliveredJob());
    talk.standing = { ...unlimited, spentUsd: 1.8, limitUsd: 5 };
    await talk.film('shoot');
    await talk.press('2');
    expect(talk.panel?.html).toContain(
      '💵 <b>$0.60</b> · ⏳ about a minute\n👛 You have $3.20 for today, $2.60 will be left after this',
    );
    talk.standing = { ...unlimited, spentUsd: 4.8, limitUsd: 5 };
    await talk.film('more');
    await talk.press('1 scene');
    await talk.press('🎲');
    expect(talk.panel?.html).toContain('⚠️ You have $0.20 left for today, $0.40 short.');
  });

  it('is kept within what the person said the film may cost', async () => {
    const asked = request({ requester: { channel: 'telegram', personId: '42', chatId: '42', locale: 'en' } });
    const story = new JobStory({ ...asked, settings: { ...asked.settings, scenes: 3 } }, 1, 2.5).planned();
    story.rendered(1).rendered(2).rendered(3).stitched().delivered();
    const talk = new CutTalk(story.job);
    await talk.film('shoot');
    await talk.press('2');
    expect(talk.panel?.html).not.toContain('⚠️');
    await talk.press('✅');
    expect(order(talk)?.data.budgetUsd).toBe(2.5);
    await talk.film('shoot');
    await talk.press('2');
    await talk.press('⏩');
    const limit = 'You said this film may cost $2.50 at most, and $0.70 of that is left.';
    expect(talk.panel?.html).toContain(`⚠️ ${limit}`);
    await talk.press('✅');
    expect([order(talk), talk.admitted.length]).toEqual([undefined, 1]);
    expect(talk.panel?.html).toMatch(/^✋ You said this film may cost \$2\.50/);
  });
});
