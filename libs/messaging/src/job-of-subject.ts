/** The job a subject speaks of, if it is a job's: its fourth token (`video.scene.rendered.<job>.…`). */
export function jobIdOfSubject(subject: string): string | undefined {
  const [root, , , jobId] = subject.split('.', 4);
  return root === 'video' ? jobId : undefined;
}
