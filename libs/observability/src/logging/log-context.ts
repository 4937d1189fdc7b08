import { AsyncLocalStorage } from 'node:async_hooks';

/** Fields that every log line inside a {@link withLogContext} carries. */
export type LogContext = Readonly<Record<string, string | number | boolean>>;

const storage = new AsyncLocalStorage<LogContext>();

/** Runs something whose log lines, however deep and late, carry these fields besides those from around it. */
export function withLogContext<T>(fields: LogContext, run: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, run);
}

/** The fields in force here. */
export function logContext(): LogContext {
  return storage.getStore() ?? {};
}
