import type { MenuCommand } from '../telegram/menu.js';
import type { Words } from '../words/words.js';

/** The commands in everybody's menu, in its order. */
export const publicCommands = [
  'new',
  'status',
  'history',
  'settings',
  'cancel',
  'retry',
  'budget',
  'help',
  'terms',
  'start',
] as const;

/** Further commands in the menus of the owners. */
export const ownerCommands = ['stats', 'allow', 'deny', 'limit'] as const;

/** A menu in one language; an owner's shows more. */
export function menuOf(words: Words, { isOwner }: { readonly isOwner: boolean }): MenuCommand[] {
  const names = isOwner ? [...publicCommands, ...ownerCommands] : publicCommands;
  return names.map((command) => ({ command, description: words.plain(`command-${command}`) }));
}
