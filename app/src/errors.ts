/** The site cannot start, or a command cannot run: what is wrong, and what to do. Shown without a stack. */
export class StartError extends Error {
  override name = 'StartError';
  readonly remedy: string;
  /** Exit status of the process. */
  readonly status: number;

  constructor(message: string, remedy: string, options: ErrorOptions & { status?: number } = {}) {
    super(message, options);
    this.remedy = remedy;
    this.status = options.status ?? 1;
  }
}

/** The system's word for an error (`ENOENT`, `EADDRINUSE`, an SQLSTATE), where it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What an error says, for a sentence of ours. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
