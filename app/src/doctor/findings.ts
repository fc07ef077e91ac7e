/** What the doctor says of one matter. */
export interface DoctorFinding {
  about: string;
  level: 'ok' | 'warning' | 'error';
  said: string;
  /** What to do; absent where all is well. */
  remedy?: string;
}

export function ok(about: string, said: string): DoctorFinding {
  return { about, level: 'ok', said };
}

export function warning(about: string, said: string, remedy: string): DoctorFinding {
  return { about, level: 'warning', said, remedy };
}

export function error(about: string, said: string, remedy: string): DoctorFinding {
  return { about, level: 'error', said, remedy };
}
