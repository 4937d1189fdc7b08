import { PermanentError } from '@kinoline/messaging';
import type { ShownJob } from './shown-job.js';

/** The chat in which a job was asked for. @throws PermanentError for a job that names none */
export function chatOf({ jobId, request }: Pick<ShownJob, 'jobId' | 'request'>): string {
  const { chatId } = request.requester;
  if (chatId === undefined) throw new PermanentError(`job ${jobId} names no chat`);
  return chatId;
}
