/** Where a command prints: what it found to `stdout`, what stands in the way to `stderr`. */
export interface Printing {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}
