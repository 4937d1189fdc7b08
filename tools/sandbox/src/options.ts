/** How the sandbox behaves when nobody says otherwise. Milliseconds unless said. */
export interface SandboxOptions {
  /** Port to listen on; a free one by default. */
  readonly port?: number;
  /** Address to listen on (default 127.0.0.1). */
  readonly host?: string;
  /** Base URL under which clients reach the sandbox, when it is not the one it listens on. */
  readonly publicUrl?: string;
  /** Folder for the ledger and the files; a temporary one, removed on stop, by default. */
  readonly dataDir?: string;
  /** Answer at once from kept clips, ignoring start and end images where none was rendered with them (default false). */
  readonly readyClips?: boolean;
  readonly latency?: {
    /** How long a prediction is in `starting` (default 50). */
    readonly startingMs?: number;
    /** How long a prediction is in `processing` at least (default 100). */
    readonly processingMs?: number;
    /** How long a chat completion takes at least (default 0). */
    readonly completionMs?: number;
  };
  readonly expiry?: {
    /** Inputs, outputs and logs go this long after a prediction ended (default 1 hour). */
    readonly predictionMs?: number;
    /** Uploaded files go after this (default 24 hours). */
    readonly fileMs?: number;
  };
  /** `whsec_` and base64; a random one by default. */
  readonly webhookSecret?: string;
  /** How often and after what first pause (then doubled) the last webhook event is tried (default 6 and 250). */
  readonly webhookRetry?: { readonly attempts?: number; readonly firstPauseMs?: number };
  readonly limits?: {
    /** Replicate: creations a minute and token (default 600). 0 switches a limit off, here and below. */
    readonly createsPerMinute?: number;
    /** Replicate: other calls a minute and token (default 3,000). */
    readonly callsPerMinute?: number;
    /** Telegram: messages a second in all (default 30). */
    readonly messagesPerSecond?: number;
    /** Telegram: messages a second in one chat (default 1, with bursts of 3). */
    readonly chatMessagesPerSecond?: number;
    /** Telegram: messages a minute in one group (default 20). */
    readonly groupMessagesPerMinute?: number;
    /** Telegram: setWebhook with an address, a second (default 1). */
    readonly webhookChangesPerSecond?: number;
    /** Telegram: largest upload in bytes (default 50 MB, 2,000 MB with `telegram.localServer`). */
    readonly uploadBytes?: number;
  };
  readonly telegram?: {
    /** The bot's user name, for mentions in groups (default kinoline_sandbox_bot). */
    readonly botUsername?: string;
    /** In groups the bot gets only what is meant for it (default true). */
    readonly privacyMode?: boolean;
    /** A Bot API server of one's own: larger uploads, downloads of any size, file_path is a path on this disk (default false). */
    readonly localServer?: boolean;
    /** A pressed button must be answered within this (default 15 minutes). */
    readonly pressLifeMs?: number;
    /** First and longest pause, doubled in between, before an update is posted to the webhook again (default 50 and 5,000). */
    readonly webhookRetry?: { readonly firstPauseMs?: number; readonly longestPauseMs?: number };
  };
}

type Settled<T> = { readonly [Key in keyof T]-?: NonNullable<T[Key]> };

/** Options with every default filled in. */
export interface SandboxSettings {
  readonly readyClips: boolean;
  readonly latency: Settled<NonNullable<SandboxOptions['latency']>>;
  readonly expiry: Settled<NonNullable<SandboxOptions['expiry']>>;
  readonly webhookSecret: string;
  readonly webhookRetry: Settled<NonNullable<SandboxOptions['webhookRetry']>>;
  readonly limits: Settled<NonNullable<SandboxOptions['limits']>>;
  readonly telegram: Omit<Settled<NonNullable<SandboxOptions['telegram']>>, 'webhookRetry'> & {
    readonly webhookRetry: { readonly firstPauseMs: number; readonly longestPauseMs: number };
  };
}

const hour = 3_600_000;

function settleTelegram({
  webhookRetry,
  ...telegram
}: SandboxOptions['telegram'] = {}): SandboxSettings['telegram'] {
  return {
    botUsername: 'kinoline_sandbox_bot',
    privacyMode: true,
    localServer: false,
    pressLifeMs: 15 * 60_000,
    ...telegram,
    webhookRetry: { firstPauseMs: 50, longestPauseMs: 5_000, ...webhookRetry },
  };
}

/** Fills in the defaults; `secret` is used when the options name none. */
export function settle(options: SandboxOptions, secret: string): SandboxSettings {
  const readyClips = options.readyClips ?? false;
  const pause = readyClips ? { startingMs: 0, processingMs: 0 } : { startingMs: 50, processingMs: 100 };
  return {
    readyClips,
    latency: { ...pause, completionMs: 0, ...options.latency },
    expiry: { predictionMs: hour, fileMs: 24 * hour, ...options.expiry },
    webhookSecret: options.webhookSecret ?? secret,
    webhookRetry: { attempts: 6, firstPauseMs: 250, ...options.webhookRetry },
    limits: {
      createsPerMinute: 600,
      callsPerMinute: 3_000,
      messagesPerSecond: 30,
      chatMessagesPerSecond: 1,
      groupMessagesPerMinute: 20,
      webhookChangesPerSecond: 1,
      uploadBytes: options.telegram?.localServer ? 2_000_000_000 : 50_000_000,
      ...options.limits,
    },
    telegram: settleTelegram(options.telegram),
  };
}
