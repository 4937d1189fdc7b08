import type { MethodName } from '../method-fields.js';
import { accountMethods } from './account.js';
import { albumMethods } from './album.js';
import type { Method, Methods } from './call.js';
import { editMethods } from './edit.js';
import { mediaMethods } from './media.js';
import { paymentMethods } from './payment.js';
import { profileMethods } from './profile.js';
import { textMethods } from './text.js';
import { updateMethods } from './updates.js';

const methods: Methods<MethodName> = {
  ...accountMethods,
  ...updateMethods,
  ...profileMethods,
  ...textMethods,
  ...mediaMethods,
  ...albumMethods,
  ...editMethods,
  ...paymentMethods,
};

/** A method and its name as Telegram spells it. */
export interface NamedMethod {
  readonly name: MethodName;
  readonly run: Method;
}

const byLowerCase: ReadonlyMap<string, NamedMethod> = new Map(
  Object.entries(methods).map(([name, run]) => [name.toLowerCase(), { name: name as MethodName, run }]),
);

/** The method of this name; capitals do not matter. */
export function findMethod(name: string): NamedMethod | undefined {
  return byLowerCase.get(name.toLowerCase());
}
