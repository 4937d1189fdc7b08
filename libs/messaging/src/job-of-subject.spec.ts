import { describe, expect, it } from '@jest/globals';
import { jobIdOfSubject } from './job-of-subject.js';

describe('the job of a subject', () => {
  it("is its fourth token where the message is a job's", () => {
    expect(jobIdOfSubject('video.scene.rendered.a-job.2.1')).toBe('a-job');
    expect(jobIdOfSubject('video.job.rejected.a-job')).toBe('a-job');
  });

  it("is none where the message is a chat's", () => {
    expect(jobIdOfSubject('telegram.update.received.7')).toBeUndefined();
  });
});
