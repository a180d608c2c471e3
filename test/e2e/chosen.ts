import type { Running } from './harness.ts';

/** Answers the system's questions for a file with this one from now on; null: the person cancels. */
export async function answerFileQuestions(running: Running, file: string | null): Promise<void> {
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, file);
}
