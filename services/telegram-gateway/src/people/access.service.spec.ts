import { describe, expect, it } from '@jest/globals';
import { newcomer } from '../../test/talk-line.js';
import type { ChatEvent } from '../telegram/chat-event.js';
import { AccessService } from './access.service.js';
import type { Person } from './person.js';

const now = new Date('2026-11-22T12:00:00Z');
const noLimits = { jobsAtOnce: undefined, jobsADay: undefined, dayUsd: undefined };

const service = (access: 'list' | 'open') =>
  new AccessService({
    access: {
      access,
      ownerIds: new Set(['1']),
      allowedIds: new Set(['2', '-100']),
      eachPerson: noLimits,
      everyone: noLimits,
      budgets: { jobUsd: undefined, personDayUsd: undefined },
    },
    contact: '@ada',
  });

const event = (chatId: string, what: ChatEvent['what'] = { kind: 'text', text: 'hello' }): ChatEvent => ({
  updateId: 1,
  at: 1,
  chat: { id: chatId, kind: chatId.startsWith('-') ? 'group' : 'private' },
  sender: { personId: '7', name: 'Ada', locale: 'en' },
  messageId: 1,
  what,
});

const verdict = (mode: 'list' | 'open', about: Partial<Person>, said = event(about.personId ?? '7')) =>
  service(mode).verdict({ ...newcomer, ...about }, said, now);

describe('who may use the bot', () => {
  it('by the list: owners, whom the list names, whom an owner let in', () => {
    expect(verdict('list', { personId: '1' })).toBe('welcome');
    expect(verdict('list', { personId: '2' })).toBe('welcome');
    expect(verdict('list', { access: 'allowed' })).toBe('welcome');
    expect(verdict('list', {})).toBe('turn-away');
  });

  it('when open: all but those an owner sent away, and owners always', () => {
    expect(verdict('open', {})).toBe('welcome');
    expect(verdict('open', { access: 'denied' })).toBe('turn-away');
    expect(verdict('open', { personId: '1', access: 'denied' })).toBe('welcome');
    expect(verdict('list', { personId: '2', access: 'denied' })).toBe('turn-away');
  });

  it('in a group: its members when it is on the list, others are told as in private', () => {
    expect(verdict('list', {}, event('-100'))).toBe('welcome');
    expect(verdict('list', {}, event('-200'))).toBe('turn-away');
    expect(verdict('list', { turnedAwayAt: '2026-11-22T11:00:00Z' }, event('-200'))).toBe('ignore');
    const press = { kind: 'press', pressId: 'p', data: 'help:show', messageId: 1 } as const;
    expect(verdict('list', {}, event('-200', press))).toBe('ignore');
    expect(verdict('list', { access: 'allowed' }, event('-200'))).toBe('welcome');
    expect(verdict('list', { access: 'denied' }, event('-100'))).toBe('turn-away');
  });

  it('tells a stranger once a day', () => {
    expect(verdict('list', { turnedAwayAt: '2026-11-21T12:00:01Z' })).toBe('ignore');
    expect(verdict('list', { turnedAwayAt: '2026-11-21T11:59:59Z' })).toBe('turn-away');
  });

  it('says nothing to a stranger who removes the bot', () => {
    expect(verdict('list', {}, event('7', { kind: 'membership', present: false }))).toBe('ignore');
  });

  it('knows whom to write to', () => {
    expect(service('list').contact).toBe('@ada');
  });
});
