import {
  ChangeRequested,
  type DataOf,
  JobCancelled,
  JobFailed,
  JobRejected,
  ScenesPlanned,
} from '@kinoline/contracts';
import { jobId } from './facts.js';
import type { Surroundings } from './surroundings.js';
import { changeOf, type Wish } from './wish.js';

/** A person and their gateway: approves, edits, calls off, and wants something else whenever the job rests. */
export class SimulatedPerson {
  private wishes: readonly Wish[];
  private editsLeft: number;

  constructor(
    private readonly line: Surroundings,
    private readonly about: {
      readonly wishes: readonly Wish[];
      readonly edits: number | undefined;
      /** Takes an edit over. */
      readonly edit: (revision: number) => Promise<void>;
      readonly change: (wanted: DataOf<typeof ChangeRequested>) => Promise<void>;
    },
  ) {
    this.wishes = about.wishes;
    this.editsLeft = about.edits ?? 0;
  }

  /** Sees a storyboard. */
  planned({ revision, cut, warnings }: DataOf<typeof ScenesPlanned>): void {
    if (warnings.some(({ code }) => code === 'edit-refused')) this.rests(cut);
    if (this.about.edits === undefined) return;
    if (this.editsLeft > 0) {
      this.editsLeft -= 1;
      this.line.deliver('StoryboardEdited', () => this.about.edit(revision));
      return;
    }
    this.line.deliver('StoryboardApproved', () =>
      this.line.hear({ name: 'StoryboardApproved', data: { jobId, revision } }),
    );
  }

  /** Sees that a cut rests, and says at some time what is wanted next of the revision that was seen. */
  rests(cut: number): void {
    const seen = this.known();
    if (seen.cut !== cut) return;
    const { revision, scenes } = seen;
    void this.line.pause('a person thinks').then(() => {
      const [wish, ...others] = this.wishes;
      if (!wish || this.line.said(JobRejected, { jobId })) return;
      const change = changeOf(wish, scenes);
      const wanted = { jobId, revision, change };
      if (!this.line.tell(ChangeRequested, wanted)) return;
      this.wishes = others;
      this.line.deliver('ChangeRequested', () => this.about.change(wanted));
    });
  }

  /** Calls off, after so many turns, the cut that the person knows of. */
  async callOffAfter(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) await this.line.pause('not called off yet');
    const { cut } = this.known();
    const data = { jobId, cut, by: 'person' } as const;
    if (!this.line.tell(JobCancelled, data)) return;
    this.line.deliver('JobCancelled', () => this.line.hear({ name: 'JobCancelled', data }));
    this.rests(cut);
  }

  private known(): { readonly revision: number; readonly cut: number; readonly scenes: number } {
    const plans = this.line.all(ScenesPlanned).sort((a, b) => a.revision - b.revision);
    const plan = plans.at(-1);
    const failures = this.line.all(JobFailed).map(({ cut }) => cut);
    const cut = Math.max(1, ...failures, ...plans.map((each) => each.cut));
    return { cut, revision: plan?.revision ?? cut, scenes: plan?.storyboard.scenes.length ?? 0 };
  }
}
