import {
  type FfmpegCommand,
  MediaRunner,
  type ProbeCommand,
  type ProbeResult,
  type RunOptions,
  type RunResult,
} from '@kinoline/media';
import { type Attributes, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('@kinoline/stitcher');

/** A runner whose every run is a span: what a film waited for can be seen in its trace. */
export class TracedMediaRunner extends MediaRunner {
  override run(command: FfmpegCommand, options: RunOptions): Promise<RunResult> {
    const encodes = command.outputs.some(({ options: some }) => some.includes('libx264'));
    const attributes = {
      'kinoline.ffmpeg.inputs': command.inputs.length,
      'kinoline.ffmpeg.encodes_picture': encodes,
      ...(command.expectedSeconds !== undefined && { 'kinoline.media.seconds': command.expectedSeconds }),
    };
    return traced('ffmpeg', attributes, () => super.run(command, options));
  }

  override query(command: ProbeCommand, options: RunOptions): Promise<ProbeResult> {
    return traced(command.tool, {}, () => super.query(command, options));
  }
}

function traced<Result>(tool: string, attributes: Attributes, run: () => Promise<Result>): Promise<Result> {
  const described = { attributes: { 'process.executable.name': tool, ...attributes } };
  return tracer.startActiveSpan(tool, described, async (span) => {
    try {
      return await run();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : tool });
      throw error;
    } finally {
      span.end();
    }
  });
}
