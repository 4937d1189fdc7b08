import { createLogUpdate } from 'log-update';
import type { Fact } from '../history/fact.js';
import { advance, type FilmProgress, noProgress } from './progress.js';
import { liveView, newsLine } from './view.js';

/** Where progress is shown: a terminal is drawn over, anything else gets lines. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write'> & Partial<NodeJS.WriteStream>;

/** What shows a person how far the film is. */
export interface LiveProgress {
  /** Takes one more fact in. */
  tell(fact: Fact): void;
  /** Writes lines that are not about a message: a service was started again. */
  note(text: string): void;
  /** Leaves the last state on the screen; a repeat changes nothing. */
  end(): void;
}

const redrawMs = 500;
const reassureMs = 30_000;

/** Draws the whole picture again and again. */
function drawn(stream: NodeJS.WriteStream, now: () => Date): LiveProgress {
  const draw = createLogUpdate(stream);
  let progress: FilmProgress = noProgress;
  const redraw = (): void => draw(liveView(progress, now(), stream.columns || 80));
  const timer = setInterval(redraw, redrawMs);
  let ended = false;
  return {
    tell: (fact) => {
      progress = advance(progress, fact);
      redraw();
    },
    note: (text) => {
      draw.persist(text);
      if (!ended) redraw();
    },
    end: () => {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      redraw();
      draw.done();
    },
  };
}

/** Writes a line for each piece of news, and one every half minute in which there is none. */
function lines(stream: ProgressStream, now: () => Date): LiveProgress {
  let progress: FilmProgress = noProgress;
  const write = (line: string): void => void stream.write(`${line}\n`);
  const reassure = setInterval(() => write(liveView(progress, now(), 1000).split('\n')[0] ?? ''), reassureMs);
  return {
    tell: (fact) => {
      progress = advance(progress, fact);
      const line = newsLine(progress, fact);
      if (line === undefined) return;
      write(line);
      reassure.refresh();
    },
    note: write,
    end: () => clearInterval(reassure),
  };
}

const isTerminal = (stream: ProgressStream): stream is NodeJS.WriteStream => stream.isTTY === true;

/** Shows progress on a stream the way it can be shown there. */
export function showProgress(stream: ProgressStream, now: () => Date = () => new Date()): LiveProgress {
  return isTerminal(stream) ? drawn(stream, now) : lines(stream, now);
}
