export { startSandbox } from './server.js';
export type { Sandbox } from './server.js';
export type { SandboxOptions } from './options.js';
export type { BehaviourAction, BehaviourRule } from './behaviour.js';
export type { Defect } from './clips/defect.js';
export type { LedgerEntry } from './ledger.js';
export type { WarmRequest } from './warm.js';
export { nearestPrompt, panelPoints, panelWindow, promptLook } from './clips/look.js';
export type { PromptLook, Rgb } from './clips/look.js';
export { modelInputSchemas } from './replicate/models/index.js';
export type { InputSchema } from './replicate/models/model.js';
export { moderationText } from './replicate/runner.js';
export { sandboxControl } from './control/client.js';
export type { SandboxControl } from './control/client.js';
export type { TelegramControl } from './control/telegram/control.js';
export type {
  BotSight,
  Person,
  PersonFacts,
  Tapped,
  TapOptions,
  WaitOptions,
  Wanted,
} from './control/telegram/person.js';
export type { TelegramCall } from './telegram/calls.js';
export type { SentFile } from './telegram/people/writing.js';
export type { MessageKind, Screen, ScreenButton, Tap } from './telegram/screens.js';
export type { DeliveryMode, UpdateRecord } from './telegram/updates/entry.js';
