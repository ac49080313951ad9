/**
 * Folders for temporary files: one per run, named after the run, so that what a killed run left can be told from what a
 * running one needs.
 */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A run among others on this machine. */
export interface RunIdentity {
  /** Letters, digits and `_`. */
  readonly label: string;
  /** Whether the run that has this label has ended; false where nobody can know, as on another machine. */
  readonly isOver: (label: string) => boolean;
}

/** Makes a folder in `parent`. Throws the file system's error. */
export function makeTemporary(parent: string, run: RunIdentity | undefined): string {
  if (run !== undefined) removeStale(parent, run);
  return mkdtempSync(join(parent, run === undefined ? '.tollbook-' : `.tollbook-${run.label}-`));
}

const NAMED_AFTER_A_RUN = /^\.tollbook-(\w+)-[A-Za-z0-9]{6}$/;

/** Takes away what ended runs left. What is no folder, or whose run may go on, is left alone; so is what cannot be removed. */
function removeStale(parent: string, run: RunIdentity): void {
  for (const name of namesIn(parent)) {
    const label = NAMED_AFTER_A_RUN.exec(name)?.[1];
    if (label === undefined || !run.isOver(label)) continue;
    const path = join(parent, name);
    try {
      if (lstatSync(path).isDirectory()) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's, or gone already.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
