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
