import { describe, expect, it } from '@jest/globals';
import type { ApiMethods } from 'grammy/types';
import { methodFields } from './method-fields.js';
import type { MethodName } from './method-fields.js';
import { unknownFields } from './unknown-fields.js';

type FieldsOf<Method extends keyof ApiMethods> =
  Parameters<ApiMethods[Method]> extends [] ? never : keyof NonNullable<Parameters<ApiMethods[Method]>[0]>;
/** Names of the methods whose table differs from grammY's types; the compiler holds it to none. */
type Different = {
  [Method in MethodName]: [keyof (typeof methodFields)[Method], FieldsOf<Method>] extends [
    FieldsOf<Method>,
    keyof (typeof methodFields)[Method],
  ]
    ? never
    : Method;
}[MethodName];

describe('the fields of the methods', () => {
  it('are those of the Bot API', () => {
    const different: readonly Different[] = [];
    expect(different satisfies readonly never[]).toEqual([]);
  });

  it('are found to be unknown wherever they stand', () => {
    const values = {
      chat_id: 1,
      txt: 'x',
      reply_parameters: '{"message_id":1,"alow_sending_without_reply":true}',
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go', calback: 1 }]] },
    };
    expect(unknownFields(values, methodFields.sendMessage)).toEqual([
      'txt',
      'reply_parameters.alow_sending_without_reply',
      'reply_markup.inline_keyboard.0.0.calback',
    ]);
  });

  it('may be broken JSON', () => {
    expect(unknownFields({ scope: '{' }, methodFields.getMyCommands)).toEqual([]);
  });
});
