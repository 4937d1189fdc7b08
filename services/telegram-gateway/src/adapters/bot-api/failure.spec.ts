import { describe, expect, it } from '@jest/globals';
import { GrammyError, HttpError } from 'grammy';
import { failureOf } from './failure.js';

const refusal = (error_code: number, description: string, parameters = {}): unknown =>
  failureOf(new GrammyError('x', { ok: false, error_code, description, parameters }, 'sendMessage', {}));
const broken = (code: string): unknown =>
  failureOf(new HttpError('x', Object.assign(new Error('x'), { code })));

describe('a failed call', () => {
  it.each([
    [400, 'Bad Request: message is not modified: specified new message content …', 'unchanged'],
    [400, 'Bad Request: message to edit not found', 'gone'],
    [400, "Bad Request: message can't be edited", 'gone'],
    [400, 'Bad Request: message to delete not found', 'gone'],
    [400, "Bad Request: message can't be deleted for everyone", 'gone'],
    [400, 'Bad Request: MESSAGE_ID_INVALID', 'gone'],
    [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'late'],
    [400, 'Bad Request: chat not found', 'chat-gone'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'chat-gone'],
    [403, 'Forbidden: bot was blocked by the user', 'chat-gone'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'chat-gone'],
    [403, 'Forbidden: user is deactivated', 'chat-gone'],
    [400, 'Bad Request: file is too big', 'too-large'],
    [400, "Bad Request: can't parse entities: Unexpected end tag", 'refused'],
    [413, 'Request Entity Too Large', 'refused'],
    [401, 'Unauthorized', 'unauthorized'],
    [404, 'Not Found', 'unauthorized'],
    [404, 'Not Found: method not found', 'refused'],
    [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
    [500, 'Internal Server Error', 'unclear'],
    [502, 'Bad Gateway', 'unclear'],
  ])('%i %s', (status, description, kind) => {
    expect(refusal(status, description)).toEqual({ kind });
  });

  it('tells how long to wait, and where a group went', () => {
    expect(refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 })).toEqual({
      kind: 'busy',
      delayMs: 7_000,
    });
    const words = 'Bad Request: group chat was upgraded to a supergroup chat';
    expect(refusal(400, words, { migrate_to_chat_id: -1001 })).toEqual({ kind: 'moved', chatId: '-1001' });
  });

  it('was never sent only when there was no connection', () => {
    expect(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map(broken)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'never-reached' })),
    );
    expect(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', ''].map(broken)).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'unclear' })),
    );
    expect(failureOf(new Error('something else'))).toBeUndefined();
  });
});
