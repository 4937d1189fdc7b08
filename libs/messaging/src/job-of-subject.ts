/** The job a subject speaks of: its fourth token (`video.scene.rendered.<job>.…`). */
export function jobIdOfSubject(subject: string): string | undefined {
  return subject.split('.', 4)[3];
}
