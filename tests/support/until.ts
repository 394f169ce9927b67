const WITHIN_MS = 120_000;
const LOOK_MS = 50;

/** Ends once it holds: for what happens in another process, where no time can be moved. @throws Error after two minutes */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = 'what was waited for',
): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !(await holds());) {
    if (Date.now() > end) throw new Error(`it never came to that: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
