/** Whether an http or https address names this machine itself. */
export function isLoopback(address: string): boolean {
  return /^https?:\/\/(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?:[:/]|$)/.test(address);
}
