import { describe, expect, it } from '@jest/globals';
import { BotProfile } from './bot-profile.js';

const list = (description: string): { command: string; description: string }[] => [
  { command: 'new', description },
];

describe('the commands a person finds', () => {
  it('are those of the narrowest scope, first in the language, then in all', () => {
    const profile = new BotProfile();
    const found = (language: string): string | undefined =>
      profile.commandsFor(7, 7, language)[0]?.description;
    expect(found('ru')).toBeUndefined();
    profile.setCommands({ type: 'default' }, '', list('a film'));
    profile.setCommands({ type: 'default' }, 'ru', list('фильм'));
    expect([found('ru'), found('de')]).toEqual(['фильм', 'a film']);
    profile.setCommands({ type: 'all_private_chats' }, '', list('a private film'));
    expect(found('ru')).toBe('a private film');
    profile.setCommands({ type: 'chat', chat_id: 7 }, '', list('your film'));
    expect(found('ru')).toBe('your film');
    expect(profile.commandsFor(-5, 7, 'ru')[0]?.description).toBe('фильм');
    profile.setCommands({ type: 'chat', chat_id: 7 }, '', []);
    expect(found('ru')).toBe('a private film');
  });

  it('are kept apart for the bot', () => {
    const profile = new BotProfile();
    profile.setCommands({ type: 'default' }, 'ru', list('фильм'));
    expect(profile.commandsOf({ type: 'default' }, 'ru')).toHaveLength(1);
    expect(profile.commandsOf({ type: 'default' }, 'en')).toEqual([]);
    profile.setText('description', 'ru', 'Кино');
    profile.setText('description', '', 'Films');
    expect(profile.textFor('description', 'de')).toBe('Films');
    expect(profile.textOf('description', 'de')).toBe('');
    expect(profile.textFor('description', 'ru')).toBe('Кино');
  });
});
