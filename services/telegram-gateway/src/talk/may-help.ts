/** Whether an error leaves hope for another try. */
export function mayHelp(error: unknown): boolean {
  return !(typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === false);
}
