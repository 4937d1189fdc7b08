import { ChangeRequested } from './change-requested.js';
import { ClipGenerated } from './clip-generated.js';
import { FilmFailed } from './film-failed.js';
import { FilmRequested } from './film-requested.js';
import { FilmStitched } from './film-stitched.js';
import { JobCancelled } from './job-cancelled.js';
import { JobDelivered } from './job-delivered.js';
import { JobFailed } from './job-failed.js';
import { JobHeld } from './job-held.js';
import { JobRejected } from './job-rejected.js';
import { JobRequested } from './job-requested.js';
import { KeyframeRendered } from './keyframe-rendered.js';
import { KeyframeRequested } from './keyframe-requested.js';
import { SceneFailed } from './scene-failed.js';
import { SceneRendered } from './scene-rendered.js';
import { SceneRequested } from './scene-requested.js';
import { ScenesPlanned } from './scenes-planned.js';
import { StoryboardApproved } from './storyboard-approved.js';
import { StoryboardEdited } from './storyboard-edited.js';
import { UpdateReceived } from './update-received.js';

/** Every message of the line. */
export const messages = [
  JobRequested,
  JobRejected,
  ScenesPlanned,
  StoryboardApproved,
  StoryboardEdited,
  KeyframeRequested,
  KeyframeRendered,
  SceneRequested,
  ClipGenerated,
  SceneRendered,
  SceneFailed,
  FilmRequested,
  FilmStitched,
  FilmFailed,
  JobHeld,
  ChangeRequested,
  JobDelivered,
  JobFailed,
  JobCancelled,
  UpdateReceived,
] as const;

/** Any message of the line, told apart by `name`. */
export type KinolineMessage = (typeof messages)[number];

/** The message said on this subject, or undefined for a foreign one. */
export function messageOfSubject(subject: string): KinolineMessage | undefined {
  return messages.find(
    ({ type, identity }) =>
      subject.startsWith(`${type}.`) &&
      subject.split('.').length === type.split('.').length + identity.length,
  );
}
