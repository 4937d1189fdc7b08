/** What a tool may use. */
export interface ToolLimits {
  /** Address space in bytes; enforced by the kernel on Linux, by ffmpeg's own allocator check elsewhere. */
  readonly memoryBytes: number;
}

/** Program and leading arguments; the tool's own arguments follow. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * How to start a tool so that a hostile file can do little harm: a tiny shell sets the address space limit, then
 * becomes the tool (same process id, so a kill reaches it). The tool gets an almost empty environment: a decoder has
 * no business with the store's keys. `ulimit` is tried, not required: macOS has no such limit.
 */
export function limitedLaunch(tool: string, limits: ToolLimits): Launch {
  const kibibytes = Math.floor(limits.memoryBytes / 1024);
  return { program: '/bin/sh', args: ['-c', script(kibibytes), tool] };
}

function script(kibibytes: number): string {
  return [
    `ulimit -v ${kibibytes} 2>/dev/null`,
    // Each thread of glibc's allocator reserves address space of its own; two arenas keep the limit meaningful.
    'exec env -i PATH="$PATH" ${LD_LIBRARY_PATH:+LD_LIBRARY_PATH="$LD_LIBRARY_PATH"} MALLOC_ARENA_MAX=2 "$0" "$@"',
  ].join('; ');
}
