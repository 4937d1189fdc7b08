import { beforeEach, describe, expect, it } from '@jest/globals';
import { dictionary, PeopleDesk, shown } from '../../test/people-desk.js';
import { readPressData } from '../telegram/press-data.js';
import { SettingsTopic } from './settings.topic.js';

let desk: PeopleDesk;
let topic: SettingsTopic;
beforeEach(() => {
  desk = new PeopleDesk();
  topic = new SettingsTopic(desk.settings, dictionary);
});

/** Presses a button by its data and keeps what follows. */
async function press(data: string) {
  const turn = await desk.turn('7', { kind: 'press', pressId: 'p', data, messageId: 1 });
  const reply = await topic.press(turn, readPressData(data)!);
  await desk.keep(reply, '7');
  return reply;
}

function chosenLabels(reply: Awaited<ReturnType<typeof press>>): string[] {
  const [effect] = reply.effects ?? [];
  const rows = effect?.kind === 'panel' ? effect.screen.rows : [];
  return rows.flat().flatMap(({ label }) => (label.startsWith('✓') ? [label] : []));
}

describe('the settings', () => {
  it('are shown with what holds', async () => {
    const turn = await desk.turn('7', { kind: 'command', name: 'settings', rest: '' });
    const reply = await topic.commands.settings(turn);
    expect(chosenLabels(reply)).toEqual(['✓ English', '✓ Show each scene', '✓ Approve above $5.00']);
    expect(shown(reply)[0]).toMatch(/approve it when the film costs more than \$5\.00/);
  });

  it('change the language at once', async () => {
    const reply = await press('settings:language:ru');
    expect(shown(reply)[0]).toContain('Язык: русский');
    expect(chosenLabels(reply)).toEqual(['✓ Русский', '✓ Показывать сцены', '✓ Если дороже $5.00']);
    expect(await desk.people.read('7')).toMatchObject({ telegramLocale: 'en', chosenLocale: 'ru' });
    const commands = expect.arrayContaining([{ command: 'new', description: 'Снять новый фильм' }]);
    expect(reply.effects?.slice(1)).toEqual([{ kind: 'menu', commands }]);
    expect((await press('settings:scenes:hide')).effects).toHaveLength(1);
  });

  it('change what is shown and approved; twice is as once', async () => {
    await press('settings:scenes:hide');
    await press('settings:approval:always');
    expect(await desk.people.read('7')).toMatchObject({ showScenes: false, approveAboveUsd: 0 });
    await press('settings:approval:never');
    const reply = await press('settings:approval:never');
    expect(chosenLabels(reply)).toEqual(['✓ English', '✓ Only the film', '✓ No approval']);
    expect((await desk.people.read('7'))?.approveAboveUsd).toBeUndefined();
    await press('settings:approval:above');
    expect(await desk.people.read('7')).toMatchObject({ approveAboveUsd: 5 });
  });

  it('close', async () => {
    expect(await press('settings:close')).toMatchObject({ effects: [{ kind: 'close-panel' }] });
  });

  it('answer what they do not know', async () => {
    expect(await press('settings:language:fr')).toEqual({
      toast: { text: expect.stringMatching(/out of date/) },
    });
    expect(await press('settings:colour:red')).toHaveProperty('toast');
  });
});
